"""What a perimeter can be made of, with counts."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from sqlalchemy import ColumnElement, Connection, func, select

from telbill_desktop.domain.choice import TextChoice
from telbill_desktop.domain.ordering import natural_key
from telbill_desktop.domain.perimeter import PerimeterOffers
from telbill_desktop.store.queries import choices
from telbill_desktop.store.queries.chosen import beside_indices
from telbill_desktop.store.queries.perimeter_filter import borne, text_key
from telbill_desktop.store.tables.invoices import invoice


def offers(connection: Connection) -> PerimeterOffers:
    """Everything that can be chosen; what differs only in accents, case, spaces or dashes is one choice."""
    return PerimeterOffers(
        companies=tuple(choices.companies(connection)),
        accounts=tuple(choices.accounts(connection)),
        sites=_texts(_sites(connection)),
        radicals=_texts(_radicals(connection)),
        client_codes=_texts(_client_codes(connection)),
    )


def _sites(connection: Connection) -> Iterator[tuple[str, int]]:
    """Along the index of each; an invoice that names one site twice counts once."""
    first, second = invoice.c.site_1, invoice.c.site_2
    for site in (first, second):
        counted = select(site, func.count()).where(site.is_not(None)).group_by(site)
        for text, count in connection.execute(counted):
            if text:
                yield text, count
    both = select(first, second, func.count()).where(second > "")
    both = both.group_by(beside_indices(first), beside_indices(second))  # few name two: found along the second's index
    for one, other, count in connection.execute(both):
        if one and text_key(one) == text_key(other):
            yield other, -count


def _radicals(connection: Connection) -> Iterator[tuple[str, int]]:
    counts = _counts(connection, invoice.c.account_id.is_not(None))
    for text, owner in {
        (text_key(text), owner): (text, owner) for text, owner in borne(connection, "radical")
    }.values():
        yield text, counts.get(owner, 0)


def _client_codes(connection: Connection) -> Iterator[tuple[str, int]]:
    """Those that documents name; where a document names none, those of its account."""
    for text, count in connection.execute(
        select(invoice.c.client_code, func.count()).where(invoice.c.client_code != "").group_by(invoice.c.client_code)
    ):
        yield text, count
    counts = _counts(connection, invoice.c.client_code == "")
    named = {(text_key(text), owner): (text, owner) for text, owner in borne(connection, "client_code")}
    for text, owner in named.values():
        yield text, counts.get(owner, 0)


def _counts(connection: Connection, which: ColumnElement[bool]) -> dict[int, int]:
    counted = select(invoice.c.account_id, func.count()).where(which).group_by(invoice.c.account_id)
    return {row[0]: row[1] for row in connection.execute(counted)}


def _texts(counted: Iterable[tuple[str, int]]) -> tuple[TextChoice, ...]:
    """One choice for each text; of several ways to write it, the most frequent one."""
    ways: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for text, count in counted:
        ways[text_key(text)][text] += count
    found = [TextChoice(max(each, key=lambda way: (each[way], way)), sum(each.values())) for each in ways.values()]
    return tuple(sorted(found, key=lambda one: natural_key(one.text)))
