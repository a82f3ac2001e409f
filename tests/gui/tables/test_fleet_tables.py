"""A fleet dropped on the window: described when nobody knows it, previewed, imported, corrected."""

from pathlib import Path

from telbill_desktop.gui.dialogs.import_dialog import ImportDialog
from telbill_desktop.gui.dialogs.import_table import REMARK, STATUS
from telbill_desktop.gui.dialogs.mapping.corrections import FIELD, TEXT, CorrectionsDialog
from telbill_desktop.services import fleet
from tests.gui.tables.conftest import TableUser
from tests.services import scenarios_of_contracts as contracts
from tests.table_files import csv_bytes


def write(path: Path, rows: list[list[str]]) -> Path:
    path.write_bytes(csv_bytes(rows))
    return path


FLEET = [
    ["Compte", "Plan", "MSISDN", "Employee", "Activated on", "Remise"],
    ["CF 2 / SC-2", "F20", "06 39 98 77 01", "Zoé Maillard", "01/06/2026", "x"],
    ["CF 2 / SC-2", "F30", "06 39 98 77 02", "", "31/06/2026", "y"],
    ["CF 2 / SC-2", "F20", "06 39 98 77 03", "", "15/06/2026", ""],
    ["CF 2 / SC-2", "F20", "06 39 98 77 04", "", "15/06/2026", ""],
]


def test_a_fleet_that_nobody_knows_is_described_and_imported_with_what_fails_row_by_row(
    user: TableUser, tmp_path: Path
) -> None:
    store = user.desk.workspace.store
    contracts.account(store)
    contracts.plan(store)
    assistant = user.describe(write(tmp_path / "parc.csv", FLEET))
    assert assistant.parts.opening.kind.currentText() == "something of the fleet"
    heads = [head.meaning.currentText() for head in assistant.parts.preview.bar.heads]
    assert heads[:5] == ["Billing account", "Product", "Phone number", "User", "First day in service"]
    shown = {field for field, one in assistant.parts.form.fields.items() if one.isVisible()}
    assert shown == set()  # neither an operator nor a currency is asked for
    user.name(assistant, "Parc agence")
    user.press(assistant.import_button)
    grid = user.dialog(CorrectionsDialog)
    assert [grid.model.cell(0, column) for column in (0, FIELD, TEXT)] == ["3", "First day in service", "31/06/2026"]
    user.correct(grid, 0, "30/06/2026")
    user.press(grid.correct_button)
    user.wait(lambda: len(grid.model.records) == 1 and grid.model.cell(0, FIELD) == "Product")
    user.correct(grid, 0, "f20")
    user.press(grid.correct_button)
    user.wait(lambda: grid.model.records == [])
    grid.reject()
    user.dialog(ImportDialog).reject()
    assert [(one.number, one.start.isoformat()) for one in fleet.fleet(store, None)] == [
        ("+33639987701", "2026-06-01"),
        ("+33639987703", "2026-06-15"),
        ("+33639987704", "2026-06-15"),
        ("+33639987702", "2026-06-30"),
    ]
    again = user.import_file(write(tmp_path / "juillet.csv", FLEET[:2]))
    assert again.model.cell(0, REMARK) == "Things of the fleet: 0 new, 1 identical, 0 changed."
    assert not again.import_button.isVisible()


def test_the_fleet_of_a_profile_that_ships_is_previewed_with_its_cells_and_imported(
    user: TableUser, tmp_path: Path
) -> None:
    store = user.desk.workspace.store
    contracts.account(store)
    contracts.plan(store)
    titles = ["Compte", "Offre", "Numéro", "Utilisateur", "Début", "Fin"]
    row = ["CF 2 / SC-2", "F20", "0639987701", "Zoé Maillard", "01/06/2026", ""]
    dialog = user.import_file(write(tmp_path / "parc.csv", [titles, row, [*row[:2], "06", *row[3:]]]))
    assert dialog.import_button.text() == "Import 1 thing of the fleet"
    assert "1 row not read" in dialog.model.cell(0, REMARK)
    user.press(dialog.import_button)
    user.wait(lambda: dialog.model.is_done)
    dialog.reject()
    changed = user.import_file(write(tmp_path / "parc.csv", [titles, [*row[:5], "31/12/2026"]]))
    assert (changed.model.cell(0, STATUS), changed.import_button.text()) == ("Changes", "Import 1 thing of the fleet")
    user.press(changed.import_button)
    user.wait(lambda: changed.model.is_done)
    assert changed.model.cell(0, STATUS) == "Changed"
    assert [one.end and one.end.isoformat() for one in fleet.fleet(store, None)] == ["2027-01-01"]
