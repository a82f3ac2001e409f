"""How somebody names the billing account of a file of usage that does not: one that is known, or a new one."""

from collections.abc import Mapping
from dataclasses import dataclass

from telbill_desktop.domain.errors import TelbillError
from telbill_desktop.domain.folding import fold
from telbill_desktop.domain.table_profile import TableField
from telbill_desktop.store.engine import Store
from telbill_desktop.store.queries import choices
from telbill_desktop.store.queries.parties import account_fields, account_words, operator_fields, operator_of
from telbill_desktop.store.queries.usage_book import account_names

ASKED_FOR = frozenset({"usage_no_account", "usage_account_unknown", "usage_account_twice"})  # why a file waits


@dataclass(frozen=True, slots=True)
class Offered:
    """What there is to choose from: accounts by id with what they are called, operators by name."""

    accounts: Mapping[int, str]
    operators: tuple[str, ...]


def offered(store: Store) -> Offered:
    """Every account, with its operator, and every operator; each by name."""
    with store.reading() as connection:
        names = sorted(account_names(connection).items(), key=lambda one: (fold(one[1]), one[0]))
        return Offered(dict(names), tuple(one.label for one in choices.operators(connection)))


def naming(store: Store, account_id: int) -> dict[TableField, str]:
    """The constants of a file by which an import finds this account and no other.

    Raises:
        TelbillError: `party_gone`; `usage_account_twice`: whatever it is called by, another of its operator is too.
    """
    with store.reading() as connection:
        operator_id = operator_of(connection, account_id)
        operator = operator_fields(connection, operator_id).name
        called: dict[str, set[tuple[int, int]]] = {}
        own: list[str] = []
        for known_id, of_operator, words in account_words(connection):
            for word in filter(None, words):
                called.setdefault(fold(word), set()).add((of_operator, known_id))
                own += [word] * (known_id == account_id)
        for word in own:
            if called[fold(word)] == {(operator_id, account_id)}:
                return {TableField.ACCOUNT: word}
        for word in own:
            if [one for one in called[fold(word)] if one[0] == operator_id] == [(operator_id, account_id)]:
                return {TableField.ACCOUNT: word, TableField.OPERATOR: operator}
        raise TelbillError("usage_account_twice", account=account_fields(connection, account_id).label)
