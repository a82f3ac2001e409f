"""A perimeter as conditions on the invoice table, and the accounts and texts that a choice stands for."""

from collections.abc import Iterable, Iterator

from sqlalchemy import Column, Connection, select

from telbill_desktop.domain.folding import fold
from telbill_desktop.domain.perimeter import PerimeterChoice
from telbill_desktop.store.queries.chosen import Chosen, among, beside_indices, either, narrowed
from telbill_desktop.store.queries.invoice_order import distinct
from telbill_desktop.store.tables.invoices import invoice
from telbill_desktop.store.tables.parties import account_alias, billing_account


def chosen(connection: Connection, choice: PerimeterChoice) -> Iterator[Chosen]:
    """What must hold of an invoice in the perimeter, all of it."""
    if choice.company_ids:
        yield among(invoice.c.company_id, choice.company_ids)
    accounts = [set(choice.account_ids)] if choice.account_ids else []
    if choice.radicals:
        accounts.append(accounts_bearing(connection, "radical", choice.radicals))
    if accounts:
        yield among(invoice.c.account_id, sorted(set.intersection(*accounts)))
    if choice.sites:
        columns = (invoice.c.site_1, invoice.c.site_2)
        yield either(*(among(column, variants(connection, column, choice.sites)) for column in columns))
    if choice.client_codes:
        yield _of_client_codes(connection, choice.client_codes)


def accounts_bearing(connection: Connection, part: str, texts: Iterable[str]) -> set[int]:
    """Accounts whose `radical` or `client_code` is one of these texts, or was before a merge or an edit."""
    wanted = {text_key(text) for text in texts}
    return {owner for text, owner in borne(connection, part) if text_key(text) in wanted}


def variants(connection: Connection, column: Column[str | None], texts: Iterable[str]) -> list[str]:
    """The values of an indexed column that are one of these texts: accents, case, spaces and dashes aside."""
    wanted = {text_key(text) for text in texts}
    return [value for value in distinct(connection, column) if value and text_key(value) in wanted]


def borne(connection: Connection, part: str) -> Iterator[tuple[str, int]]:
    """Every text of that part with the account that bears it; its own come after those of other times."""
    own = select(billing_account.c[part], billing_account.c.id).where(billing_account.c[part] != "")
    former = select(account_alias.c[part], account_alias.c.account_id).where(account_alias.c[part] != "")
    for statement in (former, own):
        for row in connection.execute(statement):
            yield row[0], row[1]


def text_key(text: str) -> str:
    """By what two texts are one choice."""
    return fold(text) or text


def _of_client_codes(connection: Connection, texts: Iterable[str]) -> Chosen:
    """The code that the document names; where it names none, the account's."""
    wanted = tuple(texts)
    named = among(invoice.c.client_code, variants(connection, invoice.c.client_code, wanted))
    of_accounts = among(invoice.c.account_id, sorted(accounts_bearing(connection, "client_code", wanted)))
    return either(named, narrowed(of_accounts, beside_indices(invoice.c.client_code) == ""))
