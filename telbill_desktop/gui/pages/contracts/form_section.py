"""A form inside a sheet, with its Save below: what it holds is written as one act."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from telbill_desktop.gui.notices import Notice
from telbill_desktop.gui.widgets.buttons import Button
from telbill_desktop.system.i18n import tr

if TYPE_CHECKING:
    from collections.abc import Callable

    from telbill_desktop.domain.errors import TelbillError
    from telbill_desktop.gui.pages.contracts.form import Form
    from telbill_desktop.gui.pages.page import PageContext
    from telbill_desktop.store.engine import Store


class FormSection(QWidget):
    """Shows values, and writes what somebody made of them. Values that come while it is changed wait."""

    def __init__(self, context: PageContext, form: Form, *, scrolls: bool = True) -> None:
        super().__init__()
        self._context, self.form = context, form
        self._save: Callable[[Store, dict[str, Any]], object] | None = None
        self._shown: dict[str, Any] = {}
        self._said = ""
        self._then: Callable[[], object] | None = None
        dp = context.theme.dp
        self.save_button = Button(tr("Save"), "primary", self.save)
        self.revert_button = Button(tr("Undo my changes"), "", self.revert)
        foot = QHBoxLayout()
        foot.setSpacing(dp(8))
        foot.addStretch(1)
        foot.addWidget(self.revert_button)
        foot.addWidget(self.save_button)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(dp(8))
        if scrolls:
            area = QScrollArea()
            area.setWidgetResizable(True)
            area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
            form.setContentsMargins(0, 0, dp(8), 0)
            area.setWidget(form)
            box.addWidget(area, 1)
        else:
            box.addWidget(form)
        box.addLayout(foot)
        form.changed.connect(self._on_changed)
        self._enable()

    def show_values(
        self, values: dict[str, Any], save: Callable[[Store, dict[str, Any]], object], said: str, *, anew: bool
    ) -> None:
        """Shows these values; `anew` is another record's, whose values always replace what stands there."""
        self._save, self._said = save, said
        self._shown = values
        if anew or not self.form.is_changed:
            self.revert()

    def revert(self) -> None:
        """What is saved stands there again."""
        self.form.show_values(**self._shown)
        self._on_changed()

    @property
    def is_changed(self) -> bool:
        """Whether something would be lost."""
        return self.form.is_changed

    def save(self, then: Callable[[], object] | None = None) -> None:
        """Writes what the form holds; `then` is called once that has worked."""
        save = self._save
        if save is None or not self.form.check():
            return
        self._then = then
        store, values, saved = self._context.workspace.store, self.form.values(), self.form.snapshot()
        self.save_button.setEnabled(False)  # once is enough
        self._context.jobs.write(
            lambda _progress: save(store, values),
            lambda _made: self._on_saved(saved),
            owner=self,
            failed=self._on_refused,
        )

    def _on_saved(self, saved: dict[str, object]) -> None:
        self.form.keep(saved)
        self._enable()
        self._context.notify(Notice(self._said, undo=True))
        self._context.store_changed()
        then, self._then = self._then, None
        if then is not None:
            then()

    def _on_refused(self, error: TelbillError) -> None:
        self.form.refuse(error)
        self._enable()

    def _on_changed(self) -> None:
        self._enable()

    def _enable(self) -> None:
        changed = self.form.is_changed
        self.save_button.setEnabled(changed and not self._context.workspace.store.read_only)
        self.revert_button.setEnabled(changed)
