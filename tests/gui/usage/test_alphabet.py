"""Names stand where an alphabet has them: an accent or a small letter puts none behind all the others."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from telbill_desktop.exporters.usage_columns import CallColumn, UsageColumn
from telbill_desktop.gui.models.call_table import CALL_POSITION
from telbill_desktop.gui.models.usage_table import USAGE_POSITION
from telbill_desktop.services import people
from telbill_desktop.services.people import PersonFields
from telbill_desktop.store.engine import create_store
from tests.gui.usage.conftest import OpenUser
from tests.gui.usage.user import User
from tests.usage_files import call, take, write

STAFF = {"Zoé Maillard": "Ventes", "Élodie Roche": "Études", "andré Petit": "atelier", "Bruno Ferrand": "Pose"}


@pytest.fixture
def user(open_user: OpenUser, tmp_path: Path) -> User:
    """Somebody at the usage of four people, each of another team."""
    with create_store(tmp_path / "store") as store:
        for name, team in STAFF.items():
            people.add_person(store, PersonFields(name, team))
        rows = [
            call(user=name, line=f"061111111{at}", start=f"05/11/2026 10:00:0{at}") for at, name in enumerate(STAFF)
        ]
        take(store, write(tmp_path / "usage.csv", rows))
    return open_user()


def test_groups_by_team(user: User) -> None:
    user.click_title(user.page.groups.table, USAGE_POSITION[UsageColumn.TEAM])
    assert user.column(UsageColumn.TEAM) == ["atelier", "Études", "Pose", "Ventes"]
    user.click_title(user.page.groups.table, USAGE_POSITION[UsageColumn.TEAM])
    assert user.column(UsageColumn.TEAM) == ["Ventes", "Pose", "Études", "atelier"]


def test_calls_by_user(user: User) -> None:
    user.press(user.page.groups.table, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    user.click_title(user.page.calls.table, CALL_POSITION[CallColumn.USER])
    assert user.calls(CallColumn.USER) == ["andré Petit", "Bruno Ferrand", "Élodie Roche", "Zoé Maillard"]
    user.click_title(user.page.calls.table, CALL_POSITION[CallColumn.USER])
    assert user.calls(CallColumn.USER)[0] == "Zoé Maillard"
