"""The dictionaries of usage: places, users, lines and kinds by what they are. They only grow.

A user's name follows that of the person who is called so.
"""

from sqlalchemy import Connection, Table, insert, select

from telbill_desktop.domain.usage import UsageCategory, UsageKind, UsageUnit
from telbill_desktop.domain.usage_privacy import ProtectedLines, name_key
from telbill_desktop.store.act_records import changed_ids
from telbill_desktop.store.ids import next_ids
from telbill_desktop.store.insertion import insert_rows
from telbill_desktop.store.queries.usage_holders import holdings, names_of
from telbill_desktop.store.tables.fleet import assignment, fleet_item, person
from telbill_desktop.store.tables.usage import usage_kind, usage_line, usage_place, usage_user
from telbill_desktop.store.unit_of_work import UnitOfWork

_AT_ONCE = 200  # ids of lines


class LineIds:
    """Ids of lines by account, number and user; what is not known yet is added, many at once: `write` does it."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        # Those that came with a merge go away again when it is undone: what is new is of the account's own.
        moved = changed_ids(connection, usage_place)
        rows = connection.execute(select(*usage_place.columns).order_by(usage_place.c.id.desc()))
        self._places: dict[int, int] = {row.account_id: row.id for row in rows if row.id not in moved}
        users = connection.execute(select(usage_user))
        self._users: dict[tuple[str, str], int] = {(row.number, row.name): row.id for row in users}
        self._lines: dict[tuple[int, int], int] = {}
        self._read: set[int] = set()  # places whose lines are known
        self._new: dict[Table, list[tuple[object, ...]]] = {usage_user: [], usage_line: []}
        self._free = {usage_user: range(0), usage_line: range(0)}

    def of(self, account_id: int, number: str, user: str) -> int:
        """The id of one line."""
        key = (self._place(account_id), self._user(number, user))
        if key not in self._lines:
            self._lines[key] = self._next(usage_line)
            self._new[usage_line].append((self._lines[key], *key))
        return self._lines[key]

    def write(self) -> None:
        """Writes what was added, users before the lines that they are of."""
        for table, rows in self._new.items():
            if rows:
                insert_rows(self._connection, table, tuple(each.name for each in table.columns), rows)
                rows.clear()

    def _place(self, account_id: int) -> int:
        if account_id not in self._places:
            [place_id] = next_ids(self._connection, usage_place, 1)
            self._connection.execute(insert(usage_place), {"id": place_id, "account_id": account_id})
            self._places[account_id] = place_id
        place_id = self._places[account_id]
        if place_id not in self._read:
            lines = select(usage_line.c.user_id, usage_line.c.id).where(usage_line.c.place_id == place_id)
            self._lines |= {(place_id, row.user_id): row.id for row in self._connection.execute(lines)}
            self._read.add(place_id)
        return place_id

    def _user(self, number: str, name: str) -> int:
        if (number, name) not in self._users:
            self._users[number, name] = self._next(usage_user)
            self._new[usage_user].append((self._users[number, name], number, name))
        return self._users[number, name]

    def _next(self, table: Table) -> int:
        if not self._free[table]:
            self._free[table] = next_ids(self._connection, table, _AT_ONCE)
        first, self._free[table] = self._free[table][0], self._free[table][1:]
        return first


class KindIds:
    """Ids of kinds; what is not known yet is added."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        rows = connection.execute(select(usage_kind).order_by(usage_kind.c.id.desc()))
        self._known: dict[tuple[str, str, str, str], int] = {
            (row.label, row.category, row.destination, row.unit): row.id for row in rows
        }

    def of(self, kind: UsageKind) -> int:
        """The id of one kind; its category with its unit is a kind too, for the sums of users."""
        self._id_of("", kind.category, "", kind.unit)
        return self._id_of(kind.label, kind.category, kind.destination, kind.unit)

    def _id_of(self, label: str, category: UsageCategory, destination: str, unit: UsageUnit) -> int:
        key = (label, category.value, destination, unit.value)
        if key not in self._known:
            [self._known[key]] = next_ids(self._connection, usage_kind, 1)
            values = dict(zip(("label", "category", "destination", "unit"), key, strict=True))
            self._connection.execute(insert(usage_kind), {"id": self._known[key], **values})
        return self._known[key]


def lines_of_person(connection: Connection, person_id: int) -> list[int]:
    """The lines that are a person's, as they are told of those who are protected."""
    had = {number: [one.person for one in those] for number, those in holdings(connection).items()}
    protected = ProtectedLines(names_of(connection, person_id), had)
    columns = (usage_line.c.id, usage_user.c.number, usage_user.c.name)
    lines = connection.execute(select(*columns).join(usage_user, usage_user.c.id == usage_line.c.user_id))
    return [line_id for line_id, number, user in lines if protected.hold(number, user)]


def follow_person(unit: UnitOfWork, person_id: int, new_name: str) -> None:
    """Has the usage of a person go by the name that they are about to be given: it is theirs by their name alone.

    Of several people of the same name each has what their own numbers used.
    """
    names = {row.id: row.name for row in unit.connection.execute(select(person.c.id, person.c.name))}
    key = name_key(names[person_id])
    if key == name_key(new_name):
        return
    numbers = select(fleet_item.c.number).join(assignment, assignment.c.item_id == fleet_item.c.id)
    own = set(unit.connection.execute(numbers.where(assignment.c.person_id == person_id)).scalars())
    is_alone = [name_key(name) for name in names.values()].count(key) == 1
    users = unit.connection.execute(select(usage_user)).all()
    theirs = [row.id for row in users if name_key(row.name) == key and (is_alone or row.number in own)]
    unit.update_many(usage_user, theirs, {"name": new_name})
