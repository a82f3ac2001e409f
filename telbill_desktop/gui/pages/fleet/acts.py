"""What one can do on the page of the fleet: the same acts in keys, menus, the detail's buttons and the export."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QGuiApplication, QKeySequence

from telbill_desktop.gui.ask import FileType
from telbill_desktop.gui.models.fleet_cells import FleetColumn, fleet_titles, fleet_value
from telbill_desktop.gui.notices import Notice, Tone
from telbill_desktop.gui.widgets.context_menu import offer_menu
from telbill_desktop.services import fleet_overview
from telbill_desktop.system import formats
from telbill_desktop.system.i18n import ntr, tr

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from PySide6.QtWidgets import QMenu

    from telbill_desktop.domain.fleet_view import FleetRow, ProductRow
    from telbill_desktop.exporters.cell_text import Cell
    from telbill_desktop.gui.pages.fleet.page import FleetPage
    from telbill_desktop.services.fleet_overview import ItemSheet

_CSV, _XLSX = FileType("CSV", ("csv",)), FileType("XLSX", ("xlsx",))


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
        self.export_list = self._act(tr("List as shown, CSV…"), self._on_export_asked, [])
        self.export_fleet = self._act(tr("Whole fleet to import again, XLSX…"), self._on_export_fleet_asked, [])
        self.exports = [self.export_list, self.export_fleet]
        self.import_fleet = self._act(tr("Import the fleet…"), self.take_in, [])
        offer_menu(page.items.table, self._fill_menu)
        writable = not page.context.workspace.store.read_only
        for text, act in ((tr("Licence, number, line or option…"), self.add_anything),):
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
        """What changes the thing that is open, each on or off as its button is; of several that are chosen, all."""
        if len(self._page.items.selected()) > 1:
            return [self.edit_several]
        acts = [
            self.assign_current,
            self.release_current,
            self.change_current,
            self.edit_current,
            self.end_current,
        ]
        sheet = self._page.detail.sheet if "detail" in self._page.__dict__ else None
        for act in acts:
            act.setEnabled(sheet is not None)
        if sheet is not None:
            detail = self._page.detail
            buttons = (detail.assign, detail.release, detail.change, detail.edit, detail.end)
            for act, button in zip(acts, buttons, strict=True):
                act.setEnabled(button.isEnabled())
        return acts

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
            QGuiApplication.clipboard().setText(tsv(self._table(rows)))

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

        ChangePlanDialog(self._page.context, self._page.window(), sheet.row, self._page.day).open()

    def end_item(self, sheet: ItemSheet) -> None:
        """Takes it out of service."""
        self._remove([sheet.row])

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

        EquipmentDialog(self._page.context, self._page.window(), self._page.fleet).open()

    def show_equipment_offers(self) -> None:
        """What invoices charged that no record is of."""
        from telbill_desktop.gui.dialogs.fleet.equipment_offers import EquipmentOffers  # noqa: PLC0415 - when opened

        accounts = {account.id for account in self._page.fleet.accounts}
        EquipmentOffers(self._page.context, self._page.window(), accounts).open()

    def _add(self, chosen: tuple[int, int] | None) -> None:
        from telbill_desktop.gui.dialogs.fleet.adding import AddDialog  # noqa: PLC0415 - when it is opened

        page = self._page
        AddDialog(page.context, page.window(), page.fleet, page.day, chosen).open()

    def _remove(self, rows: Sequence[FleetRow]) -> None:
        from telbill_desktop.gui.dialogs.fleet.removing import RemoveDialog  # noqa: PLC0415 - when it is opened

        if rows:
            RemoveDialog(self._page.context, self._page.window(), rows, self._page.day).open()

    def _with_sheet(self, act: Callable[[ItemSheet], None]) -> None:
        """Does it with the thing that the keyboard is on, which is opened."""
        page = self._page
        if page.items.current_id() is not None and not page.context.workspace.store.read_only:
            page.open_current()
            page.detail.when_read(act)

    def _on_export_asked(self) -> None:
        rows = self._table(self._page.items.model.records)

        def write(path: Path) -> int:
            from telbill_desktop.exporters.csv_list import write_table  # noqa: PLC0415 - the list is shown without it

            return write_table(path, rows)

        self._export(tr("Save the list"), _CSV, write, 0)

    def _on_export_fleet_asked(self) -> None:
        from telbill_desktop.exporters.fleet_table import can_be_told, fleet_table  # noqa: PLC0415 - see above

        rows, store, name = self._page.fleet.rows, self._page.context.workspace.store, tr("Fleet")

        def write(path: Path) -> int:
            from telbill_desktop.exporters.workbook import Sheet, write_workbook  # noqa: PLC0415 - see above

            return write_workbook(path, [Sheet(name, fleet_table(rows, fleet_overview.product_words(store)))])

        self._export(tr("Save the fleet"), _XLSX, write, len(rows) - len(can_be_told(rows)))

    def _export(self, title: str, kind: FileType, write: Callable[[Path], int], left_out: int) -> None:
        """`left_out` is how many options a table cannot tell."""
        page = self._page
        path = page.context.ask.save_file(title, f"{tr('fleet')}.{kind.suffixes[0]}", (kind,))
        if path is None:
            return

        def done(count: int) -> None:
            words = ntr("{count} row saved as {file}.", "{count} rows saved as {file}.", count)
            said = [words.format(count=formats.count(count), file=path.name)]
            if left_out:
                more = ntr(
                    "{count} option of a line without a number is not among them.",
                    "{count} options of lines without a number are not among them.",
                    left_out,
                )
                said.append(more.format(count=formats.count(left_out)))
            page.context.notify(Notice(" ".join(said), Tone.WARNING if left_out else Tone.DONE))

        page.context.jobs.read(lambda _progress: write(path), done, owner=self, title=title)

    def _table(self, rows: Sequence[FleetRow]) -> list[list[Cell]]:
        columns = [FleetColumn(name) for name in self._page.items.layout_of_table.shown()]
        titles = fleet_titles()
        head: list[Cell] = [titles[column] for column in columns]
        return [head, *([fleet_value(row, column) for column in columns] for row in rows)]

    def _fill_menu(self, menu: QMenu) -> None:
        if not self._page.items.selected():
            menu.addAction(self.choose_all)
            return
        for part in ([self.open], [self.copy, self.choose_all], self.in_edit_menu(), self.exports):
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
