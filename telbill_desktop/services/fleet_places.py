"""The accounts, products and people that the rows of a table name; people who are not known are made."""

from collections.abc import Iterable
from datetime import date

from telbill_desktop.domain.errors import TelbillError
from telbill_desktop.domain.folding import fold
from telbill_desktop.domain.messages import Param
from telbill_desktop.domain.table_profile import TableField
from telbill_desktop.domain.table_reading import FleetRow
from telbill_desktop.services.people import team_named
from telbill_desktop.store.queries import fleet as queries
from telbill_desktop.store.queries import forecasts
from telbill_desktop.store.queries.parties import account_words
from telbill_desktop.store.tables.fleet import person
from telbill_desktop.store.unit_of_work import UnitOfWork


class FleetRowError(TelbillError):
    """Why a row of a table of the fleet cannot be taken, and which of its fields is to blame."""

    def __init__(self, code: str, at: TableField, **params: Param) -> None:
        super().__init__(code, **params)
        self.at = at


class Places:
    """Names are compared whole, without accents, case, spaces and dashes: a part of a name is never enough."""

    def __init__(self, unit: UnitOfWork) -> None:
        self._unit = unit
        self._accounts: dict[str, set[int]] = {}
        self._operators: dict[int, int] = {}
        for key, operator_id, words in account_words(unit.connection):
            self._operators[key] = operator_id
            _learn(self._accounts, key, words)
        self._products: dict[int, dict[str, set[int]]] = {}
        for key, sold in forecasts.products_of(unit.connection).items():
            _learn(self._products.setdefault(sold.operator_id, {}), key, (sold.label, sold.code))
        everybody = queries.people(unit.connection)
        self._people: dict[str, set[int]] = {}
        for one in everybody:
            _learn(self._people, one.id, (one.name,))
        self._teams = {one.id: one.team for one in everybody}
        self._left = {one.id: one.left_on for one in everybody if one.left_on is not None}
        self.other_teams: dict[str, None] = {}

    def account(self, row: FleetRow) -> int:
        """The account of a row. Raises FleetRowError."""
        return _one(self._accounts, row.account, TableField.ACCOUNT, ("account_unknown", "fleet_account_twice"))

    def product(self, row: FleetRow, account_id: int) -> int:
        """The product of a row, which the account's operator sells. Raises FleetRowError."""
        sold = self._products.get(self._operators[account_id], {})
        return _one(sold, row.product, TableField.ITEM_PRODUCT, ("product_unknown", "fleet_product_twice"))

    def check_person(self, row: FleetRow) -> None:
        """Whether the user of a row is one person, who is still there on the day it is theirs. Raises FleetRowError."""
        if len(self._people.get(fold(row.user), ())) > 1:
            raise FleetRowError("fleet_person_twice", TableField.ITEM_USER, text=row.user)
        if row.user and not fold(row.user):
            raise FleetRowError("person_unknown", TableField.ITEM_USER, text=row.user)
        for key in self._people.get(fold(row.user), ()):
            day = self._left.get(key)
            if day is not None and day <= (row.since or row.start):
                raise FleetRowError("person_has_left", TableField.ITEM_USER, person=row.user, day=day)

    def left_on(self, person_id: int) -> date | None:
        """The first day on which a person is gone; None while they are there."""
        return self._left.get(person_id)

    def person(self, row: FleetRow) -> tuple[int | None, bool]:
        """The user of a row that was checked, and whether that is news: somebody new, or whose team was not known."""
        if not row.user:
            return None, False
        known = self._people.get(fold(row.user))
        if known is None:
            values = {"name": row.user, "team_id": team_named(self._unit, row.team), "email": ""}
            key = self._unit.insert(person, values)
            self._people[fold(row.user)] = {key}
            self._teams[key] = row.team
            return key, True
        key = min(known)
        if row.team and not self._teams[key]:
            self._unit.update(person, key, {"team_id": team_named(self._unit, row.team)})
            self._teams[key] = row.team
            return key, True
        if row.team and fold(row.team) != fold(self._teams[key]):
            self.other_teams[row.user] = None
        return key, False


def _learn(known: dict[str, set[int]], key: int, words: Iterable[str]) -> None:
    for word in words:
        if folded := fold(word):
            known.setdefault(folded, set()).add(key)


def _one(known: dict[str, set[int]], text: str, at: TableField, codes: tuple[str, str]) -> int:
    found = known.get(fold(text), set())
    if len(found) != 1:
        raise FleetRowError(codes[bool(found)], at, text=text[:80])
    return next(iter(found))
