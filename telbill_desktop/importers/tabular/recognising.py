"""Which profile fits a table: by the titles in its header, never by a file's ending."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import PurePath

from telbill_desktop.domain.table import TableFile
from telbill_desktop.domain.table_profile import AMOUNT_FIELDS, FIELDS_OF, TableChoice, TableField, TableProfile
from telbill_desktop.importers.tabular.title_words import title_words
from telbill_desktop.importers.tabular.titles import row_titles, title_key

NEARLY = 0.8  # of the table's titles are known: the profile may be meant, and what it lacks is worth saying
FITS = 1.0  # a title that the profile does not know may say that the amounts mean something else
_HEADER_WITHIN = 60  # rows; what stands before is the operator's heading
_CURRENCIES = {"€": "EUR", "$": "USD", "£": "GBP", **{code: code for code in ("EUR", "USD", "GBP", "CHF")}}
_CURRENCY = re.compile(r"[€$£]|\b(?:EUR|USD|GBP|CHF)\b")
_NAME_BONUS = 0.05  # decides between profiles that know the same titles, never makes one fit


@dataclass(frozen=True, slots=True)
class Match:
    """How a profile lies on a table: `header` is the position of the header row, `columns` where each field stands.

    `clashes` are fields that several columns could be. `from_name` are constants that the file's name gives. `score`
    is 1 when the profile knows every title; `unknown` are those that it does not. `is_named` says that the file has the
    name that the profile asks for, if it does. `width` counts the cells of the header row up to its last title.
    `currency` is what the titles of amounts name, "" for nothing. `names_callers`: where the line of usage would stand
    whoever called does, « N° appelant » beside « N° appelé ».
    """

    profile: TableProfile
    header: int
    columns: Mapping[TableField, int]
    clashes: Mapping[TableField, tuple[int, ...]] = field(default_factory=dict)
    from_name: Mapping[TableField, str] = field(default_factory=dict)
    score: float = 0.0
    is_named: bool = True
    width: int = 0
    unknown: tuple[str, ...] = ()
    currency: str = ""
    names_callers: bool = False

    @property
    def other_currency(self) -> str:
        """The currency that the titles of amounts name, when the profile's own is another; else ""."""
        own = "" if TableField.CURRENCY in self.columns else self.profile.constants.get(TableField.CURRENCY, "")
        return self.currency if own and self.currency not in {"", own} else ""

    @property
    def has_own(self) -> bool:
        """Whether the columns are there that tell this operator's tables from others, and the name that it asks for."""
        return self.is_named and all(needed in self.columns for needed in self.profile.needs)

    @property
    def lacks(self) -> tuple[frozenset[TableField], ...]:
        """The required groups of fields that nothing gives."""
        return self.profile.lacks(frozenset(self.columns) | frozenset(self.from_name))

    @property
    def fits(self) -> bool:
        """Whether the table can be read so without asking anybody."""
        certain = self.score >= FITS and self.has_own and not self.other_currency
        return certain and not self.lacks and not self.clashes


def header_keys(table: TableFile) -> list[list[str]]:
    """The rows among which the header may be, as titles are compared: made once for all profiles."""
    return [[title_key(title) for title in row_titles(row.cells)] for row in table.rows[:_HEADER_WITHIN]]


def match(table: TableFile, name: str, profile: TableProfile, keys: Sequence[Sequence[str]] | None = None) -> Match:
    """The profile on the header row of which it knows most titles; `keys` are those of `header_keys`."""
    known = {title_key(title): None for title in profile.ignored} | {
        title_key(title): field for field, titles in profile.columns.items() for title in titles
    }
    best = Match(profile, 0, {})
    for position, titles in enumerate(header_keys(table) if keys is None else keys):
        named = sum(bool(title) for title in titles)
        hits = sum(title in known for title in titles if title)
        if hits and (score := hits / named) > best.score:
            columns, clashes = _placed(titles, known)
            best = Match(profile, position, columns, clashes, score=score)
    if not best.score:
        return best
    from_name = _from_name(name, profile)
    header = row_titles(table.rows[best.header].cells)
    return replace(
        best,
        from_name=from_name or {},
        is_named=from_name is not None or not profile.only_named,
        score=best.score + (_NAME_BONUS if from_name is not None and best.score == FITS else 0.0),
        width=max(column for column, title in enumerate(header, start=1) if title),
        unknown=tuple(title for title in header if title and title_key(title).partition("#")[0] not in known),
        currency=_currency_of([header[best.columns[meant]] for meant in AMOUNT_FIELDS if meant in best.columns]),
        names_callers=_names_callers(header, best.columns),
    )


def fitting(table: TableFile, name: str, profiles: Sequence[TableProfile]) -> list[Match]:
    """The best matches that fit: one, or several that fit equally well; of equals the user's own come alone."""
    keys = header_keys(table)
    found = [one for one in (match(table, name, profile, keys) for profile in profiles) if one.fits]
    top = max((one.score for one in found), default=0.0)
    best = [one for one in found if one.score == top]
    return [one for one in best if not one.profile.built_in] or best


def _currency_of(titles: Sequence[str]) -> str:
    """The currency that titles of amounts name, as a sign or a code; "" when they name none, or several."""
    named = {_CURRENCIES[found] for title in titles for found in _CURRENCY.findall(title)}
    return named.pop() if len(named) == 1 else ""


def _names_callers(titles: Sequence[str], columns: Mapping[TableField, int]) -> bool:
    own = columns.get(TableField.USAGE_OWN)
    return own is not None and TableField.USAGE_OTHER in columns and title_words().is_caller(titles[own])


def _placed(
    titles: Sequence[str], known: Mapping[str, TableField | None]
) -> tuple[dict[TableField, int], dict[TableField, tuple[int, ...]]]:
    places: dict[TableField, list[int]] = {}
    for column, title in enumerate(titles):
        base = title.partition("#")[0]  # a title that stands twice means its field twice, unless the profile says more
        if (meant := known.get(title, known.get(base))) is not None:
            places.setdefault(meant, []).append(column)
    columns = {meant: found[0] for meant, found in places.items() if len(found) == 1}
    return columns, {meant: tuple(found) for meant, found in places.items() if len(found) > 1}


def _from_name(name: str, profile: TableProfile) -> dict[TableField, str] | None:
    """What the file's name says; None when it is not such a name, or the profile expects none."""
    found = re.fullmatch(profile.file_name, PurePath(name).name, re.IGNORECASE) if profile.file_name else None
    if found is None:
        return None
    allowed = FIELDS_OF[profile.kind]
    return {
        TableField(group): text for group, text in found.groupdict().items() if text and TableField(group) in allowed
    }


def as_said(found: Match, choice: TableChoice) -> Match:
    """The match where what somebody says goes before what the file is called."""
    unsaid = {field: text for field, text in found.from_name.items() if field not in choice.constants}
    return replace(found, from_name=unsaid)
