"""Several things edited at once: what changes is said before, why it cannot be is said, one undo takes it back."""

from collections.abc import Sequence
from datetime import timedelta
from decimal import Decimal

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QWidget

from telbill_desktop.domain.contract_fields import MinimumFields
from telbill_desktop.gui.dialogs.fleet.several import EditSeveralDialog
from telbill_desktop.gui.models.fleet_cells import FleetColumn
from telbill_desktop.services import contract_list, products
from telbill_desktop.store.tables.parties import billing_account
from telbill_desktop.system import formats
from tests.builders import draft
from tests.gui.fleet.user import User
from tests.gui.test_accessible_names import nameless
from tests.services.scenarios import ELSEWHERE, ids, read, take

CONTROL = Qt.KeyboardModifier.ControlModifier


def choose(user: User, rows: Sequence[int]) -> None:
    """Clicks the rows, with Ctrl from the second on."""
    table, model = user.page.items.table, user.page.items.model
    for at, row in enumerate(rows):
        area = table.visualRect(model.index(row, 0))
        modifier = CONTROL if at else Qt.KeyboardModifier.NoModifier
        user.qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, modifier, area.center())


def edit(user: User, rows: Sequence[int]) -> EditSeveralDialog:
    choose(user, rows)
    user.qtbot.keyClick(user.page.items.table, Qt.Key.Key_F2)
    dialog = user.dialog(EditSeveralDialog)
    user.wait(lambda: dialog.user.count() > 1)
    return dialog


def tick(dialog: EditSeveralDialog, field: QWidget) -> None:
    dialog.ticks[field].click()


def rows_of(user: User, *names: str) -> list[int]:
    users = user.column(FleetColumn.USER)
    return [at for at, name in enumerate(users) if name in names]


def test_several_get_a_label_and_a_user_in_one_act_that_is_said_before(user: User) -> None:
    dialog = edit(user, rows_of(user, "Inès Delorme", "Théo Vasseur", "—"))
    assert dialog.heading.text() == "Edit 3 things of the fleet"
    assert list(nameless(dialog)) == []
    assert not dialog.apply_button.isEnabled()
    tick(dialog, dialog.label)
    user.retype(dialog.label, "Accueil")
    tick(dialog, dialog.user)
    user.choose(dialog.user, "Hugo Marchal")
    user.wait(dialog.apply_button.isEnabled)
    day = formats.day(user.today)
    assert dialog.changes.body.text().splitlines() == [
        "3 are called “Accueil”.",
        f"3 are given to Hugo Marchal from {day} on.",
    ]
    user.apply(dialog)
    assert user.column(FleetColumn.PRODUCT).count("Accueil") == 3
    assert user.column(FleetColumn.USER).count("Hugo Marchal") == 6
    assert user.window.notices.text.text() == "3 things of the fleet changed."
    undo = user.window.actions_by_name["undo"]
    user.wait(undo.isEnabled)
    undo.trigger()
    user.wait(lambda: "Accueil" not in user.column(FleetColumn.PRODUCT))
    assert user.column(FleetColumn.USER).count("Hugo Marchal") == 3


def test_what_somebody_uses_does_not_end_unless_it_is_taken_back_in_the_same_act(user: User) -> None:
    dialog = edit(user, rows_of(user, "Inès Delorme", "—"))
    tick(dialog, dialog.end)
    later = user.today + timedelta(days=40)
    user.set_day(dialog.end, later)
    why = "Licence Advanced is used by Inès Delorme: release the user first."
    user.wait(lambda: dialog.reason.body.text() == why)
    assert not dialog.apply_button.isEnabled()
    assert why in dialog.apply_button.toolTip()
    tick(dialog, dialog.user)
    user.choose(dialog.user, "Nobody")
    user.wait(dialog.apply_button.isEnabled)
    assert dialog.changes.body.text().splitlines() == [
        f"1 has no user any more from {formats.day(user.today)} on, and stays in service.",
        f"2 end on {formats.day(later - timedelta(days=1))}, options included.",
    ]
    user.apply(dialog)
    ends = [row.item.end for row in user.page.fleet.rows if row.item.product.label == "Licence Advanced"]
    assert sorted(one is not None for one in ends) == [False, False, True, True]


def test_another_account_of_the_operator_takes_a_line_with_its_options(user: User) -> None:
    take(user.store, read(draft(number="other", account=ELSEWHERE)))
    dialog = edit(user, rows_of(user, "Hugo Marchal"))
    tick(dialog, dialog.account)
    user.choose(dialog.account, "CF 9")
    user.wait(dialog.apply_button.isEnabled)
    assert dialog.changes.body.text() == "3 are charged to account CF 9."
    user.apply(dialog)
    assert user.column(FleetColumn.ACCOUNT).count("CF 9") == 3


def test_what_is_so_already_changes_nothing_and_says_so(user: User) -> None:
    dialog = edit(user, rows_of(user, "Inès Delorme", "—"))
    tick(dialog, dialog.label)
    user.wait(lambda: dialog.changes.body.text() == "Nothing to change: it is so already.")
    assert not dialog.apply_button.isEnabled()
    tick(dialog, dialog.end)
    user.retype(dialog.end, "soon")
    user.wait(lambda: not dialog.changes.isVisible())
    assert not dialog.apply_button.isEnabled()


def test_the_context_menu_of_several_edits_them_together(user: User) -> None:
    choose(user, rows_of(user, "Inès Delorme", "—"))
    menu = QMenu()
    user.qtbot.addWidget(menu)
    user.page.acts._fill_menu(menu)
    named = [action for action in menu.actions() if action.text() == "Edit the chosen ones…"]
    assert "Terminate…" not in [action.text() for action in menu.actions()]
    named[0].trigger()
    user.dialog(EditSeveralDialog).close()


def test_an_end_that_invoices_do_not_have_is_made_up_for_unless_they_have_it(user: User) -> None:
    [account] = ids(user.store, billing_account)
    take(user.store, read(draft(number="LATE-1", issue_date=user.today - timedelta(days=3))))
    products.set_minimum(
        user.store, MinimumFields(account, user.product("Licence Advanced")[1].product.id, 0, Decimal(0))
    )
    dialog = edit(user, rows_of(user, "Inès Delorme", "Théo Vasseur"))
    end = user.today - timedelta(days=70)
    tick(dialog, dialog.user)
    user.choose(dialog.user, "Nobody")
    user.set_day(dialog.day, end)
    user.wait(dialog.apply_button.isEnabled)
    assert not dialog.late.isVisible()
    tick(dialog, dialog.end)
    user.set_day(dialog.end, end)
    user.wait(dialog.late.isVisible)
    assert dialog.changes.body.text().splitlines()[-1].startswith("Invoices came that do not have the end")
    user.qtbot.keyClick(dialog.late, Qt.Key.Key_Space)
    user.wait(lambda: "Invoices came" not in dialog.changes.body.text() and dialog.apply_button.isEnabled())
    user.qtbot.keyClick(dialog.late, Qt.Key.Key_Space)
    user.wait(lambda: "Invoices came" in dialog.changes.body.text())
    assert list(nameless(dialog)) == []
    user.apply(dialog)
    [(_key, noted)] = contract_list.account_sheet(user.store, account).charges
    assert noted.amount < -2 * 64
