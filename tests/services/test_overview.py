"""What the overview says of a store: costs by month and category, who cost what, what comes, what is to be done."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from telbill_desktop.domain.ahead import DueState
from telbill_desktop.domain.billing_terms import BillingTerms, Commitment
from telbill_desktop.domain.contract_fields import ConditionFields, ContractFields
from telbill_desktop.domain.cycle import Cycle
from telbill_desktop.domain.fleet import FleetItemFields
from telbill_desktop.domain.invoice import AccountReference
from telbill_desktop.domain.invoice_kinds import Category, InvoiceMark
from telbill_desktop.domain.invoice_list import InvoiceFilter
from telbill_desktop.domain.messages import Message
from telbill_desktop.domain.overview import Costs, OverviewPeriod
from telbill_desktop.domain.perimeter import PerimeterChoice
from telbill_desktop.domain.progress import Unwatched
from telbill_desktop.domain.reading import Reading, SourceKind
from telbill_desktop.domain.special_conditions import ConditionKind, SpecialCondition
from telbill_desktop.domain.tasks import PutOff, TaskKind, Tasks
from telbill_desktop.domain.user_costs import Staff
from telbill_desktop.services import (
    ahead,
    archive_acts,
    contract_terms,
    fleet,
    invoice_edits,
    overview,
    people,
    pinned_views,
    products,
    saved_views,
    tasks,
)
from telbill_desktop.services.history import undo
from telbill_desktop.services.people import PersonFields
from telbill_desktop.services.remembered import Remembered
from telbill_desktop.store.engine import Store, create_store, open_store
from telbill_desktop.store.tables.invoices import invoice
from telbill_desktop.store.tables.parties import billing_account, company, operator
from tests.builders import LINES, credit_note, draft, line
from tests.services.scenarios import ELSEWHERE, OTHER, ids, read, take
from tests.services.scenarios_of_contracts import START, account, plan

TODAY, NOVEMBER = date(2026, 11, 22), (date(2026, 11, 1),)
MOBILE = "06 39 98 01 07"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """An empty store."""
    with create_store(tmp_path / "store") as made:
        yield made


def costs(store: Store, period: OverviewPeriod | None = None, **named: object) -> Costs:
    return overview.costs(store, TODAY, period or OverviewPeriod(), **named)  # type: ignore[arg-type] # a currency, a perimeter


def month(found: Costs, day: date) -> dict[Category | None, Decimal]:
    [cost] = [one for one in found.months if one.month == day]
    return {part: amount for part, amount in cost.parts.items() if amount}


def test_a_month_costs_what_its_invoices_say_by_category_credit_notes_taken_off(store: Store) -> None:
    before = draft(number="2", issue_date=date(2026, 10, 5))
    take(store, read(draft(number="1")), read(credit_note(lines=LINES[:1])), read(before))
    found = costs(store)
    assert month(found, date(2026, 11, 1)) == {Category.OPTIONS: Decimal("7.50"), Category.USAGE: Decimal("2.51")}
    assert month(found, date(2026, 10, 1))[Category.SUBSCRIPTIONS] == 40
    assert found.current is not None
    assert (found.current.month, found.current.total, found.current.count) == (date(2026, 11, 1), Decimal("10.01"), 2)
    assert found.before_current is not None
    assert found.before_current.total == Decimal("50.01")


def test_an_invoice_that_is_known_by_its_totals_alone_is_unclassified_and_counted(store: Store) -> None:
    whole = draft(number="1")
    take(store, read(replace(whole, lines=()), SourceKind.LIST_ROW))
    found = costs(store)
    assert month(found, date(2026, 11, 1)) == {None: Decimal("50.01")}
    assert found.current is not None
    assert (found.current.without_lines, found.current.unknown) == (1, 0)


def test_an_invoice_without_a_total_costs_what_its_lines_add_up_to_and_without_lines_is_said(store: Store) -> None:
    one, other = draft(number="1"), draft(number="2")
    take(store, read(replace(one, totals=replace(one.totals, ht=None, vat=None)), SourceKind.DETAIL))
    take(store, read(replace(other, lines=(), totals=replace(other.totals, ht=None, vat=None)), SourceKind.LIST_ROW))
    found = costs(store)
    assert found.total == Decimal("50.01")
    assert found.current is not None
    assert (found.current.count, found.current.without_lines, found.current.unknown) == (2, 0, 1)


def test_amounts_of_two_currencies_are_never_added(store: Store) -> None:
    take(store, read(draft(number="1")), read(draft(number="2", currency="CHF", lines=LINES[:1])))
    assert (costs(store).currencies, costs(store).total) == (("EUR", "CHF"), Decimal("50.01"))
    assert costs(store, currency="CHF").total == 40
    assert costs(store, currency="USD").currency == "EUR"


def test_a_perimeter_narrows_the_costs_and_who_cost_them(store: Store) -> None:
    take(store, read(draft(number="1")), read(draft(number="2", seller=OTHER, account=ELSEWHERE, lines=LINES[:1])))
    first, second = ids(store, billing_account)
    whole, near = costs(store), PerimeterChoice(account_ids=(second,))
    assert (whole.total, costs(store, perimeter=near).total) == (Decimal("90.01"), Decimal(40))
    everybody = overview.shares(store, NOVEMBER, "EUR", whole.total, Staff((), ()))
    assert [one.amount for one in everybody.first] == [80]
    assert [
        one.amount for one in overview.shares(store, NOVEMBER, "EUR", Decimal(40), Staff((), ()), perimeter=near).first
    ] == [40]
    assert costs(store, perimeter=PerimeterChoice(account_ids=(first, second), sites=("Nulle part",))).count == 0


def test_a_period_is_compared_with_the_one_before_only_where_invoices_reach_back(store: Store) -> None:
    take(store, read(draft(number="1")), read(draft(number="2", issue_date=date(2024, 12, 3))))
    assert costs(store, OverviewPeriod(12)).previous == Decimal("50.01")
    assert costs(store, OverviewPeriod(24)).previous is None
    assert costs(store, OverviewPeriod(year=2025)).previous is None  # of 2024 there is December alone
    assert costs(store, OverviewPeriod(year=2025)).count == 0
    assert costs(store).years == (2026, 2025, 2024)


def test_users_are_told_by_category_and_teams_by_the_fleet(store: Store) -> None:
    lines = (*LINES, line("Appels", "70.00", category=Category.USAGE, phone_number=MOBILE, user_name="C. P."))
    take(store, read(draft(number="1", lines=lines)))
    [owner] = ids(store, billing_account)
    [item] = fleet.add_items(store, FleetItemFields(owner, plan(store), START, number=MOBILE))
    fleet.assign(store, item, people.add_person(store, PersonFields("Zoé Maillard", "Atelier")), START)
    found = overview.shares(store, NOVEMBER, "EUR", Decimal("120.01"), overview.staff(store, TODAY))
    assert [(one.label, one.team, one.amount, one.largest) for one in found.first] == [
        ("Zoé Maillard", "Atelier", Decimal(70), Category.USAGE),
        ("Camille Perrin", "", Decimal(40), Category.SUBSCRIPTIONS),
    ]
    assert [(one.team, one.amount) for one in found.teams] == [("Atelier", Decimal(70)), ("", Decimal("50.01"))]


def test_the_schedule_has_what_is_to_come_and_what_is_due_by_date(store: Store) -> None:
    past, due, far = (
        draft(number=str(day), due_date=day, issue_date=date(2026, 10, 5))
        for day in (date(2026, 11, 15), date(2026, 11, 25), date(2026, 12, 23))
    )
    take(store, read(past), read(due), read(far), read(credit_note(due_date=date(2026, 11, 24))))
    [owner] = ids(store, billing_account)
    contract_terms.set_terms(store, owner, BillingTerms(Cycle(date(2026, 1, 5)), days_to_pay=20))
    fleet.add_items(store, FleetItemFields(owner, plan(store), date(2026, 11, 20)), 2)
    found = ahead.ahead(store, TODAY, ahead.coming(store, TODAY))
    assert [(one.day, one.state, one.number) for one in found.schedule] == [
        (date(2026, 11, 5), DueState.AWAITED, ""),
        (date(2026, 11, 15), DueState.PAST_DUE, "2026-11-15"),
        (date(2026, 11, 25), DueState.DUE, "2026-11-25"),
        (date(2026, 12, 5), DueState.TO_COME, ""),
    ]
    assert (found.next.accounts, found.has_terms) == (1, True)
    assert found.next.prorata > 0
    assert (found.fleet.served, found.fleet.free) == (2, 2)
    nowhere = ahead.ahead(store, TODAY, ahead.coming(store, TODAY), PerimeterChoice(account_ids=(99,)))
    assert (nowhere.schedule, nowhere.next.accounts, nowhere.fleet.served) == ((), 0, 0)


def test_thirty_days_ahead_are_thirty_in_february_too(store: Store) -> None:
    take(store, read(draft(issue_date=date(2026, 1, 9))))
    [owner] = ids(store, billing_account)
    contract_terms.set_terms(store, owner, BillingTerms(Cycle(date(2026, 1, 9))))
    fleet.add_items(store, FleetItemFields(owner, plan(store), date(2025, 11, 20)), 2)
    today = date(2026, 2, 8)
    found = ahead.ahead(store, today, ahead.coming(store, today))
    to_come = [one.day for one in found.schedule if one.state is DueState.TO_COME]
    assert to_come == [date(2026, 2, 9), date(2026, 3, 9)]


def to_do(store: Store, perimeter: PerimeterChoice | None = None) -> Tasks:
    return tasks.tasks(store, TODAY, tasks.to_fetch(store, TODAY), perimeter)


def kinds(found: Tasks) -> list[TaskKind]:
    return [one.kind for one in found.open]


def test_what_is_to_be_done_names_its_cause_and_can_be_put_off_and_taken_back(store: Store) -> None:
    doubtful = read(draft(number="F-1"), SourceKind.XML, Message("file_empty", {"file": "x"}))
    take(store, doubtful, read(draft(number="F-2")), read(draft(number="F-2", lines=LINES[:1])))
    invoice_edits.set_mark(store, ids(store, invoice)[1:], InvoiceMark.TO_REVIEW)
    before = to_do(store)
    assert kinds(before) == [
        TaskKind.CONFLICT, TaskKind.TO_CHECK, TaskKind.TO_REVIEW, TaskKind.TERMS, *[TaskKind.TO_COMPLETE] * 3,
    ]  # fmt: skip
    check = before.open[1]
    assert (check.about, check.record_id) == ("F-1", ids(store, invoice)[0])
    tasks.put_off(store, check, PutOff.TOMORROW, TODAY)
    after = to_do(store)
    assert (len(after.open), [one for one, _snooze in after.put_off]) == (len(before.open) - 1, [check])
    assert tasks.tasks(store, date(2026, 11, 23)).put_off == ()
    undo(store)
    assert to_do(store) == before
    tasks.put_off(store, check, PutOff.FOR_GOOD, TODAY)
    [(task, snooze)] = to_do(store).put_off
    tasks.tell_again(store, task, [snooze.id])
    assert to_do(store) == before


def test_many_of_a_kind_are_one_and_told_again_when_another_comes(store: Store) -> None:
    def faulty(number: str) -> Reading:
        return read(draft(number=number), SourceKind.XML, Message("file_empty", {"file": "x"}))

    take(store, *(faulty(f"F-{at}") for at in range(4)))
    [many] = [one for one in to_do(store).open if one.kind is TaskKind.TO_CHECK]
    assert (many.count, many.newest) == (4, max(ids(store, invoice)))
    tasks.put_off(store, many, PutOff.FOR_GOOD, TODAY)
    assert TaskKind.TO_CHECK not in kinds(to_do(store))
    take(store, faulty("F-9"))
    assert TaskKind.TO_CHECK in kinds(to_do(store))


def test_many_records_to_complete_are_told_again_when_an_operator_comes_that_has_a_lower_number(store: Store) -> None:
    of_accounts = (replace(ELSEWHERE, number=f"CF {at}", client_code=f"{at}") for at in range(4))
    take(store, *(read(draft(number=f"F-{at}", account=one)) for at, one in enumerate(of_accounts)))
    [many] = [one for one in to_do(store).open if one.kind is TaskKind.TO_COMPLETE]
    tasks.put_off(store, many, PutOff.FOR_GOOD, TODAY)
    assert TaskKind.TO_COMPLETE not in kinds(to_do(store))
    take(store, read(draft(number="G-1", seller=OTHER, account=AccountReference())))
    assert max(ids(store, operator)) < max(ids(store, billing_account))
    assert TaskKind.TO_COMPLETE in kinds(to_do(store))


def test_the_to_do_list_keeps_to_the_perimeter(store: Store) -> None:
    faulty = read(draft(number="F-1"), SourceKind.XML, Message("file_empty", {"file": "x"}))
    take(store, faulty, read(draft(number="F-2", seller=OTHER, account=ELSEWHERE)))
    _first, second = ids(store, billing_account)
    found = to_do(store, PerimeterChoice(account_ids=(second,)))
    assert [(one.kind, one.more) for one in found.open] == [
        (TaskKind.TERMS, "Ondefixe"),
        (TaskKind.TO_COMPLETE, "Ondefixe"),
    ]
    assert to_do(store, PerimeterChoice(company_ids=(ids(store, company)[0] + 9,))).open == ()


def test_what_was_put_off_twice_is_told_again_at_once(store: Store) -> None:
    take(store, read(draft(number="F-1"), SourceKind.XML, Message("file_empty", {"file": "x"})))
    check = next(one for one in to_do(store).open if one.kind is TaskKind.TO_CHECK)
    tasks.put_off(store, check, PutOff.TOMORROW, TODAY)
    tasks.put_off(store, check, PutOff.MONTH, TODAY)
    [(_task, snooze)] = to_do(store).put_off
    assert snooze.until == date(2026, 12, 22)
    tasks.tell_again(store, check, [snooze.id])
    assert TaskKind.TO_CHECK in kinds(to_do(store))


def test_an_archive_that_lacks_a_document_is_told_until_it_is_found_whole_again(store: Store) -> None:
    take(store, read(draft(number="F-1")))
    document = next(path for path in (store.folder / "archive").rglob("*") if path.is_file())
    away = document.rename(store.folder / "away")
    archive_acts.verify(store, Unwatched())
    assert kinds(to_do(store))[0] is TaskKind.ARCHIVE_UNSOUND
    away.rename(document)
    archive_acts.verify(store, Unwatched())
    assert TaskKind.ARCHIVE_UNSOUND not in kinds(to_do(store))


def test_what_ends_is_told_some_weeks_before(store: Store) -> None:
    take(store, read(draft(number="1")))
    owner, sold = account(store), plan(store)
    [operator_id] = ids(store, operator)
    bound = Commitment(START, date(2027, 2, 1), 1)
    contract_terms.add_contract(store, operator_id, ContractFields("C-1", commitment=bound))
    discount = SpecialCondition(ConditionKind.PERCENT_OFF, Decimal(10), START, date(2026, 12, 25))
    products.add_condition(store, ConditionFields(sold, discount, owner, ""))
    told = {one.kind: one.day for one in to_do(store).open}
    assert told[TaskKind.NOTICE] == date(2026, 12, 31)
    assert told[TaskKind.CONDITION] == date(2026, 12, 24)


def test_a_pinned_view_is_shown_a_page_at_a_time_and_searched_beside_its_own_words(store: Store) -> None:
    take(store, *(read(draft(number=f"F-{at}")) for at in range(7)))
    view_id = saved_views.save_view(store, "Toutes", InvoiceFilter(text="hexamobile"))
    assert pinned_views.pinned(store) == []
    saved_views.pin(store, view_id, pinned=True)
    [view] = pinned_views.pinned(store)
    first = pinned_views.page(store, view.wanted())
    assert (first.first, first.last, first.has_more, pinned_views.count(store, view.wanted())) == (0, 5, True, 7)
    last = pinned_views.page(store, view.wanted(), first=5)
    assert (last.first, last.last, last.has_more) == (5, 7, False)
    assert {row.id for row in (*first.rows, *last.rows)} == set(ids(store, invoice))
    assert [row.number for row in pinned_views.page(store, view.wanted(), "F-3").rows] == ["F-3"]
    assert pinned_views.page(store, view.wanted(), first=99).first == 5
    assert (
        pinned_views.page(store, view.wanted(), "nothing").rows,
        pinned_views.count(store, view.wanted(), "x9"),
    ) == ((), 0)


def test_what_is_remembered_holds_until_the_store_is_written_or_the_day_is_another(store: Store) -> None:
    asked = iter(range(1, 9))
    known = Remembered(lambda _store, _day: next(asked))
    assert not known.holds(store, TODAY)
    assert [known.of(store, TODAY), known.of(store, TODAY)] == [1, 1]
    assert known.holds(store, TODAY)
    assert not known.holds(store, date(2026, 11, 23))
    saved_views.save_view(store, "x", InvoiceFilter(text="x"))
    assert not known.holds(store, TODAY)
    assert known.of(store, TODAY) == 2
    assert known.of(store, date(2026, 11, 23)) == 3
    store.close()
    with open_store(store.folder, for_writing=False) as reader:
        assert [known.of(reader, TODAY), known.of(reader, TODAY)] == [4, 5]
        assert not known.holds(reader, TODAY)
