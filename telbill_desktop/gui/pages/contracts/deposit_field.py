"""The document that grants or proves something: one of the archive, or a file that is put into it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QWidget

from telbill_desktop.gui.ask import FileType
from telbill_desktop.gui.pages.contracts.fields import ChoiceField
from telbill_desktop.gui.widgets.buttons import Button
from telbill_desktop.services import deposits
from telbill_desktop.system import formats
from telbill_desktop.system.i18n import tr

if TYPE_CHECKING:
    from collections.abc import Sequence

    from telbill_desktop.domain.errors import TelbillError
    from telbill_desktop.gui.pages.page import PageContext


class DepositField(ChoiceField[int | None]):
    """« None », the documents of the archive, and a button that brings a file."""

    def __init__(self, context: PageContext, name: str, known: Sequence[tuple[int, str]]) -> None:
        super().__init__(context.theme, name, _offers(known))
        self._context = context
        self.file = Button(tr("Import a file…"), "", self._on_file_asked)
        self.file.setEnabled(not context.workspace.store.read_only)
        row = QHBoxLayout()
        row.setSpacing(context.theme.dp(6))
        line = QWidget()
        line.setLayout(row)
        row.setContentsMargins(0, 0, 0, 0)
        layout = self.layout()
        layout.replaceWidget(self.box, line)  # type: ignore[union-attr] # every field has one
        row.addWidget(self.box, 1)
        row.addWidget(self.file)

    def show_documents(self, known: Sequence[tuple[int, str]], chosen: int | None) -> None:
        """Offers these documents of the archive, and chooses one of them."""
        self.offer(_offers(known))
        self.put(chosen)

    def _on_file_asked(self) -> None:
        types = (FileType(tr("Documents"), ("pdf", "png", "jpg", "jpeg", "docx", "odt", "eml", "msg")),)
        chosen = self._context.ask.open_files(self.name, types)
        if not chosen:
            return
        store, path = self._context.workspace.store, chosen[0]

        def take() -> tuple[int, list[tuple[int, str]]]:
            return deposits.deposit_file(store, path), deposits.deposits(store)

        self._context.jobs.write(lambda _progress: take(), self._on_taken, owner=self, failed=self._on_refused)

    def _on_taken(self, taken: tuple[int, list[tuple[int, str]]]) -> None:
        deposit_id, known = taken
        self.show_documents(known, deposit_id)
        self.changed.emit()

    def _on_refused(self, error: TelbillError) -> None:
        self.say(formats.sentence(error.message))


def _offers(known: Sequence[tuple[int, str]]) -> list[tuple[int | None, str]]:
    return [(None, tr("None")), *known]
