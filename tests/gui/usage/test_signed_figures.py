"""Differences in words: what is less than half of what is shown is no difference."""

from decimal import Decimal

import pytest

from telbill_desktop.gui.models.usage_table import signed_amount, signed_share


@pytest.mark.parametrize(
    ("value", "shown"),
    [("0.005", "+0.01"), ("-0.005", "−0.01"), ("0.0012", ""), ("-0.0012", ""), ("0", ""), ("1234.5", "+1,234.50")],
)
def test_an_amount(value: str, shown: str) -> None:
    assert signed_amount(Decimal(value)) == shown


@pytest.mark.parametrize(
    ("value", "shown"), [("0.0005", "+0.1\u00a0%"), ("0.0001", ""), ("-0.0001", ""), ("-0.25", "−25.0\u00a0%")]
)
def test_a_share(value: str, shown: str) -> None:
    assert signed_share(Decimal(value)) == shown
