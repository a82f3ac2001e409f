"""The titles above a table and what its rows add up to below it."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QStandardItemModel
from PySide6.QtWidgets import QStyleOptionHeader
from pytestqt.qtbot import QtBot

from telbill_desktop.gui.theme import Theme
from telbill_desktop.gui.widgets.row_header import RowHeader
from telbill_desktop.gui.widgets.row_table import RowTable
from telbill_desktop.gui.widgets.totals_row import TotalsRow

RIGHT, LEFT = (
    int(side | Qt.AlignmentFlag.AlignVCenter) for side in (Qt.AlignmentFlag.AlignRight, Qt.AlignmentFlag.AlignLeft)
)


@pytest.fixture
def table(qtbot: QtBot, theme: Theme) -> RowTable:
    """Two columns, the second one of figures."""
    model = QStandardItemModel(3, 2)
    for section, (title, side) in enumerate((("Name", LEFT), ("Cost excl. VAT", RIGHT))):
        model.setHeaderData(section, Qt.Orientation.Horizontal, title)
        model.setHeaderData(section, Qt.Orientation.Horizontal, side, Qt.ItemDataRole.TextAlignmentRole)
    table = RowTable(theme)
    table.setModel(model)
    model.setParent(table)
    qtbot.addWidget(table)
    table.resize(400, 200)
    table.horizontalHeader().setSortIndicatorShown(True)
    table.horizontalHeader().setStretchLastSection(False)
    return table


def drawn_title(table: RowTable, section: int) -> str:
    header = table.horizontalHeader()
    assert isinstance(header, RowHeader)
    option = QStyleOptionHeader()
    header.initStyleOption(option)
    header.initStyleOptionForIndex(option, section)
    return option.text


def test_a_title_of_figures_moves_aside_for_the_mark_of_the_order(table: RowTable) -> None:
    header = table.horizontalHeader()
    header.resizeSection(1, 200)
    header.setSortIndicator(0, Qt.SortOrder.AscendingOrder)
    assert (drawn_title(table, 0), drawn_title(table, 1)) == ("Name", "Cost excl. VAT")
    header.setSortIndicator(1, Qt.SortOrder.AscendingOrder)
    assert drawn_title(table, 1) == "Cost excl. VAT\N{EM SPACE}\N{EM SPACE}"


def test_a_title_without_room_beside_the_mark_ends_in_an_ellipsis(table: RowTable) -> None:
    header = table.horizontalHeader()
    header.resizeSection(1, 100)
    header.setSortIndicator(1, Qt.SortOrder.AscendingOrder)
    title = drawn_title(table, 1)
    assert title.rstrip("\N{EM SPACE}").endswith("…")
    assert title.endswith("\N{EM SPACE}")


def test_totals_stand_under_their_columns_wherever_these_are(qtbot: QtBot, theme: Theme, table: RowTable) -> None:
    totals = TotalsRow(theme, table, "Total", frozenset({1}))
    qtbot.addWidget(totals)
    totals.resize(400, totals.sizeHint().height())
    totals.show_texts(["Total", "12.50"], ["Name", "Cost"])
    assert totals.accessibleDescription() == "Name: Total, Cost: 12.50"
    header = table.horizontalHeader()
    header.resizeSection(0, 150)
    header.resizeSection(1, 100)
    assert inked(totals) == (True, True, False)
    header.resizeSection(1, 220)
    assert inked(totals) == (True, False, True)
    header.setSectionHidden(1, True)  # noqa: FBT003 - Qt's signature
    assert inked(totals) == (True, False, False)


def inked(totals: TotalsRow) -> tuple[bool, ...]:
    """Whether anything is written under the first column, at the end of a narrow second one, of a wide second one."""
    image = totals.grab().toImage()
    ratio = image.devicePixelRatio()
    ground = image.pixelColor(round(2 * ratio), round(10 * ratio))

    def any_ink(first: int, last: int) -> bool:
        area = [(x, y) for x in range(first, last) for y in range(4, totals.height() - 2)]
        return any(image.pixelColor(round(x * ratio), round(y * ratio)) != ground for x, y in area)

    return any_ink(8, 60), any_ink(190, 245), any_ink(320, 365)
