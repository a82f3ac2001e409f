"""Periods as invoices print them."""

from datetime import date

import pytest

from telbill_desktop.domain.errors import TelbillError
from telbill_desktop.domain.period import Period
from telbill_desktop.domain.period_text import parse_period

JULY = (date(2015, 7, 1), date(2015, 7, 31))


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("du 1er au 31 Juillet 2015", *JULY),
        ("1er juillet 2015 au 31 juillet 2015", *JULY),
        ("from 1 July 2015 to 31 July 2015", *JULY),
        ("01.07.2015 - 31.07.2015", *JULY),
        ("01.07.2015-31.07.2015", *JULY),
        ("01/07/2015 \u2013 31/07/2015", *JULY),
        ("2015-07-01 au 2015-07-31", *JULY),
        ("15 décembre au 14 janvier 2016", date(2015, 12, 15), date(2016, 1, 14)),
        ("29 février au 28 mars 2016", date(2016, 2, 29), date(2016, 3, 28)),
    ],
)
def test_a_period_has_both_its_days_inside(text: str, first: date, last: date) -> None:
    period = parse_period(text)
    assert (period.start, period.last_day) == (first, last)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("juillet 2015", "period_unreadable"),
        ("", "period_unreadable"),
        ("01/07/2015", "period_unreadable"),
        ("1 au 2 au 3 juillet 2015", "period_unreadable"),
        ("31/07/2015 au 01/07/2015", "period_reversed"),
        ("30 au 1 juillet 2015", "period_reversed"),
        ("lundi au 31 juillet 2015", "date_unreadable"),
        ("01/02/03 - 04/05/06", "date_ambiguous"),
        ("29 février au 28 janvier 2016", "date_impossible"),
    ],
)
def test_what_is_no_period_is_refused(text: str, code: str) -> None:
    with pytest.raises(TelbillError) as raised:
        parse_period(text)
    assert raised.value.message.code == code


def test_a_period_that_ends_before_it_starts_is_named_by_the_days_that_the_document_names() -> None:
    with pytest.raises(TelbillError) as raised:
        Period.through(date(2015, 7, 31), date(2015, 7, 1))
    assert raised.value.message.params == {"start": date(2015, 7, 31), "end": date(2015, 7, 1)}
