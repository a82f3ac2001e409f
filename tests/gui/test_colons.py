"""A colon stands as the language has it: French leaves a space before its own, on screen and for a screen reader."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from telbill_desktop.gui import desk
from telbill_desktop.gui.pages.invoices.ranges import DateRange
from telbill_desktop.gui.theme import Theme
from telbill_desktop.gui.widgets.tile import Tile
from telbill_desktop.system.i18n import use_language
from tests.gui.overview.conftest import TODAY

_PUT_TOGETHER = re.compile(r"""f(["']).*\}\)?: \{.*\1|["']; ["']\.join""")


@pytest.fixture
def french() -> Iterator[None]:
    use_language("fr")
    yield
    use_language("en")


@pytest.mark.usefixtures("french")
def test_in_a_filter_and_over_a_figure(theme: Theme) -> None:
    field, tile = DateRange(theme, lambda: TODAY, lambda _since, _until: None), Tile(theme, "Parc en service")
    field.show_value("12 derniers mois")
    assert field.button.toolTip() == "<span>Date\u00a0: 12 derniers mois</span>"
    assert field.button.accessibleName() == "Date\u00a0: 12 derniers mois"
    tile.show_figure("86", [])
    assert tile.figure.accessibleName() == "Parc en service\u00a0: 86"


@pytest.mark.parametrize("floor", ["gui", "exporters", "cli"])
def test_no_text_that_is_read_is_put_together_with_one_nor_with_semicolons(floor: str) -> None:
    folder = Path(desk.__file__).parents[1] / floor
    texts = {path: path.read_text(encoding="utf-8").splitlines() for path in folder.rglob("*.py")}
    found = [f"{path}: {line}" for path, lines in texts.items() for line in lines if _PUT_TOGETHER.search(line)]
    assert not found
