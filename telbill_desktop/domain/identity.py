"""When two documents are the same invoice: seller, number and year."""

from typing import TYPE_CHECKING

from telbill_desktop.domain.folding import fold
from telbill_desktop.domain.identifiers import compact, is_siren, is_vat, siren_of_vat

if TYPE_CHECKING:
    from telbill_desktop.domain.invoice import Party


def number_key(number: str) -> str:
    """An invoice number as compared: case, accents and spaces aside; punctuation counts (`12-3` is not `123`)."""
    if number.isascii() and number.isalnum():
        return number.lower()
    return "".join(fold(part) if part.isalnum() else part for part in _runs(number))


def seller_keys(seller: "Party") -> tuple[str, ...]:
    """Everything that a document gives to know a seller by, strongest first: SIREN, VAT number, legal identifier, name.

    A SIREN or VAT number whose key is wrong says nothing: placeholders are shared by strangers.
    """
    siren, vat = siren_of(seller), seller.vat_number if is_vat(seller.vat_number or "") else None
    named = (("siren", siren), ("vat", vat), ("id", seller.legal_id), ("name", seller.name))
    return tuple(f"{kind}:{fold(value) or value.casefold()}" for kind, value in named if value)


def siren_of(party: "Party") -> str | None:
    """The SIREN as such, or the beginning of the SIRET, or the end of the French VAT number (CGI art. 286 ter).

    None when the party gives none, or none that can exist.
    """
    given = (party.siren, (party.siret or "").replace(" ", "")[:9], siren_of_vat(party.vat_number or ""))
    return next((compact(siren) for siren in given if siren and is_siren(siren)), None)


def _runs(text: str) -> list[str]:
    runs: list[str] = []
    for char in text:
        if char.isspace():
            continue
        if runs and runs[-1].isalnum() and char.isalnum():
            runs[-1] += char
        else:
            runs.append(char)
    return runs
