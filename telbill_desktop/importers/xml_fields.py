"""Reading values out of an invoice's XML: strict numbers and dates, each error names the field and the line.

A field's name is the standard's (`GrandTotalAmount (BT-112)`), the same in every language.
"""

import re
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING

from telbill_desktop.domain.errors import TelbillError
from telbill_desktop.domain.period import Period
from telbill_desktop.domain.remarks import Remarks

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from lxml.etree import _Element

_DECIMAL = re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)")
_MAX_DIGITS, _MAX_WHOLE = 40, 13
_SHOWN = 40
_MAX_TEXT = 10_000
# A line has some fifty fields and takes a sixth of a millisecond; real invoices have a handful of the other parts.
_MOST_LINES, _FEW = 20_000, 1_000
_LINES = frozenset({"IncludedSupplyChainTradeLineItem", "InvoiceLine", "CreditNoteLine", "SubInvoiceLine"})
_ISO_DATE = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})(?:Z|[+-][0-9]{2}:[0-9]{2})?")
_YEARS = range(1970, 2101)


# What is said of a field, as it is said when the field is in a line.
_IN_LINE = {
    "number_unreadable": "number_unreadable_in_line",
    "amount_other_currency": "amount_other_currency_in_line",
    "field_repeated": "field_repeated_in_line",
    "field_not_plain": "field_not_plain_in_line",
    "indicator_invalid": "indicator_invalid_in_line",
    "number_too_large": "number_too_large_in_line",
    "number_too_precise": "number_too_precise_in_line",
    "date_invalid": "date_invalid_in_line",
    "date_beyond": "date_beyond_in_line",
    "part_missing": "part_missing_in_line",
}


_PERIOD_LEFT_OUT = {
    "date_invalid": "period_date_invalid",
    "date_invalid_in_line": "period_date_invalid_in_line",
    "date_beyond": "period_date_beyond",
    "date_beyond_in_line": "period_date_beyond_in_line",
}


class Node:
    """One element; every path is of local names joined by `/`, since three generations of namespaces carry the same.

    `line` is the invoice line it is in. Children are sorted by name once, at the first question: a line is asked for
    some fifty fields, and an invoice may have ten thousand lines.
    """

    __slots__ = ("_named", "element", "line")

    def __init__(self, element: "_Element", line: str = "") -> None:
        self.element = element
        self.line = line
        self._named: dict[str, list[_Element]] | None = None

    def child(self, *paths: str) -> "Node | None":
        """The first element at the first path that has one."""
        for path in paths:
            if found := self.at(path):
                return Node(found[0], self.line)
        return None

    def only(self, *paths: str) -> "Node | None":
        """The element at the first path that has one, where a document has one alone.

        Raises:
            TelbillError: `part_repeated`, when it occurs again and says something else.
        """
        for path in paths:
            found = self.at(path)
            if len(found) > 1 and len({_said(each) for each in found}) > 1:
                raise TelbillError("part_repeated", field=path)
            if found:
                return Node(found[0], self.line)
        return None

    def part(self, *paths: str) -> "Node":
        """The first element, or an empty one: what is not there says nothing."""
        return self.child(*paths) or Node(_absent(), self.line)

    def all(self, *paths: str) -> "list[Node]":
        """Every element at these paths."""
        return [Node(found, self.line) for path in paths for found in self.at(path)]

    def at(self, path: str) -> "Sequence[_Element]":
        """The parser's elements at a path, in the document's order.

        Raises:
            TelbillError: `part_too_often`: more of them than any invoice has.
        """
        if self._named is None:
            self._named = {}
            for child in self.element:
                self._named.setdefault(_local_name(child.tag), []).append(child)
            if len(self.element) > _FEW:
                _refuse_too_many(self._named)
        if "/" not in path:
            return self._named.get(path, ())
        first, _, rest = path.partition("/")
        return [below for child in self._named.get(first, ()) for below in Node(child).at(rest)]

    def attribute(self, name: str) -> str:
        """An attribute's text, or an empty one."""
        return (self.element.get(name) or "").strip()

    def value(self) -> str | None:
        """The element's own text, spaces around it gone; None when it is empty.

        Raises:
            TelbillError: `field_not_plain`, when elements stand where a value should.
        """
        return self._value_of(self.element)

    def text(self, *paths: str) -> str | None:
        """The value at the first path that has one."""
        for path in paths:
            for found in self.at(path):
                if text := self._value_of(found):
                    return text
        return None

    def texts(self, *paths: str) -> list[str]:
        """Every value at these paths."""
        return [text for path in paths for found in self.at(path) if (text := self._value_of(found))]

    def single(self, field: str, *paths: str) -> str | None:
        """The value of a field that occurs once.

        Raises:
            TelbillError: `field_repeated`, when it occurs again with another value.
        """
        values = list(dict.fromkeys(self.texts(*paths)))
        if len(values) > 1:
            raise self.error("field_repeated", field, text=" / ".join(values[:3])[:120])
        return values[0] if values else None

    def number(self, field: str, *paths: str) -> Decimal | None:
        """A number that occurs once.

        Raises:
            TelbillError: `number_unreadable`, `field_repeated`.
        """
        text = self.single(field, *paths)
        return None if text is None else self.decimal(field, text)

    def decimal(self, field: str, text: str) -> Decimal:
        """The text as xsd:decimal: ASCII digits, a point, a sign; no exponent, no comma, no space.

        Raises:
            TelbillError: `number_unreadable`, `number_too_large`, `number_too_precise`.
        """
        if not _DECIMAL.fullmatch(text):
            raise self.error("number_unreadable", field, text=quoted(text))
        if len(text) > _MAX_DIGITS:
            whole = text.partition(".")[0].lstrip("+-0")
            code = "number_too_large" if len(whole) > _MAX_WHOLE else "number_too_precise"
            raise self.error(code, field, text=quoted(text))
        number = Decimal(text)
        return number or number.copy_abs()  # no minus before a zero

    def amount(self, field: str, currency: str, *paths: str) -> Decimal | None:
        """An amount in the invoice's currency, among several where the document states it in several.

        Raises:
            TelbillError: `number_unreadable`, `amount_other_currency`, `field_repeated`.
        """
        stated = [
            ((found.get("currencyID") or "").strip().upper(), self.decimal(field, text))
            for path in paths
            for found in self.at(path)
            if (text := self._value_of(found))
        ]
        if not stated:
            return None
        chosen = [number for code, number in stated if code == currency] or [n for code, n in stated if not code]
        if not chosen:
            raise self.error("amount_other_currency", field, currency=currency, other=stated[0][0])
        if len(set(chosen)) > 1:
            raise self.error("field_repeated", field, text=" / ".join(str(number) for number in chosen[:3]))
        return chosen[0]

    def _value_of(self, element: "_Element") -> str | None:
        if len(element):
            raise self.error("field_not_plain", _local_name(element.tag))
        text = (element.text or "").strip()
        return text[:_MAX_TEXT] or None

    def error(self, code: str, field: str, **params: str) -> TelbillError:
        """An error that names the field, and the invoice line when it is in one."""
        if self.line:
            return TelbillError(_IN_LINE[code], field=field, line=self.line, **params)
        return TelbillError(code, field=field, **params)


