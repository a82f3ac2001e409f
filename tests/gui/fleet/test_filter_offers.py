"""What the filters of the fleet offer stands as an alphabet has it, as people and teams do."""

from datetime import date
from pathlib import Path

from telbill_desktop.domain.fleet import FleetItemFields
from telbill_desktop.gui.pages.fleet.filter_bar import FleetFilterBar
from telbill_desktop.gui.theme import Theme
from telbill_desktop.services import fleet, fleet_overview
from tests.new_stores import new_store
from tests.services.scenarios_of_contracts import LATER, START, account, plan


def test_products_go_by_the_alphabet(tmp_path: Path, theme: Theme) -> None:
    with new_store(tmp_path / "store") as store:
        on = account(store)
        for at, name in enumerate(["Zoom", "Élan", "appel"]):
            sold = plan(store, label=name, code=str(at))
            fleet.add_items(store, FleetItemFields(on, sold, START, number=f"063998010{at}"))
        found = fleet_overview.overview(store, LATER)
    bar = FleetFilterBar(theme, date(2026, 11, 22))
    bar.offer(found)
    assert [words.split(" · ")[0] for words, _key in bar.product.offered()] == ["appel", "Élan", "Zoom"]
