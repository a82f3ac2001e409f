"""Asks why something is done with documents; the log keeps the reason. What is refused is said in the dialog."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtWidgets import QLineEdit

from telbill_desktop.gui.dialogs.acting import ActingDialog
from telbill_desktop.gui.widgets.text import Label
from telbill_desktop.system.i18n import tr

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from telbill_desktop.domain.errors import TelbillError
    from telbill_desktop.gui.pages.page import PageContext

_WIDTH = 460
_LONGEST = 400  # characters


class Act(NamedTuple):
    """What is done: the dialog's title, a sentence on what follows, the verb of its button and how that looks."""

    title: str
    text: str
    verb: str
    kind: str = "primary"


class ReasonDialog(ActingDialog):
    """`work` is done with the reason on the writer's thread, `done` follows."""

    def __init__(
        self,
        context: PageContext,
        parent: QWidget,
        act: Act,
        work: Callable[[str], object],
        done: Callable[[], object],
    ) -> None:
        super().__init__(context, act.title, parent)
        self._work, self._done = work, done
        text = Label(act.text)
        text.setWordWrap(True)
        name = Label(tr("Reason"), "soft")
        self.field = QLineEdit()
        self.field.setAccessibleName(tr("Reason"))
        self.field.setMaxLength(_LONGEST)
        self.field.textChanged.connect(self._on_typed)
        name.setBuddy(self.field)
        for widget in (text, name, self.field, self.wrong):
            self.body.addWidget(widget)
        self.body.addStretch()
        self.add_button(tr("Cancel"), self.reject)
        self.act_button = self.add_button(act.verb, self._on_act, act.kind)
        self.act_button.setDefault(act.kind == "primary")
        self.setMinimumWidth(min(context.theme.dp(_WIDTH), parent.width()))
        self._on_typed()
        self.field.setFocus()

    def _on_typed(self) -> None:
        self.wrong.hide()
        self.act_button.setEnabled(bool(self.field.text().strip()))

    def _on_act(self) -> None:
        reason, work = self.field.text().strip(), self._work
        self.act(self.act_button, lambda: work(reason), lambda _result: self._done())

    def say_refused(self, error: TelbillError) -> None:
        """Says why; the reason may be written anew."""
        super().say_refused(error)
        self.field.setFocus()
