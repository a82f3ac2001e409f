"""Where the records of a usage file belong: the accounts, lines, kinds and invoices that its rows name, by their ids.

The account is the one that a row names, else the one that was named for the file, else that of the number's line in the
fleet. The user is the one that a row names, else whoever had the number on that day.
"""

from collections import defaultdict
from datetime import date
from decimal import Decimal

from telbill_desktop.domain.errors import TelbillError
from telbill_desktop.domain.folding import fold
from telbill_desktop.domain.identity import number_key
from telbill_desktop.domain.invoice import AccountReference, Party
from telbill_desktop.domain.usage import UsageKind, UsageLine
from telbill_desktop.domain.usage_privacy import ProtectedLines
from telbill_desktop.domain.usage_reading import LinePlace, UsageFile
from telbill_desktop.store.merged_accounts import merged_accounts
from telbill_desktop.store.parties import resolve_account, resolve_operator
from telbill_desktop.store.queries.parties import account_words
from telbill_desktop.store.queries.usage_holders import accounts_of_numbers, holdings, protected_people
from telbill_desktop.store.tables.usage import usage_batch
from telbill_desktop.store.unit_of_work import UnitOfWork
from telbill_desktop.store.usage_names import KindIds, LineIds


class UsagePlaces:
    """Implements `domain.usage_reading.UsageStore` for one file; accounts that nobody knows are made.

    `only_totals` are lines of people of whose calls nothing but totals is kept.
    """

    def __init__(self, unit: UnitOfWork, source: UsageFile, file_id: int, secret: bytes) -> None:
        self.secret = secret
        self.only_totals: set[int] = set()
        self._unit, self._source, self._file_id = unit, source, file_id
        self._known, self._operators = _known_accounts(unit)
        self._accounts: dict[str, int] = {}
        self._merged = merged_accounts(unit.connection)
        self._of_numbers = accounts_of_numbers(unit.connection)
        self._holdings = holdings(unit.connection)
        had = {number: [one.person for one in those] for number, those in self._holdings.items()}
        self._protected = ProtectedLines(protected_people(unit.connection), had)
        self._lines, self._kinds = LineIds(unit.connection), KindIds(unit.connection)
        self._batches: dict[tuple[int, str], int] = {}

    def line(self, line: UsageLine) -> LinePlace:
        """See `UsageStore.line`."""
        account = line.account or self._source.account
        account_id = self._account(account) if account else self._of_numbers.get(line.number)
        if account_id is None:
            raise TelbillError("usage_no_account", number=line.number or line.user)
        first_id = self._merged.get(fold(account), account_id)
        if not line.user and line.number in self._holdings:
            return LinePlace(None, account_id, first_id)
        return LinePlace(self._id_of(account_id, line.number, line.user), account_id, first_id)

    def line_on(self, line: UsageLine, day: date) -> int:
        """See `UsageStore.line_on`; the user is nobody where nobody had the number."""
        account_id = self.line(line).account_id
        held = (one.person for one in self._holdings[line.number] if one.start <= day < (one.end or date.max))
        return self._id_of(account_id, line.number, next(held, ""))

    def is_of_fleet(self, number: str) -> bool:
        """See `UsageStore.is_of_fleet`."""
        return number in self._of_numbers

    def kind(self, kind: UsageKind) -> int:
        """See `UsageStore.kind`."""
        return self._kinds.of(kind)

    def batch(self, account_id: int, invoice: str) -> int:
        """See `UsageStore.batch`."""
        key = (account_id, invoice)
        if key not in self._batches:
            values = {
                "file_id": self._file_id,
                "account_id": account_id,
                "number": invoice,
                "number_key": number_key(invoice),
                "first_day": date.max,
                "last_day": date.min,
                "count": 0,
                "amount": Decimal(0),
            }
            self._batches[key] = self._unit.insert(usage_batch, values)
        return self._batches[key]

    def write(self) -> None:
        """Writes the names that are new."""
        self._lines.write()

    def _id_of(self, account_id: int, number: str, user: str) -> int:
        line_id = self._lines.of(account_id, number, user)
        if self._protected.hold(number, user):
            self.only_totals.add(line_id)
        return line_id

    def _account(self, text: str) -> int:
        if text not in self._accounts:
            self._accounts[text] = self._account_called(text)
        return self._accounts[text]

    def _account_called(self, text: str) -> int:
        """The one account that is called so; of several the operator's own; a new one of the operator's."""
        found = self._known.get(fold(text), set())
        if len(found) == 1:
            return next(iter(found))
        if not self._source.operator:
            raise TelbillError("usage_account_twice" if found else "usage_account_unknown", account=text)
        operator_id = resolve_operator(self._unit, Party(name=self._source.operator))
        own = {account_id for account_id in found if self._operators.get(account_id) == operator_id}
        if len(own) == 1:
            return own.pop()
        account_id = resolve_account(self._unit, operator_id, None, AccountReference(number=text))
        if found or account_id is None:
            raise TelbillError("usage_account_twice", account=text)
        self._known[fold(text)] = {account_id}  # the next row may write it in another way
        self._operators[account_id] = operator_id
        return account_id


def _known_accounts(unit: UnitOfWork) -> tuple[dict[str, set[int]], dict[int, int]]:
    """Accounts by each of the words that they are called by, and the operators of accounts."""
    known: dict[str, set[int]] = defaultdict(set)
    operators: dict[int, int] = {}
    for account_id, operator_id, words in account_words(unit.connection):
        operators[account_id] = operator_id
        for word in words:
            if key := fold(word):
                known[key].add(account_id)
    return known, operators
