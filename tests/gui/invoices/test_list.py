from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QApplication, QToolTip

from telbill_desktop.domain.invoice_list import InvoiceColumn
from telbill_desktop.gui.delegates.cells import CellDelegate
from telbill_desktop.gui.models.invoice_cells import POSITION
from tests.gui.invoices.conftest import OpenUser
from tests.gui.invoices.user import User
from tests.gui.user import plain

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
NEWEST_FIRST = ["A-1312/B", "C-7", "F-100", "F-200", "F-300", "06 12-45", "=1+1"]


def test_the_list_shows_the_newest_invoice_first_in_seven_columns(user: User) -> None:
    assert user.numbers == NEWEST_FIRST
    assert user.page.layout_of_table.shown() == ["type", "date", "number", "ht", "ttc", "subscriber", "client_code"]
    assert user.page.filters.count.text() == "7 invoices"


def test_amounts_stand_at_the_right_with_a_real_minus_and_a_foreign_currency_is_named(user: User) -> None:
    assert user.column(InvoiceColumn.TTC)[:2] == ["60.01", "\u221260.01"]
    assert user.column(InvoiceColumn.TTC)[4] == "US$60.01"
    amount = user.page.model.index(0, list(InvoiceColumn).index(InvoiceColumn.TTC))
    assert Qt.AlignmentFlag(amount.data(Qt.ItemDataRole.TextAlignmentRole)) & Qt.AlignmentFlag.AlignRight


def test_every_cell_has_a_name_for_screen_readers(user: User) -> None:
    model = user.page.model
    assert model.index(1, 0).data(Qt.ItemDataRole.AccessibleTextRole) == "Type: Credit note"
    assert model.index(2, 13).data(Qt.ItemDataRole.AccessibleTextRole) == "State: To check"
    assert model.index(2, 0).data(Qt.ItemDataRole.AccessibleTextRole) == "Type: Invoice — To check"
    assert model.index(2, 0).data(Qt.ItemDataRole.ToolTipRole) == "To check"
    assert model.index(1, 0).data(Qt.ItemDataRole.ToolTipRole) is None


def test_a_click_on_a_title_sorts_and_a_second_one_turns_round(user: User) -> None:
    user.click_title(InvoiceColumn.TTC)
    assert user.numbers[0] == "06 12-45"
    user.click_title(InvoiceColumn.TTC)
    assert user.numbers[0] == "C-7"
    user.click_title(InvoiceColumn.NUMBER)
    assert user.numbers[-1] == "F-300"


def test_the_selection_says_its_count_and_sums_and_never_adds_two_currencies(user: User) -> None:
    user.click_row(0)
    user.click_row(1, CTRL)
    user.wait(lambda: "2 invoices selected" in user.status)
    assert user.status == "2 invoices selected · excl. VAT €0.00 · VAT €0.00 · incl. VAT €0.00"
    user.click_row(4)
    user.click_row(5, CTRL)
    user.wait(lambda: "2 invoices selected" in user.status and "1,200" in user.status)
    assert "incl. VAT €1,200.00" in user.status
    assert "incl. VAT US$60.01" in user.status


def test_without_a_selection_the_status_bar_sums_the_whole_list(user: User) -> None:
    user.type("F-100")
    user.wait(lambda: user.status.startswith("1 invoice ·"))
    assert "incl. VAT €99.99" in user.status


def test_all_are_chosen_with_ctrl_a(user: User) -> None:
    user.page.table.setFocus()
    user.press(user.page.table, Qt.Key.Key_A, CTRL)
    user.wait(lambda: user.status.startswith("7 invoices selected"))
    assert user.page.chosen.ids() == list(user.page.model.ids)


def test_all_of_a_filtered_list_stay_chosen_and_no_others(user: User) -> None:
    user.type("lumitel")
    user.page.table.setFocus()
    user.press(user.page.table, Qt.Key.Key_A, CTRL)
    user.page.filters.clear()
    user.wait_for_list()
    assert user.page.chosen.count() == 2


def test_the_selection_outlives_sorting_filtering_and_a_reset(user: User) -> None:
    user.open("F-200")
    user.click_row(5, CTRL)
    wanted = set(user.page.chosen.ids())
    assert len(wanted) == 2
    user.click_title(InvoiceColumn.TTC)
    assert set(user.page.chosen.ids()) == wanted
    user.type("06 12")
    assert user.numbers == ["06 12-45"]
    assert user.page.chosen.count() == 1
    user.page.filters.clear()
    user.wait_for_list()
    assert set(user.page.chosen.ids()) == wanted
    model = user.page.model
    ids = list(model.ids)
    model.show_ids(ids[:1])
    model.show_ids(ids[::-1])
    assert set(user.page.chosen.ids()) == wanted


def test_what_the_user_chooses_meanwhile_counts(user: User) -> None:
    user.open("F-200")
    user.type("C-7")
    user.click_row(0)
    user.page.filters.clear()
    user.wait_for_list()
    assert [user.numbers[user.page.model.row_of(one) or 0] for one in user.page.chosen.ids()] == ["C-7"]


