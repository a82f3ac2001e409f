"""What becomes otherwise when two accounts, or two operators, become one: to be said before it is done."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from sqlalchemy import Column, Connection, Table, select

from telbill_desktop.domain.billing_terms import BillingTerms
from telbill_desktop.domain.messages import Message, Param
from telbill_desktop.store.contract_merging import products_that_join
from telbill_desktop.store.party_changes import accounts_that_join, contracts_that_join
from telbill_desktop.store.queries.contracts import terms_of
from telbill_desktop.store.queries.parties import record
from telbill_desktop.store.tables.contracts import minimum, product, special_condition
from telbill_desktop.store.tables.parties import billing_account, operator


@dataclass(frozen=True, slots=True)
class _Joining:
    """The ids of products and contracts that become another one in the same act, with that one's."""

    products: Mapping[int, int] = field(default_factory=dict)
    contracts: Mapping[int, int] = field(default_factory=dict)

    def terms(self, known: BillingTerms | None) -> BillingTerms | None:
        """The terms as they are afterwards."""
        if known is None or known.contract_id is None:
            return known
        return replace(known, contract_id=self.contracts.get(known.contract_id, known.contract_id))


def said_of_accounts(connection: Connection, kept_id: int, merged_id: int) -> list[Message]:
    """What becomes otherwise when the second account is merged into the first, its invoices aside."""
    names = [str(record(connection, billing_account, key)["label"]) for key in (kept_id, merged_id)]
    return _said(connection, (kept_id, merged_id), (names[0], names[1]), _Joining())


def said_of_operators(connection: Connection, kept_id: int, merged_id: int) -> list[Message]:
    """What becomes otherwise when the second operator is merged into the first: of accounts of both that are one."""
    name = str(record(connection, operator, merged_id)["name"])
    joining = _Joining(
        products_that_join(connection, kept_id, merged_id), contracts_that_join(connection, kept_id, merged_id)
    )
    found = []
    for kept, merged in accounts_that_join(connection, kept_id, merged_id):
        names = (str(kept["label"]), f"{merged['label']} ({name})")
        found.append(Message("merge_account_too", {"kept": names[0], "merged": names[1]}))
        found += _said(connection, (kept["id"], merged["id"]), names, joining)
    return found


def _said(
    connection: Connection, account_ids: tuple[int, int], labels: tuple[str, str], joining: _Joining
) -> list[Message]:
    names: dict[str, Param] = {"kept": labels[0], "merged": labels[1]}
    said = []
    kept, merged = (joining.terms(terms_of(connection, key)) for key in account_ids)
    if kept is not None and merged is not None and kept != merged:
        said.append(Message("merge_terms", names))
    stands, gives_way = (_by_product(connection, minimum, minimum.c.quantity, key, joining) for key in account_ids)
    for key in sorted(stands.keys() & gives_way.keys()):
        (label, quantity), (_, other) = stands[key], gives_way[key]
        said.append(Message("merge_minimum", {**names, "product": label, "quantity": quantity, "other": other}))
    of = special_condition
    first, second = (_by_product(connection, of, of.c.id, key, joining) for key in account_ids)
    both = sorted(first.keys() & second.keys())
    return said + [Message("merge_conditions", {"product": first[key][0]}) for key in both]


def _by_product(
    connection: Connection, table: Table, column: Column[int], account_id: int, joining: _Joining
) -> dict[int, tuple[str, int]]:
    """The label of the product and a value, by the id that the product has afterwards."""
    joined = table.join(product, product.c.id == table.c.product_id)
    asked = select(product.c.id, product.c.label, column).select_from(joined).where(table.c.account_id == account_id)
    return {joining.products.get(row[0], row[0]): (row[1], row[2]) for row in connection.execute(asked)}
