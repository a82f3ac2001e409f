"""What reports are made of, over real stores, and the tables that readers get of it."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from telbill_desktop.domain.billing_terms import BillingTerms
from telbill_desktop.domain.cycle import Cycle
from telbill_desktop.domain.fleet import FleetItemFields
from telbill_desktop.domain.invoice import InvoiceLine, Totals, VatBreakdown
from telbill_desktop.domain.messages import Message
from telbill_desktop.domain.parties import CompanyFields
from telbill_desktop.domain.period import Period
from telbill_desktop.domain.precision import storable
from telbill_desktop.domain.reading import Reading, SourceKind
from telbill_desktop.domain.report import Report, Table
from telbill_desktop.domain.report_request import ReportKind, ReportLevel, ReportRequest
from telbill_desktop.domain.retention import Closing
from telbill_desktop.exporters.reports.made import made_report
from telbill_desktop.exporters.shown_values import shown
from telbill_desktop.services import contract_terms, fleet, parties, people
from telbill_desktop.services.people import PersonFields
from telbill_desktop.services.reports.cutoff import last_closing
from telbill_desktop.services.reports.values import report_values
from telbill_desktop.store.engine import Store
from telbill_desktop.store.tables.parties import billing_account, company
from tests.builders import credit_note, draft, line
from tests.services import scenarios_of_contracts as contracts
from tests.services.scenarios import ELSEWHERE, OTHER, ids, read, take

TODAY = date(2026, 11, 20)


def tables(store: Store, request: ReportRequest, today: date = TODAY) -> dict[str, Table]:
    """The report's tables by name; every row fits its columns."""
    with report_values(store, request, today) as values:
        report = made_report(values)
        return {table.name: frozen(table) for table in report.tables} | chart_of(report)


def frozen(table: Table) -> Table:
    rows = [tuple(row) for row in table.rows()]
    assert rows == [tuple(row) for row in table.rows()]  # anew each time
    assert all(len(row) == len(table.columns) for row in (*rows, *([table.totals] if table.totals else [])))
    assert table.size in {0, len(rows)}
    return replace(table, rows=lambda: rows)


def chart_of(report: Report) -> dict[str, Table]:
    """The chart as the table that it draws."""
    if report.chart is None:
        return {}
    drawn = report.tables[report.chart.table]
    places = [report.chart.names, *report.chart.series]
    rows = [[row[at] for at in places] for row in drawn.rows()]
    return {"chart": Table("chart", [drawn.columns[at] for at in places], lambda: rows)}


def column(table: Table, title: str) -> list[object]:
    at = [one.title for one in table.columns].index(title)
    return [row[at] for row in table.rows()]


def total(table: Table, title: str) -> object:
    assert table.totals is not None
    return table.totals[[one.title for one in table.columns].index(title)]


@pytest.fixture
def four(store: Store) -> Store:
    """Two accounts, two months, a credit note, and one in Swiss francs."""
    take(
        store,
        read(draft(number="2", issue_date=date(2026, 11, 17))),
        read(draft(number="1", issue_date=date(2026, 10, 17))),
        read(credit_note(number="3", issue_date=date(2026, 11, 18), seller=OTHER, account=ELSEWHERE)),
        read(draft(number="4", issue_date=date(2026, 11, 19), currency="CHF")),
    )
    return store


def invoices(level: ReportLevel = ReportLevel.LINES, **changes: object) -> ReportRequest:
    return replace(ReportRequest(ReportKind.INVOICES, level), **changes)  # type: ignore[arg-type] # any field


def test_invoices_come_by_operator_account_and_day_and_lines_with_them(four: Store) -> None:
    found = tables(four, invoices())
    assert column(found["Invoices"], "Invoice number") == ["1", "2", "4", "3"]
    assert column(found["Lines"], "Invoice number") == [*"111", *"222", *"444", *"333"]
    assert column(found["Lines"], "Total excl. VAT")[-1] == Decimal("-2.51")


def test_each_currency_has_sums_of_its_own(four: Store) -> None:
    found = tables(four, invoices(ReportLevel.CATEGORIES))
    accounts = found["By account"]
    assert list(zip(column(accounts, "Currency"), column(accounts, "Total excl. VAT"), strict=True)) == [
        ("CHF", Decimal("50.01")),
        ("EUR", Decimal("100.02")),
        ("EUR", Decimal("-50.01")),
    ]
    assert accounts.totals is None
    assert any("CHF" in note for note in accounts.notes)
    assert {"By month EUR", "By month CHF"} < set(found)
    assert column(found["chart"], "Subscriptions") == [Decimal("40.00"), Decimal("0.00")]


def test_categories_and_what_no_line_tells_make_the_total(four: Store) -> None:
    months = tables(four, invoices(ReportLevel.CATEGORIES, until=date(2026, 10, 31)))["By month"]
    [row] = months.rows()
    assert row[2:10] == (
        *(Decimal("40.000000"), Decimal("7.500000"), Decimal("2.510000"), None, None, None),
        *(None, Decimal("50.01")),
    )


@pytest.mark.parametrize("name", ["Lines", "By user"])
def test_amounts_of_several_currencies_say_theirs(four: Store, name: str) -> None:
    found = tables(four, invoices(ReportLevel.USERS))[name]
    of_invoices = dict(zip(column(found, "Invoice number"), column(found, "Currency"), strict=True))
    assert of_invoices == {"1": "EUR", "2": "EUR", "3": "EUR", "4": "CHF"}


