"""Profiles looked at, copied, corrected and deleted in the program; a file that cannot be used says why."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QScrollArea, QTableView

from telbill_desktop.domain.date_text import DateOrder
from telbill_desktop.domain.table_profile import ColumnFormat
from telbill_desktop.domain.table_profile import TableField as F
from telbill_desktop.gui.dialogs.import_dialog import ImportDialog
from telbill_desktop.gui.dialogs.profiles.profiles_dialog import ProfilesDialog
from telbill_desktop.importers.tabular.profile_files import built_in_profiles, load_profile
from telbill_desktop.system.paths import settings_folder
from tests.gui.tables.conftest import TableUser
from tests.gui.test_accessible_names import nameless
from tests.table_files import csv_bytes

OWN = """\
name = "Orange — liste"
kind = "invoice_list"
date_order = "ymd"
ignored = ["Lieu"]
[columns]
number = ["N° facture"]
issue_date = ["Date"]
ht = ["Montant HT"]
[constants]
operator = "Orange"
currency = "EUR"
[formats.ht]
decimal_mark = "."
[words.type]
"Avoir" = "credit_note"
"""


@pytest.fixture
def folder() -> Path:
    """The user's profiles: one that is fine, and one that is not."""
    folder = settings_folder() / "table_profiles"
    folder.mkdir(parents=True)
    (folder / "orange.toml").write_text(OWN, "utf-8")
    (folder / "broken.toml").write_text('name = "X"\nkind = "list"\n', "utf-8")
    return folder


@pytest.fixture
def dialog(user: TableUser, folder: Path) -> ProfilesDialog:
    """Opened from the menu."""
    assert folder.is_dir()
    user.window.actions_by_name["profiles"].trigger()
    dialog = user.dialog(ProfilesDialog)
    user.wait(lambda: bool(dialog.model.records))
    return dialog


def names(dialog: ProfilesDialog) -> Sequence[str]:
    return [dialog.model.cell(row, 0) for row in range(dialog.model.rowCount())]


def look_at(dialog: ProfilesDialog, name: str) -> None:
    dialog.table.setCurrentIndex(dialog.model.index(names(dialog).index(name), 0))


def put(view: QTableView, name: str, column: int, text: str) -> None:
    model = view.model()
    row = next(row for row in range(model.rowCount()) if model.index(row, 0).data() == name)
    assert model.flags(model.index(row, column)) & Qt.ItemFlag.ItemIsEditable
    model.setData(model.index(row, column), text)


def test_the_users_own_come_first_and_say_what_they_hold(dialog: ProfilesDialog) -> None:
    assert names(dialog)[:2] == ["Orange — liste", "broken.toml"]
    assert "La Station (La Poste) — liste des factures" in names(dialog)
    look_at(dialog, "Orange — liste")
    shown = {row.field: (*row.texts, row.written) for row in dialog.form.columns.records if any(row.texts)}
    assert shown == {
        F.OPERATOR: ("", "Orange", ""),
        F.NUMBER: ("N° facture", "", ""),
        F.ISSUE_DATE: ("Date", "", "yyyy-mm-dd"),
        F.CURRENCY: ("", "EUR", ""),
        F.HT: ("Montant HT", "", "1\u00a0234.56"),
    }
    assert any(str(settings_folder() / "table_profiles") in label.text() for label in dialog.findChildren(QLabel))


def test_a_change_is_saved_and_a_new_name_moves_the_file(user: TableUser, dialog: ProfilesDialog, folder: Path) -> None:
    look_at(dialog, "Orange — liste")
    assert not dialog.save_button.isEnabled()
    put(dialog.form.column_view, "Invoice number", 1, "N° facture | Facture")
    put(dialog.form.column_view, "Operator", 2, "Orange Business")
    put(dialog.form.word_view, "Credit note", 1, "Avoir | Remise")
    dialog.form.name.clear()
    QTest.keyClicks(dialog.form.name, "OBS")
    user.press(dialog.save_button)
    user.wait(lambda: "OBS" in names(dialog))
    assert sorted(path.name for path in folder.iterdir()) == ["broken.toml", "obs.toml"]
    saved = load_profile(folder / "obs.toml")
    assert saved.columns[F.NUMBER] == ("N° facture", "Facture")
    assert saved.constants[F.OPERATOR] == "Orange Business"
    assert saved.words == {F.TYPE: {"Avoir": "credit_note", "Remise": "credit_note"}}
    assert (saved.date_order, saved.formats[F.HT]) == (
        DateOrder.YEAR_FIRST,
        ColumnFormat(".", "", DateOrder.YEAR_FIRST),
    )
    assert saved.ignored == ("Lieu",)


