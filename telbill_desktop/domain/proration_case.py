"""A case for the engine as a JSON document; every field that cannot be is named, none is left aside in silence."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any, TypeVar

from telbill_desktop.domain.charging import Item, Minimum, Plan, Price, charges
from telbill_desktop.domain.cycle import Cycle
from telbill_desktop.domain.errors import TelbillError
from telbill_desktop.domain.proration import Basis, Charge, Rounding, Rule

_PRICE = re.compile(r"-?[0-9]{1,12}(?:\.[0-9]{1,2})?")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_FIRST_YEAR, _LAST_YEAR = 1900, 2200
_MOST = 10**9
_LONGEST_CYCLE = 1200
_TOP = {"cycle", "charging", "rule", "invoice_date", "items", "minimums", "name", "source"}
_CYCLE = {"anchor", "months", "invoice_every_months"}
_RULE = {"basis", "count_first_day", "rounding", "round_at", "on_removal"}
_ITEM = {"id", "label", "quantity", "start", "end", "prices", "product", "paid_until"}
_MINIMUM = {"product", "quantity", "amount"}

Stated = Mapping[str, Any]
Choice = TypeVar("Choice", bound=StrEnum)


class _Charging(StrEnum):
    ADVANCE = "advance"
    ARREARS = "arrears"


class _RoundAt(StrEnum):
    UNIT = "unit"
    LINE = "line"


class _OnRemoval(StrEnum):
    CREDIT = "credit"
    NEXT_PERIOD = "next_period"


@dataclass(frozen=True, slots=True)
class ProrationCase:
    """What one invoice of one account is to be computed of."""

    plan: Plan
    items: tuple[Item, ...]
    invoice_date: date

    def charges(self) -> list[Charge]:
        """The lines of the invoice."""
        return charges(self.plan, self.items, self.invoice_date)


def case_of(document: object) -> ProrationCase:
    """The case that a JSON document states. What may be left out may be null too: it is then as if it were not there.

    Raises:
        TelbillError: `case_…`, with the field as its path in the document (`items[2].prices[0].amount`).
    """
    stated = _object(document, "", _TOP)
    cycle = _cycle(_object(_needed(stated, "cycle", ""), "cycle", _CYCLE))
    charging = _choice(stated, "charging", "", _Charging, _Charging.ADVANCE)
    rule = _rule(_object(_or(stated, "rule", {}), "rule", _RULE))
    invoice_date = _day(stated, "invoice_date", "")
    if cycle.window_of(invoice_date).end != invoice_date:
        raise TelbillError("case_not_a_bound", field="invoice_date", day=invoice_date)
    items = tuple(_item(each, f"items[{at}]") for at, each in enumerate(_list(stated, "items", "")))
    minimums = tuple(
        _minimum(each, f"minimums[{at}]") for at, each in enumerate(_list(stated, "minimums", "", required=False))
    )
    return ProrationCase(Plan(cycle, rule, charging is _Charging.ADVANCE, minimums), items, invoice_date)


def _cycle(stated: Stated) -> Cycle:
    months = _count(stated, "months", "cycle", least=1, default=1)
    if months > _LONGEST_CYCLE:
        raise TelbillError("case_value", field="cycle.months", text=str(months))
    every = None
    if stated.get("invoice_every_months") is not None:
        every = _count(stated, "invoice_every_months", "cycle", least=1)
        if months % every:
            raise TelbillError("case_not_dividing", field="cycle.invoice_every_months", every=every, months=months)
    return Cycle(_day(stated, "anchor", "cycle"), months, every)


def _rule(stated: Stated) -> Rule:
    first_day = _or(stated, "count_first_day", default=True)
    if not isinstance(first_day, bool):
        raise TelbillError("case_value", field="rule.count_first_day", text=_shown(first_day))
    return Rule(
        basis=_choice(stated, "basis", "rule", Basis, Basis.ACTUAL),
        count_first_day=first_day,
        rounding=_choice(stated, "rounding", "rule", Rounding, Rounding.HALF_UP),
        round_line=_choice(stated, "round_at", "rule", _RoundAt, _RoundAt.UNIT) is _RoundAt.LINE,
        credit_removals=_choice(stated, "on_removal", "rule", _OnRemoval, _OnRemoval.CREDIT) is _OnRemoval.CREDIT,
    )


def _item(document: object, at: str) -> Item:
    stated = _object(document, at, _ITEM)
    start = _day(stated, "start", at)
    end = _day(stated, "end", at) if stated.get("end") is not None else None
    if end is not None and end < start:
        raise TelbillError("case_reversed", field=f"{at}.end", start=start, end=end)
    if stated.get("label") is not None:
        _text(stated, "label", at)
    return Item(
        id=_text(stated, "id", at),
        start=start,
        prices=_prices(_list(stated, "prices", at), f"{at}.prices"),
        end=end,
        quantity=_count(stated, "quantity", at, least=0, default=1),
        product=_text(stated, "product", at) if stated.get("product") is not None else "",
        paid_until=_day(stated, "paid_until", at) if stated.get("paid_until") is not None else None,
    )


def _prices(stated: Sequence[object], at: str) -> tuple[Price, ...]:
    if not stated:
        raise TelbillError("case_missing", field=at)
    prices: list[Price] = []
    for place, document in enumerate(stated):
        price = _object(document, f"{at}[{place}]", {"from", "amount"})
        since = _day(price, "from", f"{at}[{place}]")
        if any(known.since == since for known in prices):
            raise TelbillError("case_two_prices", field=f"{at}[{place}].from", day=since)
        prices.append(Price(since, _price(price, "amount", f"{at}[{place}]")))
    return tuple(prices)


def _minimum(document: object, at: str) -> Minimum:
    stated = _object(document, at, _MINIMUM)
    quantity = _count(stated, "quantity", at, least=0)
    return Minimum(_text(stated, "product", at), quantity, _price(stated, "amount", at))


def _object(value: object, at: str, known: set[str]) -> Stated:
    if not isinstance(value, Mapping):
        raise TelbillError("case_not_object", field=at or "{}")
    for name in value:
        if name not in known:
            raise TelbillError("case_unknown", field=_path(at, str(name)[:40]))
    return value


def _needed(stated: Stated, name: str, at: str) -> Any:  # noqa: ANN401 - what json.loads gives
    if stated.get(name) is None:
        raise TelbillError("case_missing", field=_path(at, name))
    return stated[name]


def _or(stated: Stated, name: str, default: object) -> Any:  # noqa: ANN401 - what json.loads gives
    value = stated.get(name)
    return default if value is None else value


def _list(stated: Stated, name: str, at: str, *, required: bool = True) -> Sequence[object]:
    value = _needed(stated, name, at) if required or stated.get(name) is not None else []
    if not isinstance(value, list):
        raise TelbillError("case_not_list", field=_path(at, name))
    return value


def _text(stated: Stated, name: str, at: str) -> str:
    value = _needed(stated, name, at)
    if not isinstance(value, str):
        raise TelbillError("case_value", field=_path(at, name), text=_shown(value))
    return value


def _day(stated: Stated, name: str, at: str) -> date:
    value = _needed(stated, name, at)
    if isinstance(value, str) and _DAY.fullmatch(value) and value.isascii():
        try:
            day = date.fromisoformat(value)
        except ValueError:
            raise TelbillError("case_day", field=_path(at, name), text=value) from None
        if _FIRST_YEAR <= day.year <= _LAST_YEAR:
            return day
    raise TelbillError("case_day", field=_path(at, name), text=_shown(value))


def _count(stated: Stated, name: str, at: str, *, least: int, default: int | None = None) -> int:
    value = _or(stated, name, default) if default is not None else _needed(stated, name, at)
    if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= _MOST:
        raise TelbillError("case_count", field=_path(at, name), text=_shown(value), least=least)
    return value


def _price(stated: Stated, name: str, at: str) -> Decimal:
    value = _needed(stated, name, at)
    if not isinstance(value, str):
        raise TelbillError("case_price_number", field=_path(at, name), text=_shown(value))
    if not _PRICE.fullmatch(value) or not value.isascii():
        raise TelbillError("case_price", field=_path(at, name), text=_shown(value))
    return Decimal(value).quantize(Decimal("0.01"))


def _choice(stated: Stated, name: str, at: str, kind: type[Choice], default: Choice) -> Choice:
    value = _or(stated, name, default.value)
    if not isinstance(value, str) or value not in set(kind):
        known = ", ".join(each.value for each in kind)
        raise TelbillError("case_choice", field=_path(at, name), text=_shown(value), known=known)
    return kind(value)


def _path(at: str, name: str) -> str:
    return f"{at}.{name}" if at else name


def _shown(value: object) -> str:
    return str(value)[:40]
