"""The advanced search (« Recherche avancée »): what the bar of filters has no field for."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QFrame, QGridLayout, QHBoxLayout, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from telbill_desktop.domain.invoice_kinds import InvoiceMark
from telbill_desktop.domain.invoice_list import InvoiceFilter
from telbill_desktop.gui.pages.invoices.filter_words import document_words, mark_choices, text_names, warning_words
from telbill_desktop.gui.widgets.buttons import Button
from telbill_desktop.gui.widgets.placing import place_popup
from telbill_desktop.gui.widgets.text import Label
from telbill_desktop.system.i18n import tr

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtCore import QPoint
    from PySide6.QtGui import QHideEvent, QKeyEvent

    from telbill_desktop.gui.theme import Theme

_WIDTH = 460
_UNMARKED = "unmarked"


class AdvancedSearch(QFrame):
    """Enter applies and closes, Esc gives up, a click elsewhere applies."""

    def __init__(self, parent: QWidget, theme: Theme, apply: Callable[[InvoiceFilter], None]) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setProperty("role", "popup")
        self.setAccessibleName(tr("Advanced search"))
        self._theme, self._apply = theme, apply
        self._filter = InvoiceFilter()
        self._given_up = False
        self.texts = {field: self._text(name) for field, name in text_names().items()}
        self.texts["reference"].setPlaceholderText(tr("Order, contract, site…"))
        self.texts["line_text"].setPlaceholderText(tr("Label, number, user…"))
        anything = (tr("All"), None)
        self.document = _combo(
            tr("Document"), [anything, *((document_words(present=one), one) for one in (True, False))]
        )
        self.warnings = _combo(
            tr("Warnings"), [anything, *((warning_words(present=one), one) for one in (True, False))]
        )
        self.mark = _combo(tr("Mark"), [(words, value) for value, words in mark_choices().items()])
        self.currency = _combo(tr("Currency"), [(tr("All currencies"), "")])
        self.clear_button = Button(tr("Clear"), "link", self._on_cleared)
        self.apply_button = Button(tr("Search"), "primary", self._on_entered)
        self._lay_out()

    def open_at(self, place: QPoint, wanted: InvoiceFilter, currencies: Sequence[str], field: str = "") -> None:
        """Opens with the filter in force, the cursor in one of its fields."""
        self._filter, self._given_up = wanted, False
        known = sorted({*currencies, *([wanted.currency] if wanted.currency else [])})
        while self.currency.count() > 1:
            self.currency.removeItem(1)
        for code in known:
            self.currency.addItem(code, code)
        self._show_filter(wanted)
        width = self._theme.dp(_WIDTH)
        for control in (self, *self.findChildren(QWidget)):
            control.ensurePolished()  # before its height is asked for
        inner = self._inside.sizeHint().height() + 2 * self._area.frameWidth() + 2
        self.resize(width, inner + self._foot.sizeHint().height() + 2 * self._theme.dp(12) + self._theme.dp(8))
        place_popup(self, place)
        self.show()
        self._control(field).setFocus()

    def wanted(self) -> InvoiceFilter:
        """The filter as the form has it; what the bar sets is left as it was."""
        mark = self.mark.currentData()
        texts: dict[str, Any] = {field: text.text().strip() for field, text in self.texts.items()}
        return replace(
            self._filter,
            **texts,
            has_document=self.document.currentData(),
            has_warnings=self.warnings.currentData(),
            mark=InvoiceMark(mark) if mark and mark != _UNMARKED else None,
            unmarked=mark == _UNMARKED,
            currency=self.currency.currentData(),
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Esc gives up, Enter searches wherever the keyboard is."""
        if event.key() == Qt.Key.Key_Escape:
            self._given_up = True
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._on_entered()
            return
        super().keyPressEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802 - Qt's name
        """Leaving by a click elsewhere applies."""
        super().hideEvent(event)
        if not self._given_up and not event.spontaneous():
            self._given_up = True
            self._apply(self.wanted())

    def _show_filter(self, wanted: InvoiceFilter) -> None:
        for field, text in self.texts.items():
            text.setText(getattr(wanted, field))
        mark = _UNMARKED if wanted.unmarked else wanted.mark.value if wanted.mark else ""
        for combo, value in (
            (self.document, wanted.has_document),
            (self.warnings, wanted.has_warnings),
            (self.mark, mark),
            (self.currency, wanted.currency),
        ):
            combo.setCurrentIndex(max(combo.findData(value), 0))

    def _control(self, field: str) -> QWidget:
        others: dict[str, QWidget] = {
            "has_document": self.document,
            "has_warnings": self.warnings,
            "mark": self.mark,
            "unmarked": self.mark,
            "currency": self.currency,
        }
        return self.texts.get(field) or others.get(field) or self.texts["number"]

    def _on_entered(self) -> None:
        self._given_up = True
        self.hide()
        self._apply(self.wanted())

    def _on_cleared(self) -> None:
        self._show_filter(InvoiceFilter())
        self.texts["number"].setFocus()

    def _text(self, name: str) -> QLineEdit:
        field = QLineEdit()
        field.setAccessibleName(name)
        field.setClearButtonEnabled(True)
        return field

    def _lay_out(self) -> None:
        dp = self._theme.dp
        self._inside = QWidget()
        grid = QGridLayout(self._inside)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(dp(14))
        grid.setVerticalSpacing(dp(3))
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        controls: list[QWidget] = [*self.texts.values(), self.document, self.warnings, self.mark, self.currency]
        for at, control in enumerate(controls):
            row, column = divmod(at, 2)
            label = Label(control.accessibleName(), "small")
            label.setBuddy(control)
            grid.addWidget(label, 3 * row, column)
            grid.addWidget(control, 3 * row + 1, column)
            grid.setRowMinimumHeight(3 * row + 2, dp(6))
        self._area = QScrollArea()  # large text on a small screen
        self._area.setWidgetResizable(True)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setWidget(self._inside)
        self._foot = QWidget()
        foot = QHBoxLayout(self._foot)
        foot.setContentsMargins(0, 0, 0, 0)
        foot.addWidget(self.clear_button)
        foot.addStretch()
        foot.addWidget(self.apply_button)
        box = QVBoxLayout(self)
        box.setContentsMargins(*(dp(12),) * 4)
        box.setSpacing(dp(8))
        box.addWidget(self._area, 1)
        box.addWidget(self._foot)


def _combo(name: str, entries: Sequence[tuple[str, object]]) -> QComboBox:
    combo = QComboBox()
    combo.setAccessibleName(name)
    for words, value in entries:
        combo.addItem(words, value)
    return combo
