"""The VAT table against itself, against the lines and against the totals."""

from collections import defaultdict
from decimal import Decimal

from telbill_desktop.domain.checking_sums import ZERO, compare
from telbill_desktop.domain.invoice import InvoiceDraft, VatBreakdown
from telbill_desktop.domain.money import Money, round_to_cent
from telbill_desktop.domain.remarks import Remarks

# UNTDID 5305: a reason is due (BR-E-10, BR-AE-10, BR-G-10, BR-IC-10, BR-O-10)
_EXEMPT = frozenset({"E", "AE", "G", "K", "O"})
_UNTAXED = frozenset({"E", "AE", "G", "K", "O", "Z"})
_TAXED = frozenset({"S", "L", "M"})
_Key = tuple[str, Decimal]


def check_vat(draft: InvoiceDraft, tolerance: Decimal, remarks: Remarks, *, seller_is_taxed: bool) -> None:
    """BR-CO-14, BR-CO-17, BR-CO-18, BR-S-02, BR-S-08 and their like for the other categories."""
    if not draft.vat:
        if any(line.vat_category for line in draft.lines):
            remarks.warn("vat_table_missing")
        return
    check_vat_sums(draft, tolerance, remarks)
    for row in draft.vat:
        _check_row(draft, row, tolerance, remarks)
    _check_repeated(draft, remarks)
    _check_bases(draft, tolerance, remarks)
    if not seller_is_taxed and any(row.category in _TAXED for row in draft.vat):
        remarks.warn("seller_vat_missing")


def check_vat_sums(draft: InvoiceDraft, tolerance: Decimal, remarks: Remarks) -> None:
    """BR-CO-14 for the tax; the bases make HT, which BR-S-08 and BR-CO-13 imply."""
    if all(row.amount is not None for row in draft.vat):
        total = sum((row.amount for row in draft.vat if row.amount is not None), ZERO)
        compare(("vat_mismatch", "vat_mismatch_rounding"), draft, draft.totals.vat, total, tolerance, remarks)
    if all(row.basis is not None for row in draft.vat):
        total = sum((row.basis for row in draft.vat if row.basis is not None), ZERO)
        compare(
            ("vat_bases_mismatch", "vat_bases_mismatch_rounding"), draft, draft.totals.ht, total, tolerance, remarks
        )


def _check_row(draft: InvoiceDraft, row: VatBreakdown, tolerance: Decimal, remarks: Remarks) -> None:
    """BR-CO-17: base times rate makes the tax; untaxed categories have none and give a reason."""
    if row.basis is None or row.amount is None:
        remarks.warn("vat_row_incomplete", category=row.category or "?")
        return
    if row.rate is None and row.category in _TAXED:
        remarks.warn("vat_rate_missing", category=row.category or "?")
    if row.category in _UNTAXED and (row.amount or row.rate):
        remarks.alarm(
            "vat_on_untaxed",
            category=row.category or "",
            amount=Money(row.amount, draft.currency),
            rate=row.rate or ZERO,
        )
    elif row.rate is not None:
        due = round_to_cent(row.basis * row.rate / 100)
        basis = Money(row.basis, draft.currency)
        codes = ("vat_row_mismatch", "vat_row_rounding")
        compare(codes, draft, row.amount, due, tolerance, remarks, basis=basis, rate=row.rate)
    if row.category in _EXEMPT and not row.exemption:
        remarks.warn("exemption_missing", category=row.category or "")


def _check_repeated(draft: InvoiceDraft, remarks: Remarks) -> None:
    """BR-S-08: one row for a category and a rate, `20` and `20.00` being the same rate."""
    seen: set[_Key] = set()
    for row in draft.vat:
        key = _key(row.category, row.rate)
        if row.category and key in seen and draft.profile not in {"EXTENDED", "EXTENDED CTC FR"}:
            remarks.warn("vat_row_repeated", category=row.category, rate=key[1])
        seen.add(key)


def _check_bases(draft: InvoiceDraft, tolerance: Decimal, remarks: Remarks) -> None:
    """BR-S-08 and its like: the lines, allowances and charges of a category and rate make its base."""
    counted = [line for line in draft.lines if line.amount is not None]
    if not counted or not all(line.vat_category for line in counted):
        return
    if not all(row.vat_category for row in draft.adjustments):
        return
    made: dict[_Key, Decimal] = defaultdict(lambda: ZERO)
    for line in counted:
        made[_key(line.vat_category, line.vat_rate)] += line.amount or ZERO
    for adjustment in draft.adjustments:
        signed = adjustment.amount if adjustment.is_charge else -adjustment.amount
        made[_key(adjustment.vat_category, adjustment.vat_rate)] += signed
    stated: dict[_Key, Decimal] = defaultdict(lambda: ZERO)
    for row in draft.vat:
        if row.basis is None:
            return
        stated[_key(row.category, row.rate)] += row.basis
    codes = ("vat_basis_mismatch", "vat_basis_rounding")
    for key in dict.fromkeys([*stated, *made]):
        basis, total = stated.get(key, ZERO), made.get(key, ZERO)
        compare(codes, draft, basis, total, tolerance, remarks, category=key[0], rate=key[1])


def _key(category: str | None, rate: Decimal | None) -> _Key:
    """Decimals that are equal are one key, however they are written."""
    return category or "", rate or ZERO
