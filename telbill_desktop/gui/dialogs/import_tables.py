"""What an import can do with a table beyond reading it: have it described, have its rows corrected."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from telbill_desktop.domain.table_profile import TableChoice

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from telbill_desktop.domain.table_reading import TableCounts
    from telbill_desktop.gui.dialogs.mapping.asking_worker import Imported
    from telbill_desktop.gui.pages.page import PageContext


class TableWork(QObject):
    """Opens the dialogs over the import's, and remembers how each file was read there.

    A file of usage is only `described`: the import previews it as any other, whatever its size.
    """

    imported = Signal(object)  # FileResult
    described = Signal(object, object)  # Path of a file of usage, TableChoice by which it is to be read

    def __init__(self, context: PageContext, dialog: QWidget) -> None:
        super().__init__(dialog)
        self._context, self._dialog = context, dialog
        self._choices: dict[Path, TableChoice] = {}

    def describe(self, path: Path) -> None:
        """The mapping assistant; rows that fail are shown to be corrected after the import."""
        from telbill_desktop.gui.dialogs.mapping.mapping_dialog import MappingDialog  # noqa: PLC0415 - seldom needed

        dialog = MappingDialog(self._context, path, self._dialog)
        dialog.imported.connect(lambda done: self._on_described(path, done))
        dialog.described.connect(lambda choice: self.described.emit(path, choice))
        dialog.open()

    def correct(self, path: Path, table: TableCounts) -> None:
        """The rows that failed, to be corrected."""
        from telbill_desktop.gui.dialogs.mapping.corrections import CorrectionsDialog  # noqa: PLC0415 - seldom needed

        choice = self._choices.get(path, TableChoice())
        dialog = CorrectionsDialog(self._context, path, choice, table.problems, self._dialog)
        dialog.imported.connect(self.imported)
        dialog.open()

    def _on_described(self, path: Path, done: Imported) -> None:
        self._choices[path] = done.choice
        self.imported.emit(done.result)
        if done.result.table is not None and done.result.table.problems:
            self.correct(path, done.result.table)
