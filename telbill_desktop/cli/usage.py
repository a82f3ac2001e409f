"""`telbill usage`: what calls, messages and data add up to."""

from argparse import Namespace
from datetime import date
from decimal import Decimal
from typing import Any

from telbill_desktop.cli.account_choice import account_named
from telbill_desktop.cli.exit_codes import DONE
from telbill_desktop.cli.output import printable
from telbill_desktop.cli.session import Session
from telbill_desktop.domain.date_text import FIRST_YEAR, LAST_YEAR
from telbill_desktop.domain.period import Period, day_after
from telbill_desktop.domain.usage import UsageCategory
from telbill_desktop.domain.usage_view import UsageAnswer, UsageFilter, UsageGroup, UsageGrouping, UsageSum
from telbill_desktop.exporters.usage_words import aside_words, group_name
from telbill_desktop.services import usage
from telbill_desktop.store.engine import Store
from telbill_desktop.system import formats
from telbill_desktop.system.i18n import tr

_FIRST, _END = date(FIRST_YEAR, 1, 1), date(LAST_YEAR + 1, 1, 1)  # of days that can be written


def list_usage(session: Session) -> int:
    """The groups that were asked for, with what they add up to."""
    by = UsageGrouping(session.options.by)
    if session.options.rebuild:
        with session.for_writing() as store:
            usage.rebuild(store)
    with session.for_reading() as store:
        answer = usage.usage(store, _wanted(store, session.options), by)
    if session.output.as_json:
        session.output.document(_stated(answer, by))
        return DONE
    if told := aside_words(answer.month_only):
        session.output.note(told)
    if not answer.groups:
        session.output.note(tr("There is no such usage."))
        return DONE
    headers = [tr("Group"), tr("Uses"), tr("Duration"), tr("Volume"), tr("Messages"), tr("HT"), tr("Out of bundle")]
    rows = [_row(group_name(by, group), group.total) for group in answer.groups]
    session.output.table(headers, [*rows, _row(tr("Total"), answer.total)], right=(1, 2, 3, 4, 5, 6))
    return DONE


def _wanted(store: Store, options: Namespace) -> UsageFilter:
    account = None if options.account is None else account_named(store, options.account)
    period = None
    if options.since is not None or options.until is not None:
        period = Period(options.since or _FIRST, day_after(options.until) or _END)
    return UsageFilter(
        period=period,
        account_ids=() if account is None else (account,),
        users=tuple(options.user or ()),
        teams=tuple(options.team or ()),
        categories=tuple(map(UsageCategory, options.category or ())),
        lines=tuple(options.number or ()),
        invoice=options.invoice,
    )


def _row(name: str, total: UsageSum) -> list[str]:
    return [
        printable(name),
        formats.count(total.count),
        formats.duration(total.seconds),
        formats.size(total.bytes),
        formats.count(total.messages),
        formats.amount(total.amount),
        formats.count(total.charged_count),
    ]


def _stated(answer: UsageAnswer, by: UsageGrouping) -> dict[str, Any]:
    return {
        "groups": [{"key": _key(by, group), **_sums(group.total)} for group in answer.groups],
        **_sums(answer.total),
        "month_only": _sums(answer.month_only),
    }


def _key(by: UsageGrouping, group: UsageGroup) -> str:
    if by is UsageGrouping.MONTH:
        return f"{group.key[:4]}-{group.key[4:]}"
    return group.name


def _sums(total: UsageSum) -> dict[str, Any]:
    return {
        "count": total.count,
        "seconds": total.seconds,
        "bytes": total.bytes,
        "messages": total.messages,
        "total_ht": f"{total.amount.quantize(Decimal('0.000001')):f}",
        "charged_count": total.charged_count,
    }
