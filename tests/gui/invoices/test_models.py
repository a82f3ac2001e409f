from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QTableView
from pytestqt.qtbot import QtBot

from telbill_desktop.domain.invoice import InvoiceLine, InvoiceState, InvoiceType
from telbill_desktop.domain.invoice_list import InvoiceRow
from telbill_desktop.gui.models.invoice_table import InvoiceTable
from telbill_desktop.gui.models.line_table import LineTable
from telbill_desktop.gui.models.row_pages import KEPT, PAGE
from telbill_desktop.gui.widgets.chosen_rows import ChosenRows

FATAL = QAbstractItemModelTester.FailureReportingMode.Fatal


def row(invoice_id: int) -> InvoiceRow:
    return InvoiceRow(
        id=invoice_id,
        type=InvoiceType.INVOICE,
        type_code="380",
        issue_date=date(2026, 1, 1),
        number=f"F-{invoice_id}",
        ht=Decimal(invoice_id),
        vat=Decimal(0),
        ttc=Decimal(invoice_id),
        amount_due=None,
        currency="EUR",
        due_date=None,
        subscriber="",
        client_code="",
        operator="",
        account="",
        state=InvoiceState.READ,
    )


class Reading:
    """Rows by id, and which pages were asked for."""

    def __init__(self) -> None:
        self.asked: list[Sequence[int]] = []
        self.gone: set[int] = set()

    def __call__(self, ids: Sequence[int]) -> list[InvoiceRow]:
        self.asked.append(ids)
        return [row(one) for one in ids if one not in self.gone]


def test_the_list_keeps_the_rules_of_qt_through_resets_and_growth(qtbot: QtBot) -> None:
    assert qtbot
    model = InvoiceTable(Reading())
    QAbstractItemModelTester(model, FATAL, model)
    model.show_ids(range(1, 201))
    model.show_ids(range(1, 1001))
    model.forget_rows()
    model.show_ids([5, 3, 1])
    model.show_ids([])


def test_rows_are_read_a_page_at_a_time_and_the_last_pages_are_kept(qtbot: QtBot) -> None:
    assert qtbot
    reading = Reading()
    model = InvoiceTable(reading)
    model.show_ids(range(100_000))
    assert model.index(PAGE, 2).data() == f"F-{PAGE}"
    assert model.index(2 * PAGE - 1, 2).data() == f"F-{2 * PAGE - 1}"
    assert [list(ids) for ids in reading.asked] == [list(range(PAGE, 2 * PAGE))]
    for page in range(2 * KEPT):
        model.index(page * PAGE, 0).data()
    asked = len(reading.asked)
    model.index((2 * KEPT - 1) * PAGE, 0).data()
    assert len(reading.asked) == asked
    model.index(PAGE, 2).data()
    assert len(reading.asked) == asked + 1


def test_rows_behind_the_first_ones_come_in_without_a_reset(qtbot: QtBot) -> None:
    model = InvoiceTable(Reading())
    model.show_ids(range(150))
    with qtbot.assertNotEmitted(model.modelReset), qtbot.waitSignal(model.rowsInserted):
        model.show_ids(range(1000))
    assert model.index(199, 2).data() == "F-199"


def test_an_invoice_that_is_gone_since_is_an_empty_row(qtbot: QtBot) -> None:
    assert qtbot
    reading = Reading()
    reading.gone = {2}
    model = InvoiceTable(reading)
    model.show_ids([1, 2, 3])
    assert [model.index(at, 2).data() for at in range(3)] == ["F-1", "", "F-3"]
    assert model.row_at(1) is None


def test_all_of_a_hundred_thousand_rows_are_one_range(qtbot: QtBot) -> None:
    view, model = QTableView(), InvoiceTable(Reading())
    qtbot.addWidget(view)
    view.setModel(model)
    view.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
    chosen = ChosenRows(view, model)
    model.show_ids(range(200))
    chosen.choose_all()
    model.show_ids(range(100_000))
    assert chosen.count() == 100_000
    assert view.selectionModel().selection().size() == 1
    model.show_ids(range(50_000, 100_001))
    assert chosen.count() == 50_000


def test_the_lines_keep_the_rules_of_qt_while_they_are_sorted(qtbot: QtBot) -> None:
    assert qtbot
    model = LineTable()
    QAbstractItemModelTester(model, FATAL, model)
    amounts = (Decimal(3), None, Decimal(-1), Decimal(2))
    model.show_lines([InvoiceLine(label=f"l{at}", amount=one) for at, one in enumerate(amounts)], "EUR")
    kept = [QModelIndex(model.index(at, 0)) for at in range(4)]
    assert len(kept) == 4
    model.sort(3, Qt.SortOrder.DescendingOrder)
    assert [model.cell(at, 0) for at in range(4)] == ["l0", "l3", "l2", "l1"]
    assert model.sum_of(range(4)) == 4
    model.sort(-1)
    assert [model.cell(at, 0) for at in range(4)] == ["l0", "l1", "l2", "l3"]
