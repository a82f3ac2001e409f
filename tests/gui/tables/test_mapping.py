"""The mapping assistant as a user works with it: described once, imported, known the next time."""

from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from telbill_desktop.domain.reading import FileStatus
from telbill_desktop.domain.table_profile import TableField as F
from telbill_desktop.gui.dialogs.import_dialog import ImportDialog
from telbill_desktop.gui.dialogs.import_table import KIND, OPERATOR, REMARK
from telbill_desktop.gui.dialogs.mapping.corrections import FIELD, REASON, TEXT, CorrectionsDialog
from telbill_desktop.gui.dialogs.mapping.mapping_dialog import MappingDialog
from telbill_desktop.services import invoice_detail
from telbill_desktop.system.paths import settings_folder
from tests.gui.tables.conftest import TableUser
from tests.gui.test_accessible_names import nameless
from tests.table_files import WIDE_TITLES, csv_bytes, wide_table, xlsx_bytes

HEAD = ["N° facture", "Date facture", "Montant HT (€)"]


def write(path: Path, rows: list[list[str]]) -> Path:
    path.write_bytes(csv_bytes(rows))
    return path


def test_forty_columns_take_less_than_twelve_acts_and_the_next_file_none(user: TableUser, tmp_path: Path) -> None:
    (tmp_path / "avril.csv").write_bytes(wide_table(60))
    assistant = user.describe(tmp_path / "avril.csv")
    assert not assistant.import_button.isEnabled()
    user.answer(assistant, "Amount excl. VAT", "Montant HT")
    user.fill(assistant, F.OPERATOR, "Telco Ouest")
    user.fill(assistant, F.CURRENCY, "EUR")
    user.name(assistant, "Telco Ouest")
    user.press(assistant.import_button)
    result = user.end()
    assert len(user.acts) < 12, user.acts
    assert len(WIDE_TITLES) == 40
    rows = user.stored()
    assert len(rows) == 60
    assert (rows[3].number, rows[3].ht, rows[3].ttc) == ("FR-2026-00003", Decimal("1237.00"), Decimal("1484.40"))
    assert (rows[9].ht, rows[9].ttc) == (Decimal("-1243.00"), Decimal("-1491.60"))
    assert (str(rows[3].issue_date), rows[3].operator) == ("2026-04-04", "Telco Ouest")
    result.reject()

    (tmp_path / "mai.csv").write_bytes(wide_table(70))
    again = user.import_file(tmp_path / "mai.csv")
    assert again.model.records[0].status is FileStatus.IMPORTED
    assert again.model.cell(0, KIND) == "CSV"
    assert again.model.cell(0, REMARK) == "10 new, 60 identical, 0 changed."
    assert again.model.cell(0, OPERATOR) == "Telco Ouest"
    assert again.import_button.text() == "Import 10 invoices"
    again.reject()

    once_more = user.import_file(tmp_path / "avril.csv")
    assert once_more.model.records[0].status is FileStatus.DUPLICATE
    assert once_more.model.cell(0, REMARK) == "0 new, 60 identical, 0 changed."
    assert not once_more.import_button.isVisible()


def test_nothing_is_imported_before_every_ambiguity_is_answered(user: TableUser, tmp_path: Path) -> None:
    path = write(tmp_path / "x.csv", [HEAD, ["F-1", "01/02/2026", "1,234"], ["F-2", "03/04/2026", "2,500"]])
    assistant = user.describe(path)
    user.fill(assistant, F.OPERATOR, "Orange")
    assert not assistant.import_button.isEnabled()
    assert "2 questions are open" in assistant.parts.state.text()
    user.answer(assistant, "how much", "1,234 (the point")
    assert not assistant.import_button.isEnabled()
    user.answer(assistant, "which day", "01/02/2026 (day")
    assert assistant.import_button.isEnabled()
    assert assistant.parts.state.text() == "2 rows will be read."
    user.press(assistant.import_button)
    user.wait(lambda: len(user.stored()) == 2)
    rows = user.stored()
    assert [(row.ht, str(row.issue_date)) for row in rows] == [
        (Decimal("1234.00"), "2026-02-01"),
        (Decimal("2500.00"), "2026-04-03"),
    ]


