"""The names that usage points to: lines with their users and teams, kinds with their categories."""

from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from sqlalchemy import ColumnElement, Connection, select

from telbill_desktop.domain.folding import fold
from telbill_desktop.domain.period import Period
from telbill_desktop.domain.usage import UsageCategory, UsageUnit
from telbill_desktop.domain.usage_privacy import name_key
from telbill_desktop.store.tables.contracts import product
from telbill_desktop.store.tables.fleet import fleet_item, person, team
from telbill_desktop.store.tables.parties import billing_account, operator
from telbill_desktop.store.tables.usage import usage_kind, usage_line, usage_place, usage_user


class BookUser(NamedTuple):
    """Who used a number: the person's own name where one is called so, else as the operator's file has it; the team."""

    name: str
    team: str
    number: str


class BookLine(NamedTuple):
    """A user's number on an account."""

    place_id: int
    user_id: int


class BookKind(NamedTuple):
    """A kind of usage."""

    label: str
    category: UsageCategory
    destination: str
    unit: UsageUnit


@dataclass(frozen=True, slots=True)
class UsageBook:
    """Users, lines and kinds by id; `accounts` are those of places."""

    accounts: dict[int, int]
    users: dict[int, BookUser]
    lines: dict[int, BookLine]
    kinds: dict[int, BookKind]

    def user_of(self, line_id: int) -> BookUser:
        """Who used a line."""
        return self.users[self.lines[line_id].user_id]


def usage_book(connection: Connection, *, with_lines: bool = True) -> UsageBook:
    """Everything that usage names; its lines, of which there are the most, only where they are needed.

    Who is in which team is told as it is today.
    """
    known = _People(connection)
    users = {
        user_id: BookUser(*known.called(name), number)
        for user_id, number, name in connection.execute(select(*usage_user.columns).order_by(usage_user.c.id)).all()
    }
    lines: dict[int, BookLine] = {}
    if with_lines:
        columns = (usage_line.c.id, usage_line.c.place_id, usage_line.c.user_id)
        lines = {row[0]: BookLine(*row[1:]) for row in connection.execute(select(*columns)).all()}
    kinds = {
        row.id: BookKind(row.label, UsageCategory(row.category), row.destination, UsageUnit(row.unit))
        for row in connection.execute(select(usage_kind))
    }
    accounts = {row[0]: row[1] for row in connection.execute(select(*usage_place.columns))}
    return UsageBook(accounts, users, lines, kinds)


class _People:
    """People with their teams, by what files call them: the same name, or its words in another order."""

    def __init__(self, connection: Connection) -> None:
        asked = select(person.c.name, team.c.name).select_from(person.outerjoin(team, team.c.id == person.c.team_id))
        rows = connection.execute(asked.order_by(person.c.id.desc()))
        self._by_name = {fold(name): (name, of_team or "") for name, of_team in rows}
        self._by_words: dict[tuple[str, ...], tuple[str, str] | None] = {}
        for one in self._by_name.values():
            key = name_key(one[0])
            self._by_words[key] = None if key in self._by_words else one  # of two who could be meant neither is

    def called(self, name: str) -> tuple[str, str]:
        """The name and the team of whoever is called so; where it is nobody's, the name as it was written first."""
        if not name:
            return "", ""
        key = _folded(name)
        if (one := self._by_name.get(key)) is None:
            one = (self._by_words and self._by_words.get(name_key(name))) or (name, "")
            self._by_name[key] = one
        return one


@lru_cache(maxsize=50_000)  # asked of every user by every sum
def _folded(name: str) -> str:
    return fold(name)


def account_names(connection: Connection) -> dict[int, str]:
    """Accounts as lists call them, with their operator."""
    columns = (billing_account.c.id, operator.c.name, billing_account.c.label)
    asked = select(*columns).join(operator, operator.c.id == billing_account.c.operator_id)
    return {row[0]: f"{row[1]} · {row[2]}" if row[2] else row[1] for row in connection.execute(asked)}


def allowances(connection: Connection, period: Period | None) -> dict[str, tuple[str, ...]]:
    """What the plans in service on these days include, by number, as their products say it; None: those not ended."""
    item = fleet_item.c
    is_meant: ColumnElement[bool] = item.end.is_(None)
    if period is not None:
        is_meant = (is_meant | (item.end > period.start)) & (item.start < period.end)
    asked = (
        select(item.number, product.c.allowance)
        .join(product, product.c.id == item.product_id)
        .where(item.number != "", product.c.allowance != "", is_meant)
        .order_by(item.id)
    )
    found: dict[str, dict[str, None]] = defaultdict(dict)
    for number, allowance in connection.execute(asked):
        found[number][allowance] = None
    return {number: tuple(texts) for number, texts in found.items()}
