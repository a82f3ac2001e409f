"""The list at the left, the companies' addresses, the rules of Qt, and names for screen readers."""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from operator import itemgetter
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QStyleOptionViewItem
from pytestqt.qtbot import QtBot

from telbill_desktop.domain.charging import Price
from telbill_desktop.domain.contract_fields import ProductFields
from telbill_desktop.domain.contract_list import ContractEntry, EntryKind, Missing, matching
from telbill_desktop.domain.invoice_kinds import Category
from telbill_desktop.domain.perimeter import PerimeterChoice
from telbill_desktop.domain.products import ProductKind
from telbill_desktop.gui.pages.contracts.entry_list import EntryList
from telbill_desktop.gui.pages.contracts.page import ContractsPage
from telbill_desktop.gui.pages.contracts.price_table import PriceTable
from telbill_desktop.gui.pages.contracts.record_list import Column, RecordList
from telbill_desktop.gui.start import Program
from telbill_desktop.gui.theme import Theme
from telbill_desktop.services import addresses, contract_list, products
from tests.gui.conftest import WAIT
from tests.gui.contracts.conftest import User
from tests.gui.test_accessible_names import nameless
from tests.new_stores import new_store

FATAL = QAbstractItemModelTester.FailureReportingMode.Fatal
ENTRIES = [
    ContractEntry(EntryKind.OPERATOR, 1, "Sonora"),
    ContractEntry(EntryKind.ACCOUNT, 1, "Siège", "CF 1", 1, (Missing.TERMS,)),
    ContractEntry(EntryKind.ACCOUNT, 2, "Atelier", "CF 2", 1),
    ContractEntry(EntryKind.OPERATOR, 2, "Nuvox"),
    ContractEntry(EntryKind.COMPANY, 1, "Atelier Roche SAS"),
]


@pytest.mark.parametrize(
    ("text", "only_missing", "left"),
    [
        ("", False, ["Sonora", "Siège", "Atelier", "Nuvox", "Atelier Roche SAS"]),
        ("siege", False, ["Sonora", "Siège"]),
        ("cf-2", False, ["Sonora", "Atelier"]),
        ("sonora", False, ["Sonora", "Siège", "Atelier"]),
        ("atelier sonora", False, ["Sonora", "Atelier"]),
        ("", True, ["Sonora", "Siège"]),
        ("nuvox", True, []),
        ("2-sonora", False, []),
    ],
)
def test_a_filter_leaves_an_entry_with_its_operator_above_it(text: str, *, only_missing: bool, left: list[str]) -> None:
    assert [one.label for one in matching(ENTRIES, text, only_missing=only_missing)] == left


def labels(user: User) -> list[str]:
    return [one.label for one in user.page.list.table.entries.records]


def test_what_is_missing_is_marked_and_found(user: User) -> None:
    entries = user.page.list.table.entries
    row = entries.row_of(EntryKind.ACCOUNT, 1)
    assert row is not None
    assert entries.cell(row, 1) == "To complete"
    assert "how it is charged is not said" in (entries.tooltip(row, 1) or "")
    user.page.focus_search()
    QTest.keyClicks(user.page.list.filter, "rien de tel")
    assert labels(user) == []
    assert user.page.list.stack.all_hidden.isVisible()
    user.click(user.page.list.stack.all_hidden.button)
    assert "Atelier Roche SAS" in labels(user)
    QTest.keyClicks(user.page.list.filter, "cf2")
    QTest.keyClick(user.page.list.filter, Qt.Key.Key_Down)
    assert user.page.window().focusWidget() is user.page.list.table


def test_the_perimeter_narrows_the_list(user: User) -> None:
    user.page.set_perimeter(PerimeterChoice(account_ids=(99,)), "Ailleurs")
    user.wait(lambda: labels(user) == [])
    assert "Ailleurs" in user.page.list.perimeter.text()
    user.page.set_perimeter(None, "")
    user.wait(lambda: bool(labels(user)))


def test_an_empty_store_says_what_to_do(qtbot: QtBot, tmp_path: Path, open_window: Callable[[Path], Program]) -> None:
    new_store(tmp_path / "store").close()
    program = open_window(tmp_path / "store")
    assert program.session is not None
    assert program.session.desk is not None
    page = program.session.desk.show_page("contracts")
    assert isinstance(page, ContractsPage)
    qtbot.waitUntil(lambda: page.list.stack.currentWidget() is page.list.stack.no_data, timeout=WAIT)


def test_an_address_is_written_with_its_proof(user: User, tmp_path: Path) -> None:
    user.choose(EntryKind.COMPANY)
    dialog = user.add(user.page.company.addresses)
    fields = dialog.form.fields
    user.click(dialog.save_button)
    assert set(user.errors(dialog.form)) == {"city"}
    user.type(fields["city"], "Bruxelles")
    user.type(fields["country"], "Belgique")
    user.click(dialog.save_button)
    user.wait(lambda: bool(user.errors(dialog.form)))
    assert user.errors(dialog.form) == {"lines": "An address has a street and a city."}
    QTest.keyClicks(fields["lines"].control, "1 rue du Copeau")
    user.click(dialog.save_button)
    user.wait(lambda: "country" in user.errors(dialog.form))
    user.type(fields["country"], "be")
    QTest.keyClick(fields["verified"].control, Qt.Key.Key_Space)
    proof = tmp_path / "bail.pdf"
    proof.write_bytes(b"%PDF-1.4 bail")
    user.answers.files = [proof]
    user.click(fields["deposit_id"].file)  # type: ignore[attr-defined] # the field's button
    user.wait(lambda: fields["deposit_id"].value() is not None)
    user.save(dialog)
    user.wait(lambda: len(addresses.addresses_of(user.store, 1)) == 1)
    [(_, written)] = addresses.addresses_of(user.store, 1)
    assert (written.country, written.city, written.verified) == ("BE", "Bruxelles", True)
    assert written.deposit_id is not None
    user.wait(lambda: len(user.page.company.addresses.model.records) == 1)
    assert user.cells(user.page.company.addresses)[0][4:] == ["Verified", "kept"]


