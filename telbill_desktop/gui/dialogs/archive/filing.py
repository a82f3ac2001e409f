"""Says what documents are and from which day, which decides until when they are kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QComboBox, QFormLayout

from telbill_desktop.domain.retention import DocumentKind
from telbill_desktop.exporters.archive_columns import kind_name
from telbill_desktop.gui.dialogs.acting import ActingDialog
from telbill_desktop.gui.widgets.day_field import DayField
from telbill_desktop.gui.widgets.text import Label
from telbill_desktop.services import archive_acts
from telbill_desktop.system.i18n import tr

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtWidgets import QWidget

    from telbill_desktop.domain.archive_view import ArchiveRow
    from telbill_desktop.gui.pages.page import PageContext

_WIDTH = 460


class FilingDialog(ActingDialog):
    """For one document or several; without a day each keeps its own."""

    def __init__(
        self, context: PageContext, parent: QWidget, rows: Sequence[ArchiveRow], done: Callable[[], object]
    ) -> None:
        super().__init__(context, tr("What it is"), parent)
        self._done = done
        self._ids = [row.deposit_id for row in rows]
        text = Label(tr("What a document is and its date say until when it must be kept."))
        text.setWordWrap(True)
        self.kind = QComboBox()
        self.kind.setAccessibleName(tr("What it is"))
        for kind in DocumentKind:
            self.kind.addItem(kind_name(kind), kind)
        self.day = DayField(tr("Its date"), context.workspace.today())
        if len(rows) == 1:
            self.kind.setCurrentIndex(list(DocumentKind).index(rows[0].kind))
            self.day.show_day(rows[0].document_date)
        form = QFormLayout()
        form.setSpacing(context.theme.dp(8))
        form.addRow(Label(tr("What it is")), self.kind)
        form.addRow(Label(tr("Its date")), self.day)
        self.body.addWidget(text)
        self.body.addLayout(form)
        for said in (self.day.error, self.wrong):
            self.body.addWidget(said)
        self.body.addStretch()
        self.add_button(tr("Cancel"), self.reject)
        self.save_button = self.add_button(tr("Save"), self._on_save, "primary")
        self.day.day_changed.connect(lambda: self.save_button.setEnabled(self.day.is_readable))
        self.setMinimumWidth(min(context.theme.dp(_WIDTH), parent.width()))
        self.kind.setFocus()

    def _on_save(self) -> None:
        store, ids, day = self.context.workspace.store, self._ids, self.day.value
        kind = DocumentKind(self.kind.currentData())
        self.act(self.save_button, lambda: archive_acts.file_as(store, ids, kind, day), lambda _result: self._done())
