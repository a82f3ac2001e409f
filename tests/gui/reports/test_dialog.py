"""« Rapports »: asked, made, cancelled, kept under a name and run again."""

from datetime import date
from pathlib import Path
from threading import Event

import openpyxl  # type: ignore[import-untyped] # it ships no types
import pytest
from PySide6.QtCore import Qt

from telbill_desktop.domain.invoice import Party
from telbill_desktop.domain.perimeter import PerimeterChoice
from telbill_desktop.domain.progress import Progress
from telbill_desktop.domain.ready_days import ReadyDays
from telbill_desktop.domain.report import Report
from telbill_desktop.domain.report_definition import DefinedReport
from telbill_desktop.domain.report_request import ReportKind, ReportLevel
from telbill_desktop.exporters import report_file
from telbill_desktop.exporters.losses import Written
from telbill_desktop.gui.dialogs.name import NameDialog
from telbill_desktop.gui.dialogs.reports.dialog import ReportsDialog
from telbill_desktop.services.history import history
from telbill_desktop.services.reports import definitions
from tests.builders import draft
from tests.gui.reports.conftest import User
from tests.gui.test_accessible_names import nameless
from tests.services.scenarios import read, take

FLEET = DefinedReport(ReportKind.FLEET, "csv", is_plain=True)


def choose(dialog: ReportsDialog, kind: ReportKind, days: str = "") -> None:
    """That report, of all days or of those between two."""
    dialog.asking.kind.setCurrentIndex(dialog.asking.kind.findData(kind))
    dialog.asking.days.which.setCurrentIndex(dialog.asking.days.which.findData(days))


def make(user: User, dialog: ReportsDialog, name: str) -> Path:
    user.answers.saves_to = user.out / name
    dialog.made = None
    dialog.make_button.click()
    user.wait(lambda: dialog.made is not None)
    return user.out / name


def run_again(user: User, dialog: ReportsDialog) -> Path:
    """Runs the report that is chosen, and returns where it went."""
    before = dialog.made
    dialog.saved.run.click()
    user.wait(lambda: dialog.made is not None and dialog.made is not before)
    assert dialog.made is not None
    assert dialog.made.path is not None
    return dialog.made.path


def test_a_report_is_made_and_opened_where_it_was_saved(user: User) -> None:
    dialog = user.dialog()
    choose(dialog, ReportKind.INVOICES)
    dialog.asking.level.setCurrentIndex(dialog.asking.level.findData(ReportLevel.LINES))
    path = make(user, dialog, "invoices.xlsx")
    assert "invoices.xlsx" in dialog.result_step.said.text()
    assert str(user.out) in dialog.result_step.where.text()
    assert openpyxl.load_workbook(path)["Lines"].max_row == 17  # titles, lines, their total
    dialog.open_button.click()
    dialog.folder_button.click()
    assert user.opened == [path, user.out]
    dialog.another_button.click()
    assert dialog.make_button.isVisible()
    assert not dialog.open_button.isVisible()
    dialog.close_button.click()


def test_each_report_asks_for_what_it_has_use_for(user: User) -> None:
    dialog = user.dialog()
    asking = dialog.asking
    fields = {"level": asking.level, "days": asking.days, "on": asking.on, "months": asking.months}
    seen = {}
    for kind in (ReportKind.INVOICES, ReportKind.FLEET, ReportKind.UPCOMING, ReportKind.ENTRIES, ReportKind.CUTOFF):
        choose(dialog, kind)
        seen[kind] = {name for name, field in fields.items() if field.isVisible()}
    assert seen == {
        ReportKind.INVOICES: {"level", "days"},
        ReportKind.FLEET: {"on"},
        ReportKind.UPCOMING: {"on", "months"},
        ReportKind.ENTRIES: {"days"},
        ReportKind.CUTOFF: {"on"},
    }
    assert dialog.accounts_button.isVisible()
    choose(dialog, ReportKind.ENTRIES)
    assert asking.format.currentData() == "txt"
    assert asking.again.isVisible()
    dialog.close_button.click()


