"""Whether an account can have « factures certifiées », the signed electronic invoices of some operators (source 000).

The rule as it is published: for companies that have a SIRET, except where they pay by TIP or by cheque, or are invoiced
abroad. The page that says so names no operator, and another one may have another rule: what is said here is said of
« some operators ».
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from telbill_desktop.domain.billing_terms import PaymentMethod
from telbill_desktop.domain.messages import Message
from telbill_desktop.domain.numbering import FRENCH_TERRITORIES

_REFUSED_METHODS = {PaymentMethod.TIP: "certified_not_tip", PaymentMethod.CHEQUE: "certified_not_cheque"}


class Eligibility(StrEnum):
    """What the rule says of what is known."""

    ELIGIBLE = "eligible"
    REFUSED = "refused"
    UNDECIDED = "undecided"


@dataclass(frozen=True, slots=True)
class CertifiedInvoices:
    """`reasons` are why not; `unknown` is what is not known. Both are sentences."""

    eligibility: Eligibility
    reasons: tuple[Message, ...] = ()
    unknown: tuple[Message, ...] = ()


def certified_invoices(siren: str, method: PaymentMethod | None, countries: Sequence[str]) -> CertifiedInvoices:
    """What the rule says of an account.

    `siren` is that of the company that is invoiced: whoever has one has a SIRET for each place. `countries` are those
    of its addresses (ISO 3166-1 alpha-2); which of them is invoiced is not known, so that only all of them decide.
    """
    reasons, unknown = [], []
    if not siren:
        unknown.append(Message("certified_siren_unknown"))
    if method is None:
        unknown.append(Message("certified_method_unknown"))
    elif method in _REFUSED_METHODS:
        reasons.append(Message(_REFUSED_METHODS[method]))
    abroad = [country for country in countries if country not in FRENCH_TERRITORIES]
    if not countries:
        unknown.append(Message("certified_address_unknown"))
    elif len(abroad) == len(countries):
        reasons.append(Message("certified_not_abroad"))
    elif abroad:
        unknown.append(Message("certified_address_undecided"))
    if reasons:
        return CertifiedInvoices(Eligibility.REFUSED, tuple(reasons), tuple(unknown))
    eligibility = Eligibility.UNDECIDED if unknown else Eligibility.ELIGIBLE
    return CertifiedInvoices(eligibility, unknown=tuple(unknown))
