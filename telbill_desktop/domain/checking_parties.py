"""Identifiers of the parties: what cannot exist is said; an IBAN above all, since money goes there."""

from telbill_desktop.domain.identifiers import compact, is_iban, is_siren, is_siret, is_vat, siren_of_vat
from telbill_desktop.domain.invoice import InvoiceDraft, Party
from telbill_desktop.domain.remarks import Remarks

_EU_PREFIXES = frozenset(
    {"AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "EL", "ES", "FI", "FR", "HR", "HU"}
    | {"IE", "IT", "LT", "LU", "LV", "MT", "NL", "PL", "PT", "RO", "SE", "SI", "SK"},
)


def check_identifiers(draft: InvoiceDraft, remarks: Remarks) -> None:
    """SIREN, SIRET and VAT keys of both parties, and the account to pay on."""
    for party in (draft.seller, draft.buyer):
        if party is not None:
            _check_party(party, remarks)
    iban = compact(draft.payment.iban or "")
    if iban[:2].isalpha() and iban[2:4].isdigit() and not is_iban(iban):
        remarks.warn("iban_invalid", iban=(draft.payment.iban or "")[:40])


def _check_party(party: Party, remarks: Remarks) -> None:
    name = party.name[:80]
    if party.siren and not is_siren(party.siren):
        remarks.warn("siren_invalid", party=name, siren=party.siren[:20])
    if party.siret and not is_siret(party.siret):
        remarks.warn("siret_invalid", party=name, siret=party.siret[:20])
    if party.vat_number and compact(party.vat_number)[:2] in _EU_PREFIXES:
        if not is_vat(compact(party.vat_number)):
            remarks.warn("vat_number_invalid", party=name, number=party.vat_number[:30])
        inside = siren_of_vat(party.vat_number)
        if inside and party.siren and inside != party.siren:
            remarks.warn("vat_number_of_another", party=name, number=party.vat_number[:30], siren=party.siren[:20])
