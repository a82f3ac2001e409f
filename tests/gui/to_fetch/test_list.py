"""What the list says, and how it is narrowed."""

from PySide6.QtTest import QAbstractItemModelTester

from telbill_desktop.exporters.to_fetch_columns import ToFetchColumn
from telbill_desktop.gui.models.to_fetch_tables import FETCH_POSITION
from tests.gui.to_fetch.user import User, plain

FATAL = QAbstractItemModelTester.FailureReportingMode.Fatal
STATE, INVOICE = FETCH_POSITION[ToFetchColumn.STATE], FETCH_POSITION[ToFetchColumn.INVOICE]
HEXAMOBILE, ACCOUNT = "Hexamobile SA", "CF 2 / SC-2"
FOLD = ["XML archived", "Lumitel", ACCOUNT, "PDF absent: 3 invoices", "", "", ""]
ALL = [
    ["Late", HEXAMOBILE, ACCOUNT, "Invoice of 05/10/2026", "since 07/10/2026", "05/12/2026", "14/10/2026"],
    ["To fetch", HEXAMOBILE, ACCOUNT, "A-12", "since 08/11/2026", "06/01/2027", ""],
    FOLD,
    ["To come", HEXAMOBILE, ACCOUNT, "Invoice of 05/12/2026", "from 07/12/2026", "05/02/2027", ""],
    ["Off the portal", HEXAMOBILE, ACCOUNT, "Invoice of 05/08/2026", "since 07/08/2026", "05/10/2026", "14/08/2026"],
]


def test_the_list_says_what_is_late_to_fetch_to_come_and_gone(user: User) -> None:
    assert user.rows == ALL
    assert plain(user.dialog.summary.text()) == (
        "November 2026: 1 invoice is late, 1 to fetch, 1 to come, 1 no longer on the portal, "
        "3 archived as XML without their PDF. 1 will be deleted from its portal within a month."
    )
    assert user.dialog.count.text() == "7 invoices"
    assert user.dialog.table.hasFocus()
