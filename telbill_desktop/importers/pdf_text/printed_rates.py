"""Printed rates of VAT beside the totals that they must make, where the page gives no base for a rate."""

import re
from dataclasses import replace
from decimal import Decimal

from telbill_desktop.domain.invoice import InvoiceDraft, VatBreakdown
from telbill_desktop.domain.pdf_template import TemplateField
from telbill_desktop.importers.pdf_text.extraction import Extraction

_RATE = re.compile(r"(?<![\d.,])(\d{1,2}(?:[.,]\d{1,3})?) ?%")
_HALF_CENT = Decimal("0.005")
_NONE = Decimal(0)


def with_bases(draft: InvoiceDraft, extraction: Extraction) -> InvoiceDraft:
    """The invoice to be checked: one rate alone is the rate of the whole amount without tax."""
    rows = draft.vat or _beside_vat(draft, extraction)
    if len(rows) == 1 and rows[0].basis is None:
        rows = (replace(rows[0], basis=draft.totals.ht),)
    return replace(draft, vat=rows)


def bases_disagree(draft: InvoiceDraft) -> bool:
    """Whether the bases that several rates and their tax imply cannot make the amount without tax.

    Each is as exact as a cent of tax tells: at 5.5 %, to 9 cents. A rate of 0 leaves its base open.
    """
    unbased = [row for row in draft.vat if row.basis is None and row.rate is not None and row.amount is not None]
    ht = draft.totals.ht
    if len(draft.vat) == 1 or not unbased or len(unbased) != len(draft.vat) or ht is None:
        return False
    implied = tolerance = _NONE
    is_open = False
    for row in unbased:
        rate, tax = row.rate or _NONE, row.amount or _NONE
        if not rate and tax:
            return True
        if not rate:
            is_open = True
            continue
        implied += tax * 100 / rate
        tolerance += _HALF_CENT * 2 * 100 / rate
    beyond = abs(implied) - abs(ht) if is_open else abs(implied - ht)
    return beyond > tolerance


def _beside_vat(draft: InvoiceDraft, extraction: Extraction) -> tuple[VatBreakdown, ...]:
    """The one rate in the line of the VAT, as in « TVA 20 %  204,00 »."""
    place = extraction.places.get(TemplateField.VAT)
    rates = {Decimal(text.replace(",", ".")) for text in _RATE.findall(place.line)} if place else set()
    if len(rates) != 1:
        return ()
    [rate] = rates
    return (VatBreakdown("S" if rate else None, rate, None, draft.totals.vat),)
