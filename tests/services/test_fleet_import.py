"""A fleet taken in from a table: what is new, what is known, what a row says otherwise, what it cannot be."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook  # type: ignore[import-untyped] # it ships no types

from telbill_desktop.domain.fleet import FleetItem, FleetItemFields
from telbill_desktop.domain.progress import Unwatched
from telbill_desktop.domain.table_profile import TableField as F
from telbill_desktop.domain.table_reading import TableCounts
from telbill_desktop.importers import read
from telbill_desktop.services import fleet, history, people
from telbill_desktop.services.intake import FileResult, gather, import_files
from telbill_desktop.services.people import PersonFields
from telbill_desktop.store.engine import Store
from telbill_desktop.store.tables.parties import billing_account
from tests.services import scenarios_of_contracts as contracts
from tests.services.scenarios import ids
from tests.services.shelf import FACTS, state

KEPT = FACTS | {"archive"}

TITLES = "Compte;Produit;Numéro;SIM;Utilisateur;Équipe;Utilisateur depuis;Début;Fin;Quantité;Ligne;Libellé"
FLEET = """CF;F20;06 39 98 77 01;8933 0100 0000 0000 002;Zoé Maillard;Atelier;;01/06/2026;;1;;
CF;Forfait 20 Go;0639987702;;;;;01/06/2026;31/12/2026;;;Standard
CF;EU;;;;;;15/06/2026;;;06 39 98 77 01;
CF;F20;;;;;;01/07/2026;;2;;
CF;F20;;;Hugo Marchal;;01/08/2026;01/07/2026;;;;
"""
Take = Callable[..., FileResult]


@pytest.fixture
def name(store: Store) -> str:
    """What tables call the only account, whose operator sells F20 and the option EU."""
    contracts.account(store)
    contracts.plan(store)
    contracts.plan(store, label="Europe", code="EU")
    [key] = ids(store, billing_account)
    with store.reading() as connection:
        return str(connection.execute(billing_account.select().where(billing_account.c.id == key)).one().label)


@pytest.fixture
def take(store: Store, name: str, tmp_path: Path) -> Take:
    def taken(rows: str, *, titles: str = TITLES, dry_run: bool = False) -> FileResult:
        path = tmp_path / "parc.csv"
        path.write_text(f"{titles}\n{rows}".replace("CF;", f"{name};"), "utf-8")
        [result] = import_files(store, gather((path,)), read, Unwatched(), dry_run=dry_run)
        return result

    return taken


def counts(result: FileResult) -> tuple[int, int, int]:
    table = result.table
    assert isinstance(table, TableCounts), result.message
    return table.new, table.identical, table.changed


def errors(result: FileResult) -> list[tuple[int, str]]:
    assert result.table is not None
    return [(problem.line, problem.message.code) for problem in result.table.problems]


def numbered(store: Store, number: str) -> FleetItem:
    [item] = [one for one in fleet.fleet(store, None) if one.number == number]
    return item


def test_each_row_becomes_a_thing_with_its_user_its_card_and_its_line(store: Store, take: Take) -> None:
    result = take(FLEET)
    assert (result.status, counts(result), errors(result)) == ("imported", (5, 0, 0), [])
    line, ended = numbered(store, "+33639987701"), numbered(store, "+33639987702")
    assert (line.iccid, line.holder and (line.holder.person, line.holder.team)) == (
        "8933010000000000002",
        ("Zoé Maillard", "Atelier"),
    )
    assert (ended.end, ended.label, ended.holder) == (date(2027, 1, 1), "Standard", None)  # the last day is told
    [option] = [one for one in fleet.fleet(store, None) if one.product.code == "EU"]
    assert (option.line_id, option.start) == (line.id, date(2026, 6, 15))
    seats = {one.quantity: one for one in fleet.fleet(store, None) if not one.number and one.product.code == "F20"}
    assert seats[2].holder is None
    hugo = seats[1].holder
    assert hugo is not None
    assert (seats[1].start, hugo.person, hugo.start) == (date(2026, 7, 1), "Hugo Marchal", date(2026, 8, 1))


def test_the_same_table_again_changes_nothing_at_all(store: Store, take: Take) -> None:
    take(FLEET)
    before = state(store, without=KEPT)
    result = take(FLEET)
    assert (result.status, counts(result)) == ("duplicate", (0, 5, 0))
    assert state(store, without=KEPT) == before


def test_a_row_that_says_otherwise_changes_the_thing_and_only_once(store: Store, take: Take) -> None:
    take(FLEET)
    other = FLEET.replace("31/12/2026", "30/11/2026").replace("15/06/2026;;;06", "15/06/2026;31/07/2026;;06")
    assert counts(take(other)) == (0, 3, 2)
    assert numbered(store, "+33639987702").end == date(2026, 12, 1)
    assert counts(take(other)) == (0, 5, 0)


def test_a_blank_says_nothing(store: Store, take: Take) -> None:
    take(FLEET)
    before = state(store, without=KEPT)
    assert counts(take("CF;F20;0639987701;01/06/2026\n", titles="Compte;Produit;Numéro;Début")) == (0, 1, 0)
    assert state(store, without=KEPT) == before


def test_an_end_takes_the_thing_from_its_user_and_ends_its_options(store: Store, take: Take) -> None:
    take(FLEET)
    assert counts(take(FLEET.replace("01/06/2026;;1", "01/06/2026;31/08/2026;1"))) == (0, 4, 1)
    line = numbered(store, "+33639987701")
    assert line.holder is not None
    assert line.holder.end == date(2026, 9, 1)
    assert [one.end for one in fleet.fleet(store, None) if one.line_id == line.id] == [date(2026, 9, 1)]


def test_another_user_needs_the_day_from_which_on(store: Store, take: Take) -> None:
    take(FLEET)
    row = "CF;F20;0639987701;;Hugo Marchal;;{since};01/06/2026;;;;\n"
    refused = take(row.format(since=""))
    assert (refused.status, errors(refused)) == ("refused", [(2, "fleet_other_user")])
    assert counts(take(row.format(since="01/09/2026"))) == (0, 0, 1)
    detail = fleet.item_detail(store, numbered(store, "+33639987701").id, date(2026, 9, 1))
    assert [(one.person, one.start, one.end) for one in detail.assignments] == [
        ("Hugo Marchal", date(2026, 9, 1), None),
        ("Zoé Maillard", date(2026, 6, 1), date(2026, 9, 1)),
    ]
    before = state(store, without=KEPT)
    assert counts(take(row.format(since="01/09/2026"))) == (0, 1, 0)
    assert counts(take(FLEET)) == (0, 5, 0)  # the old table does not bring the old user back
    assert state(store, without=KEPT) == before


def test_a_change_of_plan_is_two_rows_of_one_number(take: Take) -> None:
    take(FLEET)
    rows = (
        "CF;EU;0639987701;;Zoé Maillard;;;01/10/2026;;;;\nCF;F20;0639987701;;Zoé Maillard;;;01/06/2026;30/09/2026;;;\n"
    )
    result = take(rows)
    assert (counts(result), errors(result)) == ((1, 0, 1), [])
    assert counts(take(rows)) == (0, 2, 0)


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ("CF 9;F20;;;;;;01/06/2026;;;;", "account_unknown"),
        ("CF;F2;;;;;;01/06/2026;;;;", "product_unknown"),
        ("CF;;;;;;;01/06/2026;;;;", "row_value_missing"),
        ("CF;F20;;;;;;;;;;", "row_value_missing"),
        ("CF;F20;;;;;;31/06/2026;;;;", "date_impossible"),
        ("CF;F20;;;;;;01/06/2026;30/05/2026;;;", "item_reversed"),
        ("CF;F20;123;;;;;01/06/2026;;;;", "number_impossible"),
        ("CF;F20;;8933010000000000001;;;;01/06/2026;;;;", "iccid_impossible"),
        ("CF;F20;0639987709;;;;;01/06/2026;;2;;", "number_for_many"),
        ("CF;F20;;;;;;01/06/2026;;0;;", "fleet_quantity"),
        ("CF;F20;;;;;;01/06/2026;;1,5;;", "fleet_quantity"),
        ("CF;EU;;;;;;01/06/2026;;;0639987709;", "fleet_line_unknown"),
        ("CF;F20;;;;;01/07/2026;01/06/2026;;;;", "row_value_missing"),
        ("CF;F20;;;Zoé;;01/05/2026;01/06/2026;;;;", "fleet_since_outside"),
        ("CF;F20;;;-/-;;;01/06/2026;;;;", "person_unknown"),
    ],
)
def test_a_row_that_cannot_be_is_told_with_its_line_and_leaves_nothing(
    store: Store, take: Take, row: str, code: str
) -> None:
    take(FLEET)
    before = state(store, without=KEPT)
    result = take(f"{row}\n")
    assert (result.status, errors(result)) == ("refused", [(2, code)])
    assert state(store, without=KEPT) == before


def test_the_other_rows_of_a_table_with_wrong_ones_go_in(store: Store, take: Take) -> None:
    result = take(FLEET.replace("CF;Forfait 20 Go;", "CF;Forfait 30 Go;"))
    assert (result.status, counts(result), errors(result)) == ("imported", (4, 0, 0), [(3, "product_unknown")])
    assert "fleet_rows_refused" in [message.code for message in result.warnings]
    assert result.table is not None
    assert result.table.problems[0].column == 1
    assert len(fleet.fleet(store, None)) == 4


PORTS = "Compte;Produit;Numéro;RIO;Portabilité;Début"


def test_a_rio_and_the_day_of_the_port_are_taken_once_and_changed(store: Store, take: Take) -> None:
    row = "CF;F20;06 39 98 77 01;01 p 123456 a1b;02/12/2026;01/06/2026\n"
    assert counts(take(row, titles=PORTS)) == (1, 0, 0)
    line = numbered(store, "+33639987701")
    assert (line.rio, line.ported_on) == ("01P123456A1B", date(2026, 12, 2))
    before = state(store, without=KEPT)
    assert counts(take(row, titles=PORTS)) == (0, 1, 0)
    assert state(store, without=KEPT) == before
    assert counts(take(row.replace("02/12", "03/12").replace("a1b", "a1c"), titles=PORTS)) == (0, 0, 1)
    line = numbered(store, "+33639987701")
    assert (line.rio, line.ported_on) == ("01P123456A1C", date(2026, 12, 3))
    assert counts(take("CF;F20;0639987701;;;01/06/2026\n", titles=PORTS)) == (0, 1, 0)  # a blank says nothing


@pytest.mark.parametrize(
    ("row", "code", "field"),
    [
        ("CF;F20;0639987701;01X123456A1B;;01/06/2026", "rio_impossible", F.ITEM_RIO),
        ("CF;F20;0639987701;;32/12/2026;01/06/2026", "date_impossible", F.ITEM_PORTED),
        ("CF;F20;;;02/12/2026;01/06/2026", "row_value_missing", F.ITEM_NUMBER),
    ],
)
def test_a_rio_or_port_that_cannot_be_is_told_with_its_cell(take: Take, row: str, code: str, field: F) -> None:
    result = take(f"{row}\n", titles=PORTS)
    assert errors(result) == [(2, code)]
    assert result.table is not None
    assert result.table.problems[0].field is field


def test_a_rio_belongs_to_one_thing(take: Take) -> None:
    titles = "Compte;Produit;RIO;Quantité;Début"
    assert errors(take("CF;F20;01P123456A1B;2;01/06/2026\n", titles=titles)) == [(2, "number_for_many")]


def test_a_number_is_in_service_once_at_a_time(take: Take) -> None:
    take(FLEET)
    row = "CF;EU;0639987701;;;;;01/09/2026;;;;\n"
    assert errors(take(row)) == [(2, "number_in_use")]
    twice = "CF;F20;0639987703;;;;;01/09/2026;;;;\nCF;EU;0639987703;;;;;01/10/2026;;;;\n"
    result = take(twice)
    assert (counts(result), errors(result)) == ((1, 0, 0), [(3, "fleet_row_repeats")])


def test_a_row_that_stands_twice_counts_once(take: Take) -> None:
    row = "CF;F20;0639987703;;;;;01/09/2026;;;;\n"
    result = take(row + row)
    assert counts(result) == (1, 0, 0)
    assert result.table is not None
    assert result.table.repeated == 1


def test_seats_that_nothing_tells_apart_are_as_many_as_there_are_rows(store: Store, take: Take) -> None:
    rows = "CF;F20;;;;;;01/09/2026;;;;\n" * 3
    assert counts(take(rows)) == (3, 0, 0)
    assert counts(take(rows)) == (0, 3, 0)
    assert counts(take(rows + "CF;F20;;;;;;01/09/2026;;;;\n")) == (1, 3, 0)
    assert len(fleet.fleet(store, None)) == 4


def test_people_who_are_called_alike_are_asked_about(store: Store, take: Take) -> None:
    for _ in range(2):
        people.add_person(store, PersonFields("Zoé Maillard"))
    result = take(FLEET)
    assert (counts(result), errors(result)[0]) == ((3, 0, 0), (2, "fleet_person_twice"))


def test_the_team_of_a_known_person_is_completed_and_never_changed(store: Store, take: Take) -> None:
    people.add_person(store, PersonFields("Zoe MAILLARD"))
    take(FLEET)
    [zoe] = [one for one in people.people(store) if one.name == "Zoe MAILLARD"]
    assert zoe.team == "Atelier"
    result = take(FLEET.replace("Atelier", "Siège"))
    assert counts(result) == (0, 5, 0)
    assert "fleet_other_teams" in [message.code for message in result.warnings]


def test_one_undo_takes_a_fleet_back_and_redo_brings_it_again(store: Store, take: Take) -> None:
    before = state(store, without=KEPT)
    take(FLEET)
    after = state(store, without=KEPT)
    history.undo(store)
    assert state(store, without=KEPT) == before
    history.redo(store)
    assert state(store, without=KEPT) == after


def test_a_dry_run_counts_and_writes_nothing(store: Store, take: Take) -> None:
    before = state(store)
    assert counts(take(FLEET, dry_run=True)) == (5, 0, 0)
    assert state(store) == before


def test_a_workbook_s_typed_cells_are_the_same_table(store: Store, name: str, take: Take, tmp_path: Path) -> None:
    take(FLEET)
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["Compte", "Offre", "Téléphone", "ICCID", "Quantité", "Mise en service", "Fin de service"])
    sheet.append([name, "F20", 639987701, "8933010000000000002", 1, date(2026, 6, 1), date(9999, 12, 31)])
    sheet.append([name, "F20", "+33 6 39 98 77 02", None, 1.0, date(2026, 6, 1), date(2026, 12, 31)])
    book.save(tmp_path / "parc.xlsx")
    [result] = import_files(store, gather((tmp_path / "parc.xlsx",)), read, Unwatched())
    assert (counts(result), errors(result)) == ((0, 2, 0), [])


def test_a_known_thing_that_was_added_by_hand_is_found_again(store: Store, take: Take) -> None:
    [account_id] = ids(store, billing_account)
    product_id = next(one.product.id for one in _after(store, take) if one.product.code == "F20")
    fields = FleetItemFields(account_id, product_id, date(2026, 9, 1), number="0639987755")
    fleet.add_items(store, replace(fields, label="Accueil"))
    assert counts(take("CF;F20;06.39.98.77.55;;;;;01/09/2026;;;;Accueil\n")) == (0, 1, 0)


def _after(store: Store, take: Take) -> list[FleetItem]:
    take(FLEET)
    return fleet.fleet(store, None)


def test_what_changed_its_plan_is_not_lengthened_by_a_table(store: Store, take: Take) -> None:
    take("CF;F20;;;;;;01/06/2026;;1;;\n")
    [seat] = fleet.fleet(store, None)
    other = contracts.plan(store, label="Autre", code="A1")
    fleet.change_plan(store, seat.id, other, date(2026, 9, 1))
    before = state(store, without=KEPT)
    result = take("CF;F20;;;Zoé Maillard;;;01/06/2026;30/09/2026;1;;\n")
    assert errors(result) == [(2, "plan_overlaps")]
    assert result.table is not None
    assert [(one.field, one.text) for one in result.table.problems] == [(F.ITEM_END, "30/09/2026")]
    assert state(store, without=KEPT) == before


def test_a_row_that_ends_a_line_before_its_options_went_along_is_refused_and_the_others_taken(
    store: Store, take: Take
) -> None:
    take(FLEET)
    line = numbered(store, "+33639987701")
    other = contracts.plan(store, label="Autre", code="A1")
    fleet.change_plan(store, line.id, other, date(2026, 9, 1))
    result = take(
        "CF;F20;0639987701;;;;;01/06/2026;31/07/2026;1;;\n"
        "CF;Forfait 20 Go;0639987702;;;;;01/06/2026;30/11/2026;;;Standard\n"
    )
    assert (counts(result), errors(result)) == ((0, 0, 1), [(2, "item_changes_plan")])
