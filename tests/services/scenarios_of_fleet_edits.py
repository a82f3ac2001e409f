"""A way to change several things of the fleet, for the test that undoes and redoes every act."""

from telbill_desktop.domain.fleet import FleetItemFields
from telbill_desktop.domain.fleet_edits import EditUser, FleetEdit
from telbill_desktop.services import fleet, fleet_edits, people
from telbill_desktop.services.people import PersonFields
from telbill_desktop.store.engine import Store
from tests.services import scenarios_of_contracts as contracts
from tests.services.scenarios import Act, scenario


@scenario("edit_items")
def _a_line_and_its_option_that_get_a_label_and_a_user(store: Store) -> Act:
    known = contracts.line(store, person="Zoé Maillard")
    item = fleet.item_detail(store, known, contracts.START).item
    [option] = fleet.add_items(store, FleetItemFields(item.account_id, item.product.id, contracts.START, line_id=known))
    other = people.add_person(store, PersonFields("Hugo Marchal"))
    edit = FleetEdit(label="Atelier", user=EditUser(other, "Hugo Marchal", contracts.LATER))

    def act(store: Store) -> None:
        fleet_edits.edit_items(store, [known, option], edit)

    return act
