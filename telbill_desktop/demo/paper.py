"""An operator's invoice on paper: header, references, summary by category, VAT, totals, payment, then the lines."""

from datetime import datetime, time

from telbill_desktop.demo import french
from telbill_desktop.demo.facturx import Attachment, Declaration, attach
from telbill_desktop.demo.look import Look
from telbill_desktop.demo.paper_lines import draw_lines
from telbill_desktop.demo.paper_tables import draw_summary, draw_totals, draw_vat
from telbill_desktop.demo.sheet import BOLD, GREY, HEIGHT, INK, LEFT, RIGHT, WHITE, WIDTH, Sheet, fitted, wrapped
from telbill_desktop.domain.invoice import Address, InvoiceDraft, InvoiceType, Party

FOOT = HEIGHT - 44
_PAYMENT_MEANS = {
    "30": "Paiement par virement",
    "58": "Paiement par virement SEPA",
    "48": "Paiement par carte bancaire",
    "49": "Prélèvement automatique",
    "59": "Prélèvement automatique SEPA",
}


def invoice_pdf(
    draft: InvoiceDraft,
    look: Look,
    attachments: tuple[Attachment, ...] = (),
    declaration: Declaration | None = None,
) -> bytes:
    """The document as a PDF of one to a few pages; the same draft and look give the same bytes."""
    sheet = Sheet(f"{title_of(draft)} {draft.number}", draft.seller.name, datetime.combine(draft.issue_date, time(6)))
    attach(sheet.canvas, attachments, declaration)
    _header(sheet, draft, look)
    y = _references(sheet, draft, look)
    y = _amount_box(sheet, draft, look, y)
    left = draw_summary(sheet, draft, look, y)
    right = draw_totals(sheet, draft, look, draw_vat(sheet, draft, look, y))
    y = _payment(sheet, draft, max(left, right) + 16)
    _foot(sheet, draft, look, 1)
    draw_lines(sheet, draft, look, lambda page: _new_page(sheet, draft, look, page), y + 8, FOOT - 16)
    return sheet.finish()


def title_of(draft: InvoiceDraft) -> str:
    """What the document calls itself."""
    return "Avoir" if draft.type is InvoiceType.CREDIT_NOTE else "Facture"


def _header(sheet: Sheet, draft: InvoiceDraft, look: Look) -> None:
    if look.header == "band":
        sheet.box(0, 0, WIDTH, 66, look.colour)
        _logo(sheet, draft.seller.name, LEFT, 41, WHITE, look.tint)
        sheet.text(RIGHT, 34, title_of(draft), size=17, bold=True, colour=WHITE, align="right")
        sheet.text(RIGHT, 50, look.slogan, size=8, colour=WHITE, align="right")
    else:
        if look.header == "side":
            sheet.box(0, 0, 14, HEIGHT, look.colour)
        else:
            sheet.rule(LEFT, 62, RIGHT, colour=look.colour, thickness=1.6)
        _logo(sheet, draft.seller.name, LEFT, 44, look.colour, look.colour)
        sheet.text(RIGHT, 36, title_of(draft), size=17, bold=True, colour=look.colour, align="right")
        sheet.text(RIGHT, 51, look.slogan, size=8, colour=GREY, align="right")
    y = _party(sheet, draft.seller, LEFT, 90, 230)
    if look.service:
        sheet.text(LEFT, y + 3, look.service, size=7.2, colour=look.colour, width=284)
    if draft.buyer:
        sheet.text(330, 86, "Destinataire", size=7, colour=GREY)
        _party(sheet, draft.buyer, 330, 100, RIGHT - 330, size=9.5)


def _logo(sheet: Sheet, name: str, x: float, y: float, colour: str, dot: str) -> None:
    shown = french.short_name(name).lower()
    width = sheet.text(x + 24, y, shown, size=20, bold=True, colour=colour)
    sheet.circle(x + 9, y - 7, 9, colour)
    sheet.circle(x + 30 + width, y - 2.5, 2.5, dot)


def _party(sheet: Sheet, party: Party, x: float, y: float, width: float, *, size: float = 8) -> float:
    sheet.text(x, y, party.name, size=size, bold=True, width=width)
    for line in _address_lines(party.address):
        y += size + 3.5
        sheet.text(x, y, line, size=size, width=width)
    return y + size + 3.5


def _address_lines(address: Address) -> list[str]:
    return [*address.lines, *([address.town] if address.town else [])]


def _references(sheet: Sheet, draft: InvoiceDraft, look: Look) -> float:
    """The box of references, in two columns; returns where it ends."""
    known = _known_references(draft)
    half = (len(known) + 1) // 2
    top, height = 172.0, half * 13 + 14
    sheet.box(LEFT, top, RIGHT - LEFT, height, look.tint, radius=4)
    for position, (name, value) in enumerate(known):
        x = LEFT + 12 if position < half else LEFT + 268
        y = top + 17 + (position % half) * 13
        sheet.text(x, y, name, size=7.5, colour=GREY)
        sheet.text(x + 112, y, value, size=8, bold=position == 0, width=138)
    return top + height + 14


