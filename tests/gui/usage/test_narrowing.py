"""What narrows usage: days, chips, the perimeter; and another period beside it."""

from datetime import date

import pytest
from PySide6.QtCore import Qt

from telbill_desktop.domain.perimeter import PerimeterChoice
from telbill_desktop.domain.period import Period
from telbill_desktop.domain.usage_comparison import ComparedTo
from telbill_desktop.domain.usage_view import UsageFilter, UsageGrouping
from telbill_desktop.exporters.usage_columns import COMPARED, UsageColumn
from telbill_desktop.gui.models.usage_answers import ask_offers
from telbill_desktop.gui.models.usage_table import USAGE_POSITION
from telbill_desktop.gui.pages.usage.choice_popup import ChoicePopup
from tests.gui.test_accessible_names import nameless
from tests.gui.usage.user import User
from tests.gui.user import plain


def open_choice(user: User, words: str) -> ChoicePopup:
    """The list to tick in, once what can be chosen is in it."""
    user.choose_in_menu(user.page.filters.more, words)
    popup = user.page.filters.popup
    assert popup is not None
    user.wait(lambda: bool(popup.list.model.shown))
    return popup


def test_what_is_ticked_narrows_the_usage_and_stands_as_a_chip_that_can_be_removed(user: User) -> None:
    popup = open_choice(user, "User")
    assert [offer.label for offer in popup.list.model.shown] == ["Ana Petit", "Léo Martin", "Not assigned"]
    assert list(nameless(popup)) == []
    popup.list.model.toggle(0)
    popup.list.model.toggle(2)
    user.click(popup.apply_button)
    user.wait_for_answer()
    assert user.groups == ["Ana Petit", "Not assigned"]
    [chip] = user.page.filters.chips.values()
    assert chip.words == "User: Ana Petit, Not assigned"
    user.click(chip.cross)
    user.wait_for_answer()
    assert len(user.groups) == 3
    assert not user.page.filters.chips


def test_enter_in_the_list_takes_the_entry_and_escape_gives_up(user: User) -> None:
    popup = open_choice(user, "Team")
    user.qtbot.keyClicks(popup.list.field, "atel")
    popup.list.table.setFocus()
    popup.list.activated.emit()
    user.wait_for_answer()
    assert user.groups == ["Ana Petit"]
    again = open_choice(user, "Team")
    again.list.model.checked.clear()
    user.qtbot.keyClick(again, Qt.Key.Key_Escape)
    assert not again.isVisible()
    assert user.groups == ["Ana Petit"]


@pytest.mark.parametrize(
    ("words", "taken", "users"),
    [
        ("Category", "SMS and MMS", ["Ana Petit"]),
        ("Destination", "Morocco", ["Ana Petit"]),
        ("Billing account", "CF 3", ["Léo Martin"]),
        ("Number", "06 33 33 33 33", ["Not assigned"]),
    ],
)
def test_usage_is_narrowed_by_what_it_was_where_to_whose_account_and_which_number(
    user: User, words: str, taken: str, users: list[str]
) -> None:
    popup = open_choice(user, words)
    labels = [offer.label for offer in popup.list.model.shown]
    popup.list.model.toggle(next(at for at, label in enumerate(labels) if label.endswith(taken)))
    user.click(popup.apply_button)
    user.wait_for_answer()
    assert user.groups == users
    [chip] = user.page.filters.chips.values()
    assert chip.words.endswith(taken)


def test_the_chosen_groups_become_a_filter_beside_which_one_looks_by_something_else(user: User) -> None:
    user.click_row("Léo Martin")
    user.page.acts.narrow.trigger()
    user.wait_for_answer()
    user.choose_in_menu(user.page.filters.grouping, "Category")
    assert user.groups == ["Calls to mobiles", "Data"]


def test_a_perimeter_narrows_everything_and_is_named(user: User) -> None:
    accounts = [key for key, _name in offers(user, UsageGrouping.ACCOUNT)]
    third = next(int(key) for key, name in offers(user, UsageGrouping.ACCOUNT) if name.endswith("CF 3"))
    assert len(accounts) == 2
    user.wait(user.window.top_bar.perimeter.isVisible)  # the window knows what can be chosen
    user.page.set_perimeter(PerimeterChoice(account_ids=(third,)), "Sales")
    user.wait_for_answer()
    assert user.groups == ["Léo Martin"]
    assert user.page.path_bar.beside.text() == "Perimeter: Sales"
    popup = open_choice(user, "User")
    assert [offer.label for offer in popup.list.model.shown] == ["Léo Martin"]
    user.page.set_perimeter(None, "")
    user.wait_for_answer()
    assert len(user.groups) == 3


def offers(user: User, by: UsageGrouping) -> list[tuple[str, str]]:
    return ask_offers(user.page.context.workspace.store, UsageFilter(), by)


def test_the_days_are_said_by_name_where_they_have_one(user: User) -> None:
    field = user.page.filters.period
    assert field.button.text() == "Last 12 months"
    field.chosen.emit(Period(date(2026, 10, 1), date(2026, 11, 8)))
    user.wait_for_answer()
    assert field.button.text() == "01/10/2026 — 07/11/2026"
    assert user.column(UsageColumn.COUNT) == ["3"]
    user.click(field.cross)
    user.wait_for_answer()
    assert user.column(UsageColumn.COUNT) == ["4", "1", "2"]
    assert not user.page.filters.comparison.isEnabled()


def test_a_year_is_compared_to_the_one_before_it_group_by_group(user: User) -> None:
    user.page.filters.comparison.chosen.emit(ComparedTo.YEAR_BEFORE)
    user.wait_for_answer()
    assert user.groups == ["Ana Petit", "Not assigned", "Léo Martin"]
    assert user.column(UsageColumn.BEFORE) == ["0.40", "0.00", "0.00"]
    assert user.column(UsageColumn.DIFFERENCE) == ["+0.55", "+0.20", "+0.10"]
    assert user.column(UsageColumn.CHANGE) == ["+137.8 %", "", ""]
    assert [plain(user.page.groups.totals.texts[USAGE_POSITION[one]]) for one in COMPARED] == [
        *("0.40", "+0.85", "+212.8 %")
    ]
    shown = user.page.groups.columns.shown()
    at = shown.index(UsageColumn.AMOUNT)
    assert tuple(shown[at + 1 : at + 4]) == COMPARED
    assert user.page.path_bar.beside.text() == "Compared to: 01/12/2024 — 30/11/2025"
    user.click(user.page.filters.comparison.cross)
    user.wait_for_answer()
    assert not set(COMPARED) & set(user.page.groups.columns.shown())


def test_what_is_gone_into_is_compared_too_and_calls_are_not(user: User) -> None:
    user.page.filters.comparison.chosen.emit(ComparedTo.YEAR_BEFORE)
    user.wait_for_answer()
    user.open("Ana Petit")
    assert user.column(UsageColumn.BEFORE)[0] == "0.40"
    user.page.go_into(calls=True)
    user.wait_for_answer()
    assert not user.page.filters.comparison.isEnabled()


def test_days_of_ones_own_are_compared(user: User) -> None:
    comparison = user.page.filters.comparison
    user.choose_in_menu(comparison.button, "Other days")
    assert comparison.popup is not None
    for field, text in zip(comparison.popup.fields, ("1/11/2025", "30/11/2025"), strict=True):
        field.setText(text)
    user.click(comparison.popup.apply_button)
    user.wait_for_answer()
    assert user.column(UsageColumn.BEFORE)[0] == "0.40"
    assert comparison.button.text() == "01/11/2025 — 30/11/2025"
