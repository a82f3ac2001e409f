"""The year's bundle in the window: a year, accounts, a place; progress; where it was found whole."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from telbill_desktop.gui.dialogs.archive_bundle.dialog import BundleDialog
from telbill_desktop.gui.theme import Theme
from tests.bundles import exports_told, files_of, filled
from tests.deposits import path_of
from tests.gui.answers import Answers
from tests.gui.archive_leaving.conftest import User, texts
from tests.gui.conftest import WAIT, OpenWindow
from tests.gui.test_accessible_names import nameless
from tests.gui.test_shell import press
from tests.new_stores import new_store


def placed(user: User, folder: Path) -> BundleDialog:
    """The dialog with a folder chosen."""
    dialog = user.dialog()
    dialog.choosing.year.setCurrentText("2026")
    user.answers.folder = folder
    dialog.choosing.folder_button.click()
    user.wait(dialog.make_button.isEnabled)
    return dialog


def test_a_bundle_is_copied_to_a_stick_and_said_to_be_verified_there(user: User, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    (stick / "archive 2026").mkdir(parents=True)
    dialog = placed(user, stick)
    assert "4 documents" in dialog.choosing.summary.text()
    assert dialog.choosing.where.text() == str(stick / "archive 2026 (2)")
    dialog.make_button.click()
    user.wait(dialog.open_button.isVisible)
    assert f"Verified in {stick / 'archive 2026 (2)'}." in texts(dialog)
    assert "4 documents" in texts(dialog)
    assert "same disk" in texts(dialog)
    assert len([name for name in files_of(stick / "archive 2026 (2)") if name.startswith("originals/")]) == 4
    assert [one["is_verified"] for one in exports_told(user.store)] == [True]
    dialog.open_button.click()
    assert user.opened == [stick / "archive 2026 (2)"]
    dialog.close_button.click()


def test_a_zip_is_saved_where_the_user_says(user: User, tmp_path: Path) -> None:
    dialog = user.dialog()
    user.answers.saves_to = tmp_path / "bundle.2025"
    dialog.choosing.year.setCurrentText("2025")
    dialog.choosing.zip_button.click()
    user.wait(dialog.make_button.isEnabled)
    dialog.make_button.click()
    user.wait(dialog.open_button.isVisible)
    assert (tmp_path / "bundle.2025.zip").read_bytes().startswith(b"PK")
    dialog.open_button.click()
    assert user.opened == [tmp_path]
    dialog.close_button.click()


def test_what_it_will_hold_follows_what_is_chosen(user: User) -> None:
    dialog = user.dialog()
    choosing = dialog.choosing
    assert not dialog.make_button.isEnabled()
    choosing.year.setCurrentText("2026")
    user.wait(lambda: choosing.summary.text().startswith("4 documents"))
    choosing.others.click()
    user.wait(lambda: choosing.summary.text().startswith("3 documents"))
    model = choosing.accounts.model
    assert [one.label for one in model.shown] == ["Fibrelle SAS · FIBRE 9", "Hexamobile SA · CF 2 / SC-2"]
    model.setData(model.index(0, 0), Qt.CheckState.Checked, Qt.ItemDataRole.CheckStateRole)
    user.wait(lambda: choosing.summary.text().startswith("1 document,"))
    choosing.kind.setCurrentIndex(1)
    choosing.year.setCurrentText("2027")
    user.wait(lambda: choosing.summary.text().startswith("0 documents"))
    assert not dialog.make_button.isEnabled()
    dialog.close_button.click()


def test_cancelling_leaves_nothing_and_the_dialog_can_begin_again(user: User, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    dialog = placed(user, stick)
    dialog.make_button.click()
    dialog.close_button.click()
    user.wait(dialog.make_button.isVisible)
    assert list(stick.iterdir()) == []
    assert exports_told(user.store) == []
    dialog.make_button.click()
    user.wait(dialog.open_button.isVisible)
    dialog.close_button.click()


def test_a_stick_that_was_pulled_out_gets_a_sentence(user: User, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    dialog = placed(user, stick)
    stick.rmdir()
    dialog.make_button.click()
    user.wait(dialog.wrong.isVisible)
    assert "cannot be written" in dialog.wrong.text()
    assert dialog.make_button.isVisible()
    dialog.close_button.click()


def test_a_zip_that_gets_its_suffix_here_replaces_none_unasked(user: User, tmp_path: Path) -> None:
    kept = tmp_path / "bundle.2025.zip"
    kept.write_bytes(b"old")
    user.answers.saves_to = tmp_path / "bundle.2025"
    dialog = user.dialog()
    dialog.choosing.zip_button.click()
    assert [one.title for one in user.answers.asked] == ["Replace the file bundle.2025.zip?"]
    user.wait(lambda: not user.window.jobs.is_running())
    assert dialog.choosing.place is None
    user.answers.confirms = True
    dialog.choosing.zip_button.click()
    user.wait(lambda: dialog.choosing.place == kept)
    dialog.close_button.click()


def test_a_document_that_is_missing_is_named(user: User, tmp_path: Path) -> None:
    path_of(user.store, user.deposits["mars.pdf"]).unlink()
    dialog = placed(user, tmp_path)
    dialog.make_button.click()
    user.wait(dialog.open_button.isVisible)
    assert "mars.pdf" in dialog.problems.body.text()
    assert "3 documents" in texts(dialog)
    dialog.close_button.click()


def test_a_store_that_is_only_read_makes_no_bundle_of_which_its_log_would_not_know(
    qtbot: QtBot, open_window: OpenWindow, tmp_path: Path, answers: Answers
) -> None:
    with new_store(tmp_path / "store") as holder:
        filled(holder, tmp_path / "in")
        program = open_window(tmp_path / "store")
        assert program.window is not None
        assert program.session is not None
        with qtbot.waitSignal(program.session.ready, timeout=WAIT):
            press(program.window, "read_only")
        assert program.session.desk is not None
        dialog = BundleDialog(program.session.desk.context, program.window)
        dialog.open()
        answers.folder = tmp_path
        dialog.choosing.folder_button.click()
        qtbot.waitUntil(lambda: dialog.choosing.documents > 0 and dialog.choosing.place is not None, timeout=WAIT)
        assert not dialog.make_button.isEnabled()
        assert "reading only" in dialog.wrong.text()
        dialog.close_button.click()


def test_every_control_has_a_name(user: User) -> None:
    dialog = user.dialog()
    assert list(nameless(dialog)) == []
    dialog.close_button.click()


@pytest.mark.parametrize("percent", [100, 200])
def test_the_dialog_fits_its_window(user: User, theme: Theme, percent: int) -> None:
    user.window.resize(1280, 720)
    theme.use("light", percent)
    dialog = user.dialog()
    assert dialog.width() <= user.window.width()
    assert dialog.height() <= user.window.height()
    assert dialog.choosing.accounts.table.viewport().height() >= dialog.choosing.accounts.table.rowHeight(0)
    dialog.close_button.click()
