"""A dialog that does one dated act with the fleet: a form, a day, what was refused beside it. Left changed, it asks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFormLayout, QVBoxLayout

from telbill_desktop.gui.dialogs.dialog import Dialog
from telbill_desktop.gui.dialogs.discarding import discarding
from telbill_desktop.gui.dialogs.fleet.holding import held
from telbill_desktop.gui.notices import Notice
from telbill_desktop.gui.widgets.choices import keep_narrow
from telbill_desktop.gui.widgets.day_field import DayField
from telbill_desktop.gui.widgets.scrolled import Scrolled
from telbill_desktop.gui.widgets.text import Label
from telbill_desktop.system import formats
from telbill_desktop.system.i18n import tr

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from PySide6.QtWidgets import QWidget

    from telbill_desktop.domain.errors import TelbillError
    from telbill_desktop.gui.pages.page import PageContext
    from telbill_desktop.store.engine import Store


class ActDialog(Dialog):
    """A subclass fills `form` and `content`, makes the act in `prepared`, and says in `said` what was done."""

    def __init__(
        self, context: PageContext, parent: QWidget, title: str, act: str, day: date, *, is_dangerous: bool = False
    ) -> None:
        super().__init__(context.theme, title, parent)
        self.context = context
        self.heading.setWordWrap(True)
        self.content = QVBoxLayout()
        self.content.setSpacing(context.theme.dp(10))
        self.form = QFormLayout()
        self.form.setHorizontalSpacing(context.theme.dp(16))
        self.form.setVerticalSpacing(context.theme.dp(8))
        self.content.addLayout(self.form)
        self.area = Scrolled(self.content)
        self.body.addWidget(self.area, 1)
        self.day = DayField(tr("From"), context.workspace.today(), day)
        self.day.day_changed.connect(self.on_changed)
        self.wrong = Label(role="bad")
        self.wrong.setWordWrap(True)
        self.wrong.hide()
        self._kept: dict[QWidget, object] = {}
        self.add_button(tr("Cancel"), self.reject)
        self.apply_button = self.add_button(act, self._on_apply, "danger" if is_dangerous else "primary")

    def add_row(self, name: str, field: QWidget) -> Label:
        """Adds a field with its name."""
        label = Label(name, "soft")
        label.setBuddy(field)
        field.setAccessibleName(name)
        keep_narrow(field)
        self.form.addRow(label, field)
        self.keep(field)
        return label

    def add_day(self, name: str) -> None:
        """Adds the day of the act."""
        self.add_row(name, self.day)
        self.form.addRow("", self.day.error)

    def keep(self, *fields: QWidget) -> None:
        """What these fields hold now is what the user found: left with something else in them, the dialog asks."""
        self._kept.update((field, held(field)) for field in fields)

    @property
    def is_changed(self) -> bool:
        """Whether the user typed or chose something."""
        return any(held(field) != kept for field, kept in self._kept.items())

    def reject(self) -> None:
        """Esc, Cancel, the window's cross: asks where something would be lost, and waits for what is being written."""
        if not self.is_writing and (not self.is_changed or self.may_leave()):
            super().reject()

    def may_leave(self) -> bool:
        """Asks whether what was changed may be lost."""
        return self.context.ask.confirm(discarding())

    def finish(self, width: int, height: int) -> None:
        """Puts what may be refused at the end, and sizes the dialog, in pixels at 100 % text."""
        self.body.addWidget(self.wrong)  # always in sight
        self.wish(width, height)
        self.on_changed()

    def is_ready(self) -> bool:
        """Whether the form can be applied."""
        return self.day.value is not None

    def prepared(self) -> Callable[[Store], object]:
        """Reads the form and gives what writes the act, which runs on the writer's thread."""
        raise NotImplementedError

    def said(self) -> str:
        """What was done, in a sentence."""
        raise NotImplementedError

    def on_changed(self) -> None:
        """Something in the form is another."""
        self.wrong.hide()
        self.apply_button.setEnabled(self.is_ready())

    def _on_apply(self) -> None:
        if not self.is_ready() or self.is_writing:
            return
        self.apply_button.setEnabled(False)  # once is enough
        store, work, said = self.context.workspace.store, self.prepared(), self.said()
        job = self.context.jobs.write(
            lambda _progress: work(store), lambda _result: self._on_done(said), owner=self, failed=self._on_refused
        )
        self.stay_for(job)

    def _on_done(self, said: str) -> None:
        self.accept()
        self.context.notify(Notice(said, undo=True))
        self.context.store_changed()

    def _on_refused(self, error: TelbillError) -> None:
        self.wrong.setText(formats.sentence(error.message))
        self.wrong.show()
        self.apply_button.setEnabled(True)
