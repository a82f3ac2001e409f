"""The way from all usage down to single calls: what is looked at, by what it is told apart, and how one came there."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from telbill_desktop.domain.period import Period
from telbill_desktop.domain.usage import UsageCategory, first_of, following
from telbill_desktop.domain.usage_comparison import ComparedTo, compared_period, counterpart
from telbill_desktop.domain.usage_view import UsageFilter, UsageGrouping

_WHO = frozenset({UsageGrouping.USER, UsageGrouping.LINE})
_ABROAD = frozenset({UsageCategory.INTERNATIONAL, UsageCategory.ROAMING})  # where it matters which country
_FIELDS = {
    UsageGrouping.USER: "users",
    UsageGrouping.TEAM: "teams",
    UsageGrouping.LINE: "lines",
    UsageGrouping.DESTINATION: "destinations",
}


@dataclass(frozen=True, slots=True)
class UsageStep:
    """Groups that were gone into: of which kind, their keys (none: all of them), how they are named.

    `seen_by` is by what usage was told apart before, where that was something else: a month of a chart.
    """

    by: UsageGrouping
    keys: tuple[str, ...] = ()
    name: str = ""
    seen_by: UsageGrouping | None = None


@dataclass(frozen=True, slots=True)
class UsagePath:
    """What is looked at: `wanted` as it was asked for, then step by step less of it.

    `by` is by what the last step's usage is told apart, or was before its calls are shown. `compared_to` is a period
    by name, or one of its own.
    """

    wanted: UsageFilter = field(default_factory=UsageFilter)
    by: UsageGrouping = UsageGrouping.USER
    steps: tuple[UsageStep, ...] = ()
    with_calls: bool = False
    compared_to: ComparedTo | Period | None = None

    @property
    def narrowed(self) -> UsageFilter:
        """What the steps leave."""
        wanted = self.wanted
        for step in self.steps:
            wanted = narrowed(wanted, step.by, step.keys)
        return wanted

    @property
    def against(self) -> Period | None:
        """The period beside which it is shown; None: it is shown alone, as everything always is."""
        whole = self.wanted.period
        if whole is None or self.compared_to is None or self.with_calls:
            return None
        other = self.compared_to if isinstance(self.compared_to, Period) else compared_period(whole, self.compared_to)
        return counterpart(self.narrowed.period or whole, whole, other)

    def into(self, step: UsageStep, *, calls: bool = False) -> "UsagePath":
        """Goes into some groups: told apart by what is next, call by call at the end or when calls are asked for."""
        inner = replace(self, steps=(*self.steps, step))
        by = None if calls else finer(inner.narrowed, step.by)
        return replace(inner, with_calls=True) if by is None else replace(inner, by=by)

    def up(self, level: int | None = None) -> "UsagePath":
        """Back to where so many steps were taken; without a number, one step back."""
        kept = len(self.steps) - 1 if level is None else level
        if kept < 0 or kept >= len(self.steps):
            return replace(self, with_calls=False)
        left = self.steps[kept]
        return replace(self, by=left.seen_by or left.by, steps=self.steps[:kept], with_calls=False)

    def grouped(self, by: UsageGrouping) -> "UsagePath":
        """The same usage, told apart by something else."""
        steps = self.steps[:-1] if self.with_calls and self.steps and not self.steps[-1].keys else self.steps
        return replace(self, by=by, steps=steps, with_calls=False)


def narrowed(wanted: UsageFilter, by: UsageGrouping, keys: Iterable[str]) -> UsageFilter:
    """What of it belongs to these groups; no keys leave everything. Of months, all from the first to the last."""
    chosen = tuple(keys)
    if not chosen:
        return wanted
    if by is UsageGrouping.MONTH:
        months = sorted(int(key) for key in chosen)
        start, end = first_of(months[0]), first_of(following(months[-1]))
        if wanted.period is not None:
            start, end = max(start, wanted.period.start), min(end, wanted.period.end)
        return replace(wanted, period=Period(start, max(start, end)))
    if by is UsageGrouping.ACCOUNT:
        return replace(wanted, account_ids=tuple(int(key) for key in chosen))
    if by is UsageGrouping.CATEGORY:
        return replace(wanted, categories=tuple(UsageCategory(key) for key in chosen))
    return replace(wanted, **{_FIELDS[by]: chosen})  # type: ignore[arg-type] # fields of texts


def finer(wanted: UsageFilter, by: UsageGrouping) -> UsageGrouping | None:
    """By what usage is told apart once one has gone into a group of `by`; None: call by call.

    First by who it was, then by what it was, and abroad by where to.
    """
    if by not in _WHO and len(wanted.users) != 1 and len(wanted.lines) != 1:
        return UsageGrouping.USER
    if len(wanted.categories) != 1 and len(wanted.destinations) != 1:
        return UsageGrouping.CATEGORY
    if len(wanted.destinations) != 1 and _ABROAD.issuperset(wanted.categories):
        return UsageGrouping.DESTINATION
    return None
