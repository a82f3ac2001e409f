"""Rows of the log in words, and pages that never say more than is known."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from telbill_desktop.domain.archive_event import ArchiveEvent, EventKind, Head, digest_of
from telbill_desktop.exporters.archive_log_page import log_page
from telbill_desktop.exporters.event_words import kind_title, told
from telbill_desktop.system import i18n
from tests.bundles import bundled, filled
from tests.new_stores import new_store

NOW = datetime(2026, 11, 17, 10, 30, tzinfo=UTC)
FORBIDDEN = ("nf 461", "coffre-fort", "valeur probante", "horodatage qualifié", "qualified time-stamp", "safe deposit")
SAID: list[tuple[EventKind, dict[str, Any], str]] = [
    (
        EventKind.DEPOSITED,
        {"name": "a.pdf", "source": "/in", "size": 1500, "sha256": "ab", "media_type": "application/pdf"},
        "“a.pdf” from /in, 1.5\u00a0KB, SHA-256 ab",
    ),
    (
        EventKind.FILED,
        {"kind": "identity", "document_date": "2026-03-17", "keep_until": None},
        "identity paper, dated 17/03/2026, to be kept while it is needed",
    ),
    (EventKind.JUDGED, {"integrity": "unsigned", "trust": "none", "signer": ""}, "not signed"),
    (
        EventKind.VERDICT_CHANGED,
        {"integrity": "intact", "trust": "trusted", "signer": "Hexamobile"},
        "intact, Hexamobile, trusted by the archive's owner",
    ),
    (
        EventKind.VERIFIED,
        {"documents": 3, "intact": 2, "missing": ["ab"], "altered": [], "unreadable": [], "broken_rows": [7]},
        "2 of 3 documents are as they came; missing: ab; rows of the log that are broken: 7",
    ),
    (
        EventKind.EXPORTED,
        {"documents": 1, "to": "/stick", "is_verified": True},
        "1 document to /stick, read again there and found whole",
    ),
    (EventKind.EXPORTED, {"documents": 2, "to": "mail.eml", "is_verified": False}, "2 documents to mail.eml"),
    (EventKind.TRUSTED, {"name": "A", "issuer": "B", "fingerprint": "cd"}, "A, issued by B, fingerprint cd"),
    (EventKind.DISTRUSTED, {"name": "A", "issuer": "B", "fingerprint": "cd"}, "A, issued by B, fingerprint cd"),
    (EventKind.HELD, {"reason": "audit"}, "audit"),
    (EventKind.RELEASED, {}, ""),
    (EventKind.DISPOSED, {"reason": "over", "sha256": "ab"}, "over"),
]


def event(kind: EventKind, facts: dict[str, Any]) -> ArchiveEvent:
    return ArchiveEvent(1, NOW, kind, 5, "camille", "1.0", "", facts)


@pytest.mark.parametrize(("kind", "facts", "words"), SAID, ids=[kind.value for kind, _, _ in SAID])
def test_each_kind_of_row_is_told_in_words(kind: EventKind, facts: dict[str, Any], words: str) -> None:
    assert told(event(kind, facts)) == words
    assert kind_title(kind)


def test_in_french_a_colon_and_a_semicolon_have_their_no_break_spaces() -> None:
    checked = {"documents": 3, "intact": 2, "missing": ["ab"], "altered": [], "unreadable": [], "broken_rows": [7]}
    i18n.use_language("fr")
    try:
        assert told(event(EventKind.VERIFIED, checked)).count("\u00a0; ") == 2
        assert told(event(EventKind.VERIFIED, checked)).endswith("\u00a0: 7")
        assert told(event(EventKind.FILED, {"a": 1, "b": 2})) == ("a\u00a0: 1\u00a0; b\u00a0: 2")
    finally:
        i18n.use_language("en")


def test_every_kind_is_among_them() -> None:
    assert {kind for kind, _, _ in SAID} == set(EventKind)


def test_what_another_version_says_is_shown_as_it_stands() -> None:
    assert told(event(EventKind.FILED, {"kind": "parchment", "where": "attic"})) == "kind: parchment; where: attic"


def test_a_page_of_the_log_shows_names_as_text_and_lines_that_are_none() -> None:
    line = event(EventKind.HELD, {"reason": "<img src=x>\u202e"}).record()
    page = log_page([line, "no row"], Head(1, digest_of(line)), NOW)
    assert "<img" not in page
    assert "&lt;img src=x&gt;⟨U+202E⟩" in page
    assert page.count(digest_of(line)) == 2
    assert "This row cannot be read." in page


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_nothing_is_promised_that_this_program_cannot_keep(tmp_path: Path, language: str) -> None:
    i18n.use_language(language)
    with new_store(tmp_path / "store") as store:
        filled(store, tmp_path / "in")
        bundled(store, tmp_path / "2026")
    for path in (tmp_path / "2026").glob("*.*"):
        text = path.read_text(encoding="utf-8").casefold()
        assert not [words for words in FORBIDDEN if words in text], path.name
