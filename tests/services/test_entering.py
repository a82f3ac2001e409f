"""An invoice that is typed beside its PDF is taken in as an import's is."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from telbill_desktop.domain.entry import Entry, is_supplier_id, reading_of, supplier
from telbill_desktop.domain.errors import TelbillError
from telbill_desktop.domain.invoice import InvoiceType
from telbill_desktop.domain.invoice_list import InvoiceFilter, InvoiceOrder
from telbill_desktop.domain.progress import Unwatched
from telbill_desktop.domain.reading import FileStatus, SourceKind
from telbill_desktop.importers import read
from telbill_desktop.services import invoices
from telbill_desktop.services.doctor import examine
from telbill_desktop.services.entering import enter_invoice, known_operators, own_identifiers, read_file
from telbill_desktop.services.history import history, undo
from telbill_desktop.services.intake import FileResult, gather, import_files
from telbill_desktop.services.invoice_detail import detail
from telbill_desktop.store.engine import Store
from tests import builders
from tests.pages import telecom_pdf

ENTRY = Entry(
    operator="Ondefixe",
    number="FA-2026-0012",
    issue_date=date(2026, 11, 17),
    ht=Decimal("1020.00"),
    vat=Decimal("204.00"),
    ttc=Decimal("1224.00"),
    supplier_id="FR66999000011",
)


@pytest.fixture
def paper(tmp_path: Path) -> Path:
    path = tmp_path / "papier.pdf"
    path.write_bytes(telecom_pdf())
    return path


def enter(store: Store, path: Path, entry: Entry = ENTRY) -> FileResult:
    file, content = read_file(path)
    return enter_invoice(store, file, content, entry)


def test_it_is_there_with_its_document_and_one_undo_takes_it_back(store: Store, paper: Path) -> None:
    result = enter(store, paper)
    assert result.status is FileStatus.IMPORTED
    assert result.invoice_id is not None
    shown = detail(store, result.invoice_id)
    [source] = shown.sources
    assert (source.name, source.kind, source.media_type) == ("papier.pdf", SourceKind.PDF_TEXT, "application/pdf")
    [act] = history(store)
    assert (act.kind, act.title.params["number"]) == ("enter_invoice", "FA-2026-0012")
    assert all(check.ok for check in examine(store))
    undo(store)
    assert invoices.find_first(store, InvoiceFilter(), InvoiceOrder()) == []


def test_the_same_document_is_not_entered_twice(store: Store, paper: Path) -> None:
    enter(store, paper)
    with pytest.raises(TelbillError) as raised:
        enter(store, paper, replace(ENTRY, number="FA-2026-0013"))
    assert (raised.value.message.code, raised.value.message.params["number"]) == ("entry_known", "FA-2026-0012")
    assert len(history(store)) == 1


def test_an_invoice_that_is_known_from_a_better_source_stays_as_it_is(store: Store, paper: Path) -> None:
    known = builders.draft(number="F-1")
    paper.with_name("f.xml").write_bytes(builders.cii_xml(known))
    import_files(store, gather([paper.with_name("f.xml")]), read, Unwatched())
    ht, vat, ttc = known.totals.stated
    same = replace(ENTRY, number="F-1", operator="Hexamobile SA", ht=ht, vat=vat, ttc=ttc)
    assert enter(store, paper, same).status is FileStatus.MERGED
    paper.write_bytes(telecom_pdf(number="F-1"))
    assert enter(store, paper, replace(same, ttc=Decimal("1.00"))).status is FileStatus.CONFLICT


def test_a_file_that_went_is_said_and_nothing_is_written(store: Store, tmp_path: Path) -> None:
    with pytest.raises(TelbillError) as raised:
        enter(store, tmp_path / "gone.pdf")
    assert raised.value.message.code == "file_missing"
    assert history(store) == []


def test_an_amount_beyond_measure_is_refused(store: Store, paper: Path) -> None:
    with pytest.raises(TelbillError) as raised:
        enter(store, paper, replace(ENTRY, ttc=Decimal(10) ** 14))
    assert raised.value.message.code == "amount_too_large"
    assert history(store) == []


def test_a_credit_note_counts_negative_however_it_is_typed() -> None:
    for sign in (1, -1):
        typed = replace(ENTRY, ht=sign * ENTRY.ht, vat=sign * ENTRY.vat, ttc=sign * ENTRY.ttc)
        draft = reading_of(replace(typed, type=InvoiceType.CREDIT_NOTE)).draft
        assert draft is not None
        assert (draft.type, draft.totals.ttc) == (InvoiceType.CREDIT_NOTE, Decimal("-1224.00"))


def test_figures_that_disagree_are_kept_and_marked() -> None:
    reading = reading_of(replace(ENTRY, ttc=Decimal("1225.00")))
    assert reading.to_check
    assert [message.code for message in reading.warnings] == ["total_mismatch"]
    assert reading_of(ENTRY).warnings == ()


@pytest.mark.parametrize(
    ("text", "siren", "vat_number"),
    [
        ("FR66999000011", "999000011", "FR66999000011"),
        ("999000011", "999000011", None),
        ("99900001100018", "999000011", None),
        ("DE232446240", None, "DE232446240"),
        ("", None, None),
    ],
)
def test_a_supplier_is_known_by_what_was_typed(text: str, siren: str | None, vat_number: str | None) -> None:
    party = supplier("Ondefixe", text)
    assert (party.siren, party.vat_number) == (siren, vat_number)
    assert is_supplier_id(text) is bool(text)


def test_operators_and_own_companies_are_known_for_the_form(store: Store, paper: Path) -> None:
    paper.with_name("f.xml").write_bytes(builders.cii_xml(builders.draft()))
    import_files(store, gather([paper.with_name("f.xml")]), read, Unwatched())
    [operator] = known_operators(store)
    assert (operator.name, operator.siren) == ("Hexamobile SA", "999000011")
    assert own_identifiers(store) == {"999100019", "FR69999100019"}
