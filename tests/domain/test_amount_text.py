"""Amounts as people write them."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from telbill_desktop.domain.amount_text import parse_amount
from telbill_desktop.domain.errors import TelbillError
from telbill_desktop.system import formats, i18n


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("56 267,25", "56267.25"),
        ("56267.25", "56267.25"),
        ("-1 234,5 €", "-1234.5"),
        ("(12,00)", "-12.00"),
        ("(12,00 €)", "-12.00"),
        ("(12,00) €", "-12.00"),
        ("\u221212,50", "-12.50"),
        ("\u201312,50", "-12.50"),
        ("12,50-", "-12.50"),
        ("12,50- EUR", "-12.50"),
        ("+12,50", "12.50"),
        ("1\u00a0234,50\u00a0€", "1234.50"),
        ("1\u202f234,50\u00a0€", "1234.50"),
        ("1\u2009234\u2009567,50", "1234567.50"),
        ("€1,234.50", "1234.50"),
        ("-€12.00", "-12.00"),
        ("€ -12.00", "-12.00"),
        ("EUR 12", "12"),
        ("12eur", "12"),
        ("1.234,56", "1234.56"),
        ("1,234.56", "1234.56"),
        ("1,234,567", "1234567"),
        ("1.234.567", "1234567"),
        ("1.234,567", "1234.567"),
        ("1'234.50", "1234.50"),
        ("1\u2019234.50", "1234.50"),
        ("1234,567", "1234.567"),
        ("1 234,567", "1234.567"),
        ("1 234", "1234"),
        ("12,3456", "12.3456"),
        ("0,125", "0.125"),
        ("0.000", "0.000"),
        (",50", "0.50"),
        (".5", "0.5"),
        ("007", "7"),
        ("0", "0"),
        ("-0,00", "0.00"),
        ("  12,5\t\n", "12.5"),
        ("999 999 999 999,999999", "999999999999.999999"),
        ("1,50000000", "1.500000"),
    ],
)
def test_a_clear_amount_is_read_exactly(text: str, expected: str) -> None:
    read = parse_amount(text)
    assert str(read) == expected


@pytest.mark.parametrize(
    ("text", "first", "second"),
    [
        ("1,234", "1.234", "1234"),
        ("1.234", "1.234", "1234"),
        ("12,345", "12.345", "12345"),
        ("123.456 €", "123.456", "123456"),
        ("-1,234", "-1.234", "-1234"),
    ],
)
def test_an_amount_with_two_readings_is_refused_with_both(text: str, first: str, second: str) -> None:
    with pytest.raises(TelbillError) as caught:
        parse_amount(text)
    assert caught.value.message.code == "amount_ambiguous"
    assert caught.value.message.params == {"text": text, "first": Decimal(first), "second": Decimal(second)}


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "-",
        "€",
        "()",
        "(-12)",
        "--12",
        "-12-",
        "NaN",
        "nan",
        "Infinity",
        "-inf",
        "1e5",
        "1E+999999",
        "1_000",
        "٣٤",
        "１２",
        "12 34",
        "1 2345",
        "1234 567",
        "0 123",
        "1  234",
        "1 234.567,89",
        "1,234,56",
        "1,23,456",
        "1.234.56",
        "1 234'567",
        "12,",
        "12.",
        "1,2,3",
        "12,5,",
        "12 $",
        "12 EUR EUR",
        "douze",
        "12\x00",
        "0x1F",
        "1/2",
    ],
)
def test_what_is_no_amount_is_refused(text: str) -> None:
    with pytest.raises(TelbillError) as caught:
        parse_amount(text)
    assert caught.value.message.code == "amount_unreadable"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("9" * 5000, "amount_too_large"),
        ("1 000 000 000 000", "amount_too_large"),
        ("0,1234567", "amount_too_precise"),
        ("0," + "1" * 5000, "amount_too_precise"),
        ("x" * 100_000, "amount_unreadable"),
    ],
)
def test_an_amount_that_the_store_cannot_hold_is_refused_in_a_short_sentence(text: str, code: str) -> None:
    with pytest.raises(TelbillError) as caught:
        parse_amount(text)
    assert caught.value.message.code == code
    assert len(formats.sentence(caught.value.message)) < 100


AMOUNTS = st.decimals(min_value=-(10**12) + 1, max_value=10**12 - 1, places=2)


@given(AMOUNTS)
@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_shown_amount_reads_back_as_itself(language: str, value: Decimal) -> None:
    i18n.use_language(language)
    assert parse_amount(formats.amount(value)) == value
    assert parse_amount(formats.money(value, "EUR")) == value


@given(st.decimals(min_value=-(10**11), max_value=10**11, places=6))
@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_shown_number_reads_back_as_itself_or_is_refused_with_itself_among_the_readings(
    language: str, value: Decimal
) -> None:
    i18n.use_language(language)
    try:
        read = parse_amount(formats.number(value))
    except TelbillError as refusal:
        assert refusal.message.code == "amount_ambiguous"  # noqa: PT017 - either outcome is right
        assert value in refusal.message.params.values()  # noqa: PT017
    else:
        assert read == value


@given(st.text(max_size=30))
def test_any_text_is_read_or_refused_with_a_sentence(text: str) -> None:
    try:
        assert parse_amount(text).is_finite()
    except TelbillError as refusal:
        assert formats.sentence(refusal.message)  # noqa: PT017 - either outcome is right


@given(st.text(alphabet="0123456789 .,-+()€'", max_size=14))
def test_digits_are_never_dropped_or_invented(text: str) -> None:
    try:
        read = parse_amount(text)
    except TelbillError:
        return
    written = "".join(char for char in text if char.isdigit()).lstrip("0").rstrip("0")
    assert "".join(char for char in f"{read:f}" if char.isdigit()).lstrip("0").rstrip("0") == written


@pytest.mark.parametrize(
    ("text", "mark", "expected"),
    [
        ("1,234", ",", "1.234"),
        ("1,234", ".", "1234"),
        ("1.234", ",", "1234"),
        ("1.234,50 €", ",", "1234.50"),
        ("1,500.00", ".", "1500.00"),
        ("1 234", ",", "1234"),
        ("-12,5", ",", "-12.5"),
        (",50", ",", "0.50"),
    ],
)
def test_a_stated_decimal_mark_leaves_one_reading(text: str, mark: str, expected: str) -> None:
    assert parse_amount(text, decimal_mark=mark) == Decimal(expected)


@pytest.mark.parametrize(
    ("text", "mark"), [("1.50", ","), ("12,50", "."), ("1.234.56", "."), ("1,23,45", ","), (",", ","), ("1,", ",")]
)
def test_what_the_other_mark_would_mean_is_not_read(text: str, mark: str) -> None:
    with pytest.raises(TelbillError) as raised:
        parse_amount(text, decimal_mark=mark)
    assert raised.value.message.code == "amount_unreadable"
