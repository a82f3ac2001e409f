"""The bar over every page: its words are read whole for as long as the search has room to give."""

import pytest
from PySide6.QtGui import QAction
from pytestqt.qtbot import QtBot

from telbill_desktop.gui.theme import Theme
from telbill_desktop.gui.top_bar import LONGEST_TITLE, TopBar
from telbill_desktop.system.i18n import use_language


@pytest.fixture
def bar(qtbot: QtBot, theme: Theme) -> TopBar:
    """In French, whose words are longer, with a perimeter."""
    use_language("fr")
    bar = TopBar(theme)
    qtbot.addWidget(bar)
    bar.say_perimeter("Atelier Roche SAS", [QAction("Atelier Roche SAS", bar)])
    bar.say_title("Consommations")
    bar.show()
    return bar


def test_the_search_gives_way_before_the_title_and_the_perimeter(bar: TopBar) -> None:
    bar.resize(816, bar.height())
    for widget in (bar.title, bar.perimeter, bar.import_button, bar.export_button):
        assert widget.width() >= widget.sizeHint().width(), widget
    assert bar.search.width() >= 120


def test_the_search_is_as_wide_as_it_wishes_where_there_is_room(bar: TopBar, theme: Theme, qtbot: QtBot) -> None:
    bar.resize(1240, bar.height())
    qtbot.waitUntil(lambda: bar.search.width() == theme.dp(280))


def test_a_title_claims_no_more_room_once_text_is_small_again(bar: TopBar, theme: Theme) -> None:
    theme.use("light", 200)
    bar.say_title("Consommations")
    theme.use("light", 100)
    assert bar.title.minimumWidth() == theme.dp(LONGEST_TITLE)
