"""Equipment: what invoices charged becomes records, once; what a thing cost by month."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from telbill_desktop.domain.equipment import EquipmentFields, EquipmentKind
from telbill_desktop.domain.errors import TelbillError
from telbill_desktop.domain.fleet import FleetItemFields
from telbill_desktop.domain.invoice_kinds import Category
from telbill_desktop.services import equipment, fleet, fleet_overview, people, removal
from telbill_desktop.services.people import PersonFields
from telbill_desktop.store.engine import Store
from telbill_desktop.store.tables.invoices import invoice
from telbill_desktop.store.tables.parties import billing_account
from tests import builders
from tests.new_stores import new_store
from tests.services.scenarios import ids, read, take
from tests.services.scenarios_of_contracts import plan

HANDSET = builders.line(
    label="Smartphone Granit", amount="349.00", category=Category.EQUIPMENT, user_name="Zoé Maillard"
)
CHARGERS = builders.line(label="Chargeur rapide", amount="39.80", category=Category.EQUIPMENT, quantity=Decimal(2))


@pytest.fixture
def store(tmp_path: Path) -> Store:
    made = new_store(tmp_path / "store")
    people.add_person(made, PersonFields("Zoé MAILLARD"))
    take(made, read(builders.draft(lines=(HANDSET, CHARGERS, builders.line()))))
    return made


def test_lines_of_equipment_become_records_of_who_they_name_once(store: Store) -> None:
    offered = equipment.offers(store)
    assert {(one.label, one.quantity, one.person_id is not None) for one in offered} == {
        ("Smartphone Granit", 1, True),
        ("Chargeur rapide", 2, False),
    }
    assert equipment.take_from_invoices(store, {one.line_id for one in offered}) == 3
    assert equipment.offers(store) == []
    [handset] = [one for one in equipment.pieces(store) if one.fields.kind is EquipmentKind.HANDSET]
    assert handset.person == "Zoé MAILLARD"
    assert handset.charged_on is not None
    assert handset.charged_on.amount == Decimal(349)
    assert equipment.take_from_invoices(store, {offered[0].line_id}) == 0


def test_of_two_people_of_one_name_none_is_given_what_a_line_charges(store: Store) -> None:
    people.add_person(store, PersonFields("Zoé Maillard"))
    offered = equipment.offers(store)
    assert [one.person_id for one in offered] == [None, None]


def test_what_is_used_with_a_number_is_so_through_a_change_of_plan(store: Store) -> None:
    start, turn = date(2024, 1, 1), date(2025, 1, 1)
    fields = FleetItemFields(ids(store, billing_account)[0], plan(store), start, number="0639980107")
    [line] = fleet.add_items(store, fields)
    [other] = fleet.add_items(store, replace(fields, number="0639980108"))
    key = equipment.add_equipment(store, EquipmentFields(EquipmentKind.HANDSET, "Granit", start, item_id=line))
    new = fleet.change_plan(store, line, plan(store, label="Autre", code="A1"), turn)
    used = [[one.id for one in fleet_overview.sheet(store, each, turn).equipment] for each in (line, new, other)]
    assert used == [[key], [key], []]


def test_a_piece_is_edited_and_removed(store: Store) -> None:
    key = equipment.add_equipment(store, EquipmentFields(EquipmentKind.TABLET, " Granit  Tab ", date(2026, 1, 2)))
    [piece] = equipment.pieces(store)
    assert piece.fields.label == "Granit Tab"
    equipment.edit_equipment(store, key, replace(piece.fields, serial="35 6789"))
    assert equipment.pieces(store)[0].fields.serial == "35 6789"
    equipment.remove_equipment(store, key)
    assert equipment.pieces(store) == []
    with pytest.raises(TelbillError, match="equipment_gone"):
        equipment.remove_equipment(store, key)


@pytest.mark.parametrize(
    ("number", "other", "forms"),
    [
        ("0639980107", "0639980108", ("06 39 98 01 07", "+33639980107", "0033 6 39 98 01 07", "33639980107")),
        ("0692001234", "0692001235", ("0692 00 12 34", "+262692001234", "0033692001234", "00262692001234")),
    ],
)
def test_what_a_number_cost_is_summed_by_month_however_the_invoice_writes_it(
    store: Store, number: str, other: str, forms: tuple[str, ...]
) -> None:
    written = [
        *(builders.line(amount="20.00", phone_number=form) for form in forms),
        builders.line(amount="99.00", phone_number=other),
    ]
    take(store, read(builders.draft(number="N-2", lines=tuple(written))))
    issued = builders.draft().issue_date
    fields = FleetItemFields(ids(store, billing_account)[0], plan(store), date(2024, 1, 1), number=number)
    [item] = fleet.add_items(store, fields)
    costs = dict(fleet_overview.sheet(store, item, issued).costs)
    assert len(costs) == 12
    assert costs[issued.replace(day=1)] == Decimal("80.00")
    assert sum(costs.values()) == Decimal("80.00")


def test_what_has_no_number_costs_what_the_lines_of_its_product_name_its_user_for(store: Store) -> None:
    written = [
        builders.line(label="Forfait 20 Go", amount="14.90", user_name="Zoé Maillard"),
        builders.line(label="Forfait 20 Go", amount="13.00", user_name="Hugo Marchal"),
        builders.line(label="Autre chose", amount="7.00", user_name="Zoé Maillard"),
    ]
    take(store, read(builders.draft(number="N-2", lines=tuple(written))))
    issued = builders.draft().issue_date
    who = people.people(store)[0].id
    fields = FleetItemFields(ids(store, billing_account)[0], plan(store), date(2024, 1, 1), person_id=who)
    [item] = fleet.add_items(store, fields)
    assert sum(amount for _month, amount in fleet_overview.sheet(store, item, issued).costs) == Decimal("14.90")


def test_what_names_a_user_before_or_after_they_had_a_thing_is_not_its_cost(store: Store) -> None:
    issued = builders.draft().issue_date
    named = builders.line(label="Forfait 20 Go", amount="14.90", user_name="Zoé Maillard")
    take(store, read(builders.draft(number="N-2", lines=(named,))))
    fields = FleetItemFields(ids(store, billing_account)[0], plan(store), date(2024, 1, 1))
    [item] = fleet.add_items(store, fields)
    fleet.assign(store, item, people.people(store)[0].id, issued - timedelta(days=60))
    for end, cost in ((issued, "14.90"), (issued - timedelta(days=1), "0")):
        fleet.release(store, item, end)
        costs = fleet_overview.sheet(store, item, issued).costs
        assert sum(amount for _month, amount in costs) == Decimal(cost)


def test_what_is_charged_in_another_currency_is_no_cost_in_that_of_the_books(store: Store) -> None:
    line = builders.line(amount="20.00", phone_number="0639980107")
    take(store, read(builders.draft(number="N-2", lines=(line,), currency="CHF")))
    fields = FleetItemFields(ids(store, billing_account)[0], plan(store), date(2024, 1, 1), number="0639980107")
    [item] = fleet.add_items(store, fields)
    assert sum(amount for _month, amount in fleet_overview.sheet(store, item, builders.draft().issue_date).costs) == 0


def test_what_a_credit_note_gives_back_is_not_offered(store: Store) -> None:
    before = equipment.offers(store)
    take(store, read(builders.credit_note(number="A-2", lines=(HANDSET,))))
    assert equipment.offers(store) == before


def test_what_was_taken_is_not_offered_again_when_its_invoice_was_read_again(store: Store) -> None:
    equipment.take_from_invoices(store, {one.line_id for one in equipment.offers(store)})
    [invoice_id] = ids(store, invoice)
    removal.remove_invoices(store, [invoice_id])
    take(store, read(builders.draft(lines=(HANDSET, CHARGERS, builders.line()))))
    assert equipment.offers(store) == []
    assert [one.charged_on for one in equipment.pieces(store)] == [None] * 3
