"""The archive's search by what somebody types: names whatever their accents, and what nobody types."""

from datetime import date

import pytest

from telbill_desktop.domain.archive_view import ArchiveFilter
from telbill_desktop.services import archive
from telbill_desktop.store import vault
from telbill_desktop.store.engine import Store


def found(store: Store, text: str) -> list[str]:
    ids = archive.find_ids(store, ArchiveFilter(text=text), date(2026, 11, 28))
    return [row.name for row in archive.rows(store, ids)]


@pytest.mark.parametrize("typed", ["électricité", "ÉLECTRICITÉ", "electricite", "e\u0301lec", "ÉTÉ_50%", "coeur"])
def test_a_name_is_found_whatever_its_case_and_accents(store: Store, typed: str) -> None:
    vault.take(store, b"%PDF-1.7 un", "Facture ÉLECTRICITÉ été_50% cœur.pdf", "/in")
    vault.take(store, b"%PDF-1.7 deux", "Relevé.pdf", "/in")
    assert found(store, typed) == ["Facture ÉLECTRICITÉ été_50% cœur.pdf"]


@pytest.mark.parametrize(
    "typed",
    ["x" * 1_000_000, " ".join(f"mot{at}" for at in range(100_000)), "\ud800", "€", '"', "NEAR("],
)
def test_what_nobody_types_finds_nothing_and_fails_nothing(store: Store, typed: str) -> None:
    vault.take(store, b"%PDF-1.7 un", "Releve.pdf", "/in")
    assert found(store, typed) == []
