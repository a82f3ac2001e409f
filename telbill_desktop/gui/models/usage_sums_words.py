"""What the page says of usage as a whole: counts and sums, and what could not be counted or listed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from telbill_desktop.domain.currencies import HOME_CURRENCY
from telbill_desktop.domain.usage_comparison import change
from telbill_desktop.domain.usage_view import UsageGrouping
from telbill_desktop.exporters.usage_columns import UsageColumn
from telbill_desktop.exporters.usage_words import aside_words, out_of_bundle, used_words, uses
from telbill_desktop.gui.models.usage_table import USAGE_COLUMNS, signed_amount, signed_share
from telbill_desktop.system import formats
from telbill_desktop.system.formats import fill
from telbill_desktop.system.i18n import ntr, tr

if TYPE_CHECKING:
    from collections.abc import Sequence

    from telbill_desktop.domain.usage_view import UsageSum
    from telbill_desktop.gui.models.usage_answers import CallsAnswer, GroupsAnswer

_SEVERAL = 2


def groups_count(by: UsageGrouping, count: int) -> str:
    """How many groups there are, by what they are."""
    said = {
        UsageGrouping.USER: ntr("{count} user", "{count} users", count),
        UsageGrouping.TEAM: ntr("{count} team", "{count} teams", count),
        UsageGrouping.CATEGORY: ntr("{count} category", "{count} categories", count),
        UsageGrouping.MONTH: ntr("{count} month", "{count} months", count),
        UsageGrouping.DESTINATION: ntr("{count} destination", "{count} destinations", count),
        UsageGrouping.ACCOUNT: ntr("{count} billing account", "{count} billing accounts", count),
        UsageGrouping.LINE: ntr("{count} number", "{count} numbers", count),
    }
    return said[by].format(count=formats.count(count))


def step_name(by: UsageGrouping, names: Sequence[str]) -> str:
    """What groups that were gone into are called; of months, the first and the last of them."""
    if len(names) < _SEVERAL:
        return "".join(names)
    if by is UsageGrouping.MONTH:
        return f"{names[0]} — {names[-1]}"
    return groups_count(by, len(names))


def sums_words(total: UsageSum) -> str:
    """`1 204 usages · 36 h 12 min · 3,4 Go · 210 messages · HT 38,20 €`."""
    cost = f"{tr('excl. VAT')} {formats.money(total.amount, HOME_CURRENCY)}"
    return " · ".join([uses(total.count), *used_words(total), cost])


def groups_status(by: UsageGrouping, count: int, total: UsageSum, *, chosen: bool) -> str:
    """What the list or what is chosen of it adds up to."""
    words = groups_count(by, count)
    if chosen:
        words = fill(tr("Selection: {groups}"), {"groups": words})
    return f"{words} · {sums_words(total)}"


def calls_status(chosen: int, total: UsageSum) -> str:
    """How many calls are chosen; else what all usage of the view adds up to."""
    if chosen > 1:
        return ntr("{count} chosen", "{count} chosen", chosen).format(count=formats.count(chosen))
    return sums_words(total)


def calls_count(count: int) -> str:
    """How many calls, messages and sessions are listed."""
    words = ntr("{count} call, message or session", "{count} calls, messages and sessions", count)
    return words.format(count=formats.count(count))


def totals_texts(total: UsageSum, before: UsageSum | None) -> list[str]:
    """What the groups add up to, under each column of theirs."""
    texts = dict.fromkeys(USAGE_COLUMNS, "") | {
        UsageColumn.NAME: tr("Total"),
        UsageColumn.COUNT: formats.count(total.count),
        UsageColumn.SECONDS: formats.long_duration(total.seconds) if total.seconds else "",
        UsageColumn.BYTES: formats.size(total.bytes) if total.bytes else "",
        UsageColumn.MESSAGES: formats.count(total.messages) if total.messages else "",
        UsageColumn.AMOUNT: formats.amount(total.amount),
        UsageColumn.OUT: out_of_bundle(total),
    }
    if before is not None:
        texts[UsageColumn.BEFORE] = formats.amount(before.amount)
        texts[UsageColumn.DIFFERENCE] = signed_amount(total.amount - before.amount)
        texts[UsageColumn.CHANGE] = signed_share(change(total.amount, before.amount))
    return [texts[column] for column in USAGE_COLUMNS]


def groups_notice(answer: GroupsAnswer) -> str:
    """What one must know to read the groups."""
    return aside_words(answer.aside)


def calls_notice(answer: CallsAnswer) -> str:
    """What one must know to read the calls."""
    listed, uses_of_all = len(answer.keys), answer.total.count + answer.aside.count
    if answer.is_cut:
        words = tr("Only the latest {count} calls are listed: choose fewer days, or narrow the usage.")
        return fill(words, {"count": listed})
    if listed and listed < uses_of_all:
        words = tr("{listed} of {uses} are listed: of the others only totals are kept.")
        return fill(words, {"listed": listed, "uses": uses(uses_of_all)})
    return ""
