import pytest
from PySide6.QtCore import Qt

from telbill_desktop.domain.invoice_list import InvoiceFilter
from telbill_desktop.gui.widgets.menu_filter import MenuFilter
from tests.gui.invoices.user import User
from tests.gui.user import plain


def counts(field: MenuFilter) -> list[int]:
    """How many invoices the entries of a menu say that they have."""
    return [int(words.rpartition("(")[2].partition(")")[0]) for words, _value in field.offered()]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("1312", ["A-1312/B"]),
        ("a1312b", ["A-1312/B"]),
        ("061245", ["06 12-45"]),
        ("06-12 45", ["06 12-45"]),
        ("societe generale", ["F-200"]),
        ("SOCIÉTÉ", ["F-200"]),
        ("routeur", ["F-200"]),
        ("lumitel", ["F-100", "F-300"]),
        ("nothing of this", []),
    ],
)
def test_the_quick_filter_ignores_accents_case_spaces_and_dashes(user: User, typed: str, found: list[str]) -> None:
    user.type(typed)
    assert user.numbers == found


def test_a_date_range_is_typed_as_the_french_write_it(user: User) -> None:
    user.qtbot.mouseClick(user.page.filters.dates.button, Qt.MouseButton.LeftButton)
    popup = user.page.filters.dates.popup
    assert popup is not None
    user.qtbot.keyClicks(popup.fields[0], "5/9/2026")
    user.qtbot.keyClicks(popup.fields[1], "10 novembre 2026")
    user.press(popup.fields[1], Qt.Key.Key_Return)
    user.wait_for_list()
    assert user.numbers == ["C-7", "F-100", "F-200"]
    assert not popup.isVisible()
    assert user.page.filters.dates.button.text() == "05/09/2026 — 10/11/2026"
    assert user.page.filters.dates.is_active


def test_what_is_no_date_is_said_beside_the_field_and_filters_nothing(user: User) -> None:
    user.qtbot.mouseClick(user.page.filters.dates.button, Qt.MouseButton.LeftButton)
    popup = user.page.filters.dates.popup
    assert popup is not None
    user.qtbot.keyClicks(popup.fields[0], "31/02/2026")
    user.press(popup.fields[0], Qt.Key.Key_Return)
    assert popup.isVisible()
    assert popup.fields[0].error.isVisible()
    assert "no such day" in popup.fields[0].error.text()
    assert user.page.filters.filter == InvoiceFilter()
    user.press(popup, Qt.Key.Key_Escape)
    assert not popup.isVisible()
    assert user.page.filters.filter == InvoiceFilter()


def test_a_range_that_ends_before_it_starts_is_refused(user: User) -> None:
    user.qtbot.mouseClick(user.page.filters.amounts.button, Qt.MouseButton.LeftButton)
    popup = user.page.filters.amounts.popup
    assert popup is not None
    user.qtbot.keyClicks(popup.fields[0], "1 000,50")
    user.qtbot.keyClicks(popup.fields[1], "900")
    user.press(popup.fields[1], Qt.Key.Key_Return)
    assert "below the lowest" in popup.fields[1].error.text()
    assert user.page.filters.filter == InvoiceFilter()
    popup.fields[0].setText("(60,01)")
    user.press(popup.fields[0], Qt.Key.Key_Return)
    user.wait_for_list()
    assert user.numbers == ["A-1312/B", "C-7", "F-100", "F-200", "F-300"]
    assert plain(user.page.filters.amounts.button.text()) == "incl. VAT \u221260.01 — 900"


def test_an_amount_shown_again_in_its_field_is_read_as_the_same_amount(user: User) -> None:
    for typed in ("6000", "1234,50", "-12,5"):
        user.qtbot.mouseClick(user.page.filters.amounts.button, Qt.MouseButton.LeftButton)
        popup = user.page.filters.amounts.popup
        assert popup is not None
        popup.fields[0].setText(typed)
        user.press(popup.fields[0], Qt.Key.Key_Return)
        before = user.page.filters.filter
        user.qtbot.mouseClick(user.page.filters.amounts.button, Qt.MouseButton.LeftButton)
        again = user.page.filters.amounts.popup
        assert again is not None
        user.press(again.fields[0], Qt.Key.Key_Return)
        assert user.page.filters.filter == before


