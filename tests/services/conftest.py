"""A store and a shelf of files for the tests of what is taken in."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from telbill_desktop.store.engine import Store
from tests.new_stores import new_store
from tests.services.shelf import Shelf


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with new_store(tmp_path / "store") as made:
        yield made


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    return Shelf(tmp_path / "in")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where files lie that are archived."""
    made = tmp_path / "in"
    made.mkdir()
    return made