def test_an_answer_can_be_given_anew(user: TableUser, tmp_path: Path) -> None:
    path = write(
        tmp_path / "x.csv", [[*HEAD[:2], "Montant HT (€)", "Total HT (€)"], ["F-1", "17/11/2026", "1,50", "2,50"]]
    )
    assistant = user.describe(path)
    user.fill(assistant, F.OPERATOR, "Orange")
    user.answer(assistant, "Amount excl. VAT", "Montant HT")
    user.answer(assistant, "Amount excl. VAT", "Total HT")
    assert assistant.import_button.isEnabled()
    user.press(assistant.import_button)
    user.wait(lambda: len(user.stored()) == 1)
    assert user.stored()[0].ht == Decimal("2.50")


def test_a_column_is_chosen_above_it_and_wrong_cells_say_why(user: TableUser, tmp_path: Path) -> None:
    path = write(
        tmp_path / "x.csv", [["N° facture", "Jour", "Prix (€)"], ["F-1", "17/11/2026", "1,50"], ["F-2", "x", "2,50"]]
    )
    assistant = user.describe(path)
    preview = assistant.parts.preview
    heads = preview.bar.heads
    user.choose(heads[1].meaning, "Invoice date")
    user.choose(heads[2].meaning, "Amount incl. VAT")
    user.settle(assistant)
    model = preview.model()
    assert "not a date" in str(model.index(1, 1).data(Qt.ItemDataRole.ToolTipRole))
    assert model.index(0, 1).data(Qt.ItemDataRole.ToolTipRole) is None
    preview.setCurrentIndex(model.index(1, 1))
    assert "not a date" in assistant.parts.cell.text()
    assert "1 of the rows shown cannot be read" in assistant.parts.state.text()
    user.choose(heads[1].format, "yyyy-mm-dd")
    user.settle(assistant)
    assert "another order" in str(model.index(0, 1).data(Qt.ItemDataRole.ToolTipRole))


def test_what_is_missing_is_said_in_words(user: TableUser, tmp_path: Path) -> None:
    path = write(tmp_path / "x.csv", [["N° facture", "Souscripteur"], ["F-1", "Bréal"]])
    assistant = user.describe(path)
    missing = assistant.parts.missing.body.text().split("\n")
    assert missing == ["Operator", "Invoice date", "Currency", "Amount excl. VAT / Amount incl. VAT"]
    assert "Still missing" in assistant.parts.state.text()


def test_lines_of_one_invoice_get_its_number_and_date_for_this_file_alone(user: TableUser, tmp_path: Path) -> None:
    rows = [["Libellé", "Qté", "PU HT (€)", "Montant HT (€)"], ["Forfait", "2", "10,00", "20,00"]]
    assistant = user.describe(write(tmp_path / "detail.csv", rows))
    user.fill(assistant, F.OPERATOR, "Orange")
    user.fill(assistant, F.NUMBER, "A-77")
    user.fill(assistant, F.ISSUE_DATE, "17/11/2026")
    user.press(assistant.import_button)
    user.end().reject()
    assert (user.stored()[0].number, str(user.stored()[0].issue_date)) == ("A-77", "2026-11-17")
    saved = (settings_folder() / "table_profiles" / "detail.toml").read_text("utf-8")
    assert "A-77" not in saved

    next_month = user.describe(write(tmp_path / "next.csv", [*rows, ["Option", "1", "5,00", "5,00"]]))
    assert next_month.parts.form.name.text() == "detail"
    user.fill(next_month, F.NUMBER, "A-78")
    user.fill(next_month, F.ISSUE_DATE, "17/12/2026")
    user.press(next_month.import_button)
    user.end()
    assert [row.number for row in user.stored()] == ["A-77", "A-78"]
    assert user.answers.asked == []  # the profile says what it said: nothing is replaced


def test_another_profile_of_that_name_is_replaced_only_when_the_user_says_so(user: TableUser, tmp_path: Path) -> None:
    folder = settings_folder() / "table_profiles"
    folder.mkdir(parents=True)
    other = 'name = "Orange"\nkind = "invoice_list"\n[columns]\nnumber = ["Autre"]\n'
    (folder / "orange.toml").write_text(other, "utf-8")
    assistant = user.describe(write(tmp_path / "x.csv", [HEAD, ["F-1", "17/11/2026", "1,50"]]))
    user.fill(assistant, F.OPERATOR, "Orange")
    user.name(assistant, "Orange")
    user.press(assistant.import_button)
    user.wait(lambda: len(user.answers.asked) == 1)
    assert user.stored() == []
    assert (folder / "orange.toml").read_text("utf-8") == other
    user.answers.confirms = True
    user.press(assistant.import_button)
    user.end()
    assert len(user.stored()) == 1
    assert "Date facture" in (folder / "orange.toml").read_text("utf-8")


