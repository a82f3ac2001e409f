"""An amount is found in a text as people write it, and not as a part of another."""

from decimal import Decimal

import pytest

from telbill_desktop.domain.amount_search import holds_amount


@pytest.mark.parametrize(
    "text",
    [
        "Net : 1 234,56 €",
        "1234,56",
        "1,234.56",
        "1234.56",
        "1\u202f234,56",
        "1\u00a0234,56 EUR",
        "1.234,56",
        "-1'234.56",
    ],
)
def test_an_amount_is_found_however_it_is_written(text: str) -> None:
    assert holds_amount(text, Decimal("1234.56"))
    assert holds_amount(text, Decimal("-1234.56"))


@pytest.mark.parametrize("text", ["", "11 234,56", "91234,56", "1 234,567", "1 234,5", "1234", "234,56", "9.1234,56"])
def test_another_amount_is_not_taken_for_it(text: str) -> None:
    assert not holds_amount(text, Decimal("1234.56"))


def test_the_end_of_a_longer_number_does_not_count_but_a_column_before_it_does() -> None:
    assert not holds_amount("Net a payer : 9 120,00 EUR", Decimal("120.00"))
    assert holds_amount("100,00 20,00 120,00", Decimal("120.00"))
    assert holds_amount("20,00 120,00 9 120,00", Decimal("120.00"))


def test_cents_may_be_left_out_where_there_are_none() -> None:
    assert holds_amount("Total 120 €", Decimal("120.00"))
    assert not holds_amount("Total 120,50 €", Decimal("120.00"))
    assert not holds_amount("Total 120 €", Decimal("120.50"))
