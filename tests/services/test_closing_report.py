"""What the closing day parts, over real stores, and the tables that readers get of it."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from telbill_desktop.domain.billing_terms import BillingTerms
from telbill_desktop.domain.cycle import Cycle
from telbill_desktop.domain.invoice import InvoiceLine, Totals, VatBreakdown
from telbill_desktop.domain.messages import Message
from telbill_desktop.domain.parties import CompanyFields
from telbill_desktop.domain.period import Period
from telbill_desktop.domain.reading import Reading, SourceKind
from telbill_desktop.domain.report import Table
from telbill_desktop.domain.report_request import ReportKind, ReportRequest
from telbill_desktop.domain.retention import Closing
from telbill_desktop.services import contract_terms, parties
from telbill_desktop.services.reports.cutoff import last_closing
from telbill_desktop.store.engine import Store
from telbill_desktop.store.tables.parties import billing_account, company
from tests.builders import draft, line
from tests.services import scenarios_of_contracts as contracts
from tests.services.report_tables import TODAY, column, tables, total
from tests.services.scenarios import ids, read, take


def closed(store: Store, today: date, *lines: InvoiceLine, issued: date = date(2026, 12, 17)) -> dict[str, Table]:
    take(store, read(draft(number="C", issue_date=issued, lines=lines)))
    return tables(store, ReportRequest(ReportKind.CUTOFF, on=date(2026, 12, 31)), today)


JANUARY = Period(date(2026, 12, 17), date(2027, 1, 17))


def test_what_was_paid_in_advance_is_told_by_line_and_ledger_account(store: Store) -> None:
    lines = (
        line("A", "39.90", period=JANUARY),
        line("B", "10.00", period=Period(date(2026, 11, 1), date(2026, 12, 1))),
    )
    found = closed(store, date(2027, 1, 5), *lines, line("C", "5.00", period=None))
    assert column(found["Prepaid"], "Prepaid") == [Decimal("20.59")]
    assert column(found["Prepaid"], "Charge of the year") == [Decimal("19.31")]
    assert column(found["By ledger account"], "486 Prepaid") == [Decimal("20.59")]
    assert column(found["Lines without a period"], "Label") == ["C"]
    assert column(found["Not invoiced yet"], "Label") == []


def test_what_is_booked_at_the_closing_is_in_whole_cents(store: Store) -> None:
    lines = (line("A", "1.234567", period=Period(date(2027, 1, 1), date(2027, 2, 1))), line("B", "0.765433"))
    found = closed(store, date(2027, 1, 5), *lines)
    prepaid = found["Prepaid"]
    assert column(prepaid, "Prepaid") == [total(prepaid, "Prepaid")] == [Decimal("1.234567")]
    booked = found["By ledger account"]
    assert [str(amount) for amount in column(booked, "486 Prepaid")] == ["1.23"] == [str(total(booked, "486 Prepaid"))]


def test_what_came_after_the_closing_for_days_before_it_was_not_invoiced_yet(store: Store) -> None:
    found = closed(store, date(2027, 2, 1), line("A", "39.90", period=JANUARY), issued=date(2027, 1, 17))
    assert column(found["Prepaid"], "Label") == []
    assert column(found["Not invoiced yet"], "Not invoiced yet") == [Decimal("19.31")]
    assert column(found["Not invoiced yet"], "VAT") == [Decimal("3.86")]
    assert column(found["Not invoiced yet"], "Estimate") == [None]


def test_tax_of_no_known_rate_is_said_to_be_in_no_sum(store: Store) -> None:
    untold = line("A", "39.90", period=JANUARY, vat_rate=None)
    found = closed(store, date(2027, 2, 1), untold, issued=date(2027, 1, 17))["By ledger account"]
    assert "1 line not invoiced yet states no VAT rate: its tax is in no sum." in found.notes


def known_by_its_totals(number: str, issued: date, period: Period | None) -> Reading:
    stated = Totals(ht=Decimal("310.00"), vat=Decimal("62.00"), ttc=Decimal("372.00"))
    rate = (VatBreakdown("S", Decimal(20), Decimal("310.00"), Decimal("62.00")),)
    return read(draft(number=number, issue_date=issued, period=period, lines=(), vat=rate, totals=stated))


def test_an_invoice_without_lines_is_parted_by_its_own_days(store: Store) -> None:
    take(
        store,
        known_by_its_totals("D", date(2026, 12, 20), Period(date(2026, 12, 17), date(2027, 1, 17))),
        known_by_its_totals("J", date(2027, 1, 5), Period(date(2026, 12, 1), date(2027, 1, 1))),
        known_by_its_totals("N", date(2026, 12, 21), None),
    )
    found = tables(store, ReportRequest(ReportKind.CUTOFF, on=date(2026, 12, 31)), date(2027, 1, 20))
    assert column(found["Prepaid"], "Prepaid") == [Decimal("160.00")]  # 310 x 16 / 31
    assert column(found["Not invoiced yet"], "Not invoiced yet") == [Decimal("310.00")]
    assert column(found["Not invoiced yet"], "VAT") == [Decimal("62.00")]
    assert column(found["Not invoiced yet"], "Label") == ["Beside lines"]
    assert column(found["Lines without a period"], "Invoice number") == ["N"]


def test_a_discount_on_the_whole_invoice_is_parted_with_its_lines(store: Store) -> None:
    stated = Totals(ht=Decimal("279.00"), vat=Decimal("55.80"), ttc=Decimal("334.80"), lines=Decimal("310.00"))
    made = draft(
        number="D", issue_date=date(2026, 12, 17), period=JANUARY, lines=(line("A", "310.00", period=JANUARY),)
    )
    take(store, read(replace(made, totals=stated)))
    found = tables(store, ReportRequest(ReportKind.CUTOFF, on=date(2026, 12, 31)), date(2027, 1, 5))
    assert column(found["Prepaid"], "Prepaid") == [Decimal("160.00"), Decimal("-16.00")]
    assert column(found["By ledger account"], "486 Prepaid") == [Decimal("144.00")]


def test_the_closings_totals_say_their_currency_where_a_line_is_in_another(store: Store) -> None:
    lines = (line("A", "39.90", period=JANUARY),)
    found = closed(store, date(2027, 1, 5), *lines)
    assert total(found["Prepaid"], "Operator") == "Total"
    take(store, read(draft(number="F", issue_date=date(2026, 12, 17), lines=lines, currency="CHF")))
    found = tables(store, ReportRequest(ReportKind.CUTOFF, on=date(2026, 12, 31)), date(2027, 1, 5))
    assert column(found["Prepaid"], "Currency") == ["EUR", "CHF"]
    assert (total(found["Prepaid"], "Operator"), total(found["Prepaid"], "Prepaid")) == ("Total EUR", Decimal("20.59"))


def test_the_closing_says_that_invoices_are_in_it_that_entries_leave_out(store: Store) -> None:
    made = draft(number="C", issue_date=date(2026, 12, 17), lines=(line("A", "39.90", period=JANUARY),))
    doubt = Message("file_empty", {"file": "x"})
    differs = replace(made, number="D", totals=replace(made.totals, ttc=Decimal("47.89")))
    blank = replace(made, number="B", totals=replace(made.totals, vat=None, ttc=None))
    foreign = replace(made, number="F", currency="CHF")
    take(store, read(made, SourceKind.XML, doubt), read(differs), read(blank), read(foreign, SourceKind.XML, doubt))
    take(store, read(replace(made, number="E")))
    found = tables(store, ReportRequest(ReportKind.CUTOFF, on=date(2026, 12, 31)), date(2027, 1, 5))
    accounts = found["By ledger account"]
    assert column(accounts, "486 Prepaid") == [4 * Decimal("20.59")]
    assert "3 lines of invoices that entries leave out are in these sums." in accounts.notes


def test_an_invoice_of_which_nothing_before_tax_is_known_is_named_at_the_closing(store: Store) -> None:
    found = closed(store, date(2027, 1, 5), line("A", "39.90", period=JANUARY))
    name = "Invoices without an amount before tax"
    assert name not in found
    blank = Totals(ht=None, vat=None, ttc=Decimal("48.00"))
    bare = draft(number="T", issue_date=date(2026, 12, 17), lines=(), vat=(), totals=blank)
    take(store, read(bare, SourceKind.LIST_ROW))
    found = tables(store, ReportRequest(ReportKind.CUTOFF, on=date(2026, 12, 31)), date(2027, 1, 5))
    assert column(found[name], "Invoice number") == ["T"]
    assert column(found[name], "Total incl. VAT") == [Decimal(48)]
    assert column(found["By ledger account"], "486 Prepaid") == [Decimal("20.59")]


def test_what_is_to_come_in_arrears_is_estimated_up_to_the_closing(store: Store) -> None:
    contracts.line(store)
    [account] = ids(store, billing_account)
    contract_terms.set_terms(store, account, BillingTerms(Cycle(contracts.START), advance=False))
    found = tables(store, ReportRequest(ReportKind.CUTOFF, on=date(2026, 12, 31)), date(2026, 12, 20))
    [row] = [row for row in found["Not invoiced yet"].rows() if row[4] == "Forfait 20 Go"]
    assert (row[2], row[3], row[-1]) == ("to come", date(2027, 1, 17), "yes")
    assert row[13] == Decimal("7.69")  # 15.90 x 15 / 31


def test_a_closing_ahead_takes_invoices_until_then_as_come(store: Store) -> None:
    contracts.line(store)
    found = tables(store, ReportRequest(ReportKind.CUTOFF, on=date(2026, 12, 31)))
    estimated = [row for row in found["Prepaid"].rows() if row[-1] == "yes"]
    assert [(row[3], row[4], row[14]) for row in estimated] == [(date(2026, 12, 17), "Forfait 20 Go", Decimal("8.21"))]


def test_the_usual_closing_is_the_companys_own(store: Store) -> None:
    take(store, read(draft()))
    assert last_closing(store, TODAY) == date(2025, 12, 31)
    [own] = ids(store, company)
    parties.edit_company(store, own, CompanyFields("Atelier Roche SAS", closing=Closing(9, 30)))
    assert last_closing(store, TODAY) == date(2026, 9, 30)
    assert last_closing(store, date(2026, 9, 30)) == date(2026, 9, 30)
    assert last_closing(store, date(2026, 9, 29)) == date(2025, 9, 30)


def test_what_should_have_come_is_estimated_and_what_lacks_between_two_is_named(store: Store) -> None:
    contracts.line(store)  # its invoice is of November
    [account] = ids(store, billing_account)
    contract_terms.set_terms(store, account, BillingTerms(Cycle(contracts.START), advance=False))
    request, today = ReportRequest(ReportKind.CUTOFF, on=date(2026, 12, 31)), date(2027, 3, 1)
    found = tables(store, request, today)
    plans = [row for row in found["Not invoiced yet"].rows() if row[4] == "Forfait 20 Go"]
    assert [(row[3], row[13]) for row in plans] == [
        (date(2026, 12, 17), Decimal("15.90")),
        (date(2027, 1, 17), Decimal("7.69")),
    ]
    assert column(found["Missing invoices"], "Expected") == []
    take(store, read(draft(number="J", issue_date=date(2027, 1, 17))))
    found = tables(store, request, today)
    assert "yes" not in column(found["Not invoiced yet"], "Estimate")
    assert column(found["Missing invoices"], "Expected") == ["17/12/2026"]
