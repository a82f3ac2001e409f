"""What one can do on the page of the fleet: the same acts in keys, menus, the detail's buttons and the export."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QGuiApplication, QKeySequence

from telbill_desktop.domain.fleet_rules import why_plan_stays
from telbill_desktop.gui.ask import FileType
from telbill_desktop.gui.pages.fleet.exports import FleetExports
from telbill_desktop.gui.pages.fleet.plan_menu import fill_plan_menu
from telbill_desktop.gui.widgets.context_menu import offer_menu
from telbill_desktop.system import formats
from telbill_desktop.system.i18n import tr

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtWidgets import QMenu

    from telbill_desktop.domain.fleet_view import FleetRow, ProductRow
    from telbill_desktop.gui.pages.fleet.page import FleetPage
    from telbill_desktop.services.fleet_overview import ItemSheet


class FleetActs(QObject):
    """The acts of the page; each dialog is imported when it is first opened."""

    def __init__(self, page: FleetPage) -> None:
        super().__init__(page)
        self._page = page
        keys = QKeySequence.StandardKey
        self.open = self._act(tr("Open the detail"), page.open_current, ["Return", "Enter"])
        self.close = self._act(tr("Close the detail"), page.close_detail, ["Esc"])
        self.copy = self._act(tr("Copy for a spreadsheet"), self.copy_chosen, [keys.Copy])
        self.choose_all = self._act(tr("Choose all"), page.items.table.selectAll, [keys.SelectAll])
        self.edit_current = self._act(tr("Edit…"), self.edit_chosen, ["F2"])
        self.edit_several = self._act(tr("Edit the chosen ones…"), self.edit_chosen, [])
        self.assign_current = self._act(tr("Assign…"), lambda: self._with_sheet(self.assign), [])
        self.release_current = self._act(tr("Release…"), lambda: self._with_sheet(self.release), [])
        self.change_current = self._act(tr("Change plan…"), lambda: self._with_sheet(self.change_plan), [])
        self.end_current = self._act(tr("Terminate…"), lambda: self._with_sheet(self.end_item), [keys.Delete])
        self._of_one = (
            self.assign_current,
            self.release_current,
            self.change_current,
            self.edit_current,
            self.end_current,
        )
        page.items.selection_changed.connect(self.look_again)
        self.exports = FleetExports(page)
        self.change_reason, self.end_reason = QAction(self), QAction(self)
        for reason in (self.change_reason, self.end_reason):
            reason.setEnabled(False)
        self.import_fleet = self._act(tr("Import the fleet…"), self.take_in, [])
        offer_menu(page.items.table, self._fill_menu)
        offer_menu(page.products.table, lambda menu: fill_plan_menu(menu, page))
        writable = not page.context.workspace.store.read_only
        for text, act in (
            (tr("Licence, number, line or option…"), self.add_anything),
            (tr("Import the fleet…"), self.take_in),
        ):
            page.filters.add.list.addAction(text).triggered.connect(lambda _checked=False, act=act: act())
        for control in (page.filters.add, page.filters.take_in, self.import_fleet, self.edit_several):
            control.setEnabled(writable)
        page.filters.import_asked.connect(self.take_in)
        for text, act in (
            (tr("People and teams…"), self.show_people),
            (tr("Equipment…"), self.show_equipment),
            (tr("Equipment from the invoices…"), self.show_equipment_offers),
        ):
            page.filters.more.list.addAction(text).triggered.connect(lambda _checked=False, act=act: act())

    def in_edit_menu(self) -> list[QAction]:
        """What changes the thing that the keyboard is on, each on or off as it may; of several that are chosen, all."""
        if len(self._page.items.selected()) > 1:
            return [self.edit_several]
        self.look_again()
        acts = self._of_one
        return [*acts[:3], self.change_reason, *acts[3:], self.end_reason]

    def look_again(self) -> None:
        """Another thing, or more known of it: an act that was greyed for the former one has its key again."""
        why = self._why_not()
        for act in self._of_one:
            act.setEnabled(why is not None and act not in why)
        if len(self._page.items.selected()) > 1:  # its key edits them all, whichever the keyboard is on
            self.edit_current.setEnabled(self.edit_several.isEnabled())
        for reason, act in ((self.change_reason, self.change_current), (self.end_reason, self.end_current)):
            reason.setText((why or {}).get(act, "").replace("&", "&&"))
            reason.setVisible(bool(reason.text()))

    def _why_not(self) -> dict[QAction, str] | None:
        """The acts that are not possible with the thing that the keyboard is on, with reasons; None: there is none."""
        page = self._page
        row = page.items.current_row()
        if row is None or page.context.workspace.store.read_only:
            return None
        sheet = page.detail.sheet if "detail" in page.__dict__ else None
        if sheet is not None and sheet.detail.item.id == row.item.id:
            detail = page.detail
            buttons = (detail.assign, detail.release, detail.change, detail.edit, detail.end)
            return {
                act: button.accessibleDescription()
                for act, button in zip(self._of_one, buttons, strict=True)
                if not button.isEnabled()
            }
        why: dict[QAction, str] = {}
        if row.item.line_id is not None or not row.is_served:
            why[self.assign_current] = ""
        if row.item.line_id is not None or row.holder is None:
            why[self.release_current] = ""
        if (stays := why_plan_stays(row.item, page.fleet.sold, page.day)) is not None:
            why[self.change_current] = formats.sentence(stays)
        return why

    def take_in(self) -> None:
        """A table of the fleet: previewed, described where nobody knows it, imported."""
        from telbill_desktop.gui.dialogs.import_dialog import ImportDialog  # noqa: PLC0415 - when it is opened

        page, title = self._page, tr("Import the fleet")
        paths = page.context.ask.open_files(title, (FileType(tr("Tables"), ("csv", "tsv", "txt", "xlsx", "ods")),))
        if paths:
            dialog = ImportDialog(page.context, page.window(), title)
            dialog.take(paths)
            dialog.open()

    def edit_chosen(self) -> None:
        """Several things get the same; of one everything is corrected."""
        from telbill_desktop.gui.dialogs.fleet.several import EditSeveralDialog  # noqa: PLC0415 - when it is opened

        page, rows = self._page, self._page.items.selected()
        if len(rows) == 1:
            self._with_sheet(self.edit)
        elif rows and not page.context.workspace.store.read_only:
            EditSeveralDialog(page.context, page.window(), rows, page.day).open()

    def copy_chosen(self) -> None:
        """The chosen rows with their titles, in the columns as shown."""
        from telbill_desktop.exporters.csv_list import tsv  # noqa: PLC0415 - the list is shown without it

        rows = self._page.items.selected()
        if rows:
            QGuiApplication.clipboard().setText(tsv(self.exports.table(rows)))

    def add_anything(self) -> None:
        """Whatever an account sells."""
        self._add(None)

    def add_to_product(self, product: ProductRow) -> None:
        """Plus: one or more of a product."""
        self._add(product.key)

    def remove_from_product(self, product: ProductRow) -> None:
        """Minus: one that nobody has."""
        self._remove([row for row in self._page.fleet.rows if row.item.id in product.free_ids])

    def release_row(self, row: FleetRow) -> None:
        """Takes a thing back from whoever has it; an option goes with its line."""
        from telbill_desktop.gui.dialogs.fleet.assigning import ReleaseDialog  # noqa: PLC0415 - when it is opened

        page = self._page
        line = next((one for one in page.fleet.rows if one.item.id == row.item.line_id), row)
        if line.holder is not None:
            ReleaseDialog(page.context, page.window(), line, line.holder, page.day).open()

    def assign(self, sheet: ItemSheet) -> None:
        """Gives a thing to somebody."""
        from telbill_desktop.gui.dialogs.fleet.assigning import AssignDialog  # noqa: PLC0415 - when it is opened

        AssignDialog(self._page.context, self._page.window(), sheet.row, self._page.day).open()

    def release(self, sheet: ItemSheet) -> None:
        """Takes a thing back; one that is given from later on too."""
        from telbill_desktop.gui.dialogs.fleet.assigning import ReleaseDialog  # noqa: PLC0415 - when it is opened

        page = self._page
        held = [one for one in sheet.detail.assignments if one.end is None or one.end > page.day]
        if held:
            ReleaseDialog(page.context, page.window(), sheet.row, held[-1], page.day).open()

    def change_plan(self, sheet: ItemSheet) -> None:
        """Another product in its place."""
        from telbill_desktop.gui.dialogs.fleet.removing import ChangePlanDialog  # noqa: PLC0415 - when it is opened

        ChangePlanDialog(self._page.context, self._page.window(), [sheet.row], self._page.day).open()

    def change_plan_of_product(self, product: ProductRow) -> None:
        """Another product in the place of one of those on an account."""
        from telbill_desktop.gui.dialogs.fleet.removing import ChangePlanDialog  # noqa: PLC0415 - when it is opened

        page = self._page
        rows = [
            row for row in page.fleet.rows if row.is_served and (row.item.product.id, row.account.id) == product.key
        ]
        ChangePlanDialog(page.context, page.window(), rows, page.day).open()

    def end_item(self, sheet: ItemSheet) -> None:
        """Takes it out of service."""
        self._remove([sheet.row], named=True)

    def port(self, sheet: ItemSheet) -> None:
        """Notes the port of its number."""
        from telbill_desktop.gui.dialogs.fleet.editing import PortDialog  # noqa: PLC0415 - when it is opened

        PortDialog(self._page.context, self._page.window(), sheet.row, self._page.day).open()

    def edit(self, sheet: ItemSheet) -> None:
        """Corrects what is known of it."""
        from telbill_desktop.gui.dialogs.fleet.editing import EditDialog  # noqa: PLC0415 - when it is opened

        EditDialog(self._page.context, self._page.window(), sheet.row).open()

    def show_people(self) -> None:
        """Who there is."""
        from telbill_desktop.gui.dialogs.fleet.people_dialog import PeopleDialog  # noqa: PLC0415 - when it is opened

        PeopleDialog(self._page.context, self._page.window()).open()

    def show_equipment(self) -> None:
        """What was bought."""
        from telbill_desktop.gui.dialogs.fleet.equipment_dialog import EquipmentDialog  # noqa: PLC0415 - when opened

        EquipmentDialog(self._page.context, self._page.window()).open()

    def show_equipment_offers(self) -> None:
        """What invoices charged that no record is of."""
        from telbill_desktop.gui.dialogs.fleet.equipment_offers import EquipmentOffers  # noqa: PLC0415 - when opened

        accounts = {account.id for account in self._page.fleet.accounts}
        EquipmentOffers(self._page.context, self._page.window(), accounts).open()

    def _add(self, chosen: tuple[int, int] | None) -> None:
        from telbill_desktop.gui.dialogs.fleet.adding import AddDialog  # noqa: PLC0415 - when it is opened

        page = self._page
        AddDialog(page.context, page.window(), page.fleet, page.day, chosen).open()

    def _remove(self, rows: Sequence[FleetRow], *, named: bool = False) -> None:
        from telbill_desktop.gui.dialogs.fleet.removing import RemoveDialog  # noqa: PLC0415 - when it is opened

        if rows:
            RemoveDialog(self._page.context, self._page.window(), rows, self._page.day, named=named).open()

    def _with_sheet(self, act: Callable[[ItemSheet], None]) -> None:
        """Does it with the thing that the keyboard is on, which is opened."""
        page = self._page
        if page.items.current_id() is not None and not page.context.workspace.store.read_only:
            page.open_current()
            page.detail.when_read(act)

    def _fill_menu(self, menu: QMenu) -> None:
        if not self._page.items.selected():
            menu.addAction(self.choose_all)
            return
        for part in ([self.open], [self.copy, self.choose_all], self.in_edit_menu(), self.exports.actions):
            menu.addActions(list(part))
            menu.addSeparator()

    def _act(self, text: str, act: Callable[[], object], keys: list[str | QKeySequence.StandardKey]) -> QAction:
        table = self._page.items.table
        action = QAction(text, table)
        action.setShortcuts([QKeySequence(one) for one in keys])
        action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        action.triggered.connect(lambda _checked=False: act())
        table.addAction(action)
        return action
