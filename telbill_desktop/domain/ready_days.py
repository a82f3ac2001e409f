"""Ranges of days that are asked for often, counted from one day, both ends included."""

from collections.abc import Mapping
from datetime import date, timedelta
from enum import StrEnum

_DAY = timedelta(days=1)
_MONTHS, _QUARTER = 12, 3  # months


class ReadyDays(StrEnum):
    """The ranges, in the order in which they are offered."""

    THIS_MONTH = "this_month"
    LAST_MONTH = "last_month"
    THIS_QUARTER = "this_quarter"
    LAST_QUARTER = "last_quarter"
    LAST_3_MONTHS = "last_3_months"
    LAST_12_MONTHS = "last_12_months"
    LAST_24_MONTHS = "last_24_months"
    THIS_YEAR = "this_year"
    LAST_YEAR = "last_year"


def ready_days(today: date) -> Mapping[ReadyDays, tuple[date, date]]:
    """First and last day of each range.

    Months, quarters and years are whole ones of the calendar. The last twelve months are the month of today and the
    eleven before it: an operator's bills of a year, whatever their day of the month. So are the last 3 and 24.
    """
    month = today.replace(day=1)
    quarter = _plus(month, -((today.month - 1) % _QUARTER))
    year = today.replace(month=1, day=1)
    return {
        ReadyDays.THIS_MONTH: _from(month, 1),
        ReadyDays.LAST_MONTH: _from(_plus(month, -1), 1),
        ReadyDays.THIS_QUARTER: _from(quarter, _QUARTER),
        ReadyDays.LAST_QUARTER: _from(_plus(quarter, -_QUARTER), _QUARTER),
        ReadyDays.LAST_3_MONTHS: _from(_plus(month, 1 - _QUARTER), _QUARTER),
        ReadyDays.LAST_12_MONTHS: _from(_plus(month, 1 - _MONTHS), _MONTHS),
        ReadyDays.LAST_24_MONTHS: _from(_plus(month, 1 - 2 * _MONTHS), 2 * _MONTHS),
        ReadyDays.THIS_YEAR: _from(year, _MONTHS),
        ReadyDays.LAST_YEAR: _from(_plus(year, -_MONTHS), _MONTHS),
    }


def _from(first: date, months: int) -> tuple[date, date]:
    return first, _plus(first, months) - _DAY


def _plus(first: date, months: int) -> date:
    """The first day of the month so many months later."""
    years, month = divmod(first.month - 1 + months, _MONTHS)
    return date(first.year + years, month + 1, 1)
