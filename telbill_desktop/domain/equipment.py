"""Handsets, accessories and tablets that were bought, who has them, and the line of an invoice that charged them."""

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from itertools import takewhile

from telbill_desktop.domain.folding import without_accents


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


# The words that say what a thing is, without their plural.
_TABLETS = "tablet tablette ipad tab"
_HANDSETS = "smartphone telephone phone handset iphone"
_ACCESSORIES = """
    accessoire adaptateur adapter airpod batterie battery box bracelet bud cable carte case casque chargeur charger
    clavier clef cle coque cordon cover dalle dock ecouteur ecran etui film folio headset housse keyboard kit micro
    modem montre oreillette pencil pochette powerbank protection router routeur sacoche socle souris station stylet
    stylus support verre vitre watch
"""
_KINDS = {
    **dict.fromkeys(_TABLETS.split(), EquipmentKind.TABLET),
    **dict.fromkeys(_HANDSETS.split(), EquipmentKind.HANDSET),
    **dict.fromkeys(_ACCESSORIES.split(), EquipmentKind.ACCESSORY),
}
_LAST = "adapter bud cable case charger cover dock folio headset keyboard pencil stand watch"  # as English has it
_BRANDS = frozenset(("galaxy", "mobile", "pixel", "redmi", "xperia", "fairphone"))  # of handsets, if nothing else
_ALONG = frozenset({"avec", "with", "et", "and", "+", "&"})  # what follows comes with it
_WORD = re.compile(r"[a-z]+|[+&]")


def kind_of_label(label: str) -> EquipmentKind:
    """What a label speaks of; an accessory where it names no device.

    French names the thing first, `coque tablette`, English last, `iphone 15 case`; what comes with it is not it:
    `smartphone granit avec chargeur`.
    """
    named_with = _WORD.findall(without_accents(label.casefold()))
    words = [word.removesuffix("s") for word in takewhile(lambda word: word not in _ALONG, named_with)]
    if words and words[-1] in _LAST.split():
        return EquipmentKind.ACCESSORY
    named = next((_KINDS[word] for word in words if word in _KINDS), None)
    if named is not None:
        return named
    return EquipmentKind.HANDSET if _BRANDS.intersection(words) else EquipmentKind.ACCESSORY
