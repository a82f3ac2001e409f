"""Names of strangers on the overview: what turns a text round or is not seen is written out, as everywhere."""

import shutil
from datetime import date
from pathlib import Path

from telbill_desktop.domain.invoice import Party
from telbill_desktop.domain.invoice_kinds import Category
from telbill_desktop.services import people
from telbill_desktop.services.people import PersonFields
from telbill_desktop.store.engine import Store
from telbill_desktop.system.demo_marker import DemoMark, put_mark
from tests import builders
from tests.gui.overview.conftest import TODAY, OpenUser
from tests.gui.overview.user import rows
from tests.new_stores import filled_store
from tests.services.scenarios import read, take

HIDDEN = Party(name="Hexa\u2066mobile", siren="999000029")
TURNED, SHOWN = "Ann\u202egnorw", "Ann⟨U+202E⟩gnorw"


def stock(store: Store) -> None:
    """One invoice whose seller and user hide something, and so does the team."""
    calls = builders.line("Appels", "60.00", category=Category.USAGE, user_name=TURNED)
    take(store, read(builders.draft(number="F1", issue_date=date(2026, 11, 5), seller=HIDDEN, lines=(calls,))))
    people.add_person(store, PersonFields(TURNED, "Atelier\u200b"))


def test_what_a_name_hides_is_written_out(open_user: OpenUser, tmp_path: Path) -> None:
    shutil.rmtree(tmp_path / "store")
    filled_store(tmp_path / "store", stock)
    put_mark(tmp_path / "store", DemoMark(TODAY, "small", "", ""))
    user = open_user()
    assert rows(user.page.who.users.rows)[0][0] == SHOWN
    assert rows(user.page.who.teams.rows)[0][0] == "Atelier⟨U+200B⟩"
    assert rows(user.page.schedule.rows)[0][1].startswith("Hexa⟨U+2066⟩mobile")
    assert any("Hexa⟨U+2066⟩mobile" in words for words in user.to_do)
