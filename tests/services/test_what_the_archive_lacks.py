"""Months without an invoice, invoices without their PDF, and what to fetch: from stores as imports leave them."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from telbill_desktop.domain.billing_terms import OperatorTerms
from telbill_desktop.domain.contract_fields import MinimumFields
from telbill_desktop.domain.cycle import Cycle
from telbill_desktop.domain.fleet import FleetItemFields
from telbill_desktop.domain.fleet_edits import FleetEdit
from telbill_desktop.domain.invoice import AccountReference, InvoiceDraft, Party
from telbill_desktop.domain.invoice_kinds import Category
from telbill_desktop.domain.perimeter import PerimeterChoice
from telbill_desktop.domain.period import Period
from telbill_desktop.domain.progress import Unwatched
from telbill_desktop.domain.reading import FileStatus, SourceKind
from telbill_desktop.domain.to_fetch import FetchState, ToFetch
from telbill_desktop.services import contract_terms, fleet, fleet_edits, products
from telbill_desktop.services.intake import gather, import_files
from telbill_desktop.services.missing_months import AccountGaps, missing
from telbill_desktop.services.to_fetch import to_fetch
from telbill_desktop.services.upcoming import upcoming
from telbill_desktop.store.engine import Store
from telbill_desktop.store.tables.fleet import fleet_item
from telbill_desktop.store.tables.parties import billing_account, operator
from tests.builders import credit_note, draft, line
from tests.services.invoice_samples import add
from tests.services.scenarios import ids, read, take
from tests.services.test_upcoming import TERMS, TODAY, Case, invoice

ELSEWHERE = Party("Nuvox", siren="999000029")
J_2 = OperatorTerms(available_after_days=2, portal_months=24)


def months(*wanted: int) -> list[InvoiceDraft]:
    """An invoice of the fifth of each of these months of 2026."""
    return [invoice(f"A-{month}", date(2026, month, 5)) for month in wanted]


def serve(store: Store, terms: OperatorTerms = J_2) -> None:
    """How the only operator serves."""
    [owner] = ids(store, operator)
    contract_terms.set_operator_terms(store, owner, terms)


def take_xml(store: Store, made: InvoiceDraft, source: SourceKind = SourceKind.XML) -> FileStatus:
    """Imports an invoice from a file that is no PDF."""
    path = store.folder.parent / f"{made.number}.xml"
    path.write_text(f"<invoice>{made.number}</invoice>")
    [result] = import_files(store, gather([path]), lambda _content, _name: read(made, source), Unwatched())
    return result.status


def lacking(found: list[AccountGaps]) -> list[tuple[str, list[date], list[str]]]:
    return [
        (one.portal.operator, [each.day for each in one.months], [each.number for each in one.without_pdf])
        for one in found
    ]


def said(found: list[ToFetch]) -> list[tuple[FetchState, date, str]]:
    return [(one.state, one.day, one.number) for one in found]


def test_of_a_complete_account_nothing_lacks_and_the_next_invoice_is_to_come(store: Store) -> None:
    Case(store, *months(9, 10, 11))
    serve(store)
    assert missing(store, TODAY) == []
    [one] = to_fetch(store, TODAY)
    assert (one.state, one.day) == (FetchState.TO_COME, date(2026, 12, 5))
    assert (one.available_from, one.deleted_on, one.late_since) == (date(2026, 12, 7), date(2028, 12, 5), None)


def test_the_month_between_and_the_one_that_is_overdue_are_missing(store: Store) -> None:
    Case(store, *months(7, 8, 10))
    serve(store)
    gaps, overdue = date(2026, 9, 5), date(2026, 11, 5)
    [found] = missing(store, TODAY)
    assert [one.day for one in found.months] == [gaps, overdue]
    [(label, operator_name)] = [(found.portal.account, found.portal.operator)]
    assert label
    assert operator_name == draft().seller.name
    fetched = to_fetch(store, TODAY)
    assert said(fetched) == [
        (FetchState.LATE, gaps, ""),
        (FetchState.LATE, overdue, ""),
        (FetchState.TO_COME, date(2026, 12, 5), ""),
    ]
    assert [one.late_since for one in fetched] == [date(2026, 9, 14), date(2026, 11, 14), None]


def test_the_period_that_an_invoice_states_says_of_which_month_it_is(store: Store) -> None:
    early = replace(invoice("A-11", date(2026, 10, 22)), period=Period(date(2026, 11, 5), date(2026, 12, 5)))
    Case(store, *months(9, 10), early)
    assert missing(store, TODAY) == []


def test_a_minimum_is_charged_when_nothing_is_in_service_any_more(store: Store) -> None:
    case = Case(store, *months(8, 9), count=0)
    items = FleetItemFields(case.account, case.product, date(2026, 1, 5), end=date(2026, 2, 5))
    fleet.add_items(store, items)
    assert missing(store, TODAY) == []
    products.set_minimum(store, MinimumFields(case.account, case.product, 1, Decimal(5)))
    assert lacking(missing(store, TODAY)) == [(draft().seller.name, [date(2026, 10, 5), date(2026, 11, 5)], [])]


def test_credit_notes_and_invoices_of_equipment_or_acts_alone_are_no_monthly_invoice(store: Store) -> None:
    apart = invoice("A-9", date(2026, 9, 5))
    phone = replace(apart, lines=(line("Hexa X1", "300.00", category=Category.EQUIPMENT),))
    act = replace(apart, number="A-9b", lines=(line("Carte SIM", "10.00", category=Category.ONE_OFF),))
    Case(store, *months(8, 10, 11), phone, act, credit_note(number="N-9", issue_date=date(2026, 9, 5)))
    assert lacking(missing(store, TODAY)) == [(draft().seller.name, [date(2026, 9, 5)], [])]


def test_a_row_of_a_list_is_an_invoice_that_came_and_whose_pdf_lacks(store: Store) -> None:
    Case(store, *months(8, 10, 11))
    serve(store)
    add(store, invoice("A-9", date(2026, 9, 5)))  # as a row of a table: no document of its own
    take_xml(store, invoice("A-9b", date(2026, 9, 6)), SourceKind.LIST_ROW)
    [found] = missing(store, TODAY)
    assert (found.months, [one.number for one in found.without_pdf]) == ((), ["A-9", "A-9b"])
    assert {one.has_xml for one in found.without_pdf} == {False}
    first, *_ = to_fetch(store, TODAY)
    assert (first.state, first.number, first.has_xml) == (FetchState.AVAILABLE, "A-9", False)
    assert first.deleted_on == date(2028, 9, 5)


def test_an_xml_is_no_pdf_and_its_pdf_makes_it_whole(store: Store) -> None:
    Case(store, *months(10, 11))
    made = invoice("A-12", date(2026, 11, 6))
    assert take_xml(store, made) is FileStatus.IMPORTED
    [found] = missing(store, TODAY)
    assert [(one.number, one.has_xml) for one in found.without_pdf] == [("A-12", True)]
    assert take(store, read(made)) == [FileStatus.MERGED]
    assert missing(store, TODAY) == []


def test_a_pdf_that_contradicts_the_invoice_does_not_stand_for_it_until_somebody_decides(store: Store) -> None:
    Case(store, *months(10, 11))
    made = invoice("A-12", date(2026, 11, 6))
    take_xml(store, made)
    other = replace(made, lines=(line("Forfait", "999.00"),), totals=draft(lines=(line("Forfait", "999.00"),)).totals)
    assert take(store, read(other)) == [FileStatus.CONFLICT]
    assert lacking(missing(store, TODAY)) == [(draft().seller.name, [], ["A-12"])]


def test_a_credit_note_without_its_pdf_is_to_fetch_too(store: Store) -> None:
    Case(store, *months(10, 11))
    add(store, credit_note(number="N-1", issue_date=date(2026, 11, 6)))
    assert lacking(missing(store, TODAY)) == [(draft().seller.name, [], ["N-1"])]


def test_what_the_portal_no_longer_holds_is_gone_and_comes_last(store: Store) -> None:
    Case(store, *months(10, 11))
    serve(store, OperatorTerms(available_after_days=2, portal_months=1))
    add(store, invoice("A-9", date(2026, 9, 5)))
    assert said(to_fetch(store, TODAY)) == [
        (FetchState.TO_COME, date(2026, 12, 5), ""),
        (FetchState.GONE, date(2026, 9, 5), "A-9"),
    ]


def test_of_an_operator_that_says_nothing_nothing_is_said_of_deletion(store: Store) -> None:
    Case(store, *months(9, 11))
    assert {(one.available_from, one.deleted_on) for one in to_fetch(store, TODAY)} == {(None, None)}


def test_nothing_is_overdue_after_all_went_out_of_service(store: Store) -> None:
    Case(store, *months(7, 8))
    items = ids(store, fleet_item)
    fleet_edits.edit_items(store, items, FleetEdit(end=date(2026, 8, 20)), seen=None)
    assert lacking(missing(store, TODAY)) == [(draft().seller.name, [date(2026, 9, 5)], [])]  # that of the last days
    assert said(to_fetch(store, TODAY)) == [(FetchState.LATE, date(2026, 9, 5), "")]


def test_without_terms_the_rhythm_of_the_invoices_says_what_lacks(store: Store) -> None:
    take(store, *(read(one) for one in months(3, 4, 5, 7, 8)))
    [found] = missing(store, TODAY)
    assert [(one.day, one.is_exact) for one in found.months] == [(date(2026, 6, 5), False)]
    assert said(to_fetch(store, TODAY)) == [(FetchState.LATE, date(2026, 6, 5), "")]


def test_an_invoice_without_an_account_is_its_operator_s(store: Store) -> None:
    Case(store, *months(10, 11))
    add(store, draft(number="X-1", seller=ELSEWHERE, account=AccountReference(), issue_date=date(2026, 11, 6)))
    assert lacking(missing(store, TODAY)) == [("Nuvox", [], ["X-1"])]
    [last] = [one for one in to_fetch(store, TODAY) if one.number]
    assert (last.portal.operator, last.portal.account, last.account_id) == ("Nuvox", "", None)
    [account] = ids(store, billing_account)
    chosen = PerimeterChoice(account_ids=(account,))
    assert missing(store, TODAY, perimeter=chosen) == []
    assert [one.number for one in to_fetch(store, TODAY, perimeter=chosen)] == [""]


def test_a_perimeter_leaves_out_the_other_accounts(store: Store) -> None:
    Case(store, *months(8, 10, 11))
    other = AccountReference(number="CF 9", client_code="9")
    for month in (7, 8, 10):
        add(
            store,
            draft(number=f"B-{month}", account=other, issue_date=date(2026, month, 9)),
            source=SourceKind.LIST_ROW,
        )
    first, second = ids(store, billing_account)
    assert {one.account_id for one in missing(store, TODAY)} == {first}
    contract_terms.set_terms(store, second, replace(TERMS, cycle=Cycle(date(2026, 1, 9))))
    assert {one.account_id for one in missing(store, TODAY)} == {first, second}
    only = PerimeterChoice(account_ids=(second,))
    assert {one.account_id for one in missing(store, TODAY, perimeter=only)} == {second}
    assert {one.account_id for one in to_fetch(store, TODAY, perimeter=only)} == {second}


def test_the_next_invoice_is_the_one_that_the_forecast_says(store: Store) -> None:
    Case(store, *months(9, 10, 11))
    for today in (TODAY + timedelta(days=at) for at in range(0, 40, 3)):
        [forecast] = upcoming(store, today)
        waited_for = [one.day for one in to_fetch(store, today)]
        assert forecast.invoice_date in waited_for
        assert waited_for[0] == date(2026, 12, 5)
