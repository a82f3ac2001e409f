"""The demo's documents and their store, made once for the folder's tests."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from telbill_desktop import importers
from telbill_desktop.demo.billing import Issued, issued
from telbill_desktop.demo.catalogue import Company
from telbill_desktop.demo.catalogue_files import load
from telbill_desktop.demo.company import create_demo
from telbill_desktop.demo.paperwork import document_of
from telbill_desktop.documents.signatures.reading import report
from telbill_desktop.domain.inspection import Inspection
from telbill_desktop.domain.progress import Unwatched
from telbill_desktop.services.signatures import Anchors
from telbill_desktop.store.engine import Store, open_store


@dataclass(frozen=True)
class Sent:
    """A document with what it was made from."""

    issued: Issued
    name: str
    content: bytes


@pytest.fixture(scope="session")
def company() -> Company:
    return load()


@pytest.fixture(scope="session")
def autumn(company: Company) -> Company:
    """The last six weeks only."""
    return replace(company, first_day=date(2026, 10, 10))


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory, autumn: Company) -> Path:
    """Their store, made once, with every document looked at; tests work on copies."""
    folder = tmp_path_factory.mktemp("made") / "demo"
    create_demo(folder, importers.read, Unwatched(), company=autumn, inspect=inspect).close()
    return folder


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "demo"


@pytest.fixture
def small(made: Path, folder: Path) -> Iterator[Store]:
    """A copy of it, open for writing."""
    shutil.copytree(made, folder)
    with open_store(folder) as store:
        yield store


def inspect(content: bytes, anchors: Anchors, totals: tuple[Decimal, ...]) -> Inspection:
    """As the worker's process does, here."""
    return Inspection(report(content, anchors), "", len(totals) or None)


@pytest.fixture(scope="session")
def drafts(company: Company) -> list[Issued]:
    return list(issued(company))


@pytest.fixture(scope="session")
def sent(drafts: list[Issued]) -> list[Sent]:
    return [Sent(each, *document_of(each)) for each in drafts]
