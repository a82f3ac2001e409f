"""The warnings of an invoice whose totals were changed after it was read: what they say of sums is said anew."""

from collections.abc import Sequence

from telbill_desktop.domain.checking import check_totals
from telbill_desktop.domain.checking_vat import check_vat_sums
from telbill_desktop.domain.invoice import InvoiceDraft
from telbill_desktop.domain.messages import Message
from telbill_desktop.domain.money import CENT
from telbill_desktop.domain.remarks import Remarks

# Alarms about sums, found again when the sums are checked again; each has a second code for what is only rounding.
# Tables have two codes of their own for the same.
_SUMS = frozenset(
    {
        *("total_mismatch", "lines_mismatch", "ht_lines_mismatch", "ht_mismatch", "allowances_mismatch"),
        *("charges_mismatch", "due_mismatch", "vat_mismatch", "vat_bases_mismatch"),
    }
)
_OF_TABLES = frozenset({"row_totals_mismatch", "lines_total_differs"})
_ABOUT_SUMS = _SUMS | _OF_TABLES | {f"{code}_rounding" for code in _SUMS} | {"due_differs", "prepaid"}
_OTHER_ALARMS = frozenset(
    {
        *("vat_row_mismatch", "vat_basis_mismatch", "vat_on_untaxed", "line_mismatch", "group_mismatch"),
        *("several_invoices", "amount_rounded"),
    }
)
_OF_LINES = frozenset({"lines_rounded", "profile_too_low", "group_mismatch"})


def rechecked(draft: InvoiceDraft, warnings: Sequence[Message], *, to_check: bool) -> tuple[tuple[Message, ...], bool]:
    """The warnings as they stand for these totals, and whether the invoice is to be checked.

    `to_check` says whether it was; it stays so for a reason that has nothing to do with its sums.
    """
    remarks = Remarks()
    tolerance = CENT * max(1, len(draft.lines) + len(draft.vat))
    check_totals(draft, tolerance, remarks)
    if draft.vat:
        check_vat_sums(draft, tolerance, remarks)
    kept = [message for message in warnings if message.code not in _ABOUT_SUMS]
    found = [message for message in remarks.messages if message.code in _ABOUT_SUMS]
    still = any(message.code in _OTHER_ALARMS for message in kept)
    explained = still or any(message.code in _SUMS | _OF_TABLES for message in warnings)
    return (*kept, *found), remarks.to_check or still or (to_check and not explained)


def is_of_lines(message: Message) -> bool:
    """Whether a warning speaks of the lines, the VAT table or the allowances: it goes when they go."""
    return message.code in _OF_LINES or message.code.startswith(
        ("line_", "lines_", "vat_r", "vat_b", "vat_t", "vat_on")
    )
