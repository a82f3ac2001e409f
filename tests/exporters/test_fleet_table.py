"""The fleet as a table that is imported again: what the profile reads back is what was there."""

from datetime import date
from pathlib import Path

import pytest

from telbill_desktop.domain.fleet import FleetItem
from telbill_desktop.domain.progress import Unwatched
from telbill_desktop.exporters.fleet_table import fleet_table
from telbill_desktop.exporters.workbook import Sheet, write_workbook
from telbill_desktop.importers import read
from telbill_desktop.services import fleet, fleet_overview, history
from telbill_desktop.services.intake import FileResult, gather, import_files
from telbill_desktop.store.engine import Store
from tests.new_stores import new_store
from tests.services import scenarios_of_contracts as contracts

TITLES = (
    "Compte;Produit;Numéro;SIM;RIO;Portabilité;Utilisateur;Équipe;Utilisateur depuis;Début;Fin;Quantité;Ligne;Libellé"
)
ROWS = """CF;F20;06 39 98 77 01;8933010000000000002;01P123456A1B;02/12/2026;Zoé;Atelier;;01/06/2026;;1;;
CF;F20;+32 2 555 12 12;;;;Hugo;;01/08/2026;01/06/2026;31/12/2026;;;Standard
CF;Europe;;;;;;;;15/06/2026;;;06 39 98 77 01;
CF;F20;;;;;;;;01/07/2026;;2;;
"""


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """An account whose operator sells a plan, and two options that are called alike."""
    made = new_store(tmp_path / "store")
    contracts.account(made)
    contracts.plan(made)
    contracts.plan(made, label="Europe", code="Europe")
    return made


def taken(store: Store, path: Path) -> FileResult:
    [result] = import_files(store, gather((path,)), read, Unwatched())
    return result


def told(store: Store) -> list[tuple[object, ...]]:
    items = fleet.fleet(store, None)
    numbers = {one.id: one.number for one in items}
    return sorted((_told(one, numbers) for one in items), key=str)


def _told(one: FleetItem, numbers: dict[int, str]) -> tuple[object, ...]:
    held = one.holder and (one.holder.person, one.holder.team, one.holder.start, one.holder.end)
    own = (one.number, one.iccid, one.rio, one.ported_on, one.start, one.end, one.quantity, one.label)
    return (one.product.code, *own, held, numbers.get(one.line_id or 0))


def test_a_fleet_that_was_exported_makes_the_same_fleet_where_there_is_none(store: Store, tmp_path: Path) -> None:
    with store:
        path = tmp_path / "parc.csv"
        path.write_text(f"{TITLES}\n{ROWS}".replace("CF;", "CF 2 / SC-2;"), "utf-8")
        assert taken(store, path).status == "imported"
        before = told(store)
        assert len(before) == 4
        rows = fleet_overview.overview(store, date(2026, 11, 22)).rows
        write_workbook(tmp_path / "parc.xlsx", [Sheet("Parc", fleet_table(rows, fleet_overview.product_words(store)))])
        history.undo(store)
        assert told(store) == []
        assert taken(store, tmp_path / "parc.xlsx").status == "imported"
        assert told(store) == before


def test_products_that_are_called_alike_are_told_by_their_codes(store: Store, tmp_path: Path) -> None:
    with store:
        contracts.plan(store, label="Europe", code="EU2")
        path = tmp_path / "parc.csv"
        path.write_text("Compte;Produit;Début\nCF 2 / SC-2;EU2;01/06/2026\nCF 2 / SC-2;F20;01/06/2026\n", "utf-8")
        assert taken(store, path).status == "imported"
        rows = fleet_overview.overview(store, date(2026, 11, 22)).rows
        table = fleet_table(rows, fleet_overview.product_words(store))
        assert [row[1] for row in table][1:] == ["EU2", "Forfait 20 Go"]


def test_whoever_gave_a_thing_back_is_not_told_as_its_user(store: Store, tmp_path: Path) -> None:
    with store:
        path = tmp_path / "parc.csv"
        path.write_text(f"{TITLES}\n{ROWS}".replace("CF;", "CF 2 / SC-2;"), "utf-8")
        assert taken(store, path).status == "imported"
        [line] = [one for one in fleet.fleet(store, None) if one.number == "+33639987701"]
        fleet.release(store, line.id, date(2026, 9, 1))
        rows = fleet_overview.overview(store, date(2026, 11, 22)).rows
        table = list(fleet_table(rows, fleet_overview.product_words(store)))
        assert [row[9] for row in table if row[4] == "06 39 98 77 01"] == [""]
