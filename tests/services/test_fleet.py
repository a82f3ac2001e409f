"""What may be done with the fleet, and what it does to numbers, options, users and what is paid."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from telbill_desktop.domain.contract_fields import AddressFields, MinimumFields
from telbill_desktop.domain.errors import TelbillError
from telbill_desktop.domain.fleet import FleetItemFields
from telbill_desktop.domain.fleet_view import FleetFilter, ItemState, narrowed, product_rows, sums_of
from telbill_desktop.domain.perimeter import PerimeterChoice
from telbill_desktop.domain.products import ProductKind
from telbill_desktop.domain.proration import Rule
from telbill_desktop.services import addresses, contract_terms, fleet, fleet_overview, people, products, quoting
from telbill_desktop.services.people import PersonFields
from telbill_desktop.store import contract_changes
from telbill_desktop.store.engine import Store
from telbill_desktop.store.tables.parties import company
from telbill_desktop.store.unit_of_work import unit_of_work
from tests.builders import draft
from tests.services.scenarios import ids, read, take
from tests.services.scenarios_of_contracts import TERMS, account, plan

START, DAY = date(2026, 3, 17), date(2026, 9, 1)
MOBILE, OTHER_MOBILE, BELGIAN = "06 39 98 01 07", "06 39 98 01 14", "+32 2 555 12 12"


def fields(store: Store, **changes: object) -> FleetItemFields:
    """One plan of 14,90 (15,90 from September) on the only account."""
    made = FleetItemFields(account(store), plan(store), START)
    return replace(made, **changes)  # type: ignore[arg-type] # fields of it


def person(store: Store, name: str = "Zoé Maillard") -> int:
    return people.add_person(store, PersonFields(name, "Atelier"))


def holder_on(store: Store, item_id: int, day: date) -> str:
    holder = fleet.item_detail(store, item_id, day).item.holder
    return holder.person if holder else ""


def refused(error: pytest.ExceptionInfo[TelbillError]) -> str:
    return error.value.message.code


def test_several_are_added_at_once_and_each_is_free(store: Store) -> None:
    assert len(fleet.add_items(store, fields(store), 3)) == 3
    assert [one.holder for one in fleet.fleet(store, START)] == [None] * 3
    assert fleet.fleet(store, date(2026, 3, 16)) == []


def test_one_that_is_assigned_in_the_past_is_somebodys_since_then(store: Store) -> None:
    [item] = fleet.add_items(store, fields(store))
    fleet.assign(store, item, person(store), date(2026, 4, 1))
    assert [holder_on(store, item, day) for day in (date(2026, 3, 31), date(2026, 4, 1), DAY)] == [
        "",
        "Zoé Maillard",
        "Zoé Maillard",
    ]


def test_one_that_is_assigned_in_the_future_stays_with_whoever_has_it_until_then(store: Store) -> None:
    [item] = fleet.add_items(store, fields(store, person_id=person(store)))
    fleet.assign(store, item, person(store, "Hugo Marchal"), date(2027, 1, 1))
    assert holder_on(store, item, date(2026, 12, 31)) == "Zoé Maillard"
    assert holder_on(store, item, date(2027, 1, 1)) == "Hugo Marchal"


def test_what_somebody_has_cannot_be_removed_until_it_is_released(store: Store) -> None:
    [item] = fleet.add_items(store, fields(store, person_id=person(store)))
    with pytest.raises(TelbillError) as error:
        fleet.remove_item(store, item, DAY)
    assert refused(error) == "item_in_use"
    fleet.release(store, item, DAY)
    fleet.remove_item(store, item, DAY)
    assert fleet.fleet(store, DAY) == []
    assert len(fleet.fleet(store, date(2026, 8, 31))) == 1


def test_what_somebody_gets_later_cannot_be_removed_now(store: Store) -> None:
    [item] = fleet.add_items(store, fields(store))
    fleet.assign(store, item, person(store), date(2027, 1, 1))
    assert fleet.item_detail(store, item, DAY).kept is not None


def test_of_three_that_are_one_record_one_is_removed(store: Store) -> None:
    [item] = fleet.add_items(store, fields(store, quantity=3))
    made = quoting.quote_removing_item(store, item, DAY)
    assert (made.quantity_now, made.quantity_added, made.monthly_cost_added) == (3, -1, Decimal("-15.90"))
    fleet.remove_item(store, item, DAY)
    assert sum(one.quantity for one in fleet.fleet(store, DAY)) == 2
    assert sum(one.quantity for one in fleet.fleet(store, START)) == 3


def test_the_options_of_a_line_end_with_it_and_are_in_the_quote(store: Store) -> None:
    [line] = fleet.add_items(store, fields(store, number=MOBILE))
    known = fleet.item_detail(store, line, START).item
    option = plan(store, label="Europe", code="EU")
    [later] = fleet.add_items(store, FleetItemFields(known.account_id, option, date(2026, 12, 1), line_id=line))
    fleet.add_items(store, FleetItemFields(known.account_id, option, START, line_id=line))
    made = quoting.quote_removing_item(store, line, DAY)
    assert made.monthly_cost_added == Decimal("-31.80")
    assert [note.code for note in made.notes] == ["quote_options_end"]
    fleet.remove_item(store, line, DAY)
    assert fleet.fleet(store, DAY) == []
    ended = fleet.item_detail(store, later, DAY).item
    assert (ended.start, ended.end) == (date(2026, 12, 1), date(2026, 12, 1))


def test_a_change_of_plan_keeps_number_card_options_and_users(store: Store) -> None:
    [line] = fleet.add_items(
        store,
        fields(store, number=MOBILE, iccid="8933150319021234568", label="Atelier", person_id=person(store)),
    )
    known = fleet.item_detail(store, line, START).item
    option = plan(store, label="Europe", code="EU")
    fleet.add_items(store, FleetItemFields(known.account_id, option, START, line_id=line))
    fleet.port(store, line, START, "01P123456A1B")
    fleet.assign(store, line, person(store, "Hugo Marchal"), date(2026, 10, 1))
    fleet.release(store, line, date(2026, 12, 1))
    new = fleet.change_plan(store, line, plan(store, label="Forfait 100 Go", code="F100"), DAY)
    old, after = fleet.item_detail(store, line, START), fleet.item_detail(store, new, DAY)
    assert (old.item.end, after.item.start) == (DAY, DAY)
    assert (after.item.number, after.item.iccid, after.item.rio) == (known.number, known.iccid, "01P123456A1B")
    assert (after.item.label, after.item.ported_on) == ("Atelier", START)
    assert [one.label for one in after.options] == ["Europe"]
    assert [(one.person, one.start, one.end) for one in after.assignments] == [
        ("Hugo Marchal", date(2026, 10, 1), date(2026, 12, 1)),
        ("Zoé Maillard", DAY, date(2026, 10, 1)),
    ]
    assert [(one.person, one.end) for one in old.assignments] == [("Zoé Maillard", DAY)]


def test_a_seat_that_is_paid_for_is_used_again_for_nothing_until_its_date(store: Store) -> None:
    first = fields(store)
    rule = Rule(credit_removals=False)
    contract_terms.set_terms(store, first.account_id, replace(TERMS, rule=rule))
    [item] = fleet.add_items(store, first)
    fleet.remove_item(store, item, date(2026, 9, 1))
    again = replace(first, start=date(2026, 9, 5))
    made = quoting.quote_adding(store, again.account_id, again.product_id, 1, again.start)
    assert [(note.code, note.params["day"]) for note in made.notes] == [("quote_paid_seat_one", date(2026, 9, 16))]
    assert made.prorata == 0
    [new] = fleet.add_items(store, again)
    assert fleet.item_detail(store, new, again.start).item.paid_until == date(2026, 9, 17)


def test_a_number_abroad_wants_a_verified_address_there(store: Store) -> None:
    wanted = fields(store, number=BELGIAN)
    problem = fleet.why_not_number(store, wanted)
    assert problem is not None
    assert problem.code == "number_needs_address"
    with pytest.raises(TelbillError) as error:
        fleet.add_items(store, wanted)
    assert refused(error) == "number_needs_address"
    [owner] = ids(store, company)
    office = AddressFields(owner, "Bureau", ("1 rue du Copeau",), "1000", "Bruxelles", "BE", verified=False)
    key = addresses.add_address(store, office)
    assert fleet.why_not_number(store, wanted) is not None
    addresses.edit_address(store, key, replace(office, verified=True))
    assert fleet.why_not_number(store, wanted) is None
    assert len(fleet.add_items(store, wanted)) == 1


@pytest.mark.parametrize(
    "number",
    [
        *("+262 692 12 34 56", "+262 639 12 34 56", "+262 269 61 23 45", "+590 690 00 12 34", "+594 694 20 12 34"),
        *("+596 696 12 34 56", "+508 55 12 34", "+687 75 12 34", "+689 87 12 34 56", "+681 82 12 34"),
    ],
)
def test_a_french_number_overseas_wants_no_address_there(store: Store, number: str) -> None:
    wanted = fields(store, number=number)
    assert fleet.why_not_number(store, wanted) is None
    [made] = fleet.add_items(store, wanted)
    assert fleet_overview.sheet(store, made, wanted.start).verified is None


def test_a_number_is_in_service_once_at_a_time(store: Store) -> None:
    first = fields(store, number=MOBILE, end=DAY)
    [item] = fleet.add_items(store, first)
    with pytest.raises(TelbillError) as error:
        fleet.add_items(store, replace(first, number="+33639980107", start=date(2026, 8, 1), end=None))
    assert refused(error) == "number_in_use"
    assert len(fleet.add_items(store, replace(first, start=DAY, end=None))) == 1
    with pytest.raises(TelbillError) as error:
        fleet.edit_item(store, item, replace(first, end=None))
    assert refused(error) == "number_in_use"


def test_everything_of_a_leaver_is_released_at_once(store: Store) -> None:
    who = person(store)
    made = fields(store, person_id=who)
    fleet.add_items(store, made, 2)
    [later] = fleet.add_items(store, replace(made, person_id=None))
    fleet.assign(store, later, who, date(2027, 1, 1))
    assert people.leave(store, who, DAY) == 3
    assert people.held_by(store, who, DAY) == []
    assert [one.holder for one in fleet.fleet(store, DAY)] == [None] * 3
    assert people.people(store)[0].left_on == DAY


def test_somebody_new_gets_something_in_one_act(store: Store) -> None:
    [item] = fleet.add_items(store, fields(store))
    people.give_to_newcomer(store, item, PersonFields("Lina Pasquet", "Pose"), DAY)
    assert holder_on(store, item, DAY) == "Lina Pasquet"
    assert [name for _key, name in people.teams(store)] == ["Pose"]


def test_nobody_gets_anything_once_they_have_left(store: Store) -> None:
    who = person(store)
    made = fields(store)
    [item] = fleet.add_items(store, made)
    people.leave(store, who, DAY)
    for late in (DAY, date(2026, 9, 2)):
        with pytest.raises(TelbillError) as error:
            fleet.assign(store, item, who, late)
        assert (refused(error), error.value.message.params["day"]) == ("person_has_left", DAY)
        with pytest.raises(TelbillError) as error:
            fleet.add_items(store, replace(made, person_id=who, start=late))
        assert refused(error) == "person_has_left"
    assert len(fleet.fleet(store, DAY)) == 1
    fleet.assign(store, item, who, date(2026, 8, 1))
    assert [one.end for one in fleet.item_detail(store, item, DAY).assignments] == [DAY]


def test_who_has_what_has_ended_has_it_until_then(store: Store) -> None:
    [item] = fleet.add_items(store, fields(store, end=DAY))
    fleet.assign(store, item, person(store), date(2026, 4, 1))
    [other] = fleet.add_items(store, replace(known_fields(store, item), person_id=person(store, "Hugo Marchal")))
    people.give_to_newcomer(store, other, PersonFields("Lina Pasquet"), date(2026, 5, 1))
    ends = [[one.end for one in fleet.item_detail(store, key, DAY).assignments] for key in (item, other)]
    assert ends == [[DAY], [DAY, date(2026, 5, 1)]]


def test_an_end_that_is_written_later_ends_what_somebody_had_of_it(store: Store) -> None:
    [item] = fleet.add_items(store, fields(store, person_id=person(store)))
    fleet.edit_item(store, item, replace(known_fields(store, item), end=DAY))
    assert [one.end for one in fleet.item_detail(store, item, DAY).assignments] == [DAY]


def known_fields(store: Store, item_id: int) -> FleetItemFields:
    known = fleet.item_detail(store, item_id, START).item
    return FleetItemFields(known.account_id, known.product.id, known.start, known.end, known.quantity)


def test_the_list_knows_states_and_finds_numbers_in_both_forms(store: Store) -> None:
    first = fields(store, number=MOBILE, person_id=person(store))
    [line] = fleet.add_items(store, first)
    fleet.add_items(store, replace(first, number=OTHER_MOBILE, person_id=None, end=DAY))
    fleet.add_items(store, replace(first, number="", person_id=None, start=date(2027, 1, 1)))
    option = plan(store, label="Europe", code="EU")
    fleet.add_items(store, FleetItemFields(first.account_id, option, START, line_id=line))
    seen = fleet_overview.overview(store, DAY)
    assert {(row.item.label, row.state) for row in seen.rows} == {
        ("Forfait 20 Go", ItemState.ASSIGNED),
        ("Forfait 20 Go", ItemState.ENDED),
        ("Forfait 20 Go", ItemState.COMING),
        ("Europe", ItemState.ASSIGNED),
    }
    for text in ("0639980107", "06.39.98.01.07", "+33 6 39 98 01 07", "zoe  MAILLARD"):
        found = narrowed(seen.rows, FleetFilter(text=text))
        assert {row.item.label for row in found} == {"Forfait 20 Go", "Europe"}, text
    assert narrowed(seen.rows, FleetFilter(text="+33 6 98 39 01 07")) == []  # one number, not words in any order
    assert len(narrowed(seen.rows, FleetFilter(state=ItemState.ENDED))) == 1
    assert narrowed(seen.rows, FleetFilter(kind=ProductKind.LICENCE)) == []
    assert sums_of(narrowed(seen.rows, FleetFilter())).monthly == Decimal("31.80")


def test_a_product_costs_a_month_what_is_in_service_and_what_is_missing_to_its_minimum(store: Store) -> None:
    first = fields(store, person_id=person(store))
    fleet.add_items(store, first)
    fleet.add_items(store, replace(first, person_id=None), 2)
    products.set_minimum(store, MinimumFields(first.account_id, first.product_id, 5, Decimal("10.00")))
    [row] = product_rows(fleet_overview.overview(store, DAY), FleetFilter())
    assert (row.in_service, row.assigned, row.free, row.unit) == (3, 1, 2, Decimal("15.90"))
    assert (row.total, row.missing) == (Decimal("67.70"), 2)
    quoted = quoting.quote_adding(store, first.account_id, first.product_id, 1, DAY)
    assert quoted.monthly_total_now == row.total


def test_a_perimeter_lets_through_the_accounts_of_its_companies(store: Store) -> None:
    fleet.add_items(store, fields(store))
    [owner] = ids(store, company)
    assert len(fleet_overview.overview(store, DAY, PerimeterChoice(company_ids=(owner,))).rows) == 1
    assert fleet_overview.overview(store, DAY, PerimeterChoice(company_ids=(owner + 1,))).rows == ()


def test_a_perimeter_lets_through_accounts_by_code_and_by_the_sites_of_their_invoices(store: Store) -> None:
    fleet.add_items(store, fields(store))
    site = replace(draft().references, site_1="Atelier Nord")
    take(store, read(replace(draft(number="S-1"), references=site)))
    code = draft().account.client_code or ""
    through = [
        len(fleet_overview.overview(store, DAY, choice).rows)
        for choice in (
            PerimeterChoice(client_codes=(code,)),
            PerimeterChoice(client_codes=("ailleurs",)),
            PerimeterChoice(sites=("atelier-nord",)),
            PerimeterChoice(sites=("Atelier Sud",)),
            PerimeterChoice(client_codes=(code,), sites=("Atelier Sud",)),
        )
    ]
    assert through == [1, 0, 1, 0, 0]


def test_a_mandate_that_is_not_there_is_refused_in_a_sentence(store: Store) -> None:
    own = fields(store)
    [line] = fleet.add_items(store, replace(own, number=MOBILE))
    for act in (
        lambda: fleet.port(store, line, DAY, "", mandate_id=999),
        lambda: fleet.edit_item(store, line, replace(own, number=MOBILE, mandate_id=999)),
        lambda: fleet.add_items(store, replace(own, mandate_id=999)),
    ):
        with pytest.raises(TelbillError) as error:
            act()
        assert refused(error) == "party_gone"


def test_what_has_no_price_is_neither_added_nor_put_in_the_place_of_another(store: Store) -> None:
    own = fields(store)
    [line] = fleet.add_items(store, own)
    other = plan(store, label="Inconnu", code="X")
    with unit_of_work(store, "edit_product", {"product": "Inconnu"}) as unit:  # as a table of the fleet makes it
        contract_changes.write_prices(unit, other, ())
    for act in (
        lambda: quoting.quote_changing(store, own.account_id, own.product_id, other, DAY, line),
        lambda: fleet.change_plan(store, line, other, DAY),
        lambda: quoting.quote_adding(store, own.account_id, other, 1, DAY),
        lambda: fleet.add_items(store, replace(own, product_id=other)),
    ):
        with pytest.raises(TelbillError) as error:
            act()
        assert refused(error) == "price_missing"
    assert [one.end for one in fleet.fleet(store, None)] == [None]
