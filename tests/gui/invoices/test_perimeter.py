import csv
import sqlite3
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from telbill_desktop.gui.desk import Desk
from telbill_desktop.gui.dialogs.perimeter import PerimeterDialog
from telbill_desktop.gui.pages.page import Target
from telbill_desktop.system.settings import Settings
from tests.gui.answers import Answers
from tests.gui.invoices.conftest import OpenUser
from tests.gui.invoices.user import User

CONTROL = Qt.KeyboardModifier.ControlModifier
CLIENT_CODES = 4  # the tab


def desk(user: User) -> Desk:
    assert user.program.session is not None
    assert user.program.session.desk is not None
    return user.program.session.desk


def choose(user: User, words: str) -> None:
    """In the menu of the top bar."""
    user.wait(user.window.top_bar.perimeter.isVisible)
    user.choose_in_menu(user.window.top_bar.perimeter, words)


def dialog(user: User) -> PerimeterDialog:
    user.wait(lambda: isinstance(QApplication.activeModalWidget(), PerimeterDialog))
    found = QApplication.activeModalWidget()
    assert isinstance(found, PerimeterDialog)
    user.wait(lambda: bool(found.lists["company_ids"].model.shown))
    return found


def tick(user: User, asked: PerimeterDialog, kind: str, words: str) -> None:
    """Types into the filter field of a list, goes down to the first entry and ticks it with Space."""
    asked.tabs.setCurrentIndex(list(asked.lists).index(kind))
    pane = asked.lists[kind]
    pane.field.clear()
    user.qtbot.keyClicks(pane.field, words)
    user.press(pane.field, Qt.Key.Key_Down)
    assert pane.table.hasFocus()
    user.press(pane.table, Qt.Key.Key_Space)


def make(user: User, name: str, kind: str, words: str) -> None:
    """A new perimeter, with the keyboard."""
    choose(user, "New perimeter")
    asked = dialog(user)
    user.qtbot.keyClicks(asked.name, name)
    tick(user, asked, kind, words)
    user.qtbot.mouseClick(asked.save_button, Qt.MouseButton.LeftButton)
    user.wait(lambda: user.window.top_bar.perimeter.text() == name)
    user.wait_for_list()


def test_a_company_is_one_click_away_and_everything_follows(user: User) -> None:
    assert user.page.filters.head.perimeter.text() == "Perimeter applied to this view: All companies"
    choose(user, "Société Générale")
    assert user.numbers == ["F-200"]
    assert user.page.filters.head.perimeter.text().endswith(": Société Générale de l'Établi")
    user.wait(lambda: user.status.startswith("1 invoice ·"))
    user.wait(lambda: user.window.sidebar.entry("invoices").badge.text() == "1")
    views = desk(user).views
    assert views is not None
    user.wait(lambda: [one.badge.text() for one in views.list.entries] == ["0", "0", "0", "0"])
    assert not user.page.filters.clear_all.isVisible()  # a perimeter is no filter
    choose(user, "All companies")
    assert len(user.numbers) == 7


def test_a_new_perimeter_is_made_counted_and_put_in_force(user: User) -> None:
    choose(user, "New perimeter")
    asked = dialog(user)
    assert not asked.save_button.isEnabled()
    user.qtbot.keyClicks(asked.name, "The other one")
    assert not asked.save_button.isEnabled()
    assert "at least one" in asked.sentence.text()
    tick(user, asked, "company_ids", "societe")
    user.wait(lambda: asked.sentence.text() == "1 invoice in this perimeter")
    assert asked.tabs.tabText(0) == "Companies (1)"
    user.qtbot.mouseClick(asked.save_button, Qt.MouseButton.LeftButton)
    user.wait(lambda: user.window.top_bar.perimeter.text() == "The other one")
    user.wait_for_list()
    assert user.numbers == ["F-200"]
    assert user.page.filters.head.perimeter.text() == "Perimeter applied to this view: The other one"


def test_what_a_filter_field_hides_stays_ticked(user: User) -> None:
    choose(user, "New perimeter")
    asked = dialog(user)
    tick(user, asked, "company_ids", "societe")
    pane = asked.lists["company_ids"]
    pane.field.clear()
    user.qtbot.keyClicks(pane.field, "nothing like this")
    assert pane.model.shown == []
    assert len(asked.choice().company_ids) == 1
    asked.reject()


