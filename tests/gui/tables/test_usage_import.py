"""Files of usage in the import: previewed, asked about, imported once it is said what is kept of calls."""

from datetime import date, time
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox

from telbill_desktop.domain.messages import Message
from telbill_desktop.domain.reading import FileStatus
from telbill_desktop.domain.table_profile import TableField as F
from telbill_desktop.domain.table_profile import TableKind
from telbill_desktop.domain.table_reading import CellProblem, TableCounts
from telbill_desktop.domain.usage_view import UsageFilter, UsageGrouping
from telbill_desktop.gui.dialogs.import_dialog import ImportDialog
from telbill_desktop.gui.dialogs.import_problems import FIELD, LINE, REASON, TEXT, ProblemsDialog
from telbill_desktop.gui.dialogs.import_table import OPERATOR, REMARK, TTC, remark
from telbill_desktop.gui.dialogs.mapping import asking_worker
from telbill_desktop.gui.dialogs.mapping.mapping_dialog import MappingDialog
from telbill_desktop.gui.dialogs.usage_account import UsageAccountDialog
from telbill_desktop.services import history, usage, usage_privacy
from telbill_desktop.services.intake import FileResult
from telbill_desktop.system.paths import settings_folder
from tests.documents.made_workbooks import workbook
from tests.gui.tables.conftest import TableUser
from tests.gui.test_accessible_names import nameless
from tests.table_files import csv_bytes
from tests.usage_files import Call, call, on, take_calls, write

CDR = '"","101","0612345678","x","","a","b","Dial","","{0}","{0}","{0}",95,90,"ANSWERED","DOC","{0}",""\n'


def file_of(path: Path, calls: list[Call]) -> Path:
    write(path, calls)
    return path


def asterisk(path: Path, count: int = 3) -> Path:
    path.write_text("".join(CDR.format(f"2026-03-05 10:22:{at:02}") for at in range(count)), "utf-8")
    return path


def done(user: TableUser, dialog: ImportDialog) -> None:
    user.press(dialog.import_button)
    user.wait(lambda: dialog.model.is_done)


def added_up(user: TableUser, by: UsageGrouping = UsageGrouping.ACCOUNT) -> dict[str, int]:
    groups = usage.usage(user.desk.workspace.store, UsageFilter(), by).groups
    return {group.name: group.total.count for group in groups}


def test_a_file_is_previewed_and_imported_once_it_is_said_what_is_kept(user: TableUser, tmp_path: Path) -> None:
    store = user.desk.workspace.store
    calls = [
        *on("05/03/2026", "05/03/2026", "06/03/2026"),
        call(start="x"),
        call(start="07/03/2026 09:00:00", amount="12,5100"),
    ]
    dialog = user.import_file(file_of(tmp_path / "mars.csv", calls))
    assert dialog.model.cell(0, OPERATOR) == "Relevé des communications — plusieurs comptes de facturation"
    assert dialog.model.cell(0, REMARK) == "1 row not read · €12.76 excl. tax · 3 new, 0 identical."
    assert dialog.model.cell(0, TTC) == ""
    assert dialog.import_button.text() == "Import 3 rows of usage"
    assert dialog.open_button.isHidden()
    assert not list(nameless(dialog))
    assert not dialog.import_button.isEnabled()
    QTest.keyClick(dialog._usage.choice.totals, Qt.Key.Key_Space)
    done(user, dialog)
    assert usage_privacy.privacy(store).keeps_detail is False
    assert usage_privacy.privacy(store).kept.calls == 0
    assert sum(added_up(user).values()) == 3
    assert user.window.notices.text.text() == "1 document imported. 3 rows of usage are new."
    dialog.reject()
    user.press(user.button(user.window.notices, "Show the usage"))
    user.wait(lambda: user.window.pages.currentWidget() is user.desk.pages.get("usage"))
    assert [act.kind for act in history.history(store)] == ["import_usage", "keep_totals"]

    again = user.import_file(file_of(tmp_path / "avril.csv", [*calls, *on("01/04/2026")]))
    assert again._usage.panel.isHidden()
    assert again.model.cell(0, REMARK) == "1 row not read · €0.13 excl. tax · 1 new, 4 identical."
    done(user, again)


def test_what_was_imported_already_asks_nothing(user: TableUser, tmp_path: Path) -> None:
    take_calls(user.desk.workspace.store, on("05/03/2026"))
    dialog = user.import_file(file_of(tmp_path / "mars.csv", on("05/03/2026")))
    assert dialog.model.records[0].status is FileStatus.DUPLICATE
    assert dialog._usage.panel.isHidden()
    assert not dialog.import_button.isVisible()


