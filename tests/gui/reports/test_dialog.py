"""« Rapports »: asked, made, cancelled, kept under a name and run again."""

from pathlib import Path

from telbill_desktop.domain.report_request import ReportKind
from telbill_desktop.gui.dialogs.reports.dialog import ReportsDialog
from tests.gui.reports.conftest import User


def choose(dialog: ReportsDialog, kind: ReportKind) -> None:
    dialog.asking.kind.setCurrentIndex(dialog.asking.kind.findData(kind))


def make(user: User, dialog: ReportsDialog, path: Path) -> None:
    user.answers.saves_to = path
    dialog.make_button.click()
    user.wait(lambda: dialog.made is not None)


def test_a_report_is_made_and_opened_where_it_was_saved(user: User) -> None:
    dialog = user.dialog()
    make(user, dialog, user.out / "invoices.xlsx")
    assert (user.out / "invoices.xlsx").exists()
    dialog.open_button.click()
    dialog.folder_button.click()
    assert user.opened == [user.out / "invoices.xlsx", user.out]
    dialog.close_button.click()


def test_entries_are_made(user: User) -> None:
    dialog = user.dialog()
    choose(dialog, ReportKind.ENTRIES)
    dialog.asking.days.which.setCurrentIndex(dialog.asking.days.which.count() - 1)
    make(user, dialog, user.out / "e.txt")
    assert (user.out / "e.txt").exists()
    dialog.close_button.click()
