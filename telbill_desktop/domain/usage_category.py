"""In which category a record belongs: as the operator's label says, else by the number that was called."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from telbill_desktop.domain.folding import without_accents
from telbill_desktop.domain.usage import UsageCategory, UsageKind, UsageUnit

_ELSEWHERE = {UsageCategory.INTERNATIONAL, UsageCategory.ROAMING}
_CALLS = {UsageCategory.NATIONAL_FIXED, UsageCategory.NATIONAL_MOBILE}
_ZONE = re.compile(r"\bzone\s+[\w' -]+", re.IGNORECASE)
_HOME = re.compile(r"nationa(l|ux)|\bloca(l|ux)|france|metropol|interne")
_UNITS = {UsageCategory.MESSAGES: UsageUnit.PIECES, UsageCategory.DATA: UsageUnit.BYTES}
_SAYS_NO_UNIT = _ELSEWHERE | {UsageCategory.SPECIAL, UsageCategory.OTHER}  # of calls, messages and data alike


@dataclass(frozen=True, slots=True)
class CategoryWords:
    """Words of labels, folded, for each category; the first category of which one is found wins."""

    patterns: Sequence[tuple[UsageCategory, re.Pattern[str]]]

    @classmethod
    def of(cls, words: Mapping[UsageCategory, Sequence[str]]) -> "CategoryWords":
        """Each word is a regular expression over a folded label."""
        return cls(tuple((category, re.compile("|".join(found))) for category, found in words.items() if found))

    def category(self, label: str) -> UsageCategory | None:
        """What the label says; None: nothing that is known."""
        folded = without_accents(label)
        return next((category for category, pattern in self.patterns if pattern.search(folded)), None)

    def unit(self, category: UsageCategory, label: str) -> UsageUnit:
        """What is counted of that category under this label: « SMS depuis l'étranger » are pieces, not seconds."""
        if category in _UNITS or category not in _SAYS_NO_UNIT:
            return _UNITS.get(category, UsageUnit.SECONDS)
        folded = without_accents(label)
        found = (named for named, pattern in self.patterns if named in _UNITS and pattern.search(folded))
        return next((_UNITS[named] for named in found), UsageUnit.SECONDS)


def kind_of(
    label: str,
    going: tuple[UsageCategory | None, str],
    zone: str,
    stated: UsageCategory | None,
    unit: UsageUnit | None,
    words: CategoryWords,
) -> UsageKind:
    """The kind of a record with this label and zone of the operator's, `going` where `destination_of` has its number.

    `stated` is what the file itself says of the category, `unit` of what its quantity counts: both go before what the
    words say. « Appels nationaux » without « fixes » or « mobiles » goes by the number. Where a label speaks of abroad,
    a number that looks like one at home does not say to which country.
    """
    by_number, country = going
    named = stated or words.category(label)
    category = named or by_number or (UsageCategory.DATA if unit is UsageUnit.BYTES else UsageCategory.OTHER)
    if category in _CALLS and by_number in _CALLS and stated is None and not _tells_apart(label):
        category = by_number
    elif category in _CALLS and by_number is UsageCategory.INTERNATIONAL and stated is None and not _says_home(label):
        category = by_number  # « Appels vers mobiles » are those of Spain too
    destination = zone or country
    if category in _ELSEWHERE and by_number is not UsageCategory.INTERNATIONAL:
        destination = zone or _zone_in(label)
    if category is UsageCategory.ROAMING and not zone:  # paid for is where the user was, not whom they called
        destination = _zone_in(label)
    return UsageKind(label, category, destination, unit or words.unit(category, label))


def _tells_apart(label: str) -> bool:
    folded = without_accents(label)
    return ("fixe" in folded) != ("mobile" in folded)


def _says_home(label: str) -> bool:
    return _HOME.search(without_accents(label)) is not None


def _zone_in(label: str) -> str:
    found = _ZONE.search(label)
    return found[0].strip() if found else ""
