"""A form in a dialog: what it holds is written as one act; left with changes, it asks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QScrollArea

from telbill_desktop.gui.dialogs.dialog import Dialog
from telbill_desktop.gui.dialogs.discarding import discarding
from telbill_desktop.gui.notices import Notice
from telbill_desktop.system.i18n import tr

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from telbill_desktop.domain.errors import TelbillError
    from telbill_desktop.gui.pages.contracts.form import Form
    from telbill_desktop.gui.pages.page import PageContext
    from telbill_desktop.store.engine import Store

_SAID = 26  # pixels at 100 % text: a sentence at a field


class FormDialog(Dialog):
    """`save` writes what the form holds, on the writer's thread; `said` is the notice that follows."""

    saved = Signal(object)  # what `save` returned; before the pages are told

    def __init__(
        self,
        context: PageContext,
        parent: QWidget,
        title: str,
        form: Form,
        save: Callable[[Store, dict[str, Any]], object],
        said: str,
        *,
        act: str = "",
        width: int = 560,
    ) -> None:
        super().__init__(context.theme, title, parent)
        self._context, self._save, self._said = context, save, said
        self.form = form
        area = QScrollArea()  # large text on a small screen
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(form)
        self.body.addWidget(area, 1)
        self.add_button(tr("Cancel"), self.reject)
        self.save_button = self.add_button(act or tr("Save"), self._on_save, "primary")
        self.save_button.setEnabled(not context.workspace.store.read_only)
        self._wish_form(area, width)
        form.focus_first()

    def _wish_form(self, area: QScrollArea, width: int) -> None:
        """As tall as the form, with room for a sentence that is said at a field."""
        dp, form = self.theme.dp, self.form
        inside = dp(width) - self.body.contentsMargins().left() - self.body.contentsMargins().right()
        tall = form.heightForWidth(inside) if form.hasHeightForWidth() else form.sizeHint().height()
        around = self.sizeHint().height() - area.sizeHint().height()
        self.wish(width, round((around + tall) / self.theme.scale) + _SAID)

    def reject(self) -> None:
        """Esc, Cancel, the window's cross: asks where something would be lost."""
        if self.is_writing:
            return
        if not self.form.is_changed or self._context.ask.confirm(discarding()):
            super().reject()

    def _on_save(self) -> None:
        if not self.form.check():
            return
        store, save, values = self._context.workspace.store, self._save, self.form.values()
        self.save_button.setEnabled(False)  # once is enough
        self.stay_for(
            self._context.jobs.write(
                lambda _progress: save(store, values), self._on_saved, owner=self, failed=self._on_refused
            )
        )

    def _on_saved(self, made: object) -> None:
        self.accept()
        self._context.notify(Notice(self._said, undo=True))
        self.saved.emit(made)
        self._context.store_changed()

    def _on_refused(self, error: TelbillError) -> None:
        self.save_button.setEnabled(True)
        self.form.refuse(error)
