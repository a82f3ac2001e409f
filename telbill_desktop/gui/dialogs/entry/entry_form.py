"""The form of an entry: its fields, what they amount to, and the entry that they make."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QCompleter, QFrame, QGridLayout, QVBoxLayout, QWidget

from telbill_desktop.domain.date_text import parse_date
from telbill_desktop.domain.entry import Entry, is_supplier_id
from telbill_desktop.domain.errors import TelbillError
from telbill_desktop.domain.identifiers import compact
from telbill_desktop.domain.invoice import InvoiceType
from telbill_desktop.domain.money import CENT
from telbill_desktop.domain.pdf_template import TemplateField
from telbill_desktop.domain.period import Period
from telbill_desktop.gui.dialogs.entry.entry_field import EntryField
from telbill_desktop.gui.widgets.restyle import restyled
from telbill_desktop.gui.widgets.text import Label
from telbill_desktop.importers.pdf_text.values import Writing, typed
from telbill_desktop.system import formats
from telbill_desktop.system.i18n import tr

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from telbill_desktop.domain.parties import OperatorFields
    from telbill_desktop.gui.theme import Theme
    from telbill_desktop.importers.pdf_text.picking import Picked
    from telbill_desktop.importers.pdf_text.proposal import Proposal

F = TemplateField
CURRENCIES = ("EUR", "USD", "GBP", "CHF")
_COLUMNS = 6  # of the grid: rows of one, two or three fields
_LAYOUT: tuple[tuple[F | str, ...], ...] = (
    (F.NUMBER, "type"),
    (F.ISSUE_DATE, F.DUE_DATE),
    (F.PERIOD, "currency"),
    (F.HT, F.VAT, F.TTC),
)


class EntryForm(QWidget):
    """All fields; `at_hand` is the one that a click on the page fills."""

    field_at_hand = Signal(object)  # EntryField

    def __init__(self, theme: Theme, today: date) -> None:
        super().__init__()
        self._theme, self._today = theme, today
        self._operators: Sequence[OperatorFields] = ()
        self.operator = EntryField(theme, tr("Operator"), str.strip, required=True)
        self.supplier_id = EntryField(theme, tr("SIREN or VAT number of the operator"), _identifier)
        required = {F.NUMBER, F.ISSUE_DATE, F.HT, F.VAT, F.TTC}
        shown = (*(one for row in _LAYOUT for one in row if isinstance(one, F)), F.ACCOUNT, F.PURCHASE_ORDER)
        hints = {F.ISSUE_DATE: tr("17/11/2026"), F.PERIOD: tr("29/10/2026 \u2013 28/11/2026")}
        self.fields = {
            of: EntryField(
                theme, tr(of.words), self._parser(of), of=of, required=of in required, hint=hints.get(of, "")
            )
            for of in shown
        }
        self.type = _chooser(
            tr("Type"), [(InvoiceType.INVOICE.value, tr("Invoice")), (InvoiceType.CREDIT_NOTE.value, tr("Credit note"))]
        )
        self.currency = _chooser(tr("Currency"), [(code, code) for code in CURRENCIES])
        self.check = Label()
        self.check.setWordWrap(True)
        self._panel = QFrame()
        self._panel.setProperty("role", "panel")
        inside = QVBoxLayout(self._panel)
        inside.setContentsMargins(theme.dp(12), theme.dp(8), theme.dp(12), theme.dp(8))
        inside.addWidget(self.check)
        self.at_hand: EntryField = self.operator
        self.is_touched = False  # by the user, beyond what was found
        for field in self.all_fields:
            field.at_hand.connect(self._on_at_hand)
            field.changed.connect(self.say_sum)
            field.line.textEdited.connect(self._on_touched)
        self.currency.activated.connect(self.say_sum)
        self._lay_out()
        self.say_sum()

    @property
    def all_fields(self) -> list[EntryField]:
        """In the order of the keyboard."""
        return [self.operator, self.supplier_id, *self.fields.values()]

    def writing(self) -> Writing:
        """How the form reads amounts: in the currency chosen."""
        return Writing(self.currency.currentData())

    def know_operators(self, operators: Sequence[OperatorFields]) -> None:
        """Completes names, and numbers by names, from those that are known."""
        self._operators = operators
        completer = QCompleter([one.name for one in operators], self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        if (popup := completer.popup()) is not None:
            popup.setAccessibleName(tr("Known operators"))
        completer.activated.connect(self._on_operator_completed)
        self.operator.line.setCompleter(completer)

    def propose(self, proposal: Proposal, own: frozenset[str]) -> None:
        """Fills in what was found on the page; numbers of the user's own companies name the customer."""
        for of, picked in proposal.found.items():
            if of in self.fields:
                self.fields[of].put(self.shown(picked), picked)
        if proposal.is_credit_note:
            self.type.setCurrentIndex(1)
        others = [one for one in proposal.identifiers if not _is_own(one.text, own)]
        for one in others:
            known = next((each for each in self._operators if one.text in {each.siren, each.vat_number}), None)
            if known is not None:
                self.operator.put(known.name, None)
                self.supplier_id.put(one.text, one)
                return
        vat_numbers = [one for one in others if one.text[:2].isalpha()]
        chosen = vat_numbers if len(vat_numbers) == 1 else others
        if len(chosen) == 1:  # several: nothing tells the supplier's from the customer's
            self.supplier_id.put(chosen[0].text, chosen[0])

    def shown(self, picked: Picked) -> str:
        """A value as the form shows it."""
        value = picked.value
        if isinstance(value, Decimal):
            return formats.amount(value) if value == value.quantize(CENT) else formats.number(value)
        if isinstance(value, date):
            return formats.day(value)
        if isinstance(value, Period):
            return f"{formats.day(value.start)} \u2013 {formats.day(value.last_day)}"
        return picked.text

    def entry(self) -> Entry | None:
        """The entry; None when something is missing or cannot be read, which is then said beside it."""
        wrong = [field for field in self.all_fields if not field.read()]
        if wrong:
            wrong[0].line.setFocus()
            return None
        values = {of: field.value for of, field in self.fields.items()}
        return Entry(
            operator=self.operator.line.text().strip(),
            supplier_id=str(self.supplier_id.value or ""),
            type=InvoiceType(self.type.currentData()),  # Qt keeps the text of an enumeration
            number=str(values[F.NUMBER]),
            issue_date=cast("date", values[F.ISSUE_DATE]),
            due_date=cast("date | None", values[F.DUE_DATE]),
            period=cast("Period | None", values[F.PERIOD]),
            currency=self.currency.currentData(),
            ht=cast("Decimal", values[F.HT]),
            vat=cast("Decimal", values[F.VAT]),
            ttc=cast("Decimal", values[F.TTC]),
            account=str(values[F.ACCOUNT] or ""),
            purchase_order=str(values[F.PURCHASE_ORDER] or ""),
        )

    def places(self) -> dict[TemplateField, Picked]:
        """Where the values stand that were found or pointed at."""
        return {of: field.place for of, field in self.fields.items() if field.place is not None}

    def say_sum(self) -> None:
        """Says whether HT and VAT make TTC, as it stands."""
        ht, vat, ttc = (self.fields[of].value for of in (F.HT, F.VAT, F.TTC))
        role, words = "panel", tr("HT and VAT are checked against the total as soon as all three are there.")
        if isinstance(ht, Decimal) and isinstance(vat, Decimal) and isinstance(ttc, Decimal):
            currency = self.currency.currentData()
            params = {
                name: formats.money(value, currency)
                for name, value in (("ht", ht), ("vat", vat), ("ttc", ttc), ("difference", abs(ht + vat - ttc)))
            }
            if ht + vat == ttc:
                role, words = "panel_ok", formats.fill(tr("{ht} + {vat} = {ttc}: the amounts agree."), params)
            else:
                role = "panel_warn"
                words = formats.fill(tr("{ht} + {vat} do not make {ttc}: {difference} apart."), params)
        self.check.setText(words)
        self._panel.setProperty("role", role)
        restyled(self._panel)

    def _lay_out(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, self._theme.dp(6), 0)
        grid.setHorizontalSpacing(self._theme.dp(12))
        grid.setVerticalSpacing(self._theme.dp(8))
        for column in range(_COLUMNS):
            grid.setColumnStretch(column, 1)
        grid.addWidget(self.operator, 0, 0, 1, _COLUMNS)
        grid.addWidget(self.supplier_id, 1, 0, 1, _COLUMNS)
        others = {"type": self._named(self.type), "currency": self._named(self.currency)}
        for row, names in enumerate(_LAYOUT, 2):
            wide = _COLUMNS // len(names)
            for place, name in enumerate(names):
                widget = self.fields[name] if isinstance(name, F) else others[name]
                grid.addWidget(widget, row, place * wide, 1, wide)
        row = len(_LAYOUT) + 2
        grid.addWidget(self._panel, row, 0, 1, _COLUMNS)
        grid.addWidget(self.fields[F.ACCOUNT], row + 1, 0, 1, _COLUMNS // 2)
        grid.addWidget(self.fields[F.PURCHASE_ORDER], row + 1, _COLUMNS // 2, 1, _COLUMNS // 2)
        grid.setRowStretch(row + 2, 1)
        order = [self.operator.line, self.supplier_id.line, self.fields[F.NUMBER].line, self.type]
        order += [self.fields[F.ISSUE_DATE].line, self.fields[F.DUE_DATE].line, self.fields[F.PERIOD].line]
        order += [self.currency, *(self.fields[of].line for of in (F.HT, F.VAT, F.TTC, F.ACCOUNT, F.PURCHASE_ORDER))]
        for before, after in pairwise(order):
            QWidget.setTabOrder(before, after)

    def _named(self, chooser: QComboBox) -> QWidget:
        holder = QWidget()
        box = QVBoxLayout(holder)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(self._theme.dp(2))
        label = Label(chooser.accessibleName(), "small_strong")
        label.setBuddy(chooser)
        box.addWidget(label)
        box.addWidget(chooser)
        box.addStretch()
        return holder

    def _parser(self, of: TemplateField) -> Callable[[str], object]:
        if of.is_date:
            return lambda text: parse_date(text, today=self._today)
        if of.is_amount:
            return lambda text: _cents(typed(of, text, self.writing()), text)
        if of is F.PERIOD:
            return lambda text: typed(of, text, self.writing())
        return str.strip

    def _on_touched(self) -> None:
        self.is_touched = True

    def _on_at_hand(self, field: EntryField) -> None:
        self.at_hand = field
        self.field_at_hand.emit(field)

    def _on_operator_completed(self, name: str) -> None:
        known = next((one for one in self._operators if one.name == name), None)
        number = (known.vat_number or known.siren) if known is not None else ""
        if number and not self.supplier_id.line.text().strip():
            self.supplier_id.put(number, None)


def _cents(value: object, text: str) -> object:
    """An amount of an invoice has two decimals.

    Raises:
        TelbillError: `amount_beyond_cents`.
    """
    if isinstance(value, Decimal) and value != value.quantize(CENT):
        raise TelbillError("amount_beyond_cents", text=text)
    return value


def _identifier(text: str) -> str:
    """The identifier without spaces.

    Raises:
        TelbillError: `supplier_id_impossible`.
    """
    if not is_supplier_id(text):
        raise TelbillError("supplier_id_impossible", text=text[:40])
    return compact(text)


def _is_own(text: str, own: frozenset[str]) -> bool:
    return any(one and (text == one or text.startswith(one) or text.endswith(one)) for one in own)


def _chooser(name: str, entries: Sequence[tuple[object, str]]) -> QComboBox:
    chooser = QComboBox()
    chooser.setAccessibleName(name)
    for value, words in entries:
        chooser.addItem(words, value)
    return chooser
