"""The lines of one invoice summed up: by the five categories, and by the operator's own ranges (« gammes »)."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeVar

from telbill_desktop.domain.invoice import Category, InvoiceLine

_Key = TypeVar("_Key")


@dataclass(frozen=True, slots=True)
class Share:
    """Part of an invoice before tax: `prorata` is what of `amount` is prorated (« dont prorata »), `lines` a count."""

    amount: Decimal
    prorata: Decimal
    lines: int


@dataclass(frozen=True, slots=True)
class LineSummary:
    """Every line is in one of the categories (None is « non classé ») and in one of the ranges ("" is « sans gamme »).

    The five categories are always there, in their order; what is not classified comes last, when there is any. Ranges
    come in the order in which the document names them.
    """

    categories: tuple[tuple[Category | None, Share], ...]
    ranges: tuple[tuple[str, Share], ...]
    total: Share


def summarise(lines: Sequence[InvoiceLine]) -> LineSummary:
    """The summary of an invoice's lines; a line without an amount counts as a line of nothing."""
    by_category = _shares(lines, lambda line: line.category)
    by_range = _shares(lines, lambda line: line.product_range or "")
    categories = [(category, by_category.get(category, _share(()))) for category in Category]
    if None in by_category:
        return LineSummary((*categories, (None, by_category[None])), tuple(by_range.items()), _share(lines))
    return LineSummary(tuple(categories), tuple(by_range.items()), _share(lines))


def _shares(lines: Iterable[InvoiceLine], key: Callable[[InvoiceLine], _Key]) -> dict[_Key, Share]:
    groups: dict[_Key, list[InvoiceLine]] = {}
    for line in lines:
        groups.setdefault(key(line), []).append(line)
    return {name: _share(members) for name, members in groups.items()}


def _share(lines: Sequence[InvoiceLine]) -> Share:
    return Share(
        amount=sum((line.amount or Decimal(0) for line in lines), Decimal(0)),
        prorata=sum((line.amount or Decimal(0) for line in lines if line.prorated), Decimal(0)),
        lines=len(lines),
    )
