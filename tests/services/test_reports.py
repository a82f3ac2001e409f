"""What reports are made of, over real stores, and the tables that readers get of it."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from telbill_desktop.domain.fleet import FleetItemFields
from telbill_desktop.domain.invoice import Totals
from telbill_desktop.domain.precision import storable
from telbill_desktop.domain.report_request import ReportKind, ReportLevel, ReportRequest
from telbill_desktop.exporters.shown_values import shown
from telbill_desktop.services import fleet, people
from telbill_desktop.services.people import PersonFields
from telbill_desktop.store.engine import Store
from tests.builders import credit_note, draft, line
from tests.services import scenarios_of_contracts as contracts
from tests.services.report_tables import column, tables, total
from tests.services.scenarios import ELSEWHERE, OTHER, read, take


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
    for name in ("Invoices to come", "Lines"):
        assert total(found[name], "Total excl. VAT") == sum(column(found["Lines"], "Total excl. VAT"))  # type: ignore[arg-type] # amounts
    assert len(tables(store, ReportRequest(ReportKind.UPCOMING))["Invoices to come"].rows()) == 1  # type: ignore[arg-type] # a list
    assert len(column(found["chart"], "Hexamobile SA")) == 12
