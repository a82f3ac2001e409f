"""Whether the figures of an invoice agree with each other; the supplier's figures stand, what disagrees is said.

Sums may miss by 0.01 for each line and each rate, as suppliers round line by line or once (a genuine mobile bill prints
10.83 + 2.17 = 12.99): that is a warning. Beyond, the invoice is to be checked. Rules are named after EN 16931 (BR-…),
Factur-X and the French reform (BR-FR-…).
"""

from dataclasses import dataclass
from decimal import Decimal

from telbill_desktop.domain.checking_lines import check_lines
from telbill_desktop.domain.checking_parties import check_identifiers
from telbill_desktop.domain.checking_sums import ZERO, compare
from telbill_desktop.domain.checking_vat import check_vat
from telbill_desktop.domain.currencies import is_currency
from telbill_desktop.domain.invoice import InvoiceDraft, InvoiceType
from telbill_desktop.domain.money import CENT, Money
from telbill_desktop.domain.profiles import NO_LINES
from telbill_desktop.domain.remarks import Remarks
from telbill_desktop.domain.signs import ADVANCE_CODES, CORRECTION_CODES, PRO_FORMA_CODE, is_known_type
from telbill_desktop.domain.visible_text import hides_something, visible

_LONGEST_NUMBER = 200
_SHOWN_OF_NUMBER = 60


@dataclass(frozen=True, slots=True)
class Facts:
    """What the document says and a draft does not hold: charges less allowances of each line, the seller's tax numbers.

    `line_adjustments` have the draft's sign and the lines' order; empty means none.
    """

    line_adjustments: tuple[Decimal, ...] = ()
    seller_is_taxed: bool = True


def check(draft: InvoiceDraft, facts: Facts, remarks: Remarks) -> None:
    """Adds to `remarks` everything that does not agree."""
    tolerance = CENT * max(1, len(draft.lines) + len(draft.vat))
    check_totals(draft, tolerance, remarks)
    check_vat(draft, tolerance, remarks, seller_is_taxed=facts.seller_is_taxed)
    check_lines(draft, facts.line_adjustments, remarks)
    check_identifiers(draft, remarks)
    check_dates_and_references(draft, remarks)
    check_kind(draft, remarks)
    check_identity(draft, remarks)
    check_precision(draft, remarks)


def check_totals(draft: InvoiceDraft, tolerance: Decimal, remarks: Remarks) -> None:
    """BR-CO-10 to 13, 15 and 16: the totals of lines, allowances and charges, HT, TTC and the amount due."""
    totals = draft.totals
    allowances, charges = totals.allowances or ZERO, totals.charges or ZERO
    if totals.ht is not None and totals.vat is not None:
        compare(
            ("total_mismatch", "total_mismatch_rounding"),
            draft,
            totals.ttc,
            totals.ht + totals.vat,
            tolerance,
            remarks,
            ht=Money(totals.ht, draft.currency),
            vat=Money(totals.vat, draft.currency),
        )
    if draft.lines and all(line.amount is not None for line in draft.lines if line.unit_price is not None):
        total = sum((line.amount for line in draft.lines if line.amount is not None), ZERO)
        if totals.lines is not None:
            compare(("lines_mismatch", "lines_mismatch_rounding"), draft, totals.lines, total, tolerance, remarks)
        else:
            remarks.warn("lines_total_missing")
            compare(
                ("ht_lines_mismatch", "ht_lines_mismatch_rounding"),
                draft,
                totals.ht,
                total - allowances + charges,
                tolerance,
                remarks,
            )
    if totals.lines is not None:
        computed = totals.lines - allowances + charges
        compare(("ht_mismatch", "ht_mismatch_rounding"), draft, totals.ht, computed, tolerance, remarks)
    _check_adjustments(draft, tolerance, remarks)
    _check_due(draft, tolerance, remarks)


def _check_adjustments(draft: InvoiceDraft, tolerance: Decimal, remarks: Remarks) -> None:
    """BR-CO-11 and BR-CO-12; profiles below BASIC WL state sums without rows."""
    if not draft.adjustments and not (draft.lines and draft.vat):
        return
    for codes, stated, is_charge in (
        (("allowances_mismatch", "allowances_mismatch_rounding"), draft.totals.allowances, False),
        (("charges_mismatch", "charges_mismatch_rounding"), draft.totals.charges, True),
    ):
        total = sum((row.amount for row in draft.adjustments if row.is_charge is is_charge), ZERO)
        compare(codes, draft, stated or ZERO, total, tolerance, remarks)


