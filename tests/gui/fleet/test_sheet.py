"""What the page says of a number, a card, an option and the costs; what a field refuses."""

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QLineEdit

from telbill_desktop.domain.contract_fields import AddressFields
from telbill_desktop.gui.dialogs.fleet.editing import EditDialog
from telbill_desktop.gui.models.fleet_cells import FleetColumn
from telbill_desktop.services import addresses
from telbill_desktop.store.tables.parties import company
from tests.builders import draft, line
from tests.gui.fleet.opening import adding
from tests.gui.fleet.user import User
from tests.gui.user import plain
from tests.services.scenarios import ids, read, take

NUMBER = "06 39 98 01 07"


def sheet(user: User) -> dict[str, str]:
    """The facts of the line."""
    user.open(user.column(FleetColumn.NUMBER).index(NUMBER))
    user.wait(lambda: "Number" in user.page.detail.tab_sheet.facts.texts())
    return {name: plain(text) for name, text in user.page.detail.tab_sheet.facts.texts().items()}


def test_a_number_is_stored_in_one_form_and_shown_as_it_is_dialled_with_country_and_type(user: User) -> None:
    facts = sheet(user)
    assert (facts["Number"], facts["Country · type"]) == (NUMBER, "France · mobile")
    item = next(one.item for one in user.page.fleet.rows if one.number == NUMBER)
    assert item.number == "+33639980107"
    assert facts["Plan"].endswith("Forfait 20 Go")
    assert facts["In service since"] == "01/03/2024"


@pytest.mark.parametrize(
    ("field", "wrong", "said"), [("iccid", "8933150319021234567", "SIM"), ("rio", "01P123", "RIO")]
)
def test_a_card_and_a_rio_that_cannot_be_are_refused_in_the_dialog(
    user: User, field: str, wrong: str, said: str
) -> None:
    sheet(user)
    user.click(user.page.detail.edit)
    dialog = user.dialog(EditDialog)
    user.wait(dialog.apply_button.isEnabled)
    line_edit = {"iccid": dialog.iccid, "rio": dialog.rio}[field]
    assert isinstance(line_edit, QLineEdit)
    user.retype(line_edit, wrong)
    user.wait(dialog.apply_button.isEnabled)
    user.click(dialog.apply_button)
    user.wait(dialog.wrong.isVisible)
    assert said in dialog.wrong.text()
    assert dialog.isVisible()


def test_a_number_abroad_is_taken_once_the_company_has_a_verified_address_there(user: User) -> None:
    [owner] = ids(user.store, company)
    address = AddressFields(owner, "Bruxelles", ("1 rue Haute",), "1000", "Bruxelles", "BE", verified=False)
    kept = addresses.add_address(user.store, address)
    dialog = adding(user)
    user.retype(dialog.number, "+32 470 12 34 56")
    user.wait(dialog.number_wrong.isVisible)
    assert "needs a verified address" in dialog.number_wrong.text()
    addresses.edit_address(user.store, kept, replace(address, verified=True))
    user.retype(dialog.number, "+32 470 12 34 57")
    user.wait(lambda: not dialog.number_wrong.isVisible())
    user.apply(dialog)
    row = next(at for at, one in enumerate(user.column(FleetColumn.NUMBER)) if "470 12 34 57" in one)
    user.open(row)
    facts = user.page.detail.tab_sheet.facts.texts()
    assert facts["Country · type"].startswith("Belgium")
    assert facts["Verified address"] == "Yes"


def test_an_option_is_a_line_s_or_a_fleet_manager_s(user: User) -> None:
    dialog = adding(user)
    user.choose(dialog.product, "Option Europe")
    user.wait(dialog.line.isVisible)
    assert dialog.person.isVisible()
    assert dialog.person.accessibleName() == "Fleet manager"
    user.choose(dialog.line, NUMBER)
    user.wait(lambda: not dialog.person.isVisible())
    user.choose(dialog.line, "No line")
    user.wait(dialog.person.isVisible)
    user.choose(dialog.person, "Inès Delorme")
    user.apply(dialog)
    at = [
        row
        for row, (what, who) in enumerate(
            zip(user.column(FleetColumn.PRODUCT), user.column(FleetColumn.USER), strict=True)
        )
        if (what, who) == ("Option Europe", "Inès Delorme")
    ]
    assert len(at) == 1
    user.open(at[0])
    assert user.page.detail.assign.isEnabled()  # to another manager


def test_the_detail_adds_up_what_twelve_months_of_invoices_charged(user: User) -> None:
    charged = line("Forfait 20 Go", "14.90", phone_number="0639980107")
    issued = user.today.replace(day=1)
    take(user.store, read(draft(number="COST-1", issue_date=issued, lines=(charged,))))
    user.page.refresh()
    detail = user.page.detail
    sheet(user)
    user.wait(lambda: "14.90" in detail.tab_sheet.costs.text())
    assert plain(detail.tab_sheet.costs.text()) == "Total of 12 months: €14.90"
    assert detail.tab_sheet.bars.isVisible()
    rows = [(plain(name), plain(text)) for name, text in detail.tab_costs.rows.texts()]
    assert len(rows) == 13
    assert rows[-1] == ("Total", "€14.90")