def test_widths_order_and_hidden_columns_are_there_again_at_the_next_start(open_user: OpenUser) -> None:
    user = open_user()
    header = user.page.table.horizontalHeader()
    header.resizeSection(2, 173)
    header.moveSection(2, 0)
    user.page.layout_of_table.show_column("operator", shown=True)
    user.page.layout_of_table.show_column("client_code", shown=False)
    user.click_title(InvoiceColumn.TTC)
    user.window.close()
    user.program.close()

    again = open_user()
    assert again.page.layout_of_table.shown() == ["number", "type", "date", "ht", "ttc", "subscriber", "operator"]
    assert again.page.table.columnWidth(2) == 173
    assert again.numbers[0] == "06 12-45"


def test_with_the_detail_open_all_seven_columns_fit_and_a_long_number_is_whole(user: User) -> None:
    user.open("A-1312/B")
    header, table = user.page.table.horizontalHeader(), user.page.table
    assert header.length() == table.viewport().width()
    assert not table.horizontalScrollBar().isVisible()
    longest = table.fontMetrics().horizontalAdvance("LT-2026-265483") + 18
    assert header.sectionSize(POSITION[InvoiceColumn.NUMBER]) >= longest
    user.press(table, Qt.Key.Key_Escape)
    user.wait(lambda: header.sectionSize(POSITION[InvoiceColumn.SUBSCRIBER]) > 300)
    assert header.length() == table.viewport().width()


def test_a_width_that_was_not_chosen_is_not_remembered(user: User) -> None:
    header = user.page.table.horizontalHeader()
    header.resizeSection(POSITION[InvoiceColumn.SUBSCRIBER], 210)
    user.page.save_layout()
    assert user.page.context.settings.view("invoices").widths == {"subscriber": 210}
    assert header.length() == user.page.table.viewport().width()


def test_a_row_to_be_checked_says_so_in_a_word(user: User) -> None:
    table = user.page.table
    pill = table._type_pill(2)
    assert pill is not None
    assert (pill.text, pill.icon, pill.before) == ("To check", "triangle-alert", "Invoice")
    delegate = table.itemDelegate()
    assert isinstance(delegate, CellDelegate)
    assert delegate._pill_painter.width(pill) + 18 <= table.columnWidth(0)
    image = table.viewport().grab(table.visualRect(user.page.model.index(2, 0))).toImage()
    colours = {image.pixelColor(x, image.height() // 2).name() for x in range(image.width())}
    assert user.page.context.theme.color("warn_soft").name() in colours


def test_a_cut_text_has_a_tooltip_which_is_never_markup(user: User) -> None:
    user.type("F-200")
    table, column = user.page.table, POSITION[InvoiceColumn.SUBSCRIBER]
    table.horizontalHeader().resizeSection(column, 60)
    at = table.visualRect(user.page.model.index(0, column)).center()
    table.horizontalScrollBar().setValue(0)
    event = QHelpEvent(QEvent.Type.ToolTip, at, table.viewport().mapToGlobal(at))
    QApplication.sendEvent(table.viewport(), event)
    assert QToolTip.text() == "<span>Société Générale de l'Établi</span>"
    QToolTip.hideText()


def test_the_titles_menu_shows_and_hides_columns(user: User) -> None:
    header = user.page.table.horizontalHeader()
    header.customContextMenuRequested.emit(QPoint(10, 10))
    menu = user.application.activePopupWidget()
    assert menu is not None
    [operator] = [action for action in menu.actions() if action.text() == "Operator"]
    operator.trigger()
    assert user.page.layout_of_table.shown()[-1] == "operator"
    [reset] = [action for action in menu.actions() if action.text() == "Reset columns"]
    reset.trigger()
    assert len(user.page.layout_of_table.shown()) == 7
    menu.close()


def test_home_and_end_go_to_the_first_and_the_last_row(user: User) -> None:
    user.click_row(2)
    user.press(user.page.table, Qt.Key.Key_End)
    assert user.page.table.currentIndex().row() == 6
    user.press(user.page.table, Qt.Key.Key_Home)
    assert user.page.table.currentIndex().row() == 0
    user.press(user.page.table, Qt.Key.Key_End, SHIFT)
    assert user.page.chosen.count() == 7


def test_tab_leaves_the_table(user: User) -> None:
    user.click_row(2)
    user.press(user.page.table, Qt.Key.Key_Tab)
    assert not user.page.table.hasFocus()
    assert user.page.table.currentIndex().row() == 2


def test_a_credit_note_is_a_word_and_an_icon(user: User) -> None:
    table = user.page.table
    cell = table.visualRect(user.page.model.index(1, 0))
    colours = {
        table.viewport().grab(cell).toImage().pixelColor(x, cell.height() // 2).name() for x in range(4, cell.width())
    }
    assert user.page.context.theme.color("info_soft").name() in colours
    assert user.column(InvoiceColumn.TYPE)[1] == "Credit note"


def test_the_list_follows_an_undo_and_keeps_filter_and_scroll(user: User) -> None:
    user.type("lumitel")
    user.click_row(1)
    user.window.actions_by_name["undo"].trigger()
    user.wait(lambda: user.page.card.stack.no_data.isVisible() or user.page.model.rowCount() == 0)
    redo = user.window.actions_by_name["redo"]
    user.wait(redo.isEnabled)  # the list and the menu are read side by side
    redo.trigger()
    user.wait(lambda: user.page.model.rowCount() == 2)
    assert user.page.filters.text.text() == "lumitel"
    assert user.page.chosen.count() == 1


def test_a_number_that_begins_like_a_formula_is_shown_as_it_is(user: User) -> None:
    assert user.numbers[-1] == "=1+1"
    assert plain(user.column(InvoiceColumn.HT)[-1]) == "900.00"