def test_the_models_keep_the_rules_of_qt(qtbot: QtBot, theme: Theme) -> None:
    listed = EntryList(theme)
    qtbot.addWidget(listed)
    QAbstractItemModelTester(listed.entries, FATAL, listed.entries)
    listed.entries.show(ENTRIES)
    listed.entries.show([])
    prices = PriceTable(theme, date(2026, 11, 22))
    QAbstractItemModelTester(prices, FATAL, prices)
    prices.show([Price(date(2026, 1, 1), Decimal("8.00"))])
    prices.setData(prices.index(1, 0), "01/12/2026")
    prices.setData(prices.index(1, 1), "acht")
    assert len(prices.rows) == 3
    prices.remove(0)
    records = RecordList(theme, "x", [Column("a", itemgetter(1))], "none", can_edit=True)
    qtbot.addWidget(records)
    QAbstractItemModelTester(records.model, FATAL, records.model)
    records.show_records([(1, "a"), (2, "b")])
    records.show_records([])


def test_every_control_says_its_name(user: User) -> None:
    for kind in (EntryKind.OPERATOR, EntryKind.ACCOUNT, EntryKind.COMPANY):
        user.choose(kind)
        assert list(nameless(user.page)) == []
    user.choose(EntryKind.OPERATOR)
    for records in (user.page.operator.products, user.page.operator.conditions, user.page.operator.contracts):
        records.add_asked.emit()
        dialog = user.dialog()
        assert list(nameless(dialog)) == []
        dialog.reject()
        user.wait(lambda dialog=dialog: not _is_there(dialog))  # type: ignore[misc] # bound now
    assert contract_list.entries(user.store)


def _is_there(dialog: object) -> bool:
    return bool(shiboken6.isValid(dialog)) and dialog.isVisible()  # type: ignore[attr-defined] # a dialog


def test_where_there_is_no_room_for_both_a_sheet_covers_the_list_and_leads_back(user: User) -> None:
    window = user.page.window()
    window.resize(700, 600)
    user.wait(user.page.list.isHidden)
    back = user.page.operator.back
    assert back.isVisible()
    user.click(back)
    assert user.page.list.isVisible()
    assert not user.page.sheets.isVisible()
    QTest.keyClick(user.page.list.table, Qt.Key.Key_Return)
    assert user.page.sheets.isVisible()
    window.resize(1440, 900)
    user.wait(user.page.list.isVisible)
    assert not back.isVisible()


def test_an_example_stands_below_the_form_where_there_is_no_room_beside_it(user: User) -> None:
    user.choose(EntryKind.ACCOUNT)
    tab = user.page.account.terms
    assert tab.preview.parentWidget() is tab
    user.page.window().resize(1000, 600)
    user.wait(lambda: tab.preview.parentWidget() is tab.form)
    user.page.window().resize(1440, 900)
    user.wait(lambda: tab.preview.parentWidget() is tab)


@pytest.mark.parametrize("size", [(1280, 720), (1440, 900), (1024, 700)])
def test_the_products_are_read_without_scrolling_sideways(user: User, size: tuple[int, int]) -> None:
    records = user.page.operator.products
    user.desk._window.resize(*size)
    user.wait(lambda: records.table.horizontalScrollBar().maximum() == 0)
    shown = [at for at in range(records.model.columnCount()) if not records.table.isColumnHidden(at)]
    titles = [records.model.headerData(at, Qt.Orientation.Horizontal) for at in shown]
    assert {"Label", "Price", "Next price"} <= set(titles)
    hidden = records.model.tooltip(0, 0) or ""
    assert ("Category" in titles) is not ("Category" in hidden)


@pytest.mark.parametrize("size", [(1280, 720), (1440, 900)])
def test_the_names_of_products_are_read_whole_beside_their_category(user: User, size: tuple[int, int]) -> None:
    label = "Option Appels internationaux Premium"
    price = (Price(user.today - timedelta(days=9), Decimal("9.00")),)
    sold = ProductFields(label, ProductKind.OPTION, Category.OPTIONS, price, code="OPTINT")
    products.add_product(user.store, 1, sold)
    user.page.refresh()
    records = user.page.operator.products
    user.wait(lambda: label in [row[0] for row in user.cells(records)])
    user.desk._window.resize(*size)
    user.wait(lambda: records.table.horizontalScrollBar().maximum() == 0)
    table, row = records.table, [cells[0] for cells in user.cells(records)].index(label)
    for at in range(records.model.columnCount()):
        needed = table.itemDelegate().sizeHint(QStyleOptionViewItem(), records.model.index(row, at)).width()
        assert table.isColumnHidden(at) or table.columnWidth(at) >= needed
    titles = [
        records.model.headerData(at, Qt.Orientation.Horizontal)
        for at in range(records.model.columnCount())
        if not table.isColumnHidden(at)
    ]
    assert ("Category" in titles) is (size[0] == 1440)


def test_a_width_that_somebody_chose_stays_when_the_window_changes(user: User) -> None:
    table = user.page.operator.products.table
    table.horizontalHeader().resizeSection(1, 133)
    user.desk._window.resize(1280, 720)
    user.qtbot.wait(50)
    assert table.columnWidth(1) == 133
