"""Saved views (« vues enregistrées »): filters of the list that the user named, kept in the store."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from datetime import date
from decimal import Decimal, InvalidOperation
from enum import Enum
from types import MappingProxyType
from typing import Any

from telbill_desktop.domain.errors import TelbillError
from telbill_desktop.domain.invoice_kinds import InvoiceMark, InvoiceState, InvoiceType
from telbill_desktop.domain.invoice_list import InvoiceFilter
from telbill_desktop.domain.perimeter import PerimeterChoice, choice_from_json, choice_to_json


@dataclass(frozen=True, slots=True)
class SavedView:
    """A filter under the name that the user gave it; `position` counts from 0 down the side bar.

    A view says nothing of the perimeter: it is looked at through the one in force. `filter` is None when this program
    cannot read it (a newer one wrote it): it must not be taken for everything. `is_aside`: it is not in the side bar;
    `is_pinned`: it is a small table of the overview.
    """

    id: int
    name: str
    position: int
    filter: InvoiceFilter | None
    is_aside: bool = False
    is_pinned: bool = False

    def wanted(self) -> InvoiceFilter:
        """The filter.

        Raises:
            TelbillError: `view_unreadable`.
        """
        if self.filter is None:
            raise TelbillError("view_unreadable", name=self.name)
        return self.filter


def filter_to_json(wanted: InvoiceFilter) -> dict[str, Any]:
    """The filter as it is kept; a field that lets everything through is left out."""
    return {name: _written(value) for name, value in given(wanted).items()}


def given(wanted: InvoiceFilter) -> dict[str, Any]:
    """The fields of the filter that narrow, with their values."""
    nothing = InvoiceFilter()
    values = {field.name: getattr(wanted, field.name) for field in fields(wanted)}
    return {name: value for name, value in values.items() if value != getattr(nothing, name)}


def filter_from_json(stored: object) -> InvoiceFilter:
    """The filter that `filter_to_json` wrote.

    Raises:
        ValueError: there is something in it that this program does not know; leaving it out would let more through.
    """
    if not isinstance(stored, Mapping):
        raise ValueError(stored)  # noqa: TRY004 - what is kept is wrong, not the call
    names = {field.name for field in fields(InvoiceFilter)}
    if unknown := sorted(set(stored) - names):
        raise ValueError(unknown)
    return InvoiceFilter(**{name: _READ.get(name, _text)(value) for name, value in stored.items()})


def _written(value: Any) -> Any:  # noqa: ANN401 - a field of a filter, a JSON value
    if isinstance(value, PerimeterChoice):
        return choice_to_json(value)
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, Decimal) else value


def _exactly(kind: type) -> Callable[[Any], Any]:
    def read(value: Any) -> Any:  # noqa: ANN401 - what json.loads gives
        if type(value) is not kind:
            raise ValueError(value)
        return value

    return read


_text, _whole, _flag = _exactly(str), _exactly(int), _exactly(bool)


def _day(value: Any) -> date:  # noqa: ANN401 - see _exactly
    return date.fromisoformat(_text(value))


def _amount(value: Any) -> Decimal:  # noqa: ANN401 - see _exactly
    try:
        amount = Decimal(_text(value))
    except InvalidOperation as error:
        raise ValueError(value) from error
    if not amount.is_finite():
        raise ValueError(value)
    return amount


_READ: Mapping[str, Callable[[Any], Any]] = MappingProxyType(
    {
        "since": _day,
        "until": _day,
        "min_ttc": _amount,
        "max_ttc": _amount,
        "operator_id": _whole,
        "account_id": _whole,
        "company_id": _whole,
        "type": InvoiceType,
        "state": InvoiceState,
        "mark": InvoiceMark,
        "has_document": _flag,
        "has_warnings": _flag,
        "in_conflict": _flag,
        "unmarked": _flag,
        "perimeter": choice_from_json,
    }
)
