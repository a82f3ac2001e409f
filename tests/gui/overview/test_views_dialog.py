"""The two switches of saved views: their titles stand whole in French too, whatever the size of the text."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication

from telbill_desktop.gui.dialogs.views import ViewsDialog
from telbill_desktop.gui.theme import Theme
from telbill_desktop.gui.widgets.scrolled import Scrolled
from telbill_desktop.gui.widgets.text import Label
from telbill_desktop.system.i18n import use_language
from tests.gui.overview.conftest import OpenUser


@pytest.fixture(autouse=True)
def french() -> Iterator[None]:
    use_language("fr")
    yield
    use_language("en")


@pytest.mark.parametrize("text", [100, 150])
def test_titles_are_shown_whole(open_user: OpenUser, theme: Theme, text: int) -> None:
    theme.use("light", text)
    user = open_user()
    user.page.pinned.manage.click()
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, ViewsDialog)
    user.wait(lambda: len(dialog.switches) == 2)
    user.qtbot.wait(20)
    [area] = dialog.findChildren(Scrolled)
    titles = [one for one in area.findChildren(Label) if one.text() == "Épingler à la vue d’ensemble"]
    assert len(titles) == 1
    for title in titles:
        assert title.mapTo(area.viewport(), QPoint(title.width(), 0)).x() <= area.viewport().width()
        assert title.width() >= title.sizeHint().width()
    dialog.close()