def test_what_ships_with_the_program_is_edited_as_a_copy(user: TableUser, dialog: ProfilesDialog, folder: Path) -> None:
    look_at(dialog, "Aircall — liste des factures")
    assert not dialog.save_button.isVisible()
    assert not dialog.delete_button.isVisible()
    index = dialog.form.columns.index(0, 1)
    assert not dialog.form.columns.flags(index) & Qt.ItemFlag.ItemIsEditable
    user.press(dialog.copy_button)
    user.wait(lambda: "Aircall — liste des factures (copy)" in names(dialog))
    user.wait(lambda: dialog.form.name.text() == "Aircall — liste des factures (copy)")
    assert dialog.form.columns.flags(dialog.form.columns.index(0, 1)) & Qt.ItemFlag.ItemIsEditable
    assert (folder / "aircall-liste-des-factures-copy.toml").is_file()


def test_a_file_that_cannot_be_used_says_why_and_can_be_deleted(
    user: TableUser, dialog: ProfilesDialog, folder: Path
) -> None:
    look_at(dialog, "broken.toml")
    assert "kind" in dialog.wrong.text()
    assert not dialog.form.isVisible()
    user.press(dialog.delete_button)
    assert (folder / "broken.toml").is_file()
    user.answers.confirms = True
    user.press(dialog.delete_button)
    user.wait(lambda: "broken.toml" not in names(dialog))
    assert not (folder / "broken.toml").exists()


def test_a_name_that_is_taken_is_refused_with_a_sentence(user: TableUser, dialog: ProfilesDialog, folder: Path) -> None:
    (folder / "sfr.toml").write_text(OWN.replace("Orange — liste", "SFR"), "utf-8")
    look_at(dialog, "Orange — liste")
    dialog.form.name.clear()
    QTest.keyClicks(dialog.form.name, "sfr")
    user.press(dialog.save_button)
    user.wait(dialog.wrong.isVisible)
    assert "already" in dialog.wrong.text()
    assert load_profile(folder / "sfr.toml").name == "SFR"


def test_an_import_says_which_profile_cannot_be_used(user: TableUser, folder: Path, tmp_path: Path) -> None:
    assert folder.is_dir()
    (tmp_path / "x.csv").write_bytes(csv_bytes([["N°", "Objet"], ["1", "a"]]))
    dialog = user.import_file(tmp_path / "x.csv")
    assert isinstance(dialog, ImportDialog)
    user.wait(dialog._looking.troubles.isVisible)
    assert "broken" in dialog._looking.troubles.body.text()


def test_every_control_has_a_name_and_large_text_stays_in_reach(dialog: ProfilesDialog) -> None:
    look_at(dialog, "Orange — liste")
    assert list(nameless(dialog)) == []
    assert all(area.horizontalScrollBar().maximum() == 0 for area in dialog.findChildren(QScrollArea))


def test_a_profile_of_usage_shows_what_its_words_mean_and_keeps_them_when_it_is_changed(user: TableUser) -> None:
    user.window.actions_by_name["profiles"].trigger()
    dialog = user.dialog(ProfilesDialog)
    user.wait(lambda: bool(dialog.model.records))
    look_at(dialog, "OVHcloud — consommation téléphonique")
    form = dialog.form
    assert form.kind.text() == "A row is a call, a message or a session"
    means = {form.words.cell(row, 0): form.words.cell(row, 1) for row in range(form.words.rowCount())}
    assert means["The line was called"] == "incoming | Entrant"
    assert means["Calls to mobiles"] == "mobile"
    shown, stored = form.profile(), next(one for one in built_in_profiles() if one.key == "usage-ovh")
    assert shown is not None
    assert (shown.words, shown.constants, shown.columns) == (stored.words, stored.constants, stored.columns)
