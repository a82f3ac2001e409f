"""What is in service, on a day, with who has it; people and teams."""

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, or_, select

from telbill_desktop.domain.errors import TelbillError
from telbill_desktop.domain.fleet import Assignment, FleetItem, Person
from telbill_desktop.domain.ordering import natural_key
from telbill_desktop.domain.products import Product
from telbill_desktop.store.queries import forecasts
from telbill_desktop.store.tables.fleet import assignment, fleet_item, person, team


def items(
    connection: Connection,
    on: date | None,
    *,
    account_ids: Collection[int] | None = None,
    item_ids: Collection[int] | None = None,
    number: str | None = None,
) -> list[FleetItem]:
    """Everything that is in service that day (all that ever was, and will be, without one), by id."""
    conditions: list[ColumnElement[bool]] = []
    if on is not None:
        conditions += [fleet_item.c.start <= on, or_(fleet_item.c.end.is_(None), fleet_item.c.end > on)]
    if account_ids is not None:
        conditions.append(fleet_item.c.account_id.in_(account_ids))
    if item_ids is not None:
        conditions.append(fleet_item.c.id.in_(item_ids))
    if number is not None:
        conditions.append(fleet_item.c.number == number)
    products = forecasts.products_of(connection)
    holders = holders_on(connection, on)
    asked = select(fleet_item).where(*conditions).order_by(fleet_item.c.id)
    return [_item(row, products, holders.get(row["id"])) for row in connection.execute(asked).mappings()]


def item(connection: Connection, item_id: int, on: date) -> FleetItem:
    """One item, whether in service or not, with who has it that day.

    Raises:
        TelbillError: `item_gone`.
    """
    row = connection.execute(select(fleet_item).where(fleet_item.c.id == item_id)).mappings().first()
    if row is None:
        raise TelbillError("item_gone")
    return _item(row, forecasts.products_of(connection), holders_on(connection, on).get(item_id))


def options_of(connection: Connection, line_id: int) -> list[int]:
    """The ids of the options of a line, those that ended too."""
    own = select(fleet_item.c.id).where(fleet_item.c.line_id == line_id).order_by(fleet_item.c.start)
    return list(connection.execute(own).scalars())


def assignments_of(connection: Connection, item_id: int) -> list[Assignment]:
    """Everybody who had or will have the item, latest first."""
    asked = _assignments().where(assignment.c.item_id == item_id).order_by(assignment.c.start.desc())
    return [_assignment(row) for row in connection.execute(asked).mappings()]


def assignments(connection: Connection) -> dict[int, list[Assignment]]:
    """Everybody who had or will have each item, latest first, by item."""
    found: dict[int, list[Assignment]] = {}
    for row in connection.execute(_assignments().order_by(assignment.c.start.desc())).mappings():
        found.setdefault(row["item_id"], []).append(_assignment(row))
    return found


def assignments_by_id(connection: Connection, item_id: int) -> dict[int, Assignment]:
    """Everybody who had or will have the item, latest first, by the record's id."""
    asked = _assignments().add_columns(assignment.c.id).where(assignment.c.item_id == item_id)
    rows = connection.execute(asked.order_by(assignment.c.start.desc())).mappings()
    return {row["id"]: _assignment(row) for row in rows}


def assignments_of_number(connection: Connection, number: str) -> list[Assignment]:
    """Everybody who had or will have something with a number, whatever plans it had, latest first."""
    bearers = select(fleet_item.c.id).where(fleet_item.c.number == number)
    asked = _assignments().where(assignment.c.item_id.in_(bearers)).order_by(assignment.c.start.desc())
    return [_assignment(row) for row in connection.execute(asked).mappings()]


def people(connection: Connection) -> list[Person]:
    """Everybody, by name."""
    asked = select(person, team.c.name.label("team")).select_from(person.outerjoin(team, team.c.id == person.c.team_id))
    found = [
        Person(
            row["id"],
            row["name"],
            row["team_id"],
            row["team"] or "",
            row["email"],
            row["left_on"],
            bool(row["is_protected"]),
        )
        for row in connection.execute(asked).mappings()
    ]
    return sorted(found, key=lambda one: (natural_key(one.name), one.id))


def teams(connection: Connection) -> list[tuple[int, str]]:
    """Ids and names of the teams, by name."""
    found = [(row.id, row.name) for row in connection.execute(select(team.c.id, team.c.name))]
    return sorted(found, key=lambda one: (natural_key(one[1]), one[0]))


def held_by(connection: Connection, person_id: int, on: date) -> list[int]:
    """The items that a person has that day or will have later."""
    own = and_(assignment.c.person_id == person_id, or_(assignment.c.end.is_(None), assignment.c.end > on))
    return list(connection.execute(select(assignment.c.item_id).where(own).distinct()).scalars())


def holders_on(connection: Connection, on: date | None) -> dict[int, Assignment]:
    """Who has each item that day, by its id; without a day whoever had it last or will have it."""
    asked = _assignments().order_by(assignment.c.start)
    if on is not None:
        asked = asked.where(assignment.c.start <= on, or_(assignment.c.end.is_(None), assignment.c.end > on))
    return {row["item_id"]: _assignment(row) for row in connection.execute(asked).mappings()}


def _assignments() -> Any:  # noqa: ANN401 - a select of six columns
    joined = assignment.join(person, person.c.id == assignment.c.person_id).outerjoin(
        team, team.c.id == person.c.team_id
    )
    return select(
        assignment.c.item_id,
        assignment.c.person_id,
        person.c.name.label("person"),
        team.c.name.label("team"),
        assignment.c.start,
        assignment.c.end,
    ).select_from(joined)


def _assignment(row: Mapping[Any, Any]) -> Assignment:
    return Assignment(row["person_id"], row["person"], row["team"] or "", row["start"], row["end"])


def _item(row: Mapping[Any, Any], products: Mapping[int, Product], holder: Assignment | None) -> FleetItem:
    sold = products[row["product_id"]]
    return FleetItem(
        id=row["id"],
        account_id=row["account_id"],
        product=sold,
        start=row["start"],
        end=row["end"],
        quantity=row["quantity"],
        paid_until=row["paid_until"],
        label=row["label"] or sold.label,
        number=row["number"],
        iccid=row["iccid"],
        rio=row["rio"],
        ported_on=row["ported_on"],
        mandate_id=row["mandate_id"],
        line_id=row["line_id"],
        holder=holder,
    )
