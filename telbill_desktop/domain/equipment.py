"""Handsets, accessories and tablets that were bought, who has them, and the line of an invoice that charged them."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum


class EquipmentKind(StrEnum):
    """What a piece of equipment is."""

    HANDSET = "handset"
    TABLET = "tablet"
    ACCESSORY = "accessory"


@dataclass(frozen=True, slots=True)
class EquipmentFields:
    """What a form gives of a piece; `item_id` is the line or licence that it is used with."""

    kind: EquipmentKind
    label: str
    bought_on: date
    serial: str = ""
    person_id: int | None = None
    item_id: int | None = None
    invoice_line_id: int | None = None


@dataclass(frozen=True, slots=True)
class ChargedOn:
    """The invoice that charged it; `amount` is before tax, of the whole line."""

    invoice_id: int
    number: str
    issue_date: date
    amount: Decimal | None
    currency: str


@dataclass(frozen=True, slots=True)
class Equipment:
    """One piece. `charged_on` is None where no invoice is known, or the line has gone since."""

    id: int
    fields: EquipmentFields
    person: str = ""
    charged_on: ChargedOn | None = None


@dataclass(frozen=True, slots=True)
class EquipmentOffer:
    """A line of equipment on an invoice that no piece is known of; `person_id` where it names somebody known."""

    line_id: int
    label: str
    user: str
    quantity: int
    charged_on: ChargedOn
    person_id: int | None = None


_TABLET, _HANDSET = ("tablet", "ipad"), ("smartphone", "telephone", "mobile", "iphone", "galaxy")


def kind_of_label(folded: str) -> EquipmentKind:
    """What a folded label speaks of; an accessory where it names no device."""
    if any(word in folded for word in _TABLET):
        return EquipmentKind.TABLET
    return EquipmentKind.HANDSET if folded.startswith(_HANDSET) else EquipmentKind.ACCESSORY
