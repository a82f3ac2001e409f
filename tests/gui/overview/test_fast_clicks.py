"""Several things chosen while the former ones are still asked for: in the end everything is of what was chosen last."""

import threading
from types import ModuleType

import pytest

from telbill_desktop.services import ahead, overview, saved_views, tasks
from tests.gui.conftest import WAIT
from tests.gui.overview.user import User, rows


class Gate:
    """Holds up the next call of a question until it is opened; those after it pass."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, module: ModuleType, name: str) -> None:
        ask = getattr(module, name)
        self.reached, self.opened = threading.Event(), threading.Event()

        def asking(*given: object, **named: object) -> object:
            if not self.reached.is_set():
                self.reached.set()
                self.opened.wait(WAIT / 1000)
            return ask(*given, **named)

        monkeypatch.setattr(module, name, asking)


def choose_perimeter(user: User, name: str) -> None:
    next(action for action in user.window.top_bar.perimeter.list.actions() if action.text() == name).trigger()


def test_what_comes_is_of_the_perimeter_that_was_chosen_while_it_was_asked_for(
    user: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    user.wait(user.window.top_bar.perimeter.isVisible)
    saved_views.save_view(user.desk.workspace.store, "x", saved_views.views(user.desk.workspace.store)[0].wanted())
    coming = Gate(monkeypatch, ahead, "ahead")
    user.page.refresh()
    user.wait(coming.reached.is_set)
    to_do = Gate(monkeypatch, tasks, "tasks")
    choose_perimeter(user, "Ailleurs")
    user.wait(to_do.reached.is_set)
    coming.opened.set()
    user.qtbot.wait(100)
    to_do.opened.set()
    user.settle()
    assert [row[1] for row in rows(user.page.schedule.rows)] == ["Ondefixe · CF 9"]
    assert user.page.tiles.fleet.isHidden()


def test_months_that_are_read_twice_while_they_are_drawn_ask_once_who_cost_what(
    user: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[object] = []
    shares, drawn = overview.shares, threading.Event()

    def asking(*given: object, **named: object) -> object:
        asked.append(given[1])
        return shares(*given, **named)  # type: ignore[arg-type] # as they were given

    monkeypatch.setattr(overview, "shares", asking)
    user.canvas._lane.ask(lambda: drawn.wait(WAIT / 1000), lambda _answer: None)
    for _ in range(2):
        before = user.page._costs
        user.page.refresh()
        user.wait(lambda before=before: user.page._costs is not before)  # type: ignore[misc] # of this round
    assert asked == []
    drawn.set()
    user.settle()
    assert len(asked) == 1
