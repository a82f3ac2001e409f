"""Many amounts become cents as each would alone."""

from collections.abc import Sequence
from decimal import Decimal

import pytest

from telbill_desktop.domain.money import MAX_STORED, all_to_cents, to_cents


@pytest.mark.parametrize(
    "texts",
    [
        [],
        [None, None],
        ["1.00", "-0.10", "-0.00", "999999999999.99"],
        ["1.00", None, "0.01"],
        ["1", "2.5", "3.000", "4E+2"],
        ["1.00", "12345678901234567.00"],
        ["1.00", "1E-2"],
    ],
)
def test_amounts_become_the_cents_that_each_is(texts: Sequence[str | None]) -> None:
    amounts = [None if text is None else Decimal(text) for text in texts]
    assert all_to_cents(amounts) == [None if amount is None else to_cents(amount) for amount in amounts]


@pytest.mark.parametrize("wrong", ["0.001", "NaN", "Infinity", str(Decimal(MAX_STORED) / 100 + 1)])
def test_what_is_no_whole_number_of_cents_is_an_error_among_many_too(wrong: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        all_to_cents([Decimal("1.00"), Decimal(wrong), Decimal("2.00")])
