import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox

from telbill_desktop.domain.invoice_list import InvoiceFilter
from telbill_desktop.gui.pages.invoices.advanced_search import AdvancedSearch
from tests.gui.invoices.user import User

CONTROL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


def opened(user: User) -> AdvancedSearch:
    """Opens it as the shortcut does."""
    user.press(user.window, Qt.Key.Key_F, CONTROL_SHIFT)
    popup = user.page.filters.popup
    assert popup is not None
    user.wait(popup.isVisible)
    return popup


def searched(user: User, field: str, text: str) -> None:
    """Types into one field and presses Enter."""
    popup = opened(user)
    popup.texts[field].clear()
    user.qtbot.keyClicks(popup.texts[field], text)
    user.press(popup.texts[field], Qt.Key.Key_Return)
    assert not popup.isVisible()
    user.wait_for_list()


def chosen(user: User, combo: str, words: str) -> None:
    """Chooses in one of the menus and presses the button."""
    popup = opened(user)
    menu = getattr(popup, combo)
    assert isinstance(menu, QComboBox)
    at = menu.findText(words)
    assert at >= 0, words
    menu.setCurrentIndex(at)
    user.qtbot.mouseClick(popup.apply_button, Qt.MouseButton.LeftButton)
    user.wait_for_list()


def chips(user: User) -> list[str]:
    """What the chips say, left to right."""
    return [chip.words for chip in user.page.filters.chips.values() if chip.isVisible()]


@pytest.mark.parametrize(
    ("field", "text", "found", "chip"),
    [
        ("number", "1312", ["A-1312/B"], "Invoice number: 1312"),
        ("subscriber", "etabli", ["F-200"], "Subscriber: etabli"),
        ("line_text", "routeur", ["F-200"], "Text of a line: routeur"),
    ],
)
def test_each_text_narrows_the_list_and_is_shown_as_a_chip(
    user: User, field: str, text: str, found: list[str], chip: str
) -> None:
    searched(user, field, text)
    assert user.numbers == found
    assert chips(user) == [chip]


def test_menus_ask_for_documents_warnings_marks_and_currencies(user: User) -> None:
    chosen(user, "currency", "USD")
    assert user.numbers == ["F-300"]
    chosen(user, "currency", "All currencies")
    chosen(user, "warnings", "With warnings")
    assert user.numbers == ["F-100", "F-300"]
    chosen(user, "warnings", "All")
    chosen(user, "document", "Without a document")
    assert user.numbers == []
    chosen(user, "document", "With a document")
    assert len(user.numbers) == 7
    assert chips(user) == ["With a document"]
    chosen(user, "mark", "Verified")
    assert user.numbers == []
    chosen(user, "mark", "Without a mark")
    assert len(user.numbers) == 7
    assert chips(user) == ["With a document", "Without a mark"]


def test_what_was_set_is_in_the_form_again_and_the_bar_keeps_its_own(user: User) -> None:
    user.choose_in_menu(user.page.filters.type.button, "Credit notes")
    searched(user, "number", "7")
    popup = opened(user)
    assert popup.texts["number"].text() == "7"
    user.press(popup, Qt.Key.Key_Escape)
    assert user.page.filters.type.is_active
    assert user.numbers == ["C-7"]


def test_escape_gives_up(user: User) -> None:
    popup = opened(user)
    user.qtbot.keyClicks(popup.texts["number"], "1312")
    user.press(popup.texts["number"], Qt.Key.Key_Escape)
    assert not popup.isVisible()
    assert user.page.filters.filter == InvoiceFilter()
    assert chips(user) == []


def test_a_chip_is_removed_by_its_cross_and_the_keyboard_goes_to_the_next(user: User) -> None:
    searched(user, "number", "F-")
    searched(user, "line_text", "routeur")
    assert user.numbers == ["F-200"]
    bar = user.page.filters
    user.qtbot.mouseClick(bar.chips[("line_text",)].cross, Qt.MouseButton.LeftButton)
    user.wait_for_list()
    assert sorted(user.numbers) == ["F-100", "F-200", "F-300"]
    assert chips(user) == ["Invoice number: F-"]
    user.come_back()
    assert bar.chips[("number",)].button.hasFocus()
    user.key(Qt.Key.Key_Delete)
    user.wait_for_list()
    assert len(user.numbers) == 7
    assert chips(user) == []
    assert bar.advanced.hasFocus()


def test_a_click_on_a_chip_opens_the_form_at_its_field(user: User) -> None:
    searched(user, "client_code", "77")
    user.qtbot.mouseClick(user.page.filters.chips[("client_code",)].button, Qt.MouseButton.LeftButton)
    popup = user.page.filters.popup
    assert popup is not None
    user.wait(popup.isVisible)
    assert popup.focusWidget() is popup.texts["client_code"]
    popup.close()


def test_clear_all_removes_chips_and_fields_alike(user: User) -> None:
    searched(user, "number", "F-")
    user.type("lumitel")
    assert user.page.filters.clear_all.isVisible()
    user.qtbot.mouseClick(user.page.filters.clear_all, Qt.MouseButton.LeftButton)
    user.wait_for_list()
    assert chips(user) == []
    assert len(user.numbers) == 7