def test_the_encoding_and_the_sheet_are_switched_at_once(user: TableUser, tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_bytes("N° facture;Date facture;Souscripteur\nF-1;17/11/2026;Bréal\n".encode())
    assistant = user.describe(path)
    user.choose(assistant.parts.opening.encoding, "Windows-1252")
    user.wait(lambda: assistant.parts.preview.model().index(0, 2).data() == "BrÃ©al")
    user.choose(assistant.parts.opening.encoding, "UTF-8")
    user.wait(lambda: assistant.parts.preview.model().index(0, 2).data() == "Bréal")
    assistant.reject()
    user.dialog(ImportDialog).reject()
    book = tmp_path / "x.xlsx"
    book.write_bytes(xlsx_bytes([["Sommaire", "Pages"], ["a", "b"]], sheet="Sommaire", others=["Notes"]))
    assistant = user.describe(book)
    user.choose(assistant.parts.opening.sheet, "Notes")
    user.wait(lambda: assistant._sketch is not None and assistant._sketch.survey.sheet == "Notes")
    user.choose(assistant.parts.opening.sheet, "Sommaire")
    user.wait(lambda: assistant._sketch is not None and assistant._sketch.survey.sheet == "Sommaire")


def test_the_row_of_titles_is_chosen(user: TableUser, tmp_path: Path) -> None:
    rows = [["Export", "du", "mois"], ["Clé", "Jour", "Somme"], ["F-1", "17/11/2026", "1,50"]]
    assistant = user.describe(write(tmp_path / "x.csv", rows))
    user.choose(assistant.parts.opening.header, "2 — Clé · Jour · Somme")
    user.wait(lambda: assistant.parts.preview.bar.heads[0].title.text() == "Clé")
    user.settle(assistant)
    user.answer(assistant, "Which column is “Invoice number”", "Clé")
    assert assistant.parts.preview.bar.heads[0].meaning.currentText() == "Invoice number"


def test_rows_that_fail_are_corrected_and_only_the_rest_is_imported(user: TableUser, tmp_path: Path) -> None:
    rows = [HEAD, ["F-1", "17/11/2026", "1,50"], ["F-2", "17/11/2026", "deux"], ["F-3", "37/11/2026", "3,50"]]
    assistant = user.describe(write(tmp_path / "x.csv", rows))
    user.fill(assistant, F.OPERATOR, "Orange")
    user.press(assistant.import_button)
    grid = user.dialog(CorrectionsDialog)
    shown = [[grid.model.cell(row, column) for column in (0, FIELD, TEXT)] for row in range(2)]
    assert shown == [["3", "Amount excl. VAT", "deux"], ["4", "Invoice date", "37/11/2026"]]
    assert grid.model.cell(1, REASON)
    assert [row.number for row in user.stored()] == ["F-1"]
    assert not grid.correct_button.isEnabled()
    user.correct(grid, 0, "2,50")
    user.press(grid.correct_button)
    user.wait(lambda: len(user.stored()) == 2)
    user.wait(lambda: len(grid.model.records) == 1)
    assert "1 new, 1 identical" in grid.state.text()
    user.correct(grid, 0, "27/11/2026")
    user.press(grid.correct_button)
    user.wait(lambda: len(user.stored()) == 3)
    user.wait(lambda: grid.model.records == [])
    assert "Every row of the file is in." in grid.state.text()
    found = {row.number: row for row in user.stored()}
    store = user.desk.workspace.store
    warnings = [message.code for message in invoice_detail.detail(store, found["F-2"].id).warnings]
    assert "row_corrected" in warnings
    assert (found["F-2"].ht, str(found["F-3"].issue_date)) == (Decimal("2.50"), "2026-11-27")
    grid.reject()
    result = user.dialog(ImportDialog)
    assert result.model.cell(0, REMARK) == "1 new, 2 identical, 0 changed."


def test_rows_of_a_known_profile_are_corrected_from_the_preview(user: TableUser, tmp_path: Path) -> None:
    titles = "Type;Date;N° de facture;Montant HT (€);Souscripteur;Code Client"
    rows = ("Facture;27/05/2022;1;12,5o;Client 1;1", "Facture;27/05/2022;2;7,00;Client 1;1")
    text = "\n".join([titles, *rows])
    (tmp_path / "station.csv").write_text(text, "utf-8")
    dialog = user.import_file(tmp_path / "station.csv")
    assert "1 row not read" in dialog.model.cell(0, REMARK)
    user.press(user.button(dialog, "Correct the rows…"))
    grid = user.dialog(CorrectionsDialog)
    user.correct(grid, 0, "12,50")
    user.press(grid.correct_button)
    user.wait(lambda: len(user.stored()) == 2)
    assert user.stored()[0].ht == Decimal("12.50")


def test_enter_opens_the_assistant_and_esc_leaves_without_writing(user: TableUser, tmp_path: Path) -> None:
    dialog = user.import_file(write(tmp_path / "x.csv", [HEAD, ["F-1", "17/11/2026", "1,50"]]))
    QTest.keyClick(dialog.table, Qt.Key.Key_Return)
    assistant = user.dialog(MappingDialog)
    user.settle(assistant)
    assert list(nameless(assistant)) == []
    QTest.keyClick(assistant, Qt.Key.Key_Escape)
    user.dialog(ImportDialog)
    assert user.stored() == []
    assert not (settings_folder() / "table_profiles").exists()


def test_operators_that_are_known_are_offered_while_one_types(user: TableUser, tmp_path: Path) -> None:
    assistant = user.describe(write(tmp_path / "a.csv", [HEAD, ["F-1", "17/11/2026", "1,50"]]))
    user.fill(assistant, F.OPERATOR, "Telco Ouest")
    user.press(assistant.import_button)
    user.end().reject()
    other = user.describe(
        write(tmp_path / "b.csv", [[*HEAD, "Objet", "Lieu"], ["F-1", "17/11/2026", "1,50", "a", "b"]])
    )
    line = other.parts.form.fields[F.OPERATOR].line
    assert isinstance(line, QLineEdit)
    completer = line.completer()
    completer.setCompletionPrefix("ouest")
    assert completer.currentCompletion() == "Telco Ouest"


def test_f2_opens_the_chooser_of_the_column_at_hand(user: TableUser, tmp_path: Path) -> None:
    assistant = user.describe(write(tmp_path / "x.csv", [HEAD, ["F-1", "17/11/2026", "1,50"]]))
    preview = assistant.parts.preview
    preview.setCurrentIndex(preview.model().index(0, 2))
    QTest.keyClick(preview, Qt.Key.Key_F2)
    popup = QApplication.activePopupWidget()
    assert popup is not None
    assert popup.parent() is preview.bar.heads[2].meaning
    popup.close()


def test_a_file_that_is_gone_says_so_and_can_be_left(user: TableUser, tmp_path: Path) -> None:
    path = write(tmp_path / "x.csv", [HEAD, ["F-1", "17/11/2026", "1,50"]])
    dialog = user.import_file(path)
    path.unlink()
    user.press(user.button(dialog, "Describe this table…"))
    assistant = user.dialog(MappingDialog)
    user.wait(assistant.parts.wrong.isVisible)
    assert "x.csv" in assistant.parts.wrong.heading.text()
    assert not assistant.import_button.isEnabled()
    assistant.reject()


@pytest.mark.parametrize("kind", ["an invoice", "a line of an invoice"])
def test_what_a_row_is_can_be_switched(user: TableUser, tmp_path: Path, kind: str) -> None:
    rows = [["N° facture", "Date facture", "Quantité", "Montant HT (€)"], ["F-1", "17/11/2026", "2", "1,50"]]
    assistant = user.describe(write(tmp_path / "x.csv", rows))
    user.fill(assistant, F.OPERATOR, "Orange")
    user.choose(assistant.parts.opening.kind, kind)
    amount = "Amount excl. VAT" if kind == "an invoice" else "Line: amount excl. VAT"
    user.wait(lambda: assistant.parts.preview.bar.heads[3].meaning.currentText() == amount)
    user.settle(assistant)
    assert assistant.parts.form.fields[F.OPERATOR].text() == "Orange"
    assert assistant.parts.cards.cards == []
