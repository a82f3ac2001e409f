"""Whose calls are kept, and until when: what is decided, what would be purged, what was."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache

from telbill_desktop.domain.folding import without_accents

_WORD = re.compile(r"\w+")
MONTHS_KEPT = 12  # of calls, as long as nobody says otherwise (source: CNIL, use of telephones at work)


@dataclass(frozen=True, slots=True)
class KeptCalls:
    """Calls that are kept one by one: how many, from which day to which, and what they cost without tax.

    `aside` are those among them of imports that were undone: they come back when the import is done again, and count in
    no sum meanwhile, nor in `amount`.
    """

    calls: int = 0
    first: date | None = None
    last: date | None = None
    amount: Decimal = Decimal(0)
    aside: int = 0


@dataclass(frozen=True, slots=True)
class Purge:
    """What was made totals of: everybody's calls before a day, or those of one person (`before` is None)."""

    at: datetime
    before: date | None
    person: str
    calls: int
    amount: Decimal
    os_user: str


@dataclass(frozen=True, slots=True)
class UsagePrivacy:
    """What is decided and what there is.

    `keeps_detail` is None while nobody was asked; `since` is when that was decided last. Of calls before
    `purged_before` totals alone are kept, also of those that a file brings later. `protected` are the ids and names of
    people of whose calls totals alone are kept.
    """

    keeps_detail: bool | None
    since: datetime | None
    purged_before: date | None
    kept: KeptCalls
    protected: tuple[tuple[int, str], ...]
    purges: tuple[Purge, ...]


def oldest_kept(today: date, months: int = MONTHS_KEPT) -> date:
    """The first day of the month so many months ago: calls before it may go. Months are purged whole."""
    count = today.year * 12 + today.month - 1 - months
    return date(count // 12, count % 12 + 1, 1)


@lru_cache(maxsize=20_000)  # asked of every user by every sum
def name_key(name: str) -> tuple[str, ...]:
    """A person's name as it is compared: operators write `DUPONT Marie` of whom the store calls `Marie Dupont`."""
    return tuple(sorted(_WORD.findall(without_accents(name))))


class ProtectedLines:
    """Tells the lines of which totals alone are kept: those of people who are protected.

    A line is theirs when its user is called as they are, or when its number was theirs and the file calls its user
    otherwise than any other who had the number: « Accueil », « M. Dupont ».

    Args:
        names: of those who are protected.
        holders: the names of all who ever had each number (E.164).
    """

    def __init__(self, names: Iterable[str], holders: Mapping[str, Iterable[str]]) -> None:
        self._names = {name_key(name) for name in names}
        keys = ((number, {name_key(name) for name in had}) for number, had in holders.items())
        self._of_numbers = {number: had for number, had in keys if had & self._names}

    def hold(self, number: str, user: str) -> bool:
        """Whether the line of that number and user, as the store has them, is one of these."""
        key = name_key(user)
        if not key or key in self._names:
            return bool(key)
        return number in self._of_numbers and key not in self._of_numbers[number]
