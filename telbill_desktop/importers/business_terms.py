"""Terms of EN 16931 that CII and UBL write differently and mean alike: one rule for both."""

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal

from telbill_desktop.domain.errors import TelbillError
from telbill_desktop.domain.invoice import AccountReference, Payment, VatBreakdown
from telbill_desktop.domain.money import Money
from telbill_desktop.domain.remarks import Remarks

INVOICED_OBJECT = "130"  # UNTDID 1001, BT-18
_DIRECT_DEBIT = frozenset({"49", "59"})  # UNTDID 4461


def required(value: Decimal | None, field: str) -> Decimal:
    """A total that the standard demands.

    Raises:
        TelbillError: `total_missing`.
    """
    if value is None:
        raise TelbillError("total_missing", field=field)
    return value


def currency_code(text: str | None) -> str:
    """The invoice's currency, three letters (BT-5).

    Raises:
        TelbillError: `currency_missing`, `currency_invalid`.
    """
    if text is None:
        raise TelbillError("currency_missing")
    if len(text) != 3 or not (text.isascii() and text.isalpha()):  # noqa: PLR2004 - ISO 4217
        raise TelbillError("currency_invalid", text=text[:40])
    return text.upper()


def vat_total(
    stated: Decimal | None,
    ht: Decimal,
    ttc: Decimal,
    breakdown: tuple[VatBreakdown, ...],
    currency: str,
    remarks: Remarks,
) -> Decimal:
    """The total of VAT (BT-110), or the one that BR-CO-14 and BR-CO-15 leave no doubt about, which is remarked.

    Raises:
        TelbillError: `total_missing`, when the VAT table does not lead from HT to TTC.
    """
    if stated is not None:
        return stated
    rows = [row.amount for row in breakdown if row.amount is not None]
    total = sum(rows, Decimal(0))
    if len(rows) == len(breakdown) and ht + total == ttc:
        remarks.warn("vat_total_missing", vat=Money(total, currency))
        return total
    raise TelbillError("total_missing", field="TaxTotalAmount (BT-110)")


def purchase_order(text: str | None) -> str | None:
    """BT-13 without the filler that PEPPOL demands when there is no order."""
    return None if text is None or text.casefold() in {"na", "n/a", "-"} else text


def first_due(dates: Sequence[date], remarks: Remarks) -> date | None:
    """The due date (BT-9), the first of several, which are remarked."""
    if len(set(dates)) > 1:
        remarks.warn("several_due_dates", first=min(dates), last=max(dates))
    return min(dates, default=None)


def account_of(objects: Sequence[tuple[str, str]], client_code: str | None) -> AccountReference:
    """The account by what is invoiced (BT-18), pairs of a scheme of UNTDID 1153 and a value.

    ADE is an account number, IT the customer's number at the supplier; another object stands for the account.
    """
    customer = next((text for scheme, text in objects if scheme == "IT"), None)
    number = next((text for scheme, text in objects if scheme == "ADE"), None)
    other = next((text for scheme, text in objects if scheme not in {"ADE", "IT"}), None)
    return AccountReference(number=number or other, client_code=client_code or customer)


def payment_of(
    means: str | None, payee: str | None, payer: str | None, mandate: str | None, terms: Sequence[str]
) -> Payment:
    """How it is to be paid: the payer's account (BT-91) counts for direct debits, the payee's (BT-84) otherwise."""
    iban = (payer or payee) if means in _DIRECT_DEBIT else payee
    return Payment(means=means, iban=iban, mandate=mandate, terms="\n".join(terms) or None)


def words_of_line(name: str | None, texts: Iterable[str]) -> tuple[str, str | None]:
    """Label (BT-153) and description; a line that is only a note has the note for a label."""
    label, *rest = [*([] if name is None else [name]), *texts] or [""]
    return label, "\n".join(rest) or None


def price_for_one(price: Decimal | None, base: Decimal | None) -> Decimal | None:
    """Price (BT-146) over base quantity (BT-149), unrounded (28 digits); a base of zero counts as one."""
    if price is None or not base or base == 1:
        return price  # with the decimals that it was printed with
    return price / base
