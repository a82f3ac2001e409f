"""What the lines of invoices charge for each number and user that they name, and whom the fleet ties them to."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Text, and_, func, or_, select, type_coerce

from telbill_desktop.domain.invoice_kinds import Category
from telbill_desktop.domain.invoice_list import InvoiceFilter
from telbill_desktop.domain.user_costs import Holding, Named, Person, Spent
from telbill_desktop.store.chunks import chunks
from telbill_desktop.store.cost_sums import halves, whole
from telbill_desktop.store.queries.invoice_filter import narrowing
from telbill_desktop.store.tables.fleet import assignment, fleet_item, person, team
from telbill_desktop.store.tables.invoices import invoice, invoice_line
from telbill_desktop.store.tables.sums import user_cost

_MONTH = func.substr(type_coerce(invoice.c.issue_date, Text), 1, 7)


def by_name(connection: Connection, wanted: InvoiceFilter) -> dict[Named, Spent]:
    """What the lines of invoices of one currency add up to, by whom they name and by month."""
    columns = (user_cost.c.phone_number, user_cost.c.user_name, _MONTH, *halves(user_cost.c.amount))
    asked: Any = select(*columns).join(user_cost, user_cost.c.invoice_id == invoice.c.id)
    asked = narrowing(connection, wanted).applied(asked).group_by(*columns[:3])
    cursor: Any = connection.execute(asked).cursor
    found: dict[tuple[str, str], Spent] = defaultdict(list)
    for number, user, month, high, low in cursor:
        found[number, user].append((month, whole(high, low)))
    return {Named(*name): spent for name, spent in found.items()}


def categories(
    connection: Connection, wanted: InvoiceFilter, names: Sequence[Named]
) -> dict[Named, dict[Category | None, int]]:
    """What each category has of the lines of a few of them, in millionths."""
    of_names = or_(*(and_(user_cost.c.phone_number == number, user_cost.c.user_name == user) for number, user in names))
    owners: Any = select(invoice.c.id).join(user_cost, user_cost.c.invoice_id == invoice.c.id).where(of_names)
    number, user = (func.coalesce(invoice_line.c[name], "") for name in ("phone_number", "user_name"))
    wanted_names, found = set(names), defaultdict[Named, dict[Category | None, int]](dict)
    for some in chunks(sorted(set(connection.execute(narrowing(connection, wanted).applied(owners)).scalars()))):
        columns = (number, user, invoice_line.c.category)
        asked = select(*columns, *halves(invoice_line.c.amount)).where(invoice_line.c.invoice_id.in_(some))
        for *named, category, high, low in connection.execute(asked.group_by(*columns)):
            if (name := Named(*named)) in wanted_names:
                key = Category(category) if category else None
                found[name][key] = found[name].get(key, 0) + whole(high, low)
    return found


def holdings(connection: Connection) -> list[Holding]:
    """Who had which number since when; those who have it now or will come last."""
    asked: Any = (
        select(
            fleet_item.c.number,
            type_coerce(assignment.c.start, Text),
            type_coerce(assignment.c.end, Text),
            assignment.c.person_id,
        )
        .join(assignment, assignment.c.item_id == fleet_item.c.id)
        .where(fleet_item.c.number != "")
        .order_by(assignment.c.start, assignment.c.id)
    )
    cursor: Any = connection.execute(asked).cursor
    return [Holding(*row) for row in cursor]


def people(connection: Connection) -> list[Person]:
    """Everybody, with their teams."""
    asked: Any = select(person.c.id, person.c.name, team.c.name).outerjoin(team, team.c.id == person.c.team_id)
    cursor: Any = connection.execute(asked).cursor
    return [Person(key, name, of_team or "") for key, name, of_team in cursor]
