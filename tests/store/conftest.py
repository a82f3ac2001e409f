"""Stores on disk, and a moment in a child process."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from telbill_desktop.domain.errors import TelbillError
from telbill_desktop.store.engine import Store
from tests.new_stores import new_store


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where the test's store is, or will be."""
    return tmp_path / "store"


@pytest.fixture
def store(folder: Path) -> Iterator[Store]:
    """A new store, open for writing."""
    with new_store(folder) as made:
        yield made


@pytest.fixture
def refusal() -> Callable[[str], pytest.RaisesExc[TelbillError]]:
    """Expects a refusal by its code."""
    return lambda code: pytest.raises(TelbillError, check=lambda error: error.message.code == code)