def test_a_name_that_is_taken_is_refused_in_the_dialog(user: User) -> None:
    make(user, "Mine", "company_ids", "societe")
    choose(user, "New perimeter")
    asked = dialog(user)
    user.qtbot.keyClicks(asked.name, "MINE")
    tick(user, asked, "company_ids", "societe")
    user.qtbot.mouseClick(asked.save_button, Qt.MouseButton.LeftButton)
    user.wait(asked.wrong.isVisible)
    assert asked.wrong.text() == "There is a perimeter Mine already."
    asked.reject()


def test_a_perimeter_is_edited_and_removed_and_undo_brings_it_back(user: User) -> None:
    make(user, "Mine", "company_ids", "societe")
    choose(user, "Edit this perimeter")
    asked = dialog(user)
    asked.name.clear()
    user.qtbot.keyClicks(asked.name, "Mine too")
    tick(user, asked, "company_ids", "atelier")
    user.qtbot.mouseClick(asked.save_button, Qt.MouseButton.LeftButton)
    user.wait(lambda: user.window.top_bar.perimeter.text() == "Mine too")
    user.wait(lambda: len(user.numbers) == 7 or len(user.numbers) == 6)
    choose(user, "Edit this perimeter")
    asked = dialog(user)
    user.qtbot.mouseClick(asked.remove_button, Qt.MouseButton.LeftButton)
    user.wait(lambda: user.window.top_bar.perimeter.text() == "All companies")
    assert user.window.notices.text.text() == "Perimeter Mine too removed."
    user.press(user.window, Qt.Key.Key_Z, CONTROL)
    user.wait(lambda: "Mine too" in [action.text() for action in user.window.top_bar.perimeter.list.actions()])


def test_a_perimeter_whose_making_is_undone_lets_everything_through_and_says_so(user: User) -> None:
    make(user, "Mine", "company_ids", "societe")
    user.press(user.window, Qt.Key.Key_Z, CONTROL)
    user.wait(lambda: user.window.top_bar.perimeter.text() == "All companies")
    user.wait(lambda: len(user.numbers) == 7)
    assert any("The perimeter Mine is no longer there" in one.text for one in user.window.notices.kept)


def test_the_search_of_the_top_bar_finds_only_what_is_inside(user: User) -> None:
    choose(user, "Société Générale")
    user.press(user.window, Qt.Key.Key_K, CONTROL)
    user.qtbot.keyClicks(user.window.top_bar.search, "F-")
    user.wait(lambda: [hit.text for hit in user.window.finder.model.hits if hit.kind == "Invoice"] == ["F-200"])


def test_an_export_holds_only_what_is_inside(user: User, answers: Answers, tmp_path: Path) -> None:
    choose(user, "Société Générale")
    answers.saves_to = tmp_path / "list.csv"
    user.page.export_actions()[0].trigger()
    user.wait(lambda: "saved" in user.window.notices.text.text())
    rows = list(csv.reader((tmp_path / "list.csv").read_text("utf-8-sig").splitlines(), delimiter=";"))
    assert [row[2] for row in rows[1:]] == ["F-200"]


def test_it_is_remembered_for_the_store_and_narrows_the_first_rows(
    user: User, open_user: OpenUser, settings: Settings, tmp_path: Path
) -> None:
    make(user, "Mine", "company_ids", "societe")
    assert settings.path is not None
    assert Settings.load(settings.path.parent).perimeters == {str(tmp_path / "store"): "perimeter:1"}
    user.window.close()
    user.program.close()
    again = open_user()
    assert again.numbers == ["F-200"]
    again.wait(lambda: again.window.top_bar.perimeter.text() == "Mine")


def test_one_that_a_newer_program_saved_is_refused_in_words(user: User, open_user: OpenUser, tmp_path: Path) -> None:
    make(user, "Mine", "company_ids", "societe")
    user.window.close()
    user.program.close()
    with sqlite3.connect(next((tmp_path / "store").glob("*.sqlite3"))) as connection:
        connection.execute("""UPDATE perimeter SET choice = '{"planets": ["Mars"]}'""")
    again = open_user()
    assert len(again.numbers) == 7
    again.wait(lambda: any("newer version" in one.text for one in again.window.notices.kept))
    choose(again, "Mine")
    assert len(again.numbers) == 7


@pytest.mark.parametrize("text", ["F-", "routeur"])
def test_a_link_to_a_text_stays_inside(user: User, text: str) -> None:
    choose(user, "Société Générale")
    desk(user).go_to("invoices", Target(text=text))
    user.wait_for_list()
    assert user.numbers == ["F-200"]
