"""The lists of the page: products with their counts, things with their filters, the day, sums, copying, exporting."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from time import perf_counter

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from telbill_desktop.domain.perimeter import PerimeterChoice
from telbill_desktop.gui.dialogs.fleet.adding import AddDialog
from telbill_desktop.gui.models.fleet_cells import POSITION, PRODUCT_POSITION, FleetColumn, ProductColumn
from telbill_desktop.gui.pages.fleet.page import FleetPage
from telbill_desktop.gui.widgets.buttons import IconButton
from telbill_desktop.services import fleet, perimeters
from tests.builders import draft
from tests.gui.answers import Answers
from tests.gui.conftest import OpenWindow
from tests.gui.fleet.conftest import enter
from tests.gui.fleet.user import User
from tests.gui.test_accessible_names import nameless
from tests.gui.user import plain
from tests.new_stores import new_store
from tests.services.scenarios import read, take


def test_products_say_how_many_are_used_and_what_they_cost(user: User) -> None:
    at, _row = user.product("Licence Advanced")
    model = user.page.products.model
    shown = {
        column: plain(model.cell(at, PRODUCT_POSITION[column]))
        for column in (
            ProductColumn.IN_SERVICE,
            ProductColumn.ASSIGNED,
            ProductColumn.FREE,
            ProductColumn.UNIT,
            ProductColumn.TOTAL,
        )
    }
    assert list(shown.values()) == ["4", "3", "1", "64.00", "256.00"]


def test_the_models_are_what_qt_expects(user: User) -> None:
    mode = QAbstractItemModelTester.FailureReportingMode.Fatal
    testers = [QAbstractItemModelTester(one, mode) for one in (user.page.items.model, user.page.products.model)]
    user.page.filters.text.setText("nothing of the kind")
    user.page.filters.clear()
    header = user.page.items.table.horizontalHeader()
    title = QPoint(header.sectionViewportPosition(POSITION[FleetColumn.USER]) + 20, header.height() // 2)
    for _ in ("up", "down"):
        user.qtbot.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=title)
    assert user.column(FleetColumn.USER)[0] == "Théo Vasseur"
    assert all(testers)


def test_ten_thousand_chosen_things_stay_chosen_at_once(user: User) -> None:
    """Row by row Qt took six seconds; the limit leaves room for a slow machine."""
    first, card = user.page.fleet.rows[0], user.page.items
    rows = [replace(first, item=replace(first.item, id=at)) for at in range(1, 10_001)]
    card.show_rows(rows, is_empty=False)
    card.table.setFocus()
    user.qtbot.keyClick(card.table, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    began = perf_counter()
    card.show_rows(rows[::2], is_empty=False)
    assert perf_counter() - began < 1
    assert len(card.selected()) == 5_000


def test_typing_narrows_the_list_numbers_in_either_form(user: User) -> None:
    user.qtbot.keyClick(user.window, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    for text in ("0639980107", "+33 6 39-98", "hugo"):
        user.retype(user.page.filters.text, text)
        assert "06 39 98 01 07" in user.column(FleetColumn.NUMBER), text
        assert "Théo Vasseur" not in user.column(FleetColumn.USER), text


def test_a_filter_that_hides_everything_says_so_and_is_cleared(user: User) -> None:
    user.retype(user.page.filters.text, "zzz")
    empty = user.page.items.stack.all_hidden
    assert empty.isVisible()
    user.click(empty.button)
    assert user.page.items.table.isVisible()
    assert len(user.column(FleetColumn.USER)) == 6


def test_the_menus_narrow_by_kind_state_and_team(user: User) -> None:
    user.choose_in_menu(user.page.filters.kind.button, "Licence")
    assert len(user.column(FleetColumn.USER)) == 4
    user.choose_in_menu(user.page.filters.state.button, "free")
    assert user.column(FleetColumn.USER) == ["—"]
    user.click(user.page.filters.state.cross)
    user.choose_in_menu(user.page.filters.team.button, "Gestion")
    assert user.column(FleetColumn.USER) == ["Inès Delorme", "Théo Vasseur"]


def test_a_click_on_a_product_shows_its_things(user: User) -> None:
    at, _row = user.product("Forfait 20 Go")
    table = user.page.products.table
    area = table.visualRect(user.page.products.model.index(at, 0))
    user.qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=area.center())
    assert user.column(FleetColumn.PRODUCT) == ["Forfait 20 Go"]
    assert len(user.page.products.model.records) == 3
    user.click(user.page.filters.product.cross)
    assert len(user.column(FleetColumn.PRODUCT)) == 6


def test_the_day_shows_what_was_and_what_will_be(user: User) -> None:
    later = user.today + timedelta(days=40)
    free = next(row.item.id for row in user.page.fleet.rows if row.holder is None)
    fleet.remove_item(user.store, free, later)
    user.page.refresh()
    user.wait(lambda: any(row.item.end == later for row in user.page.fleet.rows))
    assert len(user.column(FleetColumn.USER)) == 6
    user.set_day(user.page.filters.day, later)
    user.wait(lambda: user.page.fleet.on == later)
    assert len(user.column(FleetColumn.USER)) == 5
    user.set_day(user.page.filters.day, date(2024, 2, 1))
    user.wait(lambda: user.page.fleet.on == date(2024, 2, 1))
    assert set(user.column(FleetColumn.STATE)) == {"from 01/03/2024"}
    user.click(user.page.filters.back_to_today)
    user.wait(lambda: user.page.fleet.on == user.today)


def test_the_status_bar_adds_up_the_list_and_what_is_chosen(user: User) -> None:
    assert user.status == "6 items · 1 free · €275.90 a month excl. VAT"
    user.page.items.table.setFocus()
    user.qtbot.keyClick(user.page.items.table, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert user.status.startswith("6 items selected")


def test_what_is_chosen_is_copied_for_a_spreadsheet(user: User) -> None:
    user.open(0)
    user.page.items.table.setFocus()
    user.qtbot.keyClick(user.page.items.table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    titles, row = user.clipboard
    assert dict(zip(titles, row, strict=True))["Plan"] == user.column(FleetColumn.PRODUCT)[0]


def test_the_list_is_exported_as_it_is_shown(user: User, answers: Answers, tmp_path: Path) -> None:
    answers.saves_to = tmp_path / "fleet.csv"
    user.retype(user.page.filters.text, "ines")
    user.page.acts.exports.list_as_shown.trigger()
    user.wait((tmp_path / "fleet.csv").exists)
    lines = (tmp_path / "fleet.csv").read_text("utf-8-sig").splitlines()
    assert len(lines) == 2
    assert "Inès Delorme" in lines[1]
    assert "64,00" in lines[1]


def test_a_perimeter_without_the_account_shows_nothing_of_it(user: User) -> None:
    perimeters.save_perimeter(user.store, "Ailleurs", PerimeterChoice(client_codes=("ailleurs",)))
    user.page.context.store_changed()
    chooser = user.window.top_bar.perimeter
    user.wait(lambda: any(action.text() == "Ailleurs" for action in chooser.list.actions()))
    user.choose_in_menu(chooser, "Ailleurs")
    user.wait(lambda: not user.page.fleet.rows)
    assert user.page.items.stack.no_data.isVisible()


def test_a_title_sorts_and_the_order_and_widths_are_remembered(user: User) -> None:
    header = user.page.items.table.horizontalHeader()
    header.sectionClicked.emit(POSITION[FleetColumn.USER])
    assert user.column(FleetColumn.USER)[0] == "Hugo Marchal"
    assert user.column(FleetColumn.USER)[-1] == "—"
    header.resizeSection(POSITION[FleetColumn.TEAM], 177)
    user.page.save_layout()
    again = FleetPage(user.page.context)
    user.qtbot.addWidget(again)
    assert again.items.table.horizontalHeader().sectionSize(POSITION[FleetColumn.TEAM]) == 177
    user.wait(lambda: again.is_read)
    assert again.items.model.records[0].holder is not None
    assert again.items.model.records[0].holder.person == "Hugo Marchal"


def test_an_empty_fleet_says_what_to_do_next(qtbot: QtBot, tmp_path: Path, open_window: OpenWindow) -> None:
    with new_store(tmp_path / "store") as store:
        take(store, read(draft()))
    user = enter(qtbot, open_window(tmp_path / "store"))
    assert user.page.items.stack.no_data.isVisible()
    assert user.page.products.isHidden()
    user.click(user.page.items.stack.no_data.button)
    user.dialog(AddDialog).close()


def test_every_control_of_the_page_has_a_name(user: User) -> None:
    user.open(0)
    assert list(nameless(user.page)) == []


def test_the_filters_stand_in_one_row_on_a_small_screen_and_the_import_is_in_a_menu(user: User) -> None:
    filters = user.page.filters
    user.window.resize(1800, 900)
    user.wait(filters.take_in.isVisible)
    user.window.resize(1280, 720)
    user.wait(filters.take_in.isHidden)
    user.wait(lambda: filters.height() < 2 * filters.add.height())
    assert "Import the fleet…" in [one.text() for one in filters.add.list.actions()]


def test_only_the_rows_in_sight_have_buttons_and_each_has_them_once_it_is(user: User) -> None:
    card = user.page.products
    [first, *_rest] = card.model.records
    many = [replace(first, product=replace(first.product, id=100 + at, label=f"Plan {at}")) for at in range(200)]
    card.show_products(many)
    assert len(card.table.findChildren(IconButton)) < 100
    card.table.setFocus()
    user.qtbot.keyClick(card.table, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    last = card.model.index(199, PRODUCT_POSITION[ProductColumn.ACTS])
    asked: list[str] = []
    card.more_asked.disconnect(user.page.acts.add_to_product)
    card.more_asked.connect(lambda one: asked.append(one.product.label))
    area = card.table.visualRect(last)
    button = card.table.viewport().childAt(area.left() + 16, area.center().y())
    assert isinstance(button, IconButton)
    user.click(button)
    assert asked == ["Plan 199"]
