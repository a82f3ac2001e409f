"""Who cost what: the users whom lines name, the people to whom the fleet ties them, and their teams.

A number is that of who had it in the invoice's month, the last one where it changed hands. Lines without a number, or
with one that nobody of the fleet had, are those of the person whom they name, where there is one of that name alone.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from telbill_desktop.domain.folding import fold
from telbill_desktop.domain.invoice_kinds import Category
from telbill_desktop.domain.money import from_micros
from telbill_desktop.domain.phone_forms import phone_forms

_NOT_DIGITS = str.maketrans("", "", " .-/()\u00a0\u202f\u2011")


class Named(NamedTuple):
    """A number and a user as lines write them, either of which may be empty."""

    number: str
    user: str


Spent = list[tuple[str, int]]  # months (`2026-11`), each with what lines add up to, in millionths


class Holding(NamedTuple):
    """A number of the fleet, E.164, and who had it from a day to the day before another (ISO, None: still)."""

    number: str
    start: str
    end: str | None
    person_id: int


class Person(NamedTuple):
    """Somebody of the fleet; an empty team: none."""

    id: int
    name: str
    team: str


@dataclass(frozen=True, slots=True)
class TeamCost:
    """What a team cost; `team` is empty for everything that no line ties to somebody of a team."""

    team: str
    amount: Decimal


@dataclass(frozen=True, slots=True)
class UserCost:
    """What the lines of one user add up to, and in which category most of it is.

    `names` is what lines call the user. `person_id` is None of a user whom nobody wrote down.
    """

    label: str
    amount: Decimal
    names: tuple[Named, ...]
    team: str = ""
    person_id: int | None = None
    largest: Category | None = None


@dataclass(frozen=True, slots=True)
class Shares:
    """Who cost what in some months: the teams, the largest first and what is nobody's last; the first users.

    `total` is that of all invoices; `count` is how many users there are. Both tuples are empty where nothing names one.
    """

    months: tuple[date, ...]
    currency: str
    total: Decimal
    teams: tuple[TeamCost, ...] = ()
    first: tuple[UserCost, ...] = ()
    count: int = 0


@dataclass(slots=True)
class _User:
    """A user on the way to be one of the first."""

    micros: int = 0
    names: list[tuple[int, Named]] = field(default_factory=list)


class Staff:
    """The people of the fleet, found by a number and a month or by their names."""

    def __init__(self, people: Iterable[Person], holdings: Iterable[Holding]) -> None:
        """`holdings` come by date, those that began last being the last."""
        self.people = {one.id: one for one in people}
        self._holdings: dict[str, list[Holding]] = defaultdict(list)
        for one in holdings:
            self._holdings[one.number].append(one)
        self._known: dict[Named, tuple[list[Holding], Person | None]] = {}
        known = Counter(fold(one.name) for one in self.people.values())
        self._named = {key: one for one in self.people.values() if known[key := fold(one.name)] == 1}

    def shared_out(self, name: Named, spent: Spent) -> dict[Person | None, int]:
        """Whose lines they are that name so, and how much of them; None: nobody's of the fleet."""
        if (known := self._known.get(name)) is None:
            held = [one for number in dialled(name.number) for one in self._holdings.get(number, ())]
            known = self._known[name] = held, self._named.get(fold(name.user)) if name.user else None
        held, otherwise = known
        if not held:
            return {otherwise: sum(micros for _month, micros in spent)}
        found: dict[Person | None, int] = {}
        for month, micros in spent:
            who = _holder(held, month)
            person = self.people[who.person_id] if who is not None else otherwise
            found[person] = found.get(person, 0) + micros
        return found


def shares(
    months: Sequence[date],
    currency: str,
    total: Decimal,
    charged: Mapping[Named, Spent],
    staff: Staff,
    *,
    first: int,
) -> Shares:
    """The teams and so many of the first users; what no line ties to a team is the rest of `total`."""
    teams: dict[str, int] = defaultdict(int)
    users: dict[Person | str, _User] = defaultdict(_User)
    for name, spent in charged.items():
        if not name.number and not name.user:
            continue
        for person, micros in staff.shared_out(name, spent).items():
            user = users[person or fold(name.user) or name.number]
            user.micros += micros
            user.names.append((micros, name))
            if person is not None and person.team:
                teams[person.team] += micros
    if not users:
        return Shares(tuple(months), currency, total)
    ordered = sorted(users.items(), key=lambda one: -one[1].micros)
    of_teams = sorted(((micros, team) for team, micros in teams.items()), key=lambda one: (-one[0], one[1]))
    rest = total - from_micros(sum(teams.values()))
    return Shares(
        tuple(months),
        currency,
        total,
        (*(TeamCost(team, from_micros(micros)) for micros, team in of_teams), *([TeamCost("", rest)] if rest else [])),
        tuple(_user_cost(key, user) for key, user in ordered[:first] if user.micros > 0),
        len(users),
    )


def _holder(held: Sequence[Holding], month: str) -> Holding | None:
    """Who had a number last in a month."""
    first = f"{month}-01"
    for one in reversed(held):
        if one.start[:7] <= month and (one.end is None or one.end > first):
            return one
    return None


def with_largest(user: UserCost, categories: Mapping[Named, Mapping[Category | None, int]]) -> UserCost:
    """The user, with the category in which most of the lines' amounts are."""
    sums: Counter[Category | None] = Counter()
    for name in user.names:
        sums.update(categories.get(name, {}))
    most = max(sums, key=lambda one: sums[one], default=None)
    return replace(user, largest=most)


@lru_cache(maxsize=1 << 14)
def dialled(written: str) -> tuple[str, ...]:
    """The international forms that a number on a line may stand for; none where it holds none."""
    number = written.translate(_NOT_DIGITS)
    if number.startswith("00"):
        number = f"+{number[2:]}"
    return tuple(form for form in dict.fromkeys(phone_forms(number)) if form.startswith("+"))


def _user_cost(key: Person | str, user: _User) -> UserCost:
    names = tuple(name for _, name in sorted(user.names, reverse=True))
    amount = from_micros(user.micros)
    if isinstance(key, Person):
        return UserCost(key.name, amount, names, key.team, key.id)
    return UserCost(names[0].user or names[0].number, amount, names)