def _known_references(draft: InvoiceDraft) -> list[tuple[str, str]]:
    references, account = draft.references, draft.account
    edi = None if references.edi is None else ("Oui" if references.edi else "Non")
    period = f"du {french.day(draft.period.start)} au {french.day(draft.period.last_day)}" if draft.period else None
    preceding = ", ".join(each.number for each in references.preceding) or None
    values = (
        (f"N° {'d’avoir' if draft.type is InvoiceType.CREDIT_NOTE else 'de facture'}", draft.number),
        ("Date d’émission", french.long_day(draft.issue_date)),
        ("Période facturée", period),
        ("Échéance", french.long_day(draft.due_date) if draft.due_date else None),
        ("Centre de facturation", account.number),
        ("Radical", account.radical),
        ("Code client", account.client_code),
        ("Sous-compte", account.sub_account),
        ("Facture d’origine", preceding),
        ("N° contrat cadre", references.framework_contract),
        ("N° contrat local", references.local_contract),
        ("N° bon de commande", references.purchase_order),
        ("Référence Business unit", references.business_unit),
        ("Référence Site 1", references.site_1),
        ("Référence Site 2", references.site_2),
        ("Code société (COOLCO)", draft.buyer.code if draft.buyer else None),
        ("SIRET du destinataire", _grouped_siret(draft.buyer.siret) if draft.buyer else None),
        ("Indicateur EDI", edi),
    )
    return [(name, value) for name, value in values if value]


def _grouped_siret(siret: str | None) -> str | None:
    return f"{siret[:3]} {siret[3:6]} {siret[6:9]} {siret[9:]}" if siret else None


def _amount_box(sheet: Sheet, draft: InvoiceDraft, look: Look, y: float) -> float:
    due = draft.totals.amount_due if draft.totals.amount_due is not None else draft.totals.stated[-1]
    credit = draft.type is InvoiceType.CREDIT_NOTE
    sheet.box(LEFT, y, RIGHT - LEFT, 36, look.colour, radius=4)
    sheet.text(LEFT + 14, y + 23, "Montant en votre faveur" if credit else "Montant à payer TTC", size=11, colour=WHITE)
    sheet.text(RIGHT - 14, y + 24, french.euros(abs(due)), size=15, bold=True, colour=WHITE, align="right")
    return y + 56


def _payment(sheet: Sheet, draft: InvoiceDraft, y: float) -> float:
    """How and when it is paid, then the notes; returns where they end."""
    for position, text in enumerate(_payment_sentences(draft)):
        for line in wrapped(text, 7.5, RIGHT - LEFT):
            sheet.text(LEFT, y, line, size=7.5, colour=INK if position == 0 else GREY, bold=position == 0)
            y += 11
    return y


def _payment_sentences(draft: InvoiceDraft) -> list[str]:
    payment = draft.payment
    means = _PAYMENT_MEANS.get(payment.means or "")
    credit = draft.type is InvoiceType.CREDIT_NOTE
    if credit:
        first = "Cet avoir sera déduit de votre prochaine facture."
    elif draft.totals.amount_due == 0:
        first = "Facture déjà réglée : aucun paiement n’est attendu."
    elif means and draft.due_date:
        first = f"{means} le {french.long_day(draft.due_date)}."
    else:
        first = means or ""
    details = (
        f"Référence unique de mandat : {payment.mandate}." if payment.mandate and not credit else "",
        f"IBAN à créditer : {payment.iban}." if payment.iban else "",
        payment.terms or "",
    )
    return [text for text in (first, " ".join(part for part in details if part), *draft.notes) if text]


def _new_page(sheet: Sheet, draft: InvoiceDraft, look: Look, page: int) -> float:
    """Begins a page with its short header; returns where its content begins."""
    sheet.next_page()
    if look.header == "side":
        sheet.box(0, 0, 14, HEIGHT, look.colour)
    name = fitted(draft.seller.name, BOLD, 9, 200)
    sheet.text(LEFT, 44, name, size=9, bold=True, colour=look.colour)
    title = f"{title_of(draft)} n° {draft.number} du {french.day(draft.issue_date)}"
    sheet.text(RIGHT, 44, title, size=8, colour=GREY, align="right")
    sheet.rule(LEFT, 52, RIGHT, colour=look.colour, thickness=1)
    _foot(sheet, draft, look, page)
    return 76


def _foot(sheet: Sheet, draft: InvoiceDraft, look: Look, page: int) -> None:
    sheet.rule(LEFT, FOOT, RIGHT)
    for position, line in enumerate(look.legal):
        sheet.text(LEFT, FOOT + 11 + 9 * position, line, size=6.2, colour=GREY, width=RIGHT - LEFT - 60)
    sheet.text(RIGHT, FOOT + 11, f"{draft.number} · page {page}", size=6.2, colour=GREY, align="right")
