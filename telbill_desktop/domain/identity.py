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
