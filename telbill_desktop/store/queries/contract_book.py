"""Everything of some operators with the names of all things, for an export."""

from collections.abc import Iterator, Sequence

from sqlalchemy import Connection

from telbill_desktop.domain.contact import ContactOwner
from telbill_desktop.domain.contract_book import (
    BookedAccount,
    BookedCondition,
    BookedContact,
    BookedContract,
    BookedProduct,
    ContractBook,
)
from telbill_desktop.domain.contract_fields import ContractKind
from telbill_desktop.domain.contract_list import ContractEntry, EntryKind
from telbill_desktop.store.queries import choices, contracts, parties
from telbill_desktop.store.queries import deposits as deposit_queries
from telbill_desktop.store.queries.contacts import contacts_of


def contract_book(connection: Connection, entries: Sequence[ContractEntry]) -> ContractBook:
    """The contracts and accounts among the entries, and all else of the operators and companies among them."""
    operators = {entry.id: entry.label for entry in entries if entry.kind is EntryKind.OPERATOR}
    return ContractBook(
        list(_contracts(connection, operators, {one.id for one in entries if one.kind is EntryKind.CONTRACT})),
        list(_accounts(connection, [one for one in entries if one.kind is EntryKind.ACCOUNT], operators)),
        [
            BookedProduct(name, product)
            for operator_id, name in operators.items()
            for product in contracts.products_of(connection, operator_id)
        ],
        list(_conditions(connection, operators)),
        list(_contacts(connection, operators, {one.id: one.label for one in entries if one.kind is EntryKind.COMPANY})),
    )


def _contracts(connection: Connection, operators: dict[int, str], shown: set[int]) -> Iterator[BookedContract]:
    for operator_id, name in operators.items():
        for row in contracts.contracts_of(connection, operator_id):
            if row.id in shown:
                yield BookedContract(name, ContractKind(row.kind), row.number, row.commitment)


def _accounts(
    connection: Connection, shown: Sequence[ContractEntry], operators: dict[int, str]
) -> Iterator[BookedAccount]:
    companies = {one.id: one.label for one in choices.companies(connection)}
    numbers = {row.id: row.number for owner in operators for row in contracts.contracts_of(connection, owner)}
    for entry in shown:
        fields, terms = parties.account_fields(connection, entry.id), contracts.terms_of(connection, entry.id)
        yield BookedAccount(
            operators.get(entry.owner_id or 0, ""),
            fields,
            companies.get(fields.company_id or 0, ""),
            terms,
            numbers.get(terms.contract_id or 0, "") if terms else "",
        )


def _conditions(connection: Connection, operators: dict[int, str]) -> Iterator[BookedCondition]:
    documents = dict(deposit_queries.deposits(connection))
    accounts = {one.id: one.label for one in choices.accounts(connection)}
    for operator_id, name in operators.items():
        labels = {product.id: product.label for product in contracts.products_of(connection, operator_id)}
        for _, fields in contracts.conditions_of(connection, operator_id):
            yield BookedCondition(
                name,
                labels[fields.product_id],
                accounts.get(fields.account_id or 0, ""),
                fields.condition,
                fields.label,
                documents.get(fields.deposit_id or 0, ""),
            )


def _contacts(connection: Connection, operators: dict[int, str], companies: dict[int, str]) -> Iterator[BookedContact]:
    for operator_id, name in operators.items():
        for _, fields in contacts_of(connection, ContactOwner(operator_id=operator_id)):
            yield BookedContact(name, "", fields)
    for company_id, name in companies.items():
        for _, fields in contacts_of(connection, ContactOwner(company_id=company_id)):
            yield BookedContact("", name, fields)
