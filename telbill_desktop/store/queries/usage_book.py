"""The names that usage points to: lines with their users and teams, kinds with their categories."""

from collections import defaultdict
from dataclasses import dataclass

from sqlalchemy import Connection, select

from telbill_desktop.domain.folding import fold
from telbill_desktop.domain.usage import UsageCategory, UsageUnit
from telbill_desktop.store.tables.contracts import product
from telbill_desktop.store.tables.fleet import fleet_item, person, team
from telbill_desktop.store.tables.parties import billing_account, operator
from telbill_desktop.store.tables.usage import usage_kind, usage_line


@dataclass(frozen=True, slots=True)
class BookLine:
    """A line: `user` is the person's own name where one is called so, else as the operator's file has it."""

    account_id: int
    number: str
    user: str
    team: str


@dataclass(frozen=True, slots=True)
class BookKind:
    """A kind of usage."""

    label: str
    category: UsageCategory
    destination: str
    unit: UsageUnit


@dataclass(frozen=True, slots=True)
class UsageBook:
    """Lines and kinds by id."""

    lines: dict[int, BookLine]
    kinds: dict[int, BookKind]


def usage_book(connection: Connection) -> UsageBook:
    """Everything that usage names. Who is in which team is told as it is today."""
    asked = select(person.c.name, team.c.name).select_from(person.outerjoin(team, team.c.id == person.c.team_id))
    people = {
        fold(name): (name, of_team or "") for name, of_team in connection.execute(asked.order_by(person.c.id.desc()))
    }
    folded: dict[str, tuple[str, str]] = {}
    lines = {}
    for line_id, account_id, number, user in connection.execute(select(*usage_line.columns)):
        if user not in folded:
            folded[user] = people.get(fold(user), (user, "")) if user else ("", "")
        lines[line_id] = BookLine(account_id, number, *folded[user])
    kinds = {
        row.id: BookKind(row.label, UsageCategory(row.category), row.destination, UsageUnit(row.unit))
        for row in connection.execute(select(usage_kind))
    }
    return UsageBook(lines, kinds)


def account_names(connection: Connection) -> dict[int, str]:
    """Accounts as lists call them, with their operator."""
    columns = (billing_account.c.id, operator.c.name, billing_account.c.label)
    asked = select(*columns).join(operator, operator.c.id == billing_account.c.operator_id)
    return {row[0]: f"{row[1]} · {row[2]}" if row[2] else row[1] for row in connection.execute(asked)}


def allowances(connection: Connection) -> dict[str, tuple[str, ...]]:
    """What the plans in service include, by number, as their products say it."""
    asked = (
        select(fleet_item.c.number, product.c.allowance)
        .join(product, product.c.id == fleet_item.c.product_id)
        .where(fleet_item.c.number != "", product.c.allowance != "", fleet_item.c.end.is_(None))
        .order_by(fleet_item.c.id)
    )
    found: dict[str, dict[str, None]] = defaultdict(dict)
    for number, allowance in connection.execute(asked):
        found[number][allowance] = None
    return {number: tuple(texts) for number, texts in found.items()}
