"""What a perimeter can be made of, with counts."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from sqlalchemy import Column, ColumnElement, Connection, func, select

from telbill_desktop.domain.choice import TextChoice
from telbill_desktop.domain.folding import fold
from telbill_desktop.domain.ordering import natural_key
from telbill_desktop.domain.perimeter import PerimeterOffers
from telbill_desktop.store.queries import choices
from telbill_desktop.store.queries.invoice_order import distinct
from telbill_desktop.store.tables.invoices import invoice
from telbill_desktop.store.tables.parties import account_alias, billing_account


def offers(connection: Connection) -> PerimeterOffers:
    """Everything that can be chosen; what differs only in accents, case, spaces or dashes is one choice."""
    return PerimeterOffers(
        companies=tuple(choices.companies(connection)),
        accounts=tuple(choices.accounts(connection)),
        sites=_texts(_sites(connection)),
        radicals=_texts(_radicals(connection)),
        client_codes=_texts(_client_codes(connection)),
    )


def accounts_bearing(connection: Connection, part: str, texts: Iterable[str]) -> set[int]:
    """Accounts whose `radical` or `client_code` is one of these texts, or was before a merge or an edit."""
    wanted = {_key(text) for text in texts}
    return {owner for text, owner in _borne(connection, part) if _key(text) in wanted}


def variants(connection: Connection, column: Column[str | None], texts: Iterable[str]) -> list[str]:
    """The values of an indexed column that are one of these texts: accents, case, spaces and dashes aside."""
    wanted = {_key(text) for text in texts}
    return [value for value in distinct(connection, column) if value and _key(value) in wanted]


def _sites(connection: Connection) -> Iterator[tuple[str, int]]:
    both = select(invoice.c.site_1, invoice.c.site_2, func.count()).group_by(invoice.c.site_1, invoice.c.site_2)
    named = both.where(invoice.c.site_1.is_not(None) | invoice.c.site_2.is_not(None))
    for *sites, count in connection.execute(named):
        for site in {_key(each): each for each in reversed(sites) if each}.values():
            yield site, count


def _radicals(connection: Connection) -> Iterator[tuple[str, int]]:
    counts = _counts(connection, invoice.c.account_id.is_not(None))
    for text, owner in {(_key(text), owner): (text, owner) for text, owner in _borne(connection, "radical")}.values():
        yield text, counts.get(owner, 0)


def _client_codes(connection: Connection) -> Iterator[tuple[str, int]]:
    """Those that documents name; where a document names none, those of its account."""
    for text, count in connection.execute(
        select(invoice.c.client_code, func.count()).where(invoice.c.client_code != "").group_by(invoice.c.client_code)
    ):
        yield text, count
    counts = _counts(connection, invoice.c.client_code == "")
    borne = {(_key(text), owner): (text, owner) for text, owner in _borne(connection, "client_code")}
    for text, owner in borne.values():
        yield text, counts.get(owner, 0)


def _borne(connection: Connection, part: str) -> Iterator[tuple[str, int]]:
    """Every text of that part with the account that bears it; its own come before those of other times."""
    own = select(billing_account.c[part], billing_account.c.id).where(billing_account.c[part] != "")
    former = select(account_alias.c[part], account_alias.c.account_id).where(account_alias.c[part] != "")
    for statement in (former, own):
        for row in connection.execute(statement):
            yield row[0], row[1]


def _counts(connection: Connection, which: ColumnElement[bool]) -> dict[int, int]:
    counted = select(invoice.c.account_id, func.count()).where(which).group_by(invoice.c.account_id)
    return {row[0]: row[1] for row in connection.execute(counted)}


def _texts(counted: Iterable[tuple[str, int]]) -> tuple[TextChoice, ...]:
    """One choice for each text; of several ways to write it, the most frequent one."""
    ways: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for text, count in counted:
        ways[_key(text)][text] += count
    found = [TextChoice(max(each, key=lambda way: (each[way], way)), sum(each.values())) for each in ways.values()]
    return tuple(sorted(found, key=lambda one: natural_key(one.text)))


def _key(text: str) -> str:
    return fold(text) or text
