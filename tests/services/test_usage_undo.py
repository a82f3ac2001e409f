"""A file of usage is taken back, also where it is not what was done last."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from telbill_desktop.domain.errors import TelbillError
from telbill_desktop.domain.usage_view import UsageFilter, UsageGrouping
from telbill_desktop.services import history, usage
from telbill_desktop.store import usage_sums
from telbill_desktop.store.engine import Store, create_store
from tests.usage_files import call, take, write

FIRST, SECOND, THIRD = (call(start=f"0{day}/03/2026 10:22:31") for day in (5, 6, 7))


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """One that knows the accounts, with a call of each."""
    with create_store(tmp_path / "store") as store:
        start = "01/03/2026 10:22:31"
        take(store, write(tmp_path / "0.csv", [call(start=start), call(start=start, account="CF2", line="0622222222")]))
        yield store


def uses(store: Store) -> int:
    """How many there are besides those that were there first."""
    with store.reading() as connection:
        assert not usage_sums.differences(connection)
    return usage.usage(store, UsageFilter(), UsageGrouping.MONTH).total.count - 2


def undo_first(store: Store) -> None:
    """Undoes what came right after them."""
    history.undo_act(store, history.history(store)[-2].id)


def test_a_file_whose_calls_a_later_one_says_too_is_taken_back_after_that_one(store: Store, tmp_path: Path) -> None:
    take(store, write(tmp_path / "a.csv", [FIRST, SECOND]))
    take(store, write(tmp_path / "b.csv", [SECOND, THIRD]))
    with pytest.raises(TelbillError, match="act_needed"):
        undo_first(store)
    assert uses(store) == 3
    history.undo(store)
    undo_first(store)
    assert uses(store) == 0
    history.redo(store)
    history.redo(store)
    assert uses(store) == 3


def test_a_file_is_taken_back_alone_where_no_later_one_says_its_calls(store: Store, tmp_path: Path) -> None:
    take(store, write(tmp_path / "a.csv", [FIRST, SECOND]))
    take(store, write(tmp_path / "b.csv", [THIRD]))
    undo_first(store)
    assert uses(store) == 1


def test_a_file_of_the_wrong_account_is_taken_back_after_the_one_of_the_right_account(
    store: Store, tmp_path: Path
) -> None:
    """A call is the same whatever account it is said of: undone alone, the first would take it along."""
    take(store, write(tmp_path / "a.csv", [FIRST]))
    take(store, write(tmp_path / "b.csv", [FIRST._replace(account="CF2"), SECOND._replace(account="CF2")]))
    with pytest.raises(TelbillError, match="act_needed"):
        undo_first(store)
    history.undo(store)
    history.undo(store)
    take(store, tmp_path / "b.csv")
    assert uses(store) == 2
