"""After an entry is saved: the offer to keep it as a template, and what became of that."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QLineEdit, QVBoxLayout, QWidget

from telbill_desktop.gui.widgets.restyle import restyled
from telbill_desktop.gui.widgets.text import Label
from telbill_desktop.system import formats
from telbill_desktop.system.i18n import tr

if TYPE_CHECKING:
    from telbill_desktop.domain.entry import Entry
    from telbill_desktop.gui.theme import Theme


class TemplateOffer(QWidget):
    """Says that the invoice is saved; asks for the template's name."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.saved = Label(role="strong")
        self.saved.setWordWrap(True)
        self.name = QLineEdit()
        self.name.setAccessibleName(tr("Name of the template"))
        self._name_label = Label(tr("Name of the template"), "small_strong")
        self._name_label.setBuddy(self.name)
        self._question = Label(tr("Keep it as a template for this supplier?"), "heading")
        self._question.setWordWrap(True)
        self._words = Label(role="soft")
        self._words.setWordWrap(True)
        self.verdict = Label()
        self.verdict.setWordWrap(True)
        self._panel = QFrame()
        inside = QVBoxLayout(self._panel)
        inside.setContentsMargins(theme.dp(12), theme.dp(8), theme.dp(12), theme.dp(8))
        inside.addWidget(self.verdict)
        done = QFrame()
        done.setProperty("role", "panel_ok")
        said = QVBoxLayout(done)
        said.setContentsMargins(theme.dp(12), theme.dp(8), theme.dp(12), theme.dp(8))
        said.addWidget(self.saved)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, theme.dp(6), 0)
        box.setSpacing(theme.dp(8))
        box.addWidget(done)
        box.addSpacing(theme.dp(6))
        for widget in (self._question, self._words, self._name_label, self.name, self._panel):
            box.addWidget(widget)
        box.addStretch()

    def offer(self, entry: Entry, outcome: str) -> None:
        """Says what became of the entry, and offers the template."""
        self.saved.setText(outcome)
        params = {"operator": entry.operator}
        self._words.setText(
            formats.fill(
                tr(
                    "The next invoices of {operator} that are laid out like this one will then be read by themselves: "
                    "each value is found by the words beside it, and one whose amounts do not agree is left to you."
                ),
                params,
            )
        )
        self.name.setText(entry.operator)
        self.name.selectAll()
        self._panel.hide()

    def say_kept(self, name: str) -> None:
        """The template is there and has read this document."""
        for widget in (self._question, self._words, self._name_label, self.name):
            widget.hide()
        words = tr("The template {name} is kept. It has just read this document again, with the same figures.")
        self._say(formats.fill(words, {"name": name}), "panel_ok")

    def say_refused(self, sentence: str) -> None:
        """No template: why."""
        self._say(sentence, "panel_warn")

    def _say(self, words: str, role: str) -> None:
        self.verdict.setText(words)
        self._panel.setProperty("role", role)
        restyled(self._panel)
        self._panel.show()
