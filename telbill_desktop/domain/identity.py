"""When two documents are the same invoice: seller, number and year."""

from telbill_desktop.domain.folding import fold
from telbill_desktop.domain.invoice import Party


def number_key(number: str) -> str:
    """An invoice number as compared: case, accents and spaces aside; punctuation counts (`12-3` is not `123`)."""
    return "".join(fold(part) if part.isalnum() else part for part in _runs(number))


def seller_key(seller: Party) -> str:
    """What identifies a seller in a document: SIREN, else VAT number, else legal identifier, else the folded name."""
    for prefix, value in (("siren", seller.siren), ("vat", seller.vat_number), ("id", seller.legal_id)):
        if value:
            return f"{prefix}:{fold(value)}"
    return f"name:{fold(seller.name)}"


def seller_keys(seller: Party) -> tuple[str, ...]:
    """Everything that a document gives to know a seller by, strongest first: SIREN, VAT number, legal identifier, name.

    A SIRET begins with the SIREN; a French VAT number ends with it (source: CGI art. 286 ter, INSEE).
    """
    vat = fold(seller.vat_number or "")
    named = (
        ("siren", seller.siren or siren_of(seller.siret, vat)),
        ("vat", vat),
        ("id", seller.legal_id),
        ("name", seller.name),
    )
    return tuple(f"{kind}:{folded}" for kind, value in named if value and (folded := fold(value)))


def siren_of(siret: str | None, vat_number: str | None) -> str | None:
    """The SIREN inside a SIRET or a French VAT number; None when neither has one."""
    digits = fold(siret or "")
    if len(digits) == 14 and digits.isdigit():  # noqa: PLR2004 - a SIRET is SIREN + 5
        return digits[:9]
    french = fold(vat_number or "")
    if len(french) == 13 and french.startswith("fr") and french[4:].isdigit():  # noqa: PLR2004 - FR + key of 2 + SIREN
        return french[4:]
    return None


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
