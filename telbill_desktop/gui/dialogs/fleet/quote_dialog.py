"""The quote: what a change would cost, counted again at every change of the form, then done on a click."""

from __future__ import annotations

from typing import TYPE_CHECKING

from telbill_desktop.gui.dialogs.fleet.act_dialog import ActDialog
from telbill_desktop.gui.dialogs.fleet.late_box import LateBox
from telbill_desktop.gui.dialogs.fleet.why_not import WhyNot
from telbill_desktop.gui.models.quote_facts import quote_facts
from telbill_desktop.gui.widgets.facts import FactGrid
from telbill_desktop.gui.widgets.message_panel import MessagePanel
from telbill_desktop.system import formats
from telbill_desktop.system.i18n import tr

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from PySide6.QtWidgets import QWidget

    from telbill_desktop.domain.errors import TelbillError
    from telbill_desktop.domain.quote import Quote
    from telbill_desktop.gui.pages.page import PageContext
    from telbill_desktop.gui.widgets.text import Label

# Pixels at 100 % text before the fields and before the figures, which begin below each other.
_NAMES, _GAP = 204, 8


class QuoteDialog(ActDialog):
    """A subclass gives the question; the act is possible once the quote of the form as it stands allows it."""

    def __init__(
        self, context: PageContext, parent: QWidget, title: str, act: str, day: date, *, is_dangerous: bool = False
    ) -> None:
        super().__init__(context, parent, title, act, day, is_dangerous=is_dangerous)
        self._lane = context.jobs.latest(self)
        self.quote: Quote | None = None
        self.late = LateBox()
        self.late.toggled.connect(self.on_changed)
        self.form.setHorizontalSpacing(context.theme.dp(_GAP))
        self.facts = FactGrid(context.theme, name_width=_NAMES)
        self.notes = MessagePanel(context.theme)
        self.reason = WhyNot(context.theme, self.apply_button)

    def add_row(self, name: str, field: QWidget) -> Label:
        """The field begins where the figures do."""
        label = super().add_row(name, field)
        label.setMinimumWidth(self.theme.dp(_NAMES))
        return label

    def finish(self, width: int, height: int) -> None:
        """The quote stands below the form."""
        self.keep(self.late)
        for widget in (self.late, self.facts, self.notes, self.reason):
            self.content.addWidget(widget)
        self.content.addStretch()
        super().finish(width, height)

    def seen(self) -> date | None:
        """The day on which it is told; None where the invoices that came have it already."""
        return self.late.seen(self.context.workspace.today())

    def told(self) -> dict[str, date | None]:
        """What a quote is told of the invoices that came."""
        return {"seen": self.seen(), "today": self.context.workspace.today()}

    def question(self) -> Callable[[], Quote] | None:
        """Reads the form and gives what is asked on a reader's thread; None while the form is not whole."""
        raise NotImplementedError

    def why_unasked(self) -> str:
        """Why the form lacks what a quote needs, where no field says so."""
        return ""

    def is_ready(self) -> bool:
        """Whether the quote of the form as it stands allows it."""
        return super().is_ready() and self.quote is not None and self.quote.is_allowed

    def on_changed(self) -> None:
        """Asks again."""
        self.quote = None
        question = self.question() if self.day.value is not None else None
        if question is None:
            self._lane.drop()
            self._show_nothing(self.why_unasked())
        else:
            self._lane.ask(question, self._on_quoted, failed=self._on_not_quoted)
        super().on_changed()

    def _on_quoted(self, made: Quote) -> None:
        self.quote = made
        self.late.offer(lack_it=made.made_up is not None)
        self.facts.show_facts(quote_facts(made))
        self.facts.show()
        notes = [formats.sentence(note) for note in made.notes]
        self.notes.say("info", tr("Good to know") if notes else "", notes)
        self.reason.say_why(formats.sentence(made.reason) if made.reason else "")
        self.apply_button.setEnabled(self.is_ready())

    def _on_not_quoted(self, error: TelbillError) -> None:
        self._show_nothing(formats.sentence(error.message))

    def _show_nothing(self, why: str) -> None:
        """No figures: those of before are of another form."""
        self.facts.hide()
        self.notes.say("info", "", [])
        self.reason.say_why(why)
