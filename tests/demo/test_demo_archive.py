"""What the archive of the demo's store shows: signed invoices, one altered, whom its user trusts, papers."""

from collections import Counter
from pathlib import Path

from telbill_desktop import importers
from telbill_desktop.demo.billing import issued
from telbill_desktop.demo.catalogue import Company
from telbill_desktop.demo.company import REFERENCE_DATE, create_demo
from telbill_desktop.demo.paperwork import document_of
from telbill_desktop.demo.signing import ALTERED, SIGNED_FROM, TRUSTED_AUTHORITY
from telbill_desktop.domain.archive_view import ArchiveFilter, ArchiveRow
from telbill_desktop.domain.company_document import DocumentOwner, DocumentStanding, state_on
from telbill_desktop.domain.progress import Unwatched
from telbill_desktop.domain.retention import DocumentKind
from telbill_desktop.domain.signature import Integrity, Trust
from telbill_desktop.services import archive, company_documents, contract_list, invoices, judging, trust
from telbill_desktop.store.engine import Store


def rows(store: Store) -> list[ArchiveRow]:
    return archive.rows(store, archive.find_ids(store, ArchiveFilter(), REFERENCE_DATE))


def pdfs(store: Store) -> list[ArchiveRow]:
    return [row for row in rows(store) if row.media_type == "application/pdf"]


def test_every_document_was_looked_at_and_signed_ones_are_what_they_are(small: Store) -> None:
    assert judging.count_waiting(small) == 0
    shown = Counter((row.operator, row.integrity, row.trust) for row in pdfs(small) if row.integrity != "unsigned")
    assert shown == {
        ("Hexamobile", Integrity.INTACT, Trust.TRUSTED): 7,
        ("Hexamobile", Integrity.MODIFIED, Trust.TRUSTED): 1,
        ("Lumitel", Integrity.INTACT, Trust.UNKNOWN): 5,
    }
    assert {row.operator for row in pdfs(small) if row.integrity == "unsigned"} >= {"Nuvox", "Sonora"}


def test_one_invoice_was_altered_after_it_was_signed(small: Store) -> None:
    [altered] = [row for row in rows(small) if row.integrity is Integrity.MODIFIED]
    assert (altered.operator, altered.document_date) == ("Hexamobile", ALTERED[1])
    assert altered.invoice_id is not None


def test_its_user_trusts_one_invented_authority(small: Store) -> None:
    assert [one.name for one in trust.trusted(small)] == [TRUSTED_AUTHORITY]


def test_its_company_and_its_framework_contract_have_papers(small: Store) -> None:
    [company] = [choice.id for choice in invoices.companies(small)]
    papers = company_documents.documents_of(small, DocumentOwner(company_id=company))
    said = {one.fields.kind: state_on(REFERENCE_DATE, one.fields).standing for one in papers}
    assert said == {
        DocumentKind.COMPANY: DocumentStanding.AGING,
        DocumentKind.BANK: DocumentStanding.VALID,
        DocumentKind.MANDATE: DocumentStanding.ENDING,
    }
    hexamobile = next(choice.id for choice in invoices.operators(small) if choice.label == "Hexamobile")
    documents = contract_list.operator_sheet(small, hexamobile).documents
    assert [one.fields.label for held in documents.values() for one in held] == ["Contrat cadre 50036316"]


def test_signing_has_no_chance_and_no_clock_in_it(autumn: Company) -> None:
    hexamobile = [each for each in issued(autumn) if each.account.operator.id == "hexamobile"]
    signed = [each for each in hexamobile if each.draft.issue_date >= SIGNED_FROM]
    first, second = ([document_of(each)[1] for each in signed] for _ in range(2))
    assert first == second
    assert all(b"/ByteRange" in content for content in first)


def test_without_an_inspector_documents_wait(tmp_path: Path, autumn: Company) -> None:
    with create_demo(tmp_path / "demo", importers.read, Unwatched(), company=autumn) as store:
        assert judging.count_waiting(store) == len(rows(store))