def test_what_cannot_be_read_cannot_be_made(user: User) -> None:
    dialog = user.dialog()
    choose(dialog, ReportKind.INVOICES, "between")
    days = dialog.asking.days
    days.since.setText("17/13/2026")
    days.since.textEdited.emit("17/13/2026")
    assert not dialog.make_button.isEnabled()
    days.show_days(None, date(2026, 11, 2), date(2026, 11, 1))
    days.changed.emit()
    assert not dialog.make_button.isEnabled()
    assert days.said.text()
    days.show_days(None, date(2026, 11, 1), date(2026, 11, 2))
    days.changed.emit()
    assert dialog.make_button.isEnabled()
    dialog.asking.whose.which.setCurrentIndex(dialog.asking.whose.which.findData("accounts"))
    assert not dialog.make_button.isEnabled()  # none is ticked
    dialog.close_button.click()


def test_accounts_that_are_ticked_are_reported_alone(user: User) -> None:
    dialog = user.dialog()
    choose(dialog, ReportKind.INVOICES)
    whose = dialog.asking.whose
    whose.which.setCurrentIndex(whose.which.findData("accounts"))
    user.wait(lambda: whose.accounts.model.rowCount() == 2)
    model = whose.accounts.model
    assert [one.label for one in model.shown] == ["Hexamobile SA · CF 2 / SC-2", "Ondefixe · CF 9"]
    model.setData(model.index(1, 0), Qt.CheckState.Checked, Qt.ItemDataRole.CheckStateRole)
    book = openpyxl.load_workbook(make(user, dialog, "one.xlsx"))
    assert book["Invoices"].max_row == 3  # titles, the credit note, the total
    dialog.close_button.click()


def test_the_perimeter_in_force_is_what_is_reported_at_first(user: User) -> None:
    choice = PerimeterChoice(account_ids=(2,))
    dialog = ReportsDialog(user.desk.context, user.window, choice, "Nantes")
    dialog.open()
    assert dialog.asking.whose.which.currentText() == "Perimeter: Nantes"
    report = dialog.asking.report()
    assert report is not None
    assert report.perimeter == choice
    dialog.close_button.click()


def test_entries_are_prepared_once_and_undo_takes_the_marks_back(user: User) -> None:
    dialog = user.dialog()
    choose(dialog, ReportKind.ENTRIES)
    path = make(user, dialog, "entries.txt")
    assert "5 entries prepared" in dialog.result_step.said.text()
    assert path.read_bytes().startswith(b"JournalCode\t")
    assert history(user.store)[0].kind == "export_entries"
    dialog.another_button.click()
    make(user, dialog, "second.txt")
    assert "no file was written" in dialog.result_step.said.text()
    assert "5 invoices" in dialog.result_step.more.text()
    assert not dialog.open_button.isVisible()
    dialog.close_button.click()
    user.wait(user.window.actions_by_name["undo"].isEnabled)
    user.window.actions_by_name["undo"].trigger()
    user.wait(lambda: history(user.store)[0].undone_at is not None)
    dialog = user.dialog()
    choose(dialog, ReportKind.ENTRIES)
    make(user, dialog, "third.txt")
    assert "5 entries prepared" in dialog.result_step.said.text()
    dialog.close_button.click()


def test_a_report_is_kept_under_a_name_and_run_with_one_click(user: User) -> None:
    dialog = user.dialog()
    choose(dialog, ReportKind.INVOICES, ReadyDays.LAST_12_MONTHS)
    make(user, dialog, "first.xlsx")  # from now on the folder is known
    dialog.another_button.click()
    dialog.keep_button.click()
    asked = user.top()
    assert isinstance(asked, NameDialog)
    asked.field.setText("Douze mois")
    asked.save_button.click()
    user.wait(lambda: dialog.saved.model.rowCount() == 1)
    dialog.saved.table.setCurrentIndex(dialog.saved.model.index(0, 0))
    assert "Last 12 months · XLSX" in dialog.saved.what.text()
    user.answers.saves_to = None  # nothing is asked any more
    for ending in (".xlsx", " (2).xlsx"):
        assert run_again(user, dialog).name.removeprefix("Douze mois ").endswith(ending)
    assert len(list(user.out.glob("Douze mois 20*.xlsx"))) == 2
    dialog.close_button.click()


def test_a_name_that_is_taken_is_said_beside_the_field(user: User) -> None:
    definitions.save_report(user.store, "Parc", FLEET)
    dialog = user.dialog()
    user.wait(lambda: dialog.saved.model.rowCount() == 1)
    dialog.keep_button.click()
    asked = user.top()
    assert isinstance(asked, NameDialog)
    asked.field.setText("PARC")
    asked.save_button.click()
    user.wait(asked.wrong.isVisible)
    asked.reject()
    dialog.close_button.click()


