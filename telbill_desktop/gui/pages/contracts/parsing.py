"""How the fields of the page read their texts; an error is a sentence at the field."""

from __future__ import annotations

from typing import TYPE_CHECKING

from telbill_desktop.domain.amount_text import parse_amount
from telbill_desktop.domain.count_text import parse_count
from telbill_desktop.domain.date_text import parse_date
from telbill_desktop.gui.pages.contracts.fields import TextField
from telbill_desktop.system import formats

if TYPE_CHECKING:
    from datetime import date
    from decimal import Decimal

    from telbill_desktop.gui.theme import Theme


def text_field(theme: Theme, name: str, *, required: bool = False, hint: str = "") -> TextField[str]:
    """A line of text."""
    return TextField(theme, name, lambda text: text, empty="", required=required, hint=hint)


def day_field(theme: Theme, name: str, today: date, *, required: bool = False, hint: str = "") -> TextField[date]:
    """A day, as people write it."""
    read = TextField(
        theme, name, lambda text: parse_date(text, today=today), show=formats.day, required=required, hint=hint
    )
    read.line.setPlaceholderText(hint or formats.day(today))
    return read


def amount_field(theme: Theme, name: str, *, required: bool = True) -> TextField[Decimal]:
    """An amount."""
    return TextField(theme, name, parse_amount, show=formats.unit_price, required=required, hint="0,00")


def count_field(theme: Theme, name: str, *, least: int = 0, required: bool = False, hint: str = "") -> TextField[int]:
    """A whole number."""
    return TextField(
        theme, name, lambda text: parse_count(text, least), show=formats.count, required=required, hint=hint
    )
