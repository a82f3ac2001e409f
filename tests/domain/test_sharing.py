from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from telbill_desktop.domain.sharing import shared

CENT = Decimal("0.01")
CENTS = st.integers(-(10**9), 10**9).map(lambda cents: Decimal(cents).scaleb(-2))
MICROS = st.integers(-(10**12), 10**12).map(lambda micros: Decimal(micros).scaleb(-6))


@given(CENTS, st.lists(MICROS, min_size=1, max_size=12))
def test_parts_add_up_to_the_total_to_the_cent(total: Decimal, parts: list[Decimal]) -> None:
    found = shared(total, parts)
    assert sum(found) == total
    assert all(each == each.quantize(CENT) for each in found)


@given(st.lists(MICROS, min_size=1, max_size=12))
def test_parts_that_add_up_to_the_total_are_a_cent_off_at_most(parts: list[Decimal]) -> None:
    total = sum(parts, Decimal(0)).quantize(CENT)
    assert all(abs(got - part) < CENT * 2 for got, part in zip(shared(total, parts), parts, strict=True))


@pytest.mark.parametrize(
    ("total", "parts", "expected"),
    [
        ("100.00", ["1", "1", "1"], ["33.34", "33.33", "33.33"]),
        ("-100.00", ["-1", "-1", "-1"], ["-33.33", "-33.33", "-33.34"]),
        ("190.00", ["100", "100"], ["95.00", "95.00"]),  # a discount on the whole
        ("0.50", ["100", "-99"], ["99.75", "-99.25"]),  # borne by size, whatever the sign
        ("10.00", ["3.335", "6.665"], ["3.34", "6.66"]),  # the first of two that were cut alike
        ("5.00", ["0", "0"], ["5.00", "0.00"]),
    ],
)
def test_what_is_left_goes_where_the_rule_says(total: str, parts: list[str], expected: list[str]) -> None:
    assert shared(Decimal(total), [Decimal(part) for part in parts]) == [Decimal(each) for each in expected]


def test_nothing_is_shared_among_nobody() -> None:
    with pytest.raises(ValueError, match="1"):
        shared(Decimal(1), [])