def test_rows_that_were_left_out_are_listed_by_line_and_not_corrected_here(user: TableUser, tmp_path: Path) -> None:
    calls = [*on("05/03/2026"), call(start="31/02/2026 10:00:00"), call(start="06/03/2026", amount="12.34.56")]
    dialog = user.import_file(file_of(tmp_path / "mars.csv", calls))
    user.press(user.button(dialog, "Show the rows…"))
    problems = user.dialog(ProblemsDialog)
    cells = [[problems.model.cell(row, column) for column in (LINE, FIELD, TEXT)] for row in range(2)]
    assert cells == [["3", "Date and time", "31/02/2026 10:00:00"], ["4", "Cost of usage excl. VAT", "12.34.56"]]
    assert all(problems.model.cell(row, REASON) for row in range(2))
    assert not list(nameless(problems))
    problems.accept()


def test_of_very_many_rows_that_were_left_out_the_first_are_listed_and_all_are_counted() -> None:
    problem = CellProblem(2, None, None, "", Message("usage_row_wide", {"width": 12, "titles": 9}))
    counts = TableCounts("x", "X", new=1, problems=(problem,), kind=TableKind.USAGE, wrong=2_000, amount=Decimal("0.5"))
    assert (
        remark(FileResult("x.csv", FileStatus.IMPORTED, "csv", table=counts)) == "2,000 rows not read · €0.50 excl. tax"
    )


def chosen(chooser: QComboBox, words: str) -> None:
    chooser.setFocus()
    chooser.lineEdit().selectAll()  # type: ignore[union-attr] # it can be edited
    QTest.keyClicks(chooser, words)


def test_a_new_account_of_a_file_that_names_none_is_named_with_its_operator(user: TableUser, tmp_path: Path) -> None:
    store = user.desk.workspace.store
    usage_privacy.keep_calls(store, each=True)
    dialog = user.import_file(asterisk(tmp_path / "Master.csv"))
    assert not dialog.import_button.isVisible()
    user.press(user.button(dialog, "Choose the billing account…"))
    asking = user.dialog(UsageAccountDialog)
    assert not list(nameless(asking))
    chosen(asking.account, "Standard")
    assert not asking.use_button.isEnabled()
    assert "new" in asking.hint.text()
    chosen(asking.operator, "Telco Ouest")
    user.press(asking.use_button)
    user.wait(lambda: dialog.model.records[0].status is FileStatus.IMPORTED)
    done(user, dialog)
    assert added_up(user) == {"Telco Ouest · Standard": 3}


def test_an_account_that_is_known_is_chosen_from_the_list(user: TableUser, tmp_path: Path) -> None:
    store = user.desk.workspace.store
    usage_privacy.keep_calls(store, each=True)
    take_calls(store, on("05/03/2026"))
    [name] = added_up(user)
    dialog = user.import_file(asterisk(tmp_path / "Master.csv"))
    QTest.keyClick(dialog.table, Qt.Key.Key_Return)  # what there is to do with it
    asking = user.dialog(UsageAccountDialog)
    user.wait(lambda: asking.account.count() == 1)
    asking.account.setCurrentIndex(0)
    assert not asking.operator.isEnabled()
    user.press(asking.use_button)
    user.wait(lambda: dialog.model.records[0].status is FileStatus.IMPORTED)
    done(user, dialog)
    assert added_up(user) == {name: 4}


def test_an_import_that_is_cancelled_leaves_nothing(user: TableUser, tmp_path: Path) -> None:
    store = user.desk.workspace.store
    usage_privacy.keep_calls(store, each=True)
    calls = [call(start=f"05/03/2026 {at // 3600 % 24:02}:{at // 60 % 60:02}:{at % 60:02}") for at in range(30_000)]
    dialog = user.import_file(file_of(tmp_path / "mars.csv", calls))
    user.press(dialog.import_button)
    user.wait(lambda: dialog._working._share.text() not in {"", "0\u00a0%"})
    dialog.close_button.click()
    user.wait(lambda: dialog.model.is_done)
    assert added_up(user) == {}
    assert [act.kind for act in history.history(store)] == ["keep_calls"]


UNKNOWN = [
    ["Poste", "Vers", "Le", "A", "Durée", "Prix"],
    ["0639980107", "0612345678", "05/03/2026", "10:22", "2", "0,125"],
    ["0639980107", "0145678901", "06/03/2026", "10:23", "3", "1,5"],
    ["0639980107", "0145678901", "07/03/2026", "10:24", "x", "1,5"],
]