def _refuse_too_many(named: "Mapping[str, Sequence[_Element]]") -> None:
    for name, found in named.items():
        limit = _MOST_LINES if name in _LINES else _FEW
        if len(found) > limit:
            raise TelbillError("part_too_often", field=name, count=len(found), limit=limit)


def _said(element: "_Element") -> tuple[str, ...]:
    """Every value in an element, in its order, however it is laid out."""
    return tuple(text for each in element.itertext() if (text := str(each).strip()))


def iso_date(node: Node, field: str, text: str) -> date:
    """A date as xsd:date; a zone is left aside, as it does not move a civil date.

    Raises:
        TelbillError: `date_invalid`.
    """
    if found := _ISO_DATE.fullmatch(text):
        return civil_date(node, field, text, found[1], found[2], found[3])
    raise node.error("date_invalid", field, text=quoted(text))


def civil_date(node: Node, field: str, text: str, year: str, month: str, day: str) -> date:
    """The date of these digits.

    Raises:
        TelbillError: `date_invalid`: 30 February; `date_beyond`: a year out of reach.
    """
    try:
        read = date(int(year), int(month), int(day))
    except ValueError:
        raise node.error("date_invalid", field, text=quoted(text)) from None
    if read.year not in _YEARS:
        raise node.error("date_beyond", field, text=quoted(text), first=str(_YEARS[0]), last=str(_YEARS[-1]))
    return read


def quoted(text: str) -> str:
    """The text as a message quotes it: the beginning of a long one."""
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"


def period_left_out(error: TelbillError, remarks: Remarks) -> None:
    """Remarks a period one of whose dates is none: nothing else hangs on it, so that the invoice need not be refused.

    Raises:
        TelbillError: the error itself, when it is another.
    """
    code = _PERIOD_LEFT_OUT.get(error.message.code)
    if code is None:
        raise error
    remarks.warn(code, **error.message.params)


def period_of(first: date | None, last: date | None, remarks: Remarks) -> Period | None:
    """The half-open period of two inclusive dates; one bound alone, or bounds reversed (BR-29, BR-30), are remarked."""
    if first is None and last is None:
        return None
    if first is None or last is None:
        remarks.warn("period_one_bound", day=first or last or date.min)
        return None
    if last < first:
        remarks.warn("period_backwards", start=first, end=last)
        return None
    return Period.through(first, last)


@lru_cache(maxsize=1)
def _absent() -> "_Element":
    from lxml import etree  # noqa: PLC0415 - loaded at first use

    return etree.Element("absent")


@lru_cache(maxsize=1024)  # an invoice of ten thousand lines has some fifty names
def _local_name(tag: str) -> str:
    return tag.rpartition("}")[2]
