"""Dates as people write them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from telbill_desktop.domain.date_text import DateOrder, parse_date
from telbill_desktop.domain.errors import TelbillError
from telbill_desktop.system import formats, i18n

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    "text",
    [
        "17/11/2026",
        "17/11/26",
        "2026-11-17",
        "2026/11/17",
        "17.11.2026",
        "17-11-2026",
        "17 11 2026",
        " 17/11/2026\n",
        "17 novembre 2026",
        "17 nov. 26",
        "17 nov 2026",
        "17 Nov. 2026",
        "17-nov-26",
        "17\u00a0NOVEMBRE\u202f2026",
        "17 November 2026",
        "17th Nov 2026",
    ],
)
def test_one_day_is_written_in_many_ways(text: str) -> None:
    assert parse_date(text) == date(2026, 11, 17)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1er mars 2026", date(2026, 3, 1)),
        ("2 fév. 03", date(2003, 2, 2)),
        ("3 août 2025", date(2025, 8, 3)),
        ("3 AOUT 2025", date(2025, 8, 3)),
        ("4 déc. 1999", date(1999, 12, 4)),
        ("4/12/99", date(1999, 12, 4)),
        ("30 juil. 2026", date(2026, 7, 30)),
        ("05/11/26", date(2026, 11, 5)),
        ("29/02/2024", date(2024, 2, 29)),
        ("02/02/02", date(2002, 2, 2)),
        ("17 mai 2026", date(2026, 5, 17)),
    ],
)
def test_the_day_comes_first_and_months_have_french_names(text: str, expected: date) -> None:
    assert parse_date(text) == expected


@pytest.mark.parametrize("text", ["17/5", "17/05", "17.5", "17 mai", "17-5"])
def test_in_a_form_the_year_may_be_left_out(text: str) -> None:
    assert parse_date(text, today=TODAY) == date(2026, 5, 17)
    with pytest.raises(TelbillError) as caught:
        parse_date(text)
    assert caught.value.message.code == "date_unreadable"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("31/02/2026", "date_impossible"),
        ("29/02/2025", "date_impossible"),
        ("30 février 2026", "date_impossible"),
        ("2026-02-30", "date_impossible"),
        ("00/11/2026", "date_impossible"),
        ("17/13/2026", "date_impossible"),
        ("01/01/0001", "date_out_of_range"),
        ("0001-01-01", "date_out_of_range"),
        ("31/12/9999", "date_out_of_range"),
        ("31/12/1969", "date_out_of_range"),
        ("01/02/03", "date_ambiguous"),
        ("10-11-12", "date_ambiguous"),
        ("", "date_unreadable"),
        ("60", "date_unreadable"),
        ("45000", "date_unreadable"),
        ("17112026", "date_unreadable"),
        ("17/11-2026", "date_unreadable"),
        ("17/11/202", "date_unreadable"),
        ("17/11/20266", "date_unreadable"),
        ("1 jui 2026", "date_unreadable"),
        ("17 brumaire 2026", "date_unreadable"),
        ("١٧/١١/٢٠٢٦", "date_unreadable"),
        ("17/11/2026 x", "date_unreadable"),
        ("1" * 5000, "date_unreadable"),
    ],
)
def test_what_is_no_date_is_refused_in_a_short_sentence(text: str, code: str) -> None:
    with pytest.raises(TelbillError) as caught:
        parse_date(text)
    assert caught.value.message.code == code
    assert len(formats.sentence(caught.value.message)) < 100


def test_both_readings_are_named() -> None:
    with pytest.raises(TelbillError) as caught:
        parse_date("01/02/03")
    assert caught.value.message.params == {"text": "01/02/03", "first": date(2003, 2, 1), "second": date(2001, 2, 3)}


@given(st.dates(min_value=date(1970, 1, 1), max_value=date(2099, 12, 31)))
@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_shown_day_reads_back_as_itself(language: str, value: date) -> None:
    i18n.use_language(language)
    assert parse_date(formats.day(value)) == value
    assert parse_date(formats.long_day(value)) == value
    assert parse_date(value.isoformat()) == value


@given(st.text(max_size=20))
def test_any_text_is_read_or_refused_with_a_sentence(text: str) -> None:
    try:
        parse_date(text, today=TODAY)
    except TelbillError as refusal:
        assert formats.sentence(refusal.message)  # noqa: PT017 - either outcome is right


@pytest.mark.parametrize(
    ("text", "expected"),
    [("7. Mai 2014", date(2014, 5, 7)), ("3. März 2026", date(2026, 3, 3)), ("24. Dez. 2026", date(2026, 12, 24))],
)
def test_german_months_are_read(text: str, expected: date) -> None:
    assert parse_date(text) == expected


def test_a_stated_order_leaves_one_reading() -> None:
    assert parse_date("01/02/03", order=DateOrder.DAY_FIRST) == date(2003, 2, 1)
    assert parse_date("01/02/03", order=DateOrder.MONTH_FIRST) == date(2003, 1, 2)
    assert parse_date("02/13/2026", order=DateOrder.MONTH_FIRST) == date(2026, 2, 13)
    with pytest.raises(TelbillError) as raised:
        parse_date("13/02/2026", order=DateOrder.MONTH_FIRST)
    assert raised.value.message.code == "date_impossible"


@pytest.mark.parametrize(
    ("text", "order", "expected"),
    [
        ("26-11-17", DateOrder.YEAR_FIRST, date(2026, 11, 17)),
        ("03/02/01", DateOrder.YEAR_FIRST, date(2003, 2, 1)),
        ("99.12.4", DateOrder.YEAR_FIRST, date(1999, 12, 4)),
        ("2026-11-17", DateOrder.YEAR_FIRST, date(2026, 11, 17)),
        ("03/02/01", DateOrder.DAY_FIRST, date(2001, 2, 3)),
        ("03/02/01", DateOrder.MONTH_FIRST, date(2001, 3, 2)),
    ],
)
def test_whoever_said_the_order_is_believed(text: str, order: DateOrder, expected: date) -> None:
    assert parse_date(text, order=order) == expected


def test_a_day_of_the_order_that_is_none_is_impossible() -> None:
    with pytest.raises(TelbillError) as error:
        parse_date("26-17-11", order=DateOrder.YEAR_FIRST)
    assert error.value.message.code == "date_impossible"
