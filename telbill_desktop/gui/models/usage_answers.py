"""What the page of usage asks, as jobs do: groups with their names, beside those of another period; keys of calls."""

from __future__ import annotations

from array import array
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from telbill_desktop.domain.folding import fold
from telbill_desktop.domain.usage_comparison import UsageRow, rows_of
from telbill_desktop.domain.usage_view import CallOrder, UsageAnswer, UsageFilter, UsageGrouping, UsageSum
from telbill_desktop.exporters.usage_words import shown_group_name
from telbill_desktop.services import usage

if TYPE_CHECKING:
    from collections.abc import Sequence

    from telbill_desktop.domain.usage_path import UsagePath
    from telbill_desktop.domain.usage_view import UsageSpan
    from telbill_desktop.store.engine import Store


@dataclass(frozen=True, slots=True)
class NamedRow:
    """A row under its name, and that name as a search compares it."""

    row: UsageRow
    name: str
    folded: str


@dataclass(frozen=True, slots=True)
class GroupsAnswer:
    """The groups of what is looked at, what they add up to, and what could not be counted in.

    `before` is what the period beside it adds up to, None where there is none. `aside` is usage of months that the
    days cut in two, of which only totals are kept.
    """

    path: UsagePath
    rows: Sequence[NamedRow]
    total: UsageSum
    before: UsageSum | None
    aside: UsageSum
    span: UsageSpan


@dataclass(frozen=True, slots=True)
class CallsAnswer:
    """The keys of calls in their order; `total` is what all usage of the view adds up to, calls that are not kept too.

    `is_cut`: there are more, and these are the latest.
    """

    path: UsagePath
    order: tuple[CallOrder, bool]  # and whether it is turned round
    keys: array[int]
    is_cut: bool
    total: UsageSum
    aside: UsageSum
    span: UsageSpan


def ask_groups(store: Store, path: UsagePath) -> GroupsAnswer:
    """The groups as screens name them."""
    wanted, against = path.narrowed, path.against
    answer = usage.usage(store, wanted, path.by)
    before, periods = None, None
    if against is not None and wanted.period is not None:
        before = usage.usage(store, replace(wanted, period=against), path.by)
        periods = (wanted.period, against)
    rows = [named(row, path.by) for row in rows_of(answer, before, path.by, periods)]
    aside = answer.month_only + (before.month_only if before else UsageSum())
    return GroupsAnswer(path, rows, answer.total, before.total if before else None, aside, usage.span(store))


def ask_calls(store: Store, path: UsagePath, order: CallOrder, *, descending: bool) -> CallsAnswer:
    """The calls, and what they would add up to if every one were kept."""
    keys, is_cut = usage.calls_of(store, path.narrowed, order, descending=descending)
    answer = usage.usage(store, path.narrowed, UsageGrouping.CATEGORY)
    return CallsAnswer(
        path, (order, descending), array("q", keys), is_cut, answer.total, answer.month_only, usage.span(store)
    )


def ask_months(store: Store, wanted: UsageFilter) -> UsageAnswer:
    """The months, each with its categories."""
    return usage.usage(store, wanted, UsageGrouping.MONTH, with_categories=True)


def ask_offers(store: Store, wanted: UsageFilter, by: UsageGrouping) -> list[tuple[str, str]]:
    """Keys and names of what a filter may be set to, by name; what has none is the last."""
    groups = usage.usage(store, wanted, by).groups
    named_groups = [(one.key, shown_group_name(by, one)) for one in groups]
    return sorted(named_groups, key=lambda one: (not one[0], fold(one[1])))


def named(row: UsageRow, by: UsageGrouping) -> NamedRow:
    """The row under its name; a user is found by the team too."""
    name = shown_group_name(by, row.group)
    return NamedRow(row, name, f"{fold(name)}\n{fold(row.group.team)}")
