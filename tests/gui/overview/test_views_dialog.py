"""The two switches of saved views: titles that stand whole at any size, and what a switch shows that was refused."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication

from telbill_desktop.domain.errors import TelbillError
from telbill_desktop.gui.dialogs.views import ViewsDialog
from telbill_desktop.gui.theme import Theme
from telbill_desktop.gui.widgets.scrolled import Scrolled
from telbill_desktop.gui.widgets.text import Label
from telbill_desktop.services import saved_views
from telbill_desktop.store.engine import Store
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


def test_a_switch_that_is_refused_shows_what_is_kept(open_user: OpenUser, monkeypatch: pytest.MonkeyPatch) -> None:
    user = open_user()
    user.page.pinned.manage.click()
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, ViewsDialog)
    user.wait(lambda: len(dialog.switches) == 2)
    (beside, pinned), (_, other) = dialog.switches.values()

    def refused(_store: Store, _view_id: int, *, pinned: bool) -> None:
        raise TelbillError("name_missing", pinned=pinned)

    with monkeypatch.context() as full:
        full.setattr(saved_views, "pin", refused)
        pinned.click()
        user.settle()
    assert [one.isChecked() for one in (beside, pinned)] == [True, True]
    assert user.window.notices.isVisible()
    other.click()
    user.settle()
    assert other.isChecked()
    saved_views.remove_view(user.desk.workspace.store, next(iter(dialog.switches)))
    beside.click()
    user.settle()
    assert not any(one.isChecked() or one.isEnabled() for one in (beside, pinned))
    dialog.close()
