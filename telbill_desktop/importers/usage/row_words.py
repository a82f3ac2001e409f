"""What the words of a row say of its call: whether it took place, who called whom, and its category."""

from enum import StrEnum
from typing import TYPE_CHECKING

from telbill_desktop.domain.folding import without_accents
from telbill_desktop.domain.messages import Message
from telbill_desktop.domain.table_profile import TableField as F
from telbill_desktop.domain.table_profile import UsageDirection, UsageStatus
from telbill_desktop.domain.usage import UsageCategory, is_personal
from telbill_desktop.domain.usage_destination import compact_number
from telbill_desktop.importers.usage.wrong_cells import WrongCellError

if TYPE_CHECKING:
    from collections.abc import Callable

    from telbill_desktop.domain.usage_category import CategoryWords
    from telbill_desktop.importers.tabular.recognising import Match

# What exchanges write for a caller who hides the number (source: RFC 3323; Asterisk's caller presentation).
_HIDDEN_CALLERS = {"", "anonymous", "unknown", "restricted", "private", "unavailable"}
_HIDDEN_CALLERS |= {"anonyme", "inconnu", "masque", "prive", "numero masque", "numero inconnu", "numero prive"}
_COME_IN = {UsageCategory.INBOUND, UsageCategory.INBOUND_FREE}


class RowWords:
    """Reads them by the columns of a match; `is_of_fleet` tells whether a number, as it is written, is one's own."""

    def __init__(self, found: "Match", categories: "CategoryWords", is_of_fleet: "Callable[[str], bool]") -> None:
        self._words, self._categories = found.profile.words, categories
        self._label_at = found.columns.get(F.USAGE_LABEL, -1)
        self._status_at = found.columns.get(F.USAGE_STATUS, -1)
        self._direction_at = found.columns.get(F.USAGE_DIRECTION, -1)
        self._otherwise = UsageDirection(found.profile.constants.get(F.USAGE_DIRECTION, UsageDirection.OUTBOUND))
        is_stated = self._direction_at >= 0 or F.USAGE_DIRECTION in found.profile.constants
        self._is_told_by_label = found.names_callers and not is_stated
        self._is_of_fleet = is_of_fleet

    def took_place(self, row: list[str]) -> bool:
        """Whether anybody answered. Raises WrongCellError for a word that the profile does not know."""
        at = self._status_at
        return at < 0 or self._meaning(F.USAGE_STATUS, UsageStatus, row[at]) is UsageStatus.TOOK_PLACE

    def direction(self, row: list[str], own: str, other: str) -> tuple[UsageDirection, bool]:
        """The direction, never `BY_NUMBERS`, and whether the numbers alone told it.

        Raises:
            WrongCellError: for a word that the profile does not know; the numbers tell nothing.
        """
        said, at = self._otherwise, self._direction_at
        if at >= 0:
            said = UsageDirection(self._meaning(F.USAGE_DIRECTION, UsageDirection, row[at]))
        elif self._is_told_by_label and self._named(row[self._label_at]) in _COME_IN:
            said = UsageDirection.INBOUND
        if said is UsageDirection.BY_NUMBERS:
            return self._by_numbers(compact_number(own), compact_number(other)), True
        return said, False

    def category(self, label: str, *, inbound: bool) -> UsageCategory | None:
        """The category that the file states: by the profile's own words, or because the call came in."""
        if inbound:
            named = self._named(label)
            return named if named in _COME_IN else UsageCategory.INBOUND
        word = self._words.get(F.USAGE_LABEL, {}).get(label.strip())
        return UsageCategory(word) if word else None

    def _named(self, label: str) -> UsageCategory | None:
        return self.category(label, inbound=False) or self._categories.category(label)

    def _by_numbers(self, own: str, other: str) -> UsageDirection:
        """A line of one's own is an extension, or is in the fleet; whoever calls one and is neither is outside.

        Of two numbers that are both of somebody unknown either could be the stranger's: nothing of them may be kept.
        """
        is_inside = not is_personal(own) and without_accents(own) not in _HIDDEN_CALLERS
        if is_inside or self._is_of_fleet(own):
            return UsageDirection.OUTBOUND
        if not is_personal(other) or self._is_of_fleet(other):
            return UsageDirection.INBOUND
        raise WrongCellError(F.USAGE_OWN, Message("usage_line_untold"))

    def _meaning(self, field: F, kind: type[StrEnum], text: str) -> StrEnum:
        meant = self._words.get(field, {}).get(text.strip())
        if meant is None:
            raise WrongCellError(field, Message("usage_word_unknown", {"text": text.strip()[:40]}))
        return kind(meant)
