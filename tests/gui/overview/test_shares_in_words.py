"""What a team or a user costs of the whole, in percent: rounded as amounts are."""

from decimal import Decimal

import pytest

from telbill_desktop.gui.models.overview_words import share_text


@pytest.mark.parametrize(
    ("amount", "total", "words"),
    [
        ("12.50", "100.00", "13\u00a0%"),
        ("0.50", "100.00", "1\u00a0%"),
        ("-2.50", "100.00", "\u22123\u00a0%"),
        ("33.00", "99.00", "33\u00a0%"),
        ("1.00", "0.00", ""),
    ],
)
def test_halves_go_away_from_zero(amount: str, total: str, words: str) -> None:
    assert share_text(Decimal(amount), Decimal(total)) == words
