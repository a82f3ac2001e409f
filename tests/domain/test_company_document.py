"""How documents of a company stand on a day, and what cannot be kept of them."""

from datetime import date

import pytest

from telbill_desktop.domain.company_document import (
    DocumentFields,
    DocumentOwner,
    DocumentStanding,
    DocumentState,
    state_on,
    tidied,
)
from telbill_desktop.domain.errors import TelbillError
from telbill_desktop.domain.retention import DocumentKind

TODAY = date(2026, 11, 28)


@pytest.mark.parametrize(
    ("kind", "received", "ends", "standing", "days"),
    [
        (DocumentKind.IDENTITY, date(2020, 1, 1), None, DocumentStanding.VALID, None),
        (DocumentKind.IDENTITY, date(2020, 1, 1), date(2026, 11, 27), DocumentStanding.EXPIRED, None),
        (DocumentKind.IDENTITY, date(2020, 1, 1), date(2026, 11, 28), DocumentStanding.ENDING, 0),
        (DocumentKind.MANDATE, date(2020, 1, 1), date(2027, 1, 27), DocumentStanding.ENDING, 60),
        (DocumentKind.MANDATE, date(2020, 1, 1), date(2027, 1, 28), DocumentStanding.VALID, None),
        (DocumentKind.COMPANY, date(2026, 8, 28), None, DocumentStanding.VALID, None),  # three months to the day
        (DocumentKind.COMPANY, date(2026, 8, 27), None, DocumentStanding.AGING, None),
        (DocumentKind.COMPANY, date(2026, 1, 1), date(2026, 3, 31), DocumentStanding.EXPIRED, None),
        (DocumentKind.BANK, date(2026, 1, 1), None, DocumentStanding.VALID, None),
    ],
)
def test_a_document_stands_as_its_days_say(
    kind: DocumentKind, received: date, ends: date | None, standing: DocumentStanding, days: int | None
) -> None:
    assert state_on(TODAY, DocumentFields(kind, "x", received, ends)) == DocumentState(standing, days)


def test_a_document_that_nobody_named_is_called_as_its_file() -> None:
    fields = DocumentFields(DocumentKind.BANK, "  ", TODAY)
    assert tidied(fields, "iban.pdf").label == "iban.pdf"
    assert tidied(DocumentFields(DocumentKind.BANK, " RIB  du siège ", TODAY), "iban.pdf").label == "RIB du siège"


def test_what_ended_before_it_came_is_refused() -> None:
    with pytest.raises(TelbillError) as refused:
        tidied(DocumentFields(DocumentKind.BANK, "RIB", TODAY, date(2026, 11, 27)), "iban.pdf")
    assert refused.value.message.code == "document_ends_before"
    assert tidied(DocumentFields(DocumentKind.BANK, "RIB", TODAY, TODAY), "iban.pdf").ends_on == TODAY


def test_a_document_is_of_one_owner_and_never_an_invoice() -> None:
    for wrong in ({}, {"company_id": 1, "contract_id": 2}):
        with pytest.raises(ValueError, match="DocumentOwner"):
            DocumentOwner(**wrong)
    for kind in (DocumentKind.INVOICE, DocumentKind.CREDIT_NOTE):
        with pytest.raises(ValueError, match="DocumentFields"):
            DocumentFields(kind, "x", TODAY)
