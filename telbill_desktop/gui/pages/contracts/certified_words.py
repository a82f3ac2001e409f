"""What the sheet of an account says of « factures certifiées »."""

from __future__ import annotations

from typing import TYPE_CHECKING

from telbill_desktop.domain.certified_invoice import Eligibility
from telbill_desktop.system import formats
from telbill_desktop.system.i18n import tr

if TYPE_CHECKING:
    from telbill_desktop.domain.certified_invoice import CertifiedInvoices


def certified_words(found: CertifiedInvoices) -> tuple[str, list[str]]:
    """A heading and sentences: the answer, why, and whose rule it is."""
    heading = {
        Eligibility.ELIGIBLE: tr("Certified invoices: possible, as far as is known"),
        Eligibility.REFUSED: tr("Certified invoices: not possible, as far as is known"),
        Eligibility.UNDECIDED: tr("Certified invoices: not known yet"),
    }[found.eligibility]
    rule = tr(
        "Some operators send signed electronic invoices only to companies that have a SIRET, not to those who pay by"
        " TIP or cheque or are invoiced abroad. Your operator's own rule decides."
    )
    return heading, [*(formats.sentence(one) for one in (*found.reasons, *found.unknown)), rule]