def describe(user: TableUser, assistant: MappingDialog) -> None:
    """What somebody does with a table of which only the price and the duration are known by their titles."""
    user.choose(assistant.parts.opening.kind, "a call, a message or a session")
    user.wait(lambda: assistant.import_button.text() == "Go on")
    user.settle(assistant)
    heads = assistant.parts.preview.bar.heads
    for column, meaning in enumerate(("Number of the line", "Number called", "Day of the call", "Time of day")):
        user.choose(heads[column].meaning, meaning)
        user.settle(assistant)
    user.answer(assistant, "in which unit", "Minutes")
    user.fill(assistant, F.OPERATOR, "Telco Ouest")
    assert not assistant.import_button.isEnabled()
    user.fill(assistant, F.ACCOUNT, "Standard")
    user.name(assistant, "Telco Ouest appels")


def test_a_table_nobody_knows_is_described_previewed_and_known_the_next_time(user: TableUser, tmp_path: Path) -> None:
    usage_privacy.keep_calls(user.desk.workspace.store, each=True)
    path = tmp_path / "appels.csv"
    path.write_bytes(csv_bytes(UNKNOWN))
    assistant = user.describe(path)
    describe(user, assistant)
    user.answer(assistant, "which day", "day, month, year")
    assert assistant.parts.state.text() == "3 rows will be read. 1 of the rows shown cannot be read; it is left out."
    user.press(assistant.import_button)
    dialog = user.dialog(ImportDialog)
    user.wait(lambda: dialog.model.records[0].status is FileStatus.IMPORTED)
    assert dialog.model.cell(0, REMARK) == "1 row not read · €1.63 excl. tax · 2 new, 0 identical."
    done(user, dialog)
    assert added_up(user) == {"Telco Ouest · Standard": 2}
    [group] = usage.usage(user.desk.workspace.store, UsageFilter(), UsageGrouping.MONTH).groups
    assert group.total.seconds == 300
    assert 'usage_unit = "min"' in (settings_folder() / "table_profiles" / "telco-ouest-appels.toml").read_text("utf-8")
    dialog.reject()

    path.write_bytes(csv_bytes([*UNKNOWN[:3], ["0639980107", "0145678901", "08/03/2026", "10:24", "1", "0"]]))
    again = user.import_file(path)
    assert again.model.cell(0, REMARK) == "€0.00 excl. tax · 1 new, 2 identical."


def test_of_a_large_table_the_beginning_is_looked_at_and_everything_is_read(
    user: TableUser, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    usage_privacy.keep_calls(user.desk.workspace.store, each=True)
    monkeypatch.setattr(asking_worker, "MOST_LOOKED_AT", 1_000)
    rows = [["0639980107", "0612345678", f"{at % 28 + 1:02}/03/2026", "10:22", str(at), "0,125"] for at in range(500)]
    path = tmp_path / "appels.csv"
    path.write_bytes(csv_bytes([UNKNOWN[0], *rows]))
    assistant = user.describe(path)
    describe(user, assistant)
    assert assistant.parts.state.text().startswith("Every row will be read; the first ")
    user.press(assistant.import_button)
    dialog = user.dialog(ImportDialog)
    user.wait(lambda: dialog.model.records[0].status is FileStatus.IMPORTED)
    assert dialog.import_button.text() == "Import 500 rows of usage"
    dialog.reject()
    assert QApplication.activeModalWidget() is None


def test_a_workbook_nobody_knows_is_described_in_the_same_way(user: TableUser, tmp_path: Path) -> None:
    usage_privacy.keep_calls(user.desk.workspace.store, each=True)
    path = tmp_path / "appels.xlsx"
    typed = [
        ["0639980107", "0612345678", date(2026, 3, 5), time(10, 22), 2, 0.125],
        ["0639980107", 145678901, date(2026, 3, 6), time(10, 23), 3, 1.5],
        ["0639980107", "0145678901", date(2026, 3, 7), time(10, 24), "x", 1.5],
    ]
    path.write_bytes(workbook(UNKNOWN[0], *typed))
    assistant = user.describe(path)
    describe(user, assistant)
    assert assistant.parts.state.text() == "3 rows will be read. 1 of the rows shown cannot be read; it is left out."
    user.press(assistant.import_button)
    dialog = user.dialog(ImportDialog)
    user.wait(lambda: dialog.model.records[0].status is FileStatus.IMPORTED)
    assert dialog.model.cell(0, REMARK) == "1 row not read · €1.63 excl. tax · 2 new, 0 identical."
    done(user, dialog)
    assert added_up(user, UsageGrouping.CATEGORY) == {"national_fixed": 1, "national_mobile": 1}
    [group] = usage.usage(user.desk.workspace.store, UsageFilter(), UsageGrouping.MONTH).groups
    assert (group.key, group.total.seconds) == ("202603", 300)
