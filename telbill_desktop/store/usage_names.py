"""The dictionaries of usage: lines and kinds by what they are. They only grow; undoing an import leaves them."""

from sqlalchemy import Connection, insert, select

from telbill_desktop.domain.usage import UsageKind
from telbill_desktop.store.ids import next_ids
from telbill_desktop.store.insertion import insert_rows
from telbill_desktop.store.tables.usage import usage_kind, usage_line

_COLUMNS = ("id", "account_id", "number", "user_name")


_AT_ONCE = 200  # ids of lines


class LineIds:
    """Ids of lines by account, number and user; what is not known yet is added, many at once: `write` at the end."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._known: dict[tuple[int, str, str], int] = {}
        self._accounts: set[int] = set()
        self._free = range(0)
        self._waiting: list[tuple[int, int, str, str]] = []

    def of(self, account_id: int, number: str, user: str) -> int:
        """The id of one line."""
        if account_id not in self._accounts:
            lines = select(usage_line).where(usage_line.c.account_id == account_id).order_by(usage_line.c.id.desc())
            self._known |= {
                (row.account_id, row.number, row.user_name): row.id for row in self._connection.execute(lines)
            }
            self._accounts.add(account_id)
        key = (account_id, number, user)
        if key not in self._known:
            if not self._free:
                self._free = next_ids(self._connection, usage_line, _AT_ONCE)
            line_id, self._free = self._free[0], self._free[1:]
            self._waiting.append((line_id, account_id, number, user))
            self._known[key] = line_id
        return self._known[key]

    def write(self) -> None:
        """Writes the lines that were added."""
        if self._waiting:
            insert_rows(self._connection, usage_line, _COLUMNS, self._waiting)
            self._waiting.clear()


class KindIds:
    """Ids of kinds; what is not known yet is added."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        rows = connection.execute(select(usage_kind).order_by(usage_kind.c.id.desc()))
        self._known: dict[tuple[str, str, str, str], int] = {
            (row.label, row.category, row.destination, row.unit): row.id for row in rows
        }

    def of(self, kind: UsageKind) -> int:
        """The id of one kind."""
        key = (kind.label, kind.category.value, kind.destination, kind.unit.value)
        if key not in self._known:
            [self._known[key]] = next_ids(self._connection, usage_kind, 1)
            values = dict(zip(("label", "category", "destination", "unit"), key, strict=True))
            self._connection.execute(insert(usage_kind), {"id": self._known[key], **values})
        return self._known[key]
