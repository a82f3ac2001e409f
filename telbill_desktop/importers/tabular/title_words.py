"""What titles of columns mean, from `resources/table_titles.toml`: good for a proposal, never to import by.

But for one: under which titles somebody stands who called, whose number is not kept whole.
"""

import re
import tomllib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from telbill_desktop.domain.folding import without_accents
from telbill_desktop.domain.table_profile import FIELDS_OF, TableField, TableKind
from telbill_desktop.system.resources import resources

FILE = "table_titles.toml"
_PLACE = re.compile(r"#[0-9]+\Z")
_WORD = re.compile(r"[a-z0-9]+|%|#")
_HUMP = re.compile(r"(?<=[a-zé])(?=[A-Z])")  # MontantHT
_PARTS = {
    TableKind.INVOICE_LIST: "of_list",
    TableKind.INVOICE_LINES: "of_lines",
    TableKind.FLEET: "of_fleet",
    TableKind.USAGE: "of_usage",
}

Key = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TitleWords:
    """For each kind of table, the field of a title that is sure and the fields of one that is not, by its key.

    `directions` and `statuses` are what cells of usage mean, by their words without accents and case. `callers` are
    titles under which whoever called stands, the line or somebody who called it; `caller_words` say so in any title.
    """

    sure: Mapping[TableKind, Mapping[Key, TableField]]
    perhaps: Mapping[TableKind, Mapping[Key, tuple[TableField, ...]]]
    nothing: frozenset[Key]
    types: Mapping[str, str]
    small_words: frozenset[str]
    same_words: Mapping[Key, str]
    directions: Mapping[str, str]
    statuses: Mapping[str, str]
    callers: frozenset[Key]
    caller_words: frozenset[str]

    def is_caller(self, title: str) -> bool:
        """Whether the column holds who called, which in a call that came in is not the line."""
        key = self.key(title)
        return key in self.callers or not self.caller_words.isdisjoint(key)

    def meaning(self, field: TableField, text: str) -> str | None:
        """What a cell of USAGE_DIRECTION or USAGE_STATUS says; None: nobody knows."""
        known = self.directions if field is TableField.USAGE_DIRECTION else self.statuses
        return known.get(without_accents(text.strip()))

    def key(self, title: str) -> Key:
        """The words that count, in alphabetical order: `N° de la facture` and `Facture no` are one title."""
        return _key(title, self.small_words, self.same_words)


@cache
def title_words() -> TitleWords:
    """What the file says."""
    stored = tomllib.loads((resources() / FILE).read_text("utf-8"))
    small = frozenset(stored["small_words"])
    same = {tuple(_words(phrase)): word for word, phrases in stored["same_words"].items() for phrase in phrases}

    def keys(titles: Iterable[str]) -> list[Key]:
        return [_key(title, small, same) for title in titles]

    sure: dict[TableKind, dict[Key, TableField]] = {}
    perhaps: dict[TableKind, dict[Key, tuple[TableField, ...]]] = {}
    for kind, part in _PARTS.items():
        known: dict[str, list[str]] = {}
        for section in (stored["sure"], stored[f"sure_{part}"]):
            for name, titles in section.items():
                known.setdefault(name, []).extend(titles)
        sure[kind] = _fields(known, kind, keys)
        perhaps[kind] = {
            keys([title])[0]: tuple(TableField(name) for name in names)
            for title, names in stored[f"perhaps_{part}"].items()
        }
    types = {word: meant for meant, words in stored["words"].items() for word in words}
    of_usage = {
        meant: {without_accents(word): meant for word in words} for meant, words in stored["words_of_usage"].items()
    }
    directions = {**of_usage["outbound"], **of_usage["inbound"]}
    statuses = {**of_usage["took_place"], **of_usage["not"]}
    nothing, callers = (frozenset(keys(stored[section]["titles"])) for section in ("nothing", "callers"))
    caller_words = frozenset(stored["callers"]["words"])
    return TitleWords(sure, perhaps, nothing, types, small, same, directions, statuses, callers, caller_words)


def _fields(
    known: Mapping[str, list[str]], kind: TableKind, keys: Callable[[Iterable[str]], list[Key]]
) -> dict[Key, TableField]:
    return {
        key: field
        for name, titles in known.items()
        if (field := TableField(name)) in FIELDS_OF[kind]
        for key in keys(titles)
    }


def _words(text: str) -> list[str]:
    return _WORD.findall(without_accents(text))


def _key(title: str, small: frozenset[str], same: Mapping[Key, str]) -> Key:
    words = [word for word in _words(_HUMP.sub(" ", _PLACE.sub("", title))) if word not in small]
    made: list[str] = []
    at = 0
    while at < len(words):
        length = next((size for size in (3, 2, 1) if tuple(words[at : at + size]) in same), 0)
        made.append(same[tuple(words[at : at + length])] if length else words[at])
        at += length or 1
    return tuple(sorted(set(made)))
