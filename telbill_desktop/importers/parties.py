"""A seller or a buyer out of the identifiers that a document gives, by their schemes (ISO/IEC 6523, UNTDID 1153)."""

from collections.abc import Iterable

from telbill_desktop.domain.identifiers import compact, siren_of_vat
from telbill_desktop.domain.invoice import Address, Party

_SIREN_SCHEMES = frozenset({"0002", "SIREN", "FR:SIREN", "SIRENE"})
_SIRET_SCHEMES = frozenset({"0009", "SIRET", "FR:SIRET"})
_SIREN_LENGTH, _SIRET_LENGTH = 9, 14


def party_of(
    name: str,
    address: Address,
    identifiers: Iterable[tuple[str, str]],
    legal: Iterable[tuple[str, str]],
    vat_number: str | None,
) -> tuple[Party, str | None]:
    """The party, and the identifier by which the other party knows it (the one without a scheme of its own).

    `identifiers` (BT-29, BT-46) and `legal` (BT-30, BT-47) are pairs of scheme and value.
    """
    named = [(scheme.upper(), value) for scheme, value in identifiers]
    registered = [(scheme.upper(), value) for scheme, value in legal]
    french = address.country == "FR" or (vat_number or "").upper().startswith("FR")
    siren = siret = None
    for scheme, value in [*registered, *named]:
        digits = _digits(value)
        unsaid = scheme in {"", "1"} and french
        if scheme in _SIRET_SCHEMES or ((unsaid or scheme == "0002") and _is_digits(digits, _SIRET_LENGTH)):
            siret = siret or digits
        elif scheme in _SIREN_SCHEMES or (
            unsaid and (scheme, value) in registered and _is_digits(digits, _SIREN_LENGTH)
        ):
            siren = siren or digits
    if siret and _is_digits(siret, _SIRET_LENGTH):
        siren = siren or siret[:_SIREN_LENGTH]
    siren = siren or (siren_of_vat(vat_number) if vat_number else None)
    known = {siren, siret}
    legal_id = next((value for _, value in registered if _digits(value) not in known), None)
    code = next((value for scheme, value in named if not scheme and _digits(value) not in known), None)
    return (
        Party(name=name, siren=siren, siret=siret, vat_number=vat_number, legal_id=legal_id, address=address),
        code,
    )


def best_name(*names: str | None) -> str:
    """The first name that is there, on one line; an empty text when a document names nobody."""
    return next((" ".join(name.split()) for name in names if name), "")


def _digits(value: str) -> str:
    """A SIREN or SIRET without what people write around it (`RCS Lyon 123 456 789`); other texts merely compacted."""
    digits = "".join(char for char in value if char.isdigit())
    return digits if len(digits) in {_SIREN_LENGTH, _SIRET_LENGTH} else compact(value)


def _is_digits(text: str, length: int) -> bool:
    return len(text) == length and text.isascii() and text.isdigit()