def test_what_is_kept_fills_the_form_is_renamed_and_removed(user: User) -> None:
    known = definitions.save_report(user.store, "Parc", FLEET)
    dialog = user.dialog()
    user.wait(lambda: dialog.saved.model.rowCount() == 1)
    dialog.saved.table.setCurrentIndex(dialog.saved.model.index(0, 0))
    assert dialog.asking.report() == FLEET
    dialog.saved.rename.click()
    asked = user.top()
    assert isinstance(asked, NameDialog)
    asked.field.setText("Parc mobile")
    asked.save_button.click()
    user.wait(lambda: dialog.saved.model.records[0].name == "Parc mobile")
    dialog.saved.remove.click()
    user.wait(lambda: dialog.saved.model.rowCount() == 0)
    assert known not in [one.id for one in definitions.saved_reports(user.store)]
    assert not dialog.saved.run.isEnabled()
    dialog.close_button.click()


def test_a_file_that_cannot_be_written_is_said_and_what_was_asked_stays(user: User) -> None:
    dialog = user.dialog()
    choose(dialog, ReportKind.INVOICES)
    user.answers.saves_to = user.out / "nowhere" / "a.xlsx"
    dialog.make_button.click()
    user.wait(dialog.wrong.isVisible)
    assert "a.xlsx" in dialog.wrong.text()
    assert dialog.make_button.isVisible()
    dialog.close_button.click()


def test_a_file_that_gets_its_suffix_here_replaces_none_unasked(user: User) -> None:
    kept = user.out / "a.2026.xlsx"
    kept.write_bytes(b"old")
    dialog = user.dialog()
    choose(dialog, ReportKind.INVOICES)
    user.answers.saves_to = user.out / "a.2026"
    dialog.make_button.click()
    assert [one.title for one in user.answers.asked] == ["Replace the file a.2026.xlsx?"]
    assert dialog.make_button.isVisible()
    assert kept.read_bytes() == b"old"
    user.answers.confirms = True
    dialog.make_button.click()
    user.wait(lambda: dialog.made is not None)
    assert kept.read_bytes() != b"old"
    dialog.close_button.click()


def test_a_report_that_is_cancelled_leaves_nothing(user: User, monkeypatch: pytest.MonkeyPatch) -> None:
    write, began, cancelled = report_file.write_report, Event(), Event()

    def written(path: Path, report: Report, *, progress: Progress, csv_plain: bool) -> Written:
        began.set()
        assert cancelled.wait(10)
        return write(path, report, progress=progress, csv_plain=csv_plain)

    monkeypatch.setattr(report_file, "write_report", written)
    dialog = user.dialog()
    choose(dialog, ReportKind.INVOICES)
    user.answers.saves_to = user.out / "a.xlsx"
    dialog.make_button.click()
    assert dialog.close_button.text() == "Cancel"
    user.wait(began.is_set)
    dialog.close_button.click()
    cancelled.set()
    user.wait(dialog.make_button.isVisible)
    assert list(user.out.iterdir()) == []
    dialog.close_button.click()


def test_every_field_has_a_name(user: User) -> None:
    dialog = user.dialog()
    for kind in (ReportKind.INVOICES, ReportKind.UPCOMING, ReportKind.ENTRIES):
        choose(dialog, kind, "between")
        assert list(nameless(dialog)) == []
    dialog.close_button.click()


@pytest.mark.parametrize("name", ["reports", "print", "save_shown", "accounting"])
def test_the_finder_and_the_menu_know_it(user: User, name: str) -> None:
    action = user.window.actions_by_name[name]
    assert action.isEnabled()
    assert action in user.window.menu.actions()


def test_entries_of_several_companies_are_said_to_be(user: User) -> None:
    take(user.store, read(draft(number="OTHER", buyer=Party("Atelier du Perche", siren="999000037"))))
    dialog = user.dialog()
    choose(dialog, ReportKind.ENTRIES)
    make(user, dialog, "entries.txt")
    assert "Entries of 2 companies stand in one file: Atelier du Perche, " in dialog.result_step.more.text()
    dialog.close_button.click()
