"""The demo's documents, written once for the folder's tests."""

from dataclasses import dataclass, replace
from datetime import date

import pytest

from telbill_desktop.demo.billing import Issued, issued
from telbill_desktop.demo.catalogue import Company
from telbill_desktop.demo.catalogue_files import load
from telbill_desktop.demo.paperwork import document_of


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
def drafts(company: Company) -> list[Issued]:
    return list(issued(company))


@pytest.fixture(scope="session")
def sent(drafts: list[Issued]) -> list[Sent]:
    return [Sent(each, *document_of(each)) for each in drafts]
