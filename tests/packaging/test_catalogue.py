"""The French catalogue says everything that the source says, in good French."""

import re
import runpy
import string
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from babel.messages.catalog import Catalog, Message

from telbill_desktop.domain.sentences import SENTENCES
from telbill_desktop.system import i18n
from tests.architecture.source import ROOT

SCRIPT: dict[str, Any] = runpy.run_path(str(ROOT / "packaging" / "catalogue.py"))
NO_BREAK = "\u00a0\u202f"
PERCENT = re.compile(r"%\(\w+\)[rs]|%[rs]")


@cache
def extracted() -> Catalog:
    """What the source says; no other test waits for it."""
    made: Catalog = SCRIPT["extracted"](ROOT)
    return made


@cache
def translated() -> Catalog:
    """What the catalogue says."""
    (path,) = SCRIPT["sources"](ROOT)
    read: Catalog = SCRIPT["read"](path)
    return read


def messages() -> list[Message]:
    return [message for message in extracted() if message.id]


def forms(text: str | list[str] | tuple[str, ...] | None) -> tuple[str, ...]:
    """Singular and plural, or the one sentence."""
    return (text,) if isinstance(text, str) else tuple(text or ())


def named(message: Message) -> str:
    """A message's name in a test's report."""
    return forms(message.id)[0][:60]


def french(message: Message) -> tuple[str, ...]:
    """Its translation's forms; empty ones where there is none."""
    found = translated().get(message.id)
    return forms(found.string) if found else ()


def placeholders(text: str) -> set[str]:
    """The names in braces, and what `%` stands before."""
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None} | set(PERCENT.findall(text))


def test_every_sentence_of_the_source_is_translated() -> None:
    missing = [named(message) for message in messages() if not french(message) or not all(french(message))]
    assert missing == [], "run: python3 packaging/run.py catalogue"


def test_no_translation_is_a_guess() -> None:
    assert [named(message) for message in translated() if message.id and message.fuzzy] == []


def test_the_catalogue_holds_no_sentence_that_the_source_no_longer_says() -> None:
    assert [named(message) for message in translated() if message.id and extracted().get(message.id) is None] == []


def test_a_translation_names_the_same_parameters() -> None:
    wrong = [
        named(message)
        for message in messages()
        if any(placeholders(text) != placeholders(forms(message.id)[-1]) for text in french(message) if text)
    ]
    assert wrong == []


def test_a_plural_is_translated_in_both_forms() -> None:
    assert [named(message) for message in messages() if message.pluralizable and len(french(message)) != 2] == []


@pytest.mark.parametrize(
    ("rule", "pattern"),
    [
        ("no-break space before : ; ! ?", rf"[^{NO_BREAK}\d][:;!?](?!\w)"),
        ("no-break space inside «  »", rf"«[^{NO_BREAK}]|[^{NO_BREAK}]»"),
        ("typographic apostrophe", r"\w'\w"),
        ("French quotation marks", r"[“”\"]"),
        ("one ellipsis character", r"\.\.\."),
        ("no-break space before € and %", r"[\x20](?:€|%(?!\w))"),
    ],
)
def test_french_typography(rule: str, pattern: str) -> None:
    wrong = [text for message in messages() for text in french(message) if re.search(pattern, text)]
    assert wrong == [], rule


def test_every_keyboard_mnemonic_and_line_break_is_kept() -> None:
    wrong = [
        named(message)
        for message in messages()
        for text in french(message)
        if text.count("\n") != forms(message.id)[0].count("\n") or ("&" in forms(message.id)[0]) != ("&" in text)
    ]
    assert wrong == []


def test_every_sentence_of_a_code_is_spoken_in_french() -> None:
    i18n.use_language("fr")
    assert [code for code, text in SENTENCES.items() if i18n.tr(text) == text] == []


def test_a_sentence_inside_a_formatted_text_or_the_last_of_a_tuple_is_extracted_too(tmp_path: Path) -> None:
    package = tmp_path / "telbill_desktop"
    package.mkdir()
    source = (
        """said = f"{tr('calls')}.xlsx" + f"{ntr('{count} row', '{count} rows', 2)}"\nshow((tr("A"), tr("B")), tr)\n"""
    )
    (package / "words.py").write_text(source, encoding="utf-8")
    made = SCRIPT["extracted"](tmp_path)
    assert [one.id for one in made if one.id] == ["A", "B", "calls", ("{count} row", "{count} rows")]