def _check_due(draft: InvoiceDraft, tolerance: Decimal, remarks: Remarks) -> None:
    """BR-CO-16; what was paid already is said, without alarm."""
    totals = draft.totals
    if totals.amount_due is None or totals.ttc is None:
        remarks.warn("amount_due_missing")
        return
    computed = totals.ttc - (totals.prepaid or ZERO) + (totals.rounding or ZERO)
    if draft.profile == "MINIMUM" and totals.prepaid is None:
        # This profile has no field for what was paid already, so that the difference is no contradiction.
        if totals.amount_due != totals.ttc:
            remarks.warn(
                "due_differs", due=Money(totals.amount_due, draft.currency), ttc=Money(totals.ttc, draft.currency)
            )
        return
    compare(("due_mismatch", "due_mismatch_rounding"), draft, totals.amount_due, computed, tolerance, remarks)
    if totals.prepaid and totals.amount_due == computed:
        remarks.warn(
            "prepaid",
            paid=Money(totals.prepaid, draft.currency),
            due=Money(totals.amount_due, draft.currency),
            ttc=Money(totals.ttc, draft.currency),
        )


def check_dates_and_references(draft: InvoiceDraft, remarks: Remarks) -> None:
    """BR-FR-CO-07: due before issued, unless an advance; BG-3: a correction names another invoice."""
    if draft.due_date and draft.due_date < draft.issue_date and draft.type_code not in ADVANCE_CODES:
        remarks.warn("due_before_issue", due=draft.due_date, issued=draft.issue_date)
    preceding = draft.references.preceding
    if any(each.number.casefold() == draft.number.casefold() for each in preceding):
        remarks.warn("refers_to_itself", number=draft.number)
    corrects = draft.type is InvoiceType.CREDIT_NOTE or draft.type_code in CORRECTION_CODES
    if corrects and not preceding and draft.profile != "MINIMUM":
        remarks.warn("preceding_missing")


def check_kind(draft: InvoiceDraft, remarks: Remarks) -> None:
    """BR-4 and UNTDID 1001: the type code; Factur-X: MINIMUM and BASIC WL carry no lines, the others do (BR-16)."""
    if draft.type_code is None:
        remarks.warn("type_code_missing")
    elif not is_known_type(draft.type_code):
        remarks.warn("type_code_unknown", type_code=draft.type_code[:20])
    elif draft.type_code == PRO_FORMA_CODE:
        remarks.warn("is_pro_forma", type_code=draft.type_code)
    if draft.profile in NO_LINES and draft.lines:
        remarks.warn("profile_too_low", profile=draft.profile or "")
    if draft.profile and draft.profile not in NO_LINES and not draft.lines:
        remarks.warn("lines_missing", profile=draft.profile[:120])


def check_identity(draft: InvoiceDraft, remarks: Remarks) -> None:
    """A number that looks like another or like none, and a currency that does not exist (BR-CL-04: ISO 4217)."""
    if hides_something(draft.number):
        remarks.warn("number_hides", number=visible(draft.number)[:_SHOWN_OF_NUMBER])
    if len(draft.number) > _LONGEST_NUMBER:
        remarks.warn("number_long", count=len(draft.number), number=visible(draft.number)[:_SHOWN_OF_NUMBER])
    if not is_currency(draft.currency):
        remarks.alarm("currency_unknown", currency=draft.currency)


def check_precision(draft: InvoiceDraft, remarks: Remarks) -> None:
    """BR-DEC-01 to 28: amounts have at most two decimals; what the store rounds is said."""
    totals = draft.totals
    headers = {
        "HT": totals.ht,
        "TVA": totals.vat,
        "TTC": totals.ttc,
        "BT-106": totals.lines,
        "BT-107": totals.allowances,
        "BT-108": totals.charges,
        "BT-113": totals.prepaid,
        "BT-114": totals.rounding,
        "BT-115": totals.amount_due,
    }
    for name, amount in headers.items():
        if amount is not None and _too_precise(amount):
            remarks.alarm("amount_rounded", field=name, text=f"{amount:f}")
    rows = [amount for row in draft.vat for amount in (row.basis, row.amount)] + [
        row.amount for row in draft.adjustments
    ]
    if any(amount is not None and _too_precise(amount) for amount in rows):
        remarks.warn("table_rounded")
    fine = [line for line in draft.lines if line.amount is not None and _too_precise(line.amount)]
    if fine:
        remarks.warn("line_amount_precise", count=len(fine), line=fine[0].number_on_invoice or fine[0].label[:60])


def _too_precise(amount: Decimal) -> bool:
    return amount != round(amount, 2)
