"""Which profile fits a table: by the titles in its header, never by a file's ending."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import PurePath

from telbill_desktop.domain.table import TableFile
from telbill_desktop.domain.table_profile import FIELDS_OF, TableField, TableProfile
from telbill_desktop.importers.tabular.titles import row_titles, title_key

FITS = 0.8  # of the table's titles, at least so many are known to the profile
_HEADER_WITHIN = 60  # rows; what stands before is the operator's heading
_NAME_BONUS = 0.05  # decides between profiles that know the same titles, never makes one fit


@dataclass(frozen=True, slots=True)
class Match:
    """How a profile lies on a table: `header` is the position of the header row, `columns` where each field stands.

    `clashes` are fields that several columns could be. `from_name` are constants that the file's name gives. `score`
    is 1 when the profile knows every title.
    """

    profile: TableProfile
    header: int
    columns: Mapping[TableField, int]
    clashes: Mapping[TableField, tuple[int, ...]] = field(default_factory=dict)
    from_name: Mapping[TableField, str] = field(default_factory=dict)
    score: float = 0.0

    @property
    def lacks(self) -> tuple[frozenset[TableField], ...]:
        """The required groups of fields that nothing gives."""
        return self.profile.lacks(frozenset(self.columns) | frozenset(self.from_name))

    @property
    def fits(self) -> bool:
        """Whether the table can be read so without asking anybody."""
        return self.score >= FITS and not self.lacks and not self.clashes


def match(table: TableFile, name: str, profile: TableProfile) -> Match:
    """The profile on the header row of which it knows most titles."""
    known = {title_key(title): None for title in profile.ignored} | {
        title_key(title): field for field, titles in profile.columns.items() for title in titles
    }
    best = Match(profile, 0, {})
    for position, row in enumerate(table.rows[:_HEADER_WITHIN]):
        titles = [title_key(title) for title in row_titles(row.cells)]
        named = sum(bool(title) for title in titles)
        hits = sum(title in known for title in titles if title)
        if hits and (score := hits / named) > best.score:
            columns, clashes = _placed(titles, known)
            best = Match(profile, position, columns, clashes, score=score)
    from_name = _from_name(name, profile)
    bonus = _NAME_BONUS if from_name is not None and best.score else 0.0
    return Match(profile, best.header, best.columns, best.clashes, from_name or {}, best.score + bonus)


def fitting(table: TableFile, name: str, profiles: Sequence[TableProfile]) -> list[Match]:
    """The best matches that fit: one, or several that fit equally well; of equals the user's own come alone."""
    found = [one for one in (match(table, name, profile) for profile in profiles) if one.fits]
    top = max((one.score for one in found), default=0.0)
    best = [one for one in found if one.score == top]
    return [one for one in best if not one.profile.built_in] or best


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
