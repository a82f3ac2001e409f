"""Source 000, « Facture certifiée »: a SIRET is needed; not with TIP, a cheque or an address of billing abroad."""

import pytest

from telbill_desktop.domain.billing_terms import PaymentMethod
from telbill_desktop.domain.certified_invoice import CertifiedInvoices, Eligibility, certified_invoices

SIREN = "443061841"
DEBIT = PaymentMethod.DIRECT_DEBIT


def said(found: CertifiedInvoices) -> tuple[Eligibility, list[str], list[str]]:
    return found.eligibility, [one.code for one in found.reasons], [one.code for one in found.unknown]


@pytest.mark.parametrize("method", [DEBIT, PaymentMethod.CARD, PaymentMethod.TRANSFER])
@pytest.mark.parametrize("countries", [["FR"], ["FR", "RE"], ["GP"]])
def test_a_french_company_that_pays_otherwise_can_have_them(method: PaymentMethod, countries: list[str]) -> None:
    assert said(certified_invoices(SIREN, method, countries)) == (Eligibility.ELIGIBLE, [], [])


@pytest.mark.parametrize(
    ("method", "countries", "reasons"),
    [
        (PaymentMethod.TIP, ["FR"], ["certified_not_tip"]),
        (PaymentMethod.CHEQUE, ["FR"], ["certified_not_cheque"]),
        (DEBIT, ["BE"], ["certified_not_abroad"]),
        (DEBIT, ["BE", "LU"], ["certified_not_abroad"]),
        (PaymentMethod.CHEQUE, ["BE"], ["certified_not_cheque", "certified_not_abroad"]),
    ],
)
def test_tip_cheque_and_an_address_abroad_exclude_them(
    method: PaymentMethod, countries: list[str], reasons: list[str]
) -> None:
    assert said(certified_invoices(SIREN, method, countries)) == (Eligibility.REFUSED, reasons, [])


def test_what_is_not_known_is_said_and_decides_nothing() -> None:
    everything = ["certified_siren_unknown", "certified_method_unknown", "certified_address_unknown"]
    assert said(certified_invoices("", None, [])) == (Eligibility.UNDECIDED, [], everything)
    assert said(certified_invoices("", DEBIT, ["FR"])) == (Eligibility.UNDECIDED, [], ["certified_siren_unknown"])
    two = certified_invoices(SIREN, DEBIT, ["FR", "BE"])
    assert said(two) == (Eligibility.UNDECIDED, [], ["certified_address_undecided"])


def test_a_reason_is_enough_whatever_else_is_not_known() -> None:
    found = certified_invoices("", PaymentMethod.TIP, [])
    unknown = ["certified_siren_unknown", "certified_address_unknown"]
    assert said(found) == (Eligibility.REFUSED, ["certified_not_tip"], unknown)
