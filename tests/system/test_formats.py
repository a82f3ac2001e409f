"""Amounts, numbers, dates and sizes as a person reads them."""

from collections.abc import Iterator
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal

import pytest
from babel.numbers import format_currency, get_currency_precision
from hypothesis import given
from hypothesis import strategies as st

from telbill_desktop.system import formats
from telbill_desktop.system.i18n import use_language


@pytest.fixture(params=["fr", "en"])
def spoken(request: pytest.FixtureRequest) -> Iterator[str]:
    use_language(request.param)
    yield request.param
    use_language("en")


@pytest.mark.parametrize(
    ("value", "french", "english"),
    [
        ("4278.41", "4\u202f278,41", "4,278.41"),
        ("-1256.25", "\u22121\u202f256,25", "\u22121,256.25"),
        ("0.125", "0,13", "0.13"),
        ("-0.125", "\u22120,13", "\u22120.13"),
        ("-0.004", "0,00", "0.00"),
        ("123456789012.99", "123\u202f456\u202f789\u202f012,99", "123,456,789,012.99"),
    ],
)
def test_an_amount_has_two_decimals_rounded_as_invoices_round(
    spoken: str, value: str, french: str, english: str
) -> None:
    assert formats.amount(Decimal(value)) == (french if spoken == "fr" else english)


def test_money_has_its_currency_and_a_real_minus_sign(spoken: str) -> None:
    wanted = {"fr": "\u22124\u202f278,41\u00a0\u20ac", "en": "\u2212\u20ac4,278.41"}
    assert formats.money(Decimal("-4278.41"), "EUR") == wanted[spoken]


@pytest.mark.parametrize("value", ["12.345", "12.335", "-12.345", "0.125", "-0.004", "1234.5", "1.005"])
def test_money_is_rounded_as_the_same_amount_without_its_currency_is(spoken: str, value: str) -> None:
    """The total below a list and the one in the status bar are of the same sum."""
    shown = formats.money(Decimal(value), "EUR")
    assert shown.replace("\u20ac", "").strip("\u00a0") == formats.amount(Decimal(value)), spoken


def test_money_has_as_many_decimals_as_its_currency() -> None:
    use_language("en")
    assert formats.money(Decimal("2.5"), "JPY").endswith("\u00a53")
    assert formats.money(Decimal("0.0125"), "TND").endswith("0.013")


@given(
    st.decimals(-(10**12), 10**12, places=4),
    st.sampled_from(["EUR", "USD", "CHF", "JPY", "TND", "GBP", "XTS", "MAD", "?"]),
    st.sampled_from(["fr", "en"]),
)
def test_money_is_written_as_babel_writes_it(value: Decimal, currency: str, code: str) -> None:
    use_language(code)
    try:
        shown = formats.money(value, currency)
    finally:
        use_language("en")
    rounded = value.quantize(Decimal(1).scaleb(-get_currency_precision(currency)), ROUND_HALF_UP) or Decimal(0)
    written = format_currency(rounded, currency, locale={"fr": "fr_FR", "en": "en_GB"}[code])
    assert shown == written.replace("-", "\u2212")


def test_a_number_keeps_the_decimals_that_it_has(spoken: str) -> None:
    shown = [formats.number(Decimal(text)) for text in ("1.000000", "0.012500", "-20.5", "1200")]
    wanted = {"fr": ["1", "0,0125", "\u221220,5", "1\u202f200"], "en": ["1", "0.0125", "\u221220.5", "1,200"]}
    assert shown == wanted[spoken]


def test_days_are_written_as_their_users_write_them(spoken: str) -> None:
    assert formats.day(date(2026, 11, 7)) == "07/11/2026"
    assert formats.long_day(date(2026, 11, 17)) == {"fr": "17 novembre 2026", "en": "17 November 2026"}[spoken]


def test_a_size_is_in_the_unit_that_fits(spoken: str) -> None:
    assert [formats.size(octets) for octets in (999, 12_400)] == {
        "fr": ["999\u00a0o", "12,4\u00a0Ko"],
        "en": ["999\u00a0B", "12.4\u00a0KB"],
    }[spoken]


def test_a_percentage_keeps_its_decimals_and_its_sign_does_not_leave_it(spoken: str) -> None:
    assert formats.percent(Decimal("5.5")) == {"fr": "5,5\u00a0%", "en": "5.5\u00a0%"}[spoken]
    assert formats.percent(Decimal(-20)) == f"{formats.MINUS}20\u00a0%"


@pytest.mark.usefixtures("spoken")
def test_a_day_without_its_year_and_a_month_are_written_as_days_are() -> None:
    assert formats.short_day(date(2026, 11, 7)) == "07/11"
    assert formats.month(date(2026, 3, 1)) == "03/2026"


def test_a_length_of_time_is_in_hours_minutes_and_seconds() -> None:
    assert [formats.duration(seconds) for seconds in (0, 59, 3725, 360_000, -61)] == [
        *("0:00:00", "0:00:59", "1:02:05", "100:00:00", "\u22120:01:01"),
    ]


def test_a_share_has_one_decimal(spoken: str) -> None:
    point = "," if spoken == "fr" else "."
    shown = [formats.share(Decimal(share)) for share in ("0.2545", "-0.0005", "1")]
    assert shown == [f"25{point}5\u00a0%", f"\u22120{point}1\u00a0%", f"100{point}0\u00a0%"]


def test_a_moment_of_the_wall_clock_has_its_seconds() -> None:
    assert formats.clock_moment(datetime(2026, 11, 17, 8, 2, 5)) == "17/11/2026 08:02:05"  # noqa: DTZ001 - the wall's


def test_a_long_duration_is_told_to_the_minute_and_a_short_one_to_the_second(spoken: str) -> None:
    told = [formats.long_duration(seconds) for seconds in (0, 42, 312, 3599, 3600, 43_500, 4_440_031, -90)]
    hours = {"fr": "1\u202f233", "en": "1,233"}[spoken]
    assert [words.replace("\u00a0", " ") for words in told] == [
        *("0 s", "42 s", "5 min 12 s", "59 min 59 s", "1 h 00 min", "12 h 05 min", f"{hours} h 21 min"),
        "\u22121 min 30 s",
    ]


@pytest.mark.parametrize(
    ("value", "shown"),
    [("0", "0,0000"), ("0.44", "0,4400"), ("1234.5495", "1 234,5495"), ("-0.08", "−0,0800"), ("0.123456", "0,123456")],
)
def test_prices_of_calls_stand_under_one_another(value: str, shown: str) -> None:
    use_language("fr")
    assert formats.call_price(Decimal(value)).replace("\u202f", " ").replace("\xa0", " ") == shown
