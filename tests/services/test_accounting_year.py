"""The last day of a company's accounting year: how long its invoices are kept follows it, but never for less long."""

from datetime import date

from telbill_desktop.domain.archive_event import EventKind
from telbill_desktop.domain.archive_view import ArchiveFilter
from telbill_desktop.domain.parties import AccountFields, CompanyFields
from telbill_desktop.domain.retention import Closing, DocumentKind
from telbill_desktop.services import archive, invoice_edits, parties
from telbill_desktop.services.history import redo, undo
from telbill_desktop.store.engine import Store
from tests.builders import draft
from tests.services.scenarios import read, take

MARCH = Closing(3, 31)


def invoice_of(store: Store) -> int:
    """The document of an invoice of 17 November 2026 of the only company's only account."""
    take(store, read(draft()))
    [deposit] = archive.find_ids(store, ArchiveFilter(), date(2026, 11, 28))
    return deposit


def until(store: Store, deposit: int) -> date | None:
    row = archive.document(store, deposit).row
    assert row.kind is DocumentKind.INVOICE
    return row.keep_until


def filed(store: Store, deposit: int) -> list[str]:
    events = archive.document(store, deposit).events
    return [one.facts["keep_until"] for one in reversed(events) if one.kind is EventKind.FILED]


def close_on(store: Store, closing: Closing) -> None:
    known = parties.company_fields(store, 1)
    parties.edit_company(store, 1, CompanyFields(known.name, known.code, known.siren, known.vat_number, closing))


def test_the_accounting_year_ends_on_31_december_where_nobody_said_another_day(store: Store) -> None:
    deposit = invoice_of(store)
    assert parties.company_fields(store, 1).closing == Closing(12, 31)
    assert until(store, deposit) == date(2036, 12, 31)


def test_another_closing_day_has_invoices_kept_longer_and_the_log_tells_it(store: Store) -> None:
    deposit = invoice_of(store)
    close_on(store, MARCH)
    assert parties.company_fields(store, 1).closing == MARCH
    assert until(store, deposit) == date(2037, 3, 31)
    assert filed(store, deposit) == ["2036-12-31", "2037-03-31"]


def test_a_closing_day_that_asks_for_less_shortens_nothing(store: Store) -> None:
    deposit = invoice_of(store)
    close_on(store, Closing(11, 30))
    assert until(store, deposit) == date(2036, 12, 31)
    assert filed(store, deposit) == ["2036-12-31"]


def test_undoing_the_day_is_an_act_like_others_and_leaves_documents_as_long_as_they_were_kept(store: Store) -> None:
    deposit = invoice_of(store)
    close_on(store, MARCH)
    undo(store)
    assert parties.company_fields(store, 1).closing == Closing(12, 31)
    assert until(store, deposit) == date(2037, 3, 31)
    redo(store)
    assert parties.company_fields(store, 1).closing == MARCH
    assert filed(store, deposit) == ["2036-12-31", "2037-03-31"]


def test_an_invoice_that_comes_later_is_kept_by_the_day_that_was_said(store: Store) -> None:
    invoice_of(store)
    close_on(store, MARCH)
    take(store, read(draft(number="F-2")))
    deposits = archive.find_ids(store, ArchiveFilter(), date(2026, 11, 28))
    assert [until(store, one) for one in deposits] == [date(2037, 3, 31)] * 2


def test_an_account_that_is_another_companys_follows_its_year(store: Store) -> None:
    deposit = invoice_of(store)
    other = parties.add_company(store, CompanyFields("Autre Maison", closing=MARCH))
    known = parties.account_fields(store, 1)
    words = (known.number, known.radical, known.client_code, known.sub_account)
    parties.edit_account(store, 1, AccountFields(known.label, other, *words))
    assert until(store, deposit) == date(2037, 3, 31)


def test_an_invoice_of_another_account_follows_its_companys_year(store: Store) -> None:
    deposit = invoice_of(store)
    other = parties.add_company(store, CompanyFields("Autre Maison", closing=MARCH))
    account = parties.add_account(store, 1, AccountFields("Site 2", other, "CF 2"))
    invoice_edits.set_account(store, [1], account)
    assert until(store, deposit) == date(2037, 3, 31)


def test_a_merged_company_gives_its_accounting_year_where_the_kept_one_has_none(store: Store) -> None:
    deposit = invoice_of(store)
    other = parties.add_company(store, CompanyFields("Autre Maison", closing=MARCH))
    parties.merge_companies(store, 1, other)
    assert parties.company_fields(store, 1).closing == MARCH
    assert until(store, deposit) == date(2037, 3, 31)
