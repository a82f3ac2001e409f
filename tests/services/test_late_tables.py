"""A table of the fleet that corrects what was told late: the next invoice makes up for it as it is then."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from telbill_desktop.domain.fleet import FleetItem, FleetItemFields
from telbill_desktop.domain.progress import Unwatched
from telbill_desktop.importers import read as read_file
from telbill_desktop.services import fleet, history
from telbill_desktop.services.intake import gather, import_files
from telbill_desktop.store.engine import Store
from telbill_desktop.store.tables.parties import billing_account
from tests.builders import draft
from tests.builders import line as charged
from tests.services.figures import Sold, furnish
from tests.services.scenarios import read, take
from tests.services.test_late_changes import CAME, PLAIN
from tests.services.test_late_corrections import known, noted, seat, shop
from tests.store_contents import contents

__all__ = ["seat", "shop"]  # fixtures

Table = Callable[[str], None]


@pytest.fixture
def table(store: Store, shop: Sold, tmp_path: Path) -> Table:
    with store.reading() as connection:
        name = connection.execute(billing_account.select().where(billing_account.c.id == shop.account)).one().label

    def taken(rows: str) -> None:
        path = tmp_path / "parc.csv"
        path.write_text(f"Compte;Produit;Début;Fin;Quantité\n{rows}".replace("CF;", f"{name};"), "utf-8")
        [result] = import_files(store, gather((path,)), read_file, Unwatched())
        assert result.table is not None
        assert result.table.changed == 1, result

    return taken


def test_an_end_that_a_table_tells_otherwise_is_made_up_for_as_it_is_then(
    store: Store, shop: Sold, seat: FleetItem, table: Table
) -> None:
    told, before = noted(store, shop), contents(store)
    assert [amount for _label, amount in told] == [Decimal(-45), Decimal(-9)]
    table("CF;Licence;10/01/2025;09/07/2025;1\n")
    assert [amount for _label, amount in noted(store, shop)] == [Decimal(-30), Decimal(-6)]
    history.undo(store)
    assert {name: rows for name, rows in contents(store).items() if name != "deposit"} == {
        name: rows for name, rows in before.items() if name != "deposit"
    }
    table("CF;Licence;10/01/2025;09/06/2025;1\n")
    assert sum(amount for _label, amount in noted(store, shop)) == Decimal(-60 - 12)
    assert seat.id


def test_as_the_edit_does(store: Store, shop: Sold, seat: FleetItem, table: Table) -> None:
    fleet.edit_item(store, seat.id, replace(known(seat), end=date(2025, 7, 1)), seen=CAME)
    edited = noted(store, shop), [(one.start, one.end) for one in fleet.fleet(store, None)]
    history.undo(store)
    table("CF;Licence;10/01/2025;30/06/2025;1\n")
    assert (noted(store, shop), [(one.start, one.end) for one in fleet.fleet(store, None)]) == edited


def test_what_was_added_late_among_several_is_corrected(store: Store, shop: Sold, table: Table) -> None:
    furnish(store, shop, PLAIN)
    fleet.add_items(store, FleetItemFields(shop.account, shop.plan, PLAIN.on), 2, seen=CAME)
    assert [amount for _label, amount in noted(store, shop)] == [Decimal(90)]
    table("CF;Licence;25/06/2025;09/07/2025;1\n")
    assert sum(amount for _label, amount in noted(store, shop)) == Decimal(60)


def test_invoices_that_came_have_what_a_table_says_of_anything_else(
    store: Store, shop: Sold, seat: FleetItem, table: Table
) -> None:
    before = noted(store, shop)
    fleet.add_items(store, FleetItemFields(shop.account, shop.plan, date(2025, 2, 10)))
    table("CF;Licence;10/02/2025;09/06/2025;1\n")
    assert noted(store, shop) == before
    assert seat.id


def test_what_an_invoice_made_up_for_is_past(store: Store, shop: Sold, seat: FleetItem, table: Table) -> None:
    before = noted(store, shop)
    take(store, read(draft(number="L-2", issue_date=date(2025, 8, 10), lines=(charged(),))))
    table("CF;Licence;10/01/2025;09/07/2025;1\n")
    assert noted(store, shop) == before
    assert seat.id


def test_what_was_told_late_and_undone_was_never_told(store: Store, shop: Sold, seat: FleetItem, table: Table) -> None:
    history.undo(store)
    table("CF;Licence;10/01/2025;09/07/2025;1\n")
    assert noted(store, shop) == []
    assert seat.id
