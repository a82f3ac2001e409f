"""Invoices that may be the same under two operators: a list names an operator otherwise than its documents do."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from sqlalchemy import Connection, select

from telbill_desktop.domain.identity import number_key
from telbill_desktop.domain.invoice import InvoiceDraft
from telbill_desktop.domain.messages import Message
from telbill_desktop.store.chunks import chunks
from telbill_desktop.store.queries.twin_warnings import TWIN
from telbill_desktop.store.tables.invoices import invoice
from telbill_desktop.store.tables.parties import operator

_NAMED = 5  # invoices


class Sought(NamedTuple):
    """What two documents of one invoice agree on, whoever they say that sent it."""

    operator_id: int
    number_key: str
    issue_date: date
    currency: str
    ht: Decimal | None
    ttc: Decimal | None


def sought_of(operator_id: int, draft: InvoiceDraft) -> Sought:
    """What is looked for of a draft."""
    totals = draft.totals
    return Sought(operator_id, number_key(draft.number), draft.issue_date, draft.currency, totals.ht, totals.ttc)


def is_alone(connection: Connection, operator_id: int) -> bool:
    """Whether nobody else has any invoice, so that nothing need be looked for."""
    others = select(invoice.c.id).where(invoice.c.operator_id != operator_id).limit(1)
    return connection.execute(others).first() is None


def other_operators(connection: Connection, wanted: Sequence[Sought]) -> dict[Sought, str]:
    """For each that another operator has too, by number, day, currency and TTC (HT where TTC is blank): its name."""
    found: dict[Sought, str] = {}
    for one, name in _having(connection, wanted):
        found.setdefault(one, name)
    return found


def said_now(connection: Connection, one: Sought, said: Iterable[Message]) -> Iterator[Message]:
    """What was said of an invoice, the other operator under the name that it has now: renamed or merged since.

    It is said as long as the other invoice is there and the same: nothing is once that is removed, merged or corrected,
    and again when that is undone.
    """
    names: list[str] | None = None
    for message in said:
        if message.code != TWIN:
            yield message
            continue
        if names is None:
            names = [name for _, name in _having(connection, [one])]
        if names:
            is_called_so = message.params["operator"] in names
            yield message if is_called_so else Message(TWIN, {**message.params, "operator": names[0]})


def _having(connection: Connection, wanted: Sequence[Sought]) -> Iterator[tuple[Sought, str]]:
    """Each with the name of another operator that has it too, the longest known first."""
    by_key: dict[str, list[Sought]] = {}
    for one in wanted:
        by_key.setdefault(one.number_key, []).append(one)
    columns = (invoice.c.operator_id, invoice.c.number_key, invoice.c.issue_date, invoice.c.currency)
    joined = invoice.join(operator, operator.c.id == invoice.c.operator_id)
    for chunk in chunks(list(by_key)):
        asked = select(*columns, invoice.c.ht, invoice.c.ttc, operator.c.name).select_from(joined)
        rows = connection.execute(asked.where(invoice.c.number_key.in_(chunk)).order_by(invoice.c.id))
        for *values, name in rows:
            known = Sought(*values)
            for one in by_key[known.number_key]:
                if one.operator_id != known.operator_id and _same(one, known):
                    yield one, name


def twin(number: str, other: str) -> Message:
    """What is said of one invoice."""
    return Message(TWIN, {"number": number, "operator": other})


def twins(found: Iterable[tuple[str, str]]) -> Iterable[Message]:
    """What is said of a table whose invoices (number, other operator) these are: a sentence for each operator."""
    by_operator: dict[str, list[str]] = {}
    for number, other in found:
        by_operator.setdefault(other, []).append(number)
    for other, numbers in by_operator.items():
        shown = ", ".join(numbers[:_NAMED]) + ("…" if len(numbers) > _NAMED else "")
        yield Message("table_of_other_operator", {"count": len(numbers), "numbers": shown, "operator": other})


def _same(one: Sought, other: Sought) -> bool:
    if (one.issue_date, one.currency) != (other.issue_date, other.currency):
        return False
    if one.ttc is not None and other.ttc is not None:
        return one.ttc == other.ttc
    return one.ht is not None and one.ht == other.ht