def test_printed_categories_add_up_where_lines_are_of_fractions_of_a_cent(store: Store) -> None:
    for number in "123":
        take(store, read(storable(draft(number=number, lines=(line("A", "10.333333"),)))))
    found = tables(store, invoices(ReportLevel.CATEGORIES))["Invoices"]
    for title in ("Subscriptions", "Beside lines"):
        [kind] = [one.kind for one in found.columns if one.title == title]
        printed = [shown(value, kind) for value in column(found, title)]  # type: ignore[arg-type] # values of a report
        assert sum(_read(each) for each in printed) == _read(shown(total(found, title), kind))  # type: ignore[arg-type] # same


def _read(printed: str) -> Decimal:
    return Decimal(printed.replace("\u2212", "-"))


def test_lines_of_an_invoice_that_states_no_total_take_nothing_from_what_no_line_tells(store: Store) -> None:
    unstated = Totals(ht=None, vat=None, ttc=Decimal("60.01"))
    take(store, read(draft(number="1")), read(replace(draft(number="2"), totals=unstated)))
    found = tables(store, invoices(ReportLevel.CATEGORIES))
    assert column(found["Invoices"], "Beside lines") == [None, None]
    assert total(found["Invoices"], "Beside lines") is None
    assert column(found["By account"], "Beside lines") == [None]
    assert total(found["Invoices"], "Subscriptions") == Decimal("80.00")


def test_days_and_perimeter_narrow_every_table(four: Store) -> None:
    found = tables(four, invoices(since=date(2026, 11, 18), until=date(2026, 11, 18)))
    assert column(found["Invoices"], "Invoice number") == ["3"]
    assert total(found["Invoices"], "Total excl. VAT") == Decimal("-50.01")
    assert column(found["By account"], "Operator") == ["Ondefixe"]


def test_nothing_to_report_is_an_empty_report(store: Store) -> None:
    for kind in (ReportKind.INVOICES, ReportKind.FLEET, ReportKind.UPCOMING, ReportKind.CUTOFF, ReportKind.ENTRIES):
        assert tables(store, ReportRequest(kind))


def test_the_fleet_by_plan_team_and_thing(store: Store) -> None:
    contracts.line(store, number="+33639980101", person="Zoé Maillard")
    found = tables(store, ReportRequest(ReportKind.FLEET, on=date(2026, 9, 30)))
    assert column(found["Plans"], "Monthly total") == [Decimal("15.90")]
    assert column(found["By team"], "Team") == ["Atelier"]
    [thing] = found["In service"].rows()
    assert {"Zoé Maillard", "06 39 98 01 01", "Forfait 20 Go", Decimal("15.90")} < set(thing)
    before = tables(store, ReportRequest(ReportKind.FLEET, on=date(2026, 1, 1)))
    assert (total(before["Plans"], "In service"), column(before["In service"], "State")) == (0, ["from 17/01/2026"])


def test_plans_and_teams_count_what_is_in_service_alike(store: Store) -> None:
    owner, chosen = contracts.account(store), contracts.plan(store)
    who = people.add_person(store, PersonFields("Zoé Maillard", "Atelier"))
    for quantity, person in ((5, who), (3, None)):
        fleet.add_items(store, FleetItemFields(owner, chosen, contracts.START, quantity=quantity, person_id=person))
    found = tables(store, ReportRequest(ReportKind.FLEET, on=date(2026, 9, 30)))
    assert [tuple(row) for row in found["By team"].rows()] == [
        ("Atelier", 5, None, Decimal("79.50")),
        ("No team", 3, 3, Decimal("47.70")),
    ]
    for title, expected in (("In service", 8), ("Free", 3), ("Monthly total", Decimal("127.20"))):
        assert total(found["By team"], title) == total(found["Plans"], title) == expected


def test_all_that_is_in_service_adds_up_and_what_is_not_yet_is_said(store: Store) -> None:
    owner, chosen = contracts.account(store), contracts.plan(store)
    for start, quantity in ((contracts.START, 3), (contracts.LATER, 2)):
        fleet.add_items(store, FleetItemFields(owner, chosen, start, quantity=quantity))
    asked = ReportRequest(ReportKind.FLEET, on=contracts.START)
    found = tables(store, asked)["In service"]
    monthly = sum(Decimal(str(each)) for each in column(found, "Monthly total"))
    assert (total(found, "Quantity"), total(found, "Monthly total")) == (5, monthly)
    assert found.notes == ["2 of these are not in service yet: plans and teams do not count them."]
    assert tables(store, replace(asked, on=contracts.LATER))["In service"].notes == []


def test_invoices_to_come_add_up_and_the_months_ahead_are_drawn(store: Store) -> None:
    contracts.line(store)
    found = tables(store, ReportRequest(ReportKind.UPCOMING, months=2))
    assert column(found["Invoices to come"], "Date") == [date(2026, 12, 17), date(2027, 1, 17)]
    assert total(found["Invoices to come"], "Total excl. VAT") == sum(column(found["Lines"], "Total excl. VAT"))  # type: ignore[arg-type] # amounts
    assert len(tables(store, ReportRequest(ReportKind.UPCOMING))["Invoices to come"].rows()) == 1  # type: ignore[arg-type] # a list
    assert len(column(found["chart"], "Hexamobile SA")) == 12


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
