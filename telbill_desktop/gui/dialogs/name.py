"""Asks for a name; one that is refused is said beside the field, and the dialog stays."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLineEdit

from telbill_desktop.gui.dialogs.acting import ActingDialog
from telbill_desktop.system.i18n import tr

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from telbill_desktop.domain.errors import TelbillError
    from telbill_desktop.gui.pages.page import PageContext

_WIDTH = 420
_LONGEST = 200  # characters


class NameDialog(ActingDialog):
    """`work` is done with the name on the writer's thread; `done` is told the name once it is."""

    def __init__(
        self,
        context: PageContext,
        parent: QWidget,
        title: str,
        name: str,
        work: Callable[[str], object],
        done: Callable[[str], None],
    ) -> None:
        super().__init__(context, title, parent)
        self._work, self._done = work, done
        self.field = QLineEdit(name)
        self.field.setAccessibleName(tr("Name"))
        self.field.setPlaceholderText(tr("Name"))
        self.field.setMaxLength(_LONGEST)
        self.field.selectAll()
        self.field.textChanged.connect(self._on_typed)
        self.body.addWidget(self.field)
        self.body.addWidget(self.wrong)
        self.add_button(tr("Cancel"), self.reject)
        self.save_button = self.add_button(tr("Save"), self._on_save, "primary")
        self.setMinimumWidth(min(context.theme.dp(_WIDTH), parent.width()))
        self._on_typed()
        self.field.setFocus()

    def _on_typed(self) -> None:
        self.wrong.hide()
        self.save_button.setEnabled(bool(self.field.text().strip()))

    def _on_save(self) -> None:
        name, work = self.field.text().strip(), self._work
        self.act(self.save_button, lambda: work(name), lambda _result: self._done(name))

    def say_refused(self, error: TelbillError) -> None:
        """Says why; the name is typed anew."""
        super().say_refused(error)
        self.field.setFocus()
