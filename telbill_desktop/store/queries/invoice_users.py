"""The users of invoices: the lines that name them, the usage files that came with these invoices, their teams."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from sqlalchemy import Connection

from telbill_desktop.domain.errors import TelbillError
from telbill_desktop.domain.folding import fold
from telbill_desktop.domain.invoice import InvoiceLine
from telbill_desktop.domain.invoice_users import InvoiceUser
from telbill_desktop.domain.numbering import stored_number
from telbill_desktop.domain.usage_view import UsageSum
from telbill_desktop.store.queries.fleet import teams
from telbill_desktop.store.queries.line_teams import LineTeams
from telbill_desktop.store.queries.usage_book import UsageBook
from telbill_desktop.store.queries.usage_of_invoices import user_sums

if TYPE_CHECKING:
    from telbill_desktop.domain.invoice_kinds import Category

ZERO = Decimal(0)
_Key = tuple[str, str]  # number, or the folded name where there is none


class InvoiceUsers:
    """Looked up once, asked for every invoice."""

    def __init__(self, connection: Connection, book: UsageBook) -> None:
        self._connection, self._book = connection, book
        self._line_teams, self._teams = LineTeams(connection), dict(teams(connection))
        self._numbers: dict[str, str] = {}

    def of(self, issued: date, lines: Iterable[InvoiceLine], batch_ids: frozenset[int]) -> list[InvoiceUser]:
        """The users of one invoice by name; what it charges nobody comes last."""
        shares: dict[_Key, dict[Category | None, Decimal]] = defaultdict(lambda: defaultdict(lambda: ZERO))
        names: dict[_Key, str] = {}
        for line in lines:
            key = self._key(line.user_name or "", line.phone_number or "")
            names[key] = names.get(key) or line.user_name or ""
            shares[key][line.category] += line.amount or ZERO
        used: dict[_Key, UsageSum] = defaultdict(UsageSum)
        for user, sums in (user_sums(self._connection, batch_ids, self._book) if batch_ids else {}).items():
            key = self._key(user.name, user.number)
            names[key] = names.get(key) or user.name
            used[key] += sums
        found = [
            InvoiceUser(
                names[key],
                key[0],
                self._team(key[0], names[key], issued),
                dict(shares.get(key, {})),
                used.get(key, UsageSum()),
            )
            for key in names
        ]
        return sorted(found, key=lambda one: (not (one.name or one.number), fold(one.name), one.number))

    def _team(self, number: str, name: str, issued: date) -> str:
        return self._teams.get(self._line_teams.team_of(number, name, issued) or 0, "")

    def _key(self, name: str, number: str) -> _Key:
        if number not in self._numbers:
            try:
                self._numbers[number] = stored_number(number)
            except TelbillError:  # an account's own reference
                self._numbers[number] = number
        stored = self._numbers[number]
        return (stored, "") if stored else ("", fold(name))
