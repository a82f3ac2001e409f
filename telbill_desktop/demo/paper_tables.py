"""The tables of an invoice's first page: what each category costs, VAT by rate, totals."""

from decimal import Decimal

from telbill_desktop.demo import french
from telbill_desktop.demo.look import Look
from telbill_desktop.demo.own_words import CATEGORY_WORDS
from telbill_desktop.demo.sheet import GREY, INK, LEFT, RIGHT, Sheet
from telbill_desktop.domain.invoice import Category, InvoiceDraft

_SPLIT = LEFT + 262
_ROW = 15.0


def draw_summary(sheet: Sheet, draft: InvoiceDraft, look: Look, y: float) -> float:
    """« Synthèse par rubrique », with what is prorated in each; returns where it ends."""
    edge = _SPLIT - 14
    y = _heading(sheet, look, LEFT, edge, y, "Synthèse par rubrique", "Montant HT")
    for category in Category:
        lines = [line for line in draft.lines if line.category is category]
        if not lines:
            continue
        y = _row(sheet, LEFT, edge, y, CATEGORY_WORDS[category], _sum(line.amount for line in lines))
        if any(line.prorated for line in lines):
            prorated = _sum(line.amount for line in lines if line.prorated)
            y = _row(sheet, LEFT + 10, edge, y, "dont prorata", prorated, colour=GREY)
    for adjustment in draft.adjustments:
        amount = adjustment.amount if adjustment.is_charge else -adjustment.amount
        y = _row(sheet, LEFT, edge, y, adjustment.reason or "Remise", amount)
    return y


def draw_vat(sheet: Sheet, draft: InvoiceDraft, look: Look, y: float) -> float:
    """The VAT table; returns where it ends."""
    y = _heading(sheet, look, _SPLIT, RIGHT, y, "TVA", "Montant", middle="Base HT")
    for row in draft.vat:
        name = f"TVA {french.number(row.rate)} %" if row.rate else "Non soumis à la TVA"
        y = _row(sheet, _SPLIT, RIGHT, y, name, row.amount or Decimal(0), middle=row.basis)
        if row.exemption:
            sheet.text(_SPLIT, y, row.exemption, size=6.5, colour=GREY, width=RIGHT - _SPLIT)
            y += 10
    return y + 8


def draw_totals(sheet: Sheet, draft: InvoiceDraft, look: Look, y: float) -> float:
    """HT, TVA, TTC, what was paid before and what is due; returns where they end."""
    totals = draft.totals
    ht, vat, ttc = totals.stated
    y = _row(sheet, _SPLIT, RIGHT, y, "Total HT", ht)
    y = _row(sheet, _SPLIT, RIGHT, y, "Total TVA", vat)
    y = _row(sheet, _SPLIT, RIGHT, y, "Total TTC", ttc, bold=True, colour=look.colour)
    if totals.prepaid:
        y = _row(sheet, _SPLIT, RIGHT, y, "Déjà réglé (solde prépayé)", -totals.prepaid)
        y = _row(sheet, _SPLIT, RIGHT, y, "Reste à payer", totals.amount_due or Decimal(0), bold=True)
    return y


def _heading(
    sheet: Sheet, look: Look, x: float, edge: float, y: float, name: str, last: str, middle: str = ""
) -> float:
    sheet.text(x, y, name, size=9.5, bold=True, colour=look.colour)
    sheet.text(edge, y, last, size=7, colour=GREY, align="right")
    if middle:
        sheet.text(edge - 74, y, middle, size=7, colour=GREY, align="right")
    sheet.rule(x, y + 5, edge, colour=look.colour, thickness=0.9)
    return y + 19


def _row(
    sheet: Sheet,
    x: float,
    edge: float,
    y: float,
    name: str,
    value: Decimal,
    *,
    middle: Decimal | None = None,
    bold: bool = False,
    colour: str = INK,
) -> float:
    sheet.text(x, y, name, bold=bold, colour=colour, width=edge - x - (150 if middle is not None else 80))
    if middle is not None:
        sheet.text(edge - 74, y, french.amount(middle), colour=colour, align="right")
    sheet.text(edge, y, french.euros(value) if bold else french.amount(value), bold=bold, colour=colour, align="right")
    sheet.rule(x, y + 4.5, edge)
    return y + _ROW


def _sum(amounts: object) -> Decimal:
    return sum((amount for amount in amounts if amount is not None), Decimal(0))  # type: ignore[attr-defined] # a generator
