"""Everything of the operators and companies on the list of contracts, for an export."""

from collections.abc import Sequence

from telbill_desktop.domain.contract_book import ContractBook
from telbill_desktop.domain.contract_list import ContractEntry
from telbill_desktop.store.engine import Store
from telbill_desktop.store.queries import contract_book as queries


def contract_book(store: Store, entries: Sequence[ContractEntry]) -> ContractBook:
    """The contracts and accounts among the entries, and all else of the operators and companies among them."""
    with store.reading() as connection:
        return queries.contract_book(connection, entries)
