"""Invoices that are dated some days before their date in the cycle: the forecast takes them for what they are."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from telbill_desktop.domain.cycle import Cycle
from telbill_desktop.domain.forecast import ForecastSection, SetOffKind
from telbill_desktop.domain.invoice_kinds import Category
from telbill_desktop.domain.period import Period
from telbill_desktop.store.engine import Store
from tests.builders import draft, line
from tests.services.test_upcoming import TERMS, TODAY, Case, days, invoice, set_off

EARLY_DAY = date(2026, 11, 20)  # two days before its date, which is today


def test_an_invoice_that_is_dated_before_its_date_has_come(store: Store) -> None:
    old, early = invoice("A-1", date(2026, 10, 22)), invoice("A-2", EARLY_DAY)
    case = Case(store, old, early, terms=replace(TERMS, cycle=Cycle(TODAY)))
    case.planned(date(2026, 11, 21))
    found = case.months(2)
    assert days(found) == [date(2026, 12, 22), date(2027, 1, 22)]
    assert {line.section for one in found for line in one.lines} == {ForecastSection.RECURRING}  # it had the rest


def test_an_invoice_that_states_an_earlier_period_is_that_of_it_however_late(store: Store) -> None:
    late = replace(invoice("A-1", EARLY_DAY), period=Period(date(2026, 10, 22), TODAY))
    case = Case(store, late, terms=replace(TERMS, cycle=Cycle(TODAY)))
    assert days(case.months(1)) == [TODAY, date(2026, 12, 22)]


def test_an_invoice_of_something_apart_does_not_hide_the_one_that_came_before(store: Store) -> None:
    early = replace(invoice("A-1", EARLY_DAY), period=Period(TODAY, date(2026, 12, 22)))
    apart = replace(invoice("A-2", date(2026, 11, 21)), period=Period(date(2026, 10, 22), TODAY))
    case = Case(store, early, apart, terms=replace(TERMS, cycle=Cycle(TODAY)))
    assert days(case.months(1)) == [date(2026, 12, 22)]


def test_a_balance_that_is_known_after_an_early_invoice_is_not_met_by_it(store: Store) -> None:
    case = Case(store, invoice("A-1", EARLY_DAY), terms=replace(TERMS, cycle=Cycle(TODAY)))
    case.balance(SetOffKind.UNPAID, "10.00", date(2026, 11, 21))
    assert set_off(case.months(1)[0]) == [("unpaid", Decimal(10))]


def test_an_invoice_of_equipment_alone_is_of_no_date_of_the_cycle(store: Store) -> None:
    handset = draft(number="A-2", issue_date=EARLY_DAY, lines=(line("Hexa X1", "300.00", category=Category.EQUIPMENT),))
    case = Case(store, invoice("A-1", date(2026, 10, 22)), handset, terms=replace(TERMS, cycle=Cycle(TODAY)))
    assert days(case.months(1)) == [TODAY, date(2026, 12, 22)]
