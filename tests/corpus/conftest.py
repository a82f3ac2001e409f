"""The corpus of real files beside the checkout: read in place, never copied, skipped in plain sight where absent."""

import csv
from pathlib import Path

import pytest

CORPUS = Path(__file__).parents[3] / "shared" / "corpus"


def expected_rows(*kinds: str) -> list[dict[str, str]]:
    """The rows of expected.csv whose kind begins with one of these; empty where there is no corpus."""
    listing = CORPUS / "expected.csv"
    if not listing.exists():
        return []
    with listing.open(encoding="utf-8", newline="") as stream:
        return [row for row in csv.DictReader(stream) if row["kind"].startswith(kinds)]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Marks what reads the corpus."""
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.corpus)


@pytest.fixture(autouse=True)
def _corpus_is_there() -> None:
    if not CORPUS.is_dir():
        pytest.skip(f"no corpus at {CORPUS}")
