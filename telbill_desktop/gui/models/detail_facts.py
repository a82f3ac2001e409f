"""One invoice as pairs of a name and a text, in the order of the operators' own portals (La Station)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from telbill_desktop.domain.visible_text import visible
from telbill_desktop.gui.models.invoice_cells import type_name
from telbill_desktop.gui.models.line_cells import period_text, rate_text
from telbill_desktop.system import formats
from telbill_desktop.system.i18n import tr

if TYPE_CHECKING:
    from collections.abc import Iterator

    from telbill_desktop.domain.invoice import Address, InvoiceDraft, Party
    from telbill_desktop.domain.invoice_detail import InvoiceDetail

MISSING = "—"


@dataclass(frozen=True, slots=True)
class Fact:
    """A name and what the document says; `strong` is the figure that one looks for first."""

    name: str
    text: str
    strong: bool = False


def heading(detail: InvoiceDetail) -> str:
    """`Facture 62268557 — Hexamobile`."""
    draft = detail.invoice
    return f"{type_name(draft.type, draft.type_code)} {visible(draft.number)} — {detail.operator}"


def main_facts(detail: InvoiceDetail) -> list[Fact]:
    """What stands first: type, dates, amounts."""
    draft = detail.invoice
    return [
        Fact(tr("Type"), type_name(draft.type, draft.type_code)),
        Fact(tr("Date"), formats.day(draft.issue_date)),
        Fact(tr("Due date"), formats.day(draft.due_date) if draft.due_date else MISSING),
        Fact(tr("Period"), period_text(draft.period) or MISSING),
        *_amounts(draft),
    ]


def account_facts(detail: InvoiceDetail) -> list[Fact]:
    """What the invoice is for: account, order, contract, recipient."""
    draft = detail.invoice
    return [
        Fact(tr("Billing centre"), _account(detail)),
        Fact(tr("Client code"), draft.account.client_code or MISSING),
        Fact(tr("Purchase order"), draft.references.purchase_order or MISSING),
        Fact(tr("Framework contract"), draft.references.framework_contract or MISSING),
        Fact(tr("EDI indicator"), _yes_or_no(draft.references.edi)),
        Fact(tr("Recipient"), _recipient(draft.buyer, detail.company)),
    ]


def reference_facts(detail: InvoiceDetail) -> list[Fact]:
    """The other references, a dash where the document gives none."""
    draft, references = detail.invoice, detail.invoice.references
    facts = [
        Fact(tr("Business unit"), references.business_unit or MISSING),
        Fact(tr("Site 1"), references.site_1 or MISSING),
        Fact(tr("Site 2"), references.site_2 or MISSING),
        Fact(tr("Local contract"), references.local_contract or MISSING),
        Fact(tr("Sub-account"), draft.account.sub_account or MISSING),
        Fact(tr("Company code (COOLCO)"), (draft.buyer.code if draft.buyer else None) or MISSING),
        Fact(tr("Recipient's SIRET"), (draft.buyer.siret if draft.buyer else None) or MISSING),
    ]
    optional = (
        (tr("Buyer's reference"), references.buyer_reference),
        (tr("Accounting reference"), references.accounting_reference),
        (tr("Issued by"), _party(draft.seller)),
        (tr("Document profile"), draft.profile),
        (tr("Notes"), "\n".join(draft.notes)),
    )
    return facts + [Fact(name, text) for name, text in optional if text]


def payment_facts(draft: InvoiceDraft) -> list[Fact]:
    """How the invoice asks to be paid; nothing when it does not say."""
    payment, totals = draft.payment, draft.totals
    asked = (
        (tr("Means of payment"), payment.means),
        (tr("IBAN"), payment.iban),
        (tr("Mandate"), payment.mandate),
        (tr("Terms"), payment.terms),
        (tr("Already paid"), formats.money(totals.prepaid, draft.currency) if totals.prepaid else None),
    )
    return [Fact(name, text) for name, text in asked if text]


def _amounts(draft: InvoiceDraft) -> Iterator[Fact]:
    totals, currency = draft.totals, draft.currency
    yield Fact(tr("Total excl. VAT"), formats.stated(totals.ht, currency))
    rates = [(row.rate, row.amount) for row in draft.vat if row.amount is not None]
    if rates:
        for rate, amount in rates:
            yield Fact(f"{tr('VAT')} {rate_text(rate)}".rstrip(), formats.money(amount, currency))
    if len(rates) != 1:
        yield Fact(tr("VAT"), formats.stated(totals.vat, currency))
    yield Fact(tr("Total incl. VAT"), formats.stated(totals.ttc, currency), strong=True)
    yield Fact(tr("Amount due"), formats.stated(totals.amount_due, currency))


def _account(detail: InvoiceDetail) -> str:
    account = detail.invoice.account
    parts = [detail.account or "", account.number or "", account.radical or ""]
    return " — ".join(dict.fromkeys(part for part in parts if part)) or MISSING


def _yes_or_no(value: bool | None) -> str:  # noqa: FBT001 - the value itself
    return MISSING if value is None else tr("Yes") if value else tr("No")


def _recipient(buyer: Party | None, company: str) -> str:
    if buyer is None:
        return company or MISSING
    return "\n".join(part for part in (buyer.name, _address(buyer.address)) if part) or MISSING


def _address(address: Address) -> str:
    town = " ".join(part for part in (address.postcode, address.city) if part)
    return ", ".join(part for part in (*address.lines, town) if part)


def _party(party: Party) -> str:
    identifiers = (party.siret or party.siren, party.vat_number)
    return " · ".join(part for part in (party.name, *identifiers) if part)
