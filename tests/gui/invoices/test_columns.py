from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QAbstractItemView

from telbill_desktop.domain.invoice_list import InvoiceColumn
from telbill_desktop.gui.pages.invoices.column_popup import ColumnPopup
from tests.gui.invoices.conftest import OpenUser
from tests.gui.invoices.user import User

CONTROL = Qt.KeyboardModifier.ControlModifier


def opened(user: User) -> ColumnPopup:
    """The chooser, opened by its button above the list."""
    user.qtbot.mouseClick(user.page.filters.head.columns, Qt.MouseButton.LeftButton)
    user.wait(lambda: isinstance(user.application.activePopupWidget(), ColumnPopup))
    popup = user.application.activePopupWidget()
    assert isinstance(popup, ColumnPopup)
    return popup


def go_to(popup: ColumnPopup, words: str) -> None:
    """Puts the keyboard on a column."""
    [item] = popup.list.findItems(words, Qt.MatchFlag.MatchExactly)
    popup.list.setCurrentItem(item)


def test_a_column_is_shown_and_hidden_with_space_and_the_list_follows_at_once(user: User) -> None:
    popup = opened(user)
    go_to(popup, "Operator")
    user.press(popup.list, Qt.Key.Key_Space)
    assert InvoiceColumn.OPERATOR in user.page.layout_of_table.shown()
    assert not user.page.table.isColumnHidden(list(InvoiceColumn).index(InvoiceColumn.OPERATOR))
    user.press(popup.list, Qt.Key.Key_Space)
    assert InvoiceColumn.OPERATOR not in user.page.layout_of_table.shown()
    popup.close()


def test_the_last_column_cannot_be_hidden(user: User) -> None:
    popup = opened(user)
    for row in range(popup.list.count()):
        popup.list.setCurrentRow(row)
        if popup.list.item(row).checkState() is Qt.CheckState.Checked:
            user.press(popup.list, Qt.Key.Key_Space)
    assert len(user.page.layout_of_table.shown()) == 1
    popup.close()


def test_ctrl_and_an_arrow_move_a_column_and_the_order_is_there_at_the_next_start(
    user: User, open_user: OpenUser
) -> None:
    popup = opened(user)
    go_to(popup, "Invoice number")
    user.press(popup, Qt.Key.Key_Up, CONTROL)
    assert user.page.layout_of_table.shown()[:3] == ["type", "number", "date"]
    user.qtbot.mouseClick(popup.up, Qt.MouseButton.LeftButton)
    assert user.page.layout_of_table.shown()[:3] == ["number", "type", "date"]
    popup.close()
    user.window.close()
    user.program.close()
    assert open_user().page.layout_of_table.shown()[:3] == ["number", "type", "date"]


def test_a_dragged_row_is_a_moved_column(user: User) -> None:
    popup = opened(user)
    assert popup.list.dragDropMode() is QAbstractItemView.DragDropMode.InternalMove
    nowhere = QModelIndex()
    assert popup.list.model().moveRow(nowhere, 2, nowhere, 0)  # what Qt does at the end of a drag
    assert user.page.layout_of_table.shown()[:3] == ["number", "type", "date"]
    popup.close()


def test_reset_brings_the_first_seven_back_in_their_order(user: User) -> None:
    popup = opened(user)
    go_to(popup, "Invoice number")
    user.press(popup, Qt.Key.Key_Up, CONTROL)
    go_to(popup, "Currency")
    user.press(popup.list, Qt.Key.Key_Space)
    user.qtbot.mouseClick(popup.reset_button, Qt.MouseButton.LeftButton)
    assert user.page.layout_of_table.shown() == [column.value for column in list(InvoiceColumn)[:7]]
    assert popup.list.item(1).text() == "Date"
    popup.close()


def title(user: User, column: InvoiceColumn) -> object:
    return user.page.model.headerData(list(InvoiceColumn).index(column), Qt.Orientation.Horizontal)


def test_beside_an_open_invoice_the_subscriber_is_read_on_a_small_screen(user: User) -> None:
    table, layout = user.page.table, user.page.layout_of_table
    subscriber, code = (list(InvoiceColumn).index(one) for one in (InvoiceColumn.SUBSCRIBER, InvoiceColumn.CLIENT_CODE))
    user.window.resize(1280, 720)
    user.click_row(0)
    user.wait(lambda: user.page.splitter.is_side_shown)
    user.wait(lambda: title(user, InvoiceColumn.HT) == "excl. VAT")
    assert table.horizontalScrollBar().maximum() == 0
    needed = table.fontMetrics().horizontalAdvance("Menuiserie Roche SARL")
    assert table.columnWidth(subscriber) > needed
    assert table.isColumnHidden(code)  # the invoice beside the list says it
    assert InvoiceColumn.CLIENT_CODE in layout.shown()
    user.page.close_detail()
    user.wait(lambda: title(user, InvoiceColumn.HT) == "Total excl. VAT")
    assert not table.isColumnHidden(code)


def test_a_width_that_somebody_chose_does_not_shrink(user: User) -> None:
    user.window.resize(1280, 720)
    number = list(InvoiceColumn).index(InvoiceColumn.NUMBER)
    user.page.table.horizontalHeader().resizeSection(number, 222)
    user.click_row(0)
    user.wait(lambda: user.page.splitter.is_side_shown)
    assert user.page.table.columnWidth(number) == 222