def test_ready_made_days_are_one_click(user: User) -> None:
    user.qtbot.mouseClick(user.page.filters.dates.button, Qt.MouseButton.LeftButton)
    popup = user.page.filters.dates.popup
    assert popup is not None
    [last_year] = [button for button in popup.findChildren(type(popup.apply_button)) if button.text() == "Last year"]
    user.qtbot.mouseClick(last_year, Qt.MouseButton.LeftButton)
    since = user.page.filters.filter.since
    assert since is not None
    assert (since.year, since.month, since.day) == (user.page.context.workspace.today().year - 1, 1, 1)


def test_operator_account_type_and_state_are_chosen_in_menus(user: User) -> None:
    filters = user.page.filters
    user.wait(lambda: bool(filters.operator.offered()))
    user.choose_in_menu(filters.operator.button, "Lumitel")
    assert user.numbers == ["F-100", "F-300"]
    user.choose_in_menu(filters.state.button, "To check")
    assert user.numbers == ["F-100"]
    user.qtbot.mouseClick(filters.operator.cross, Qt.MouseButton.LeftButton)
    filters.clear()
    user.choose_in_menu(filters.type.button, "Credit notes")
    assert user.numbers == ["C-7"]
    user.choose_in_menu(filters.type.button, "Invoices and credit")
    assert len(user.numbers) == 7


def test_accounts_are_those_of_the_chosen_operator(user: User) -> None:
    filters = user.page.filters
    user.wait(lambda: bool(filters.operator.offered()))
    user.choose_in_menu(filters.operator.button, "Lumitel")
    user.wait(lambda: len(filters.account.offered()) == 1)
    user.choose_in_menu(filters.account.button, filters.account.offered()[0][0])
    assert user.numbers == ["F-100", "F-300"]
    assert filters.account.is_active
    user.choose_in_menu(filters.operator.button, "Hexamobile")
    assert not filters.account.is_active


def test_each_filter_is_removed_by_its_cross_and_all_by_one_button(user: User) -> None:
    filters = user.page.filters
    user.type("lumitel")
    user.choose_in_menu(filters.state.button, "To check")
    assert user.numbers == ["F-100"]
    assert filters.state.cross.isVisible()
    user.qtbot.mouseClick(filters.state.cross, Qt.MouseButton.LeftButton)
    user.wait_for_list()
    assert user.numbers == ["F-100", "F-300"]
    user.qtbot.mouseClick(filters.clear_all, Qt.MouseButton.LeftButton)
    user.wait_for_list()
    assert len(user.numbers) == 7
    assert not filters.clear_all.isVisible()
    assert filters.text.text() == ""


def test_a_filter_that_hides_everything_says_so_and_offers_to_clear_it(user: User) -> None:
    user.type("zzz")
    assert user.page.card.stack.all_hidden.isVisible()
    assert not user.page.table.isVisible()
    user.qtbot.mouseClick(user.page.card.stack.all_hidden.button, Qt.MouseButton.LeftButton)
    user.wait_for_list()
    assert user.page.table.isVisible()
    assert user.page.filters.text.hasFocus()


def test_escape_empties_the_quick_filter(user: User) -> None:
    user.type("zzz")
    user.press(user.page.filters.text, Qt.Key.Key_Escape)
    user.wait_for_list()
    assert len(user.numbers) == 7


def test_the_menus_count_within_the_company_that_is_the_perimeter(user: User) -> None:
    user.wait(lambda: counts(user.page.filters.operator) == [5, 2])
    user.wait(user.window.top_bar.perimeter.isVisible)
    user.choose_in_menu(user.window.top_bar.perimeter, "Société Générale")
    user.wait(lambda: counts(user.page.filters.operator) == [1])
    user.choose_in_menu(user.page.filters.operator.button, "Hexamobile SA (1)")
    assert user.numbers == ["F-200"]
    user.wait(lambda: user.status.startswith("1 invoice ·"))
    user.choose_in_menu(user.window.top_bar.perimeter, "All companies")
    user.wait(lambda: counts(user.page.filters.operator) == [5, 2])
