"""Changes of several invoices at once, every row through the journal."""

from collections.abc import Sequence

from sqlalchemy import Connection, and_, select

from telbill_desktop.domain.errors import TelbillError
from telbill_desktop.domain.invoice_kinds import InvoiceMark
from telbill_desktop.store import search
from telbill_desktop.store.chunks import chunks
from telbill_desktop.store.queries.parties import record
from telbill_desktop.store.tables.invoices import invoice
from telbill_desktop.store.tables.parties import billing_account, operator
from telbill_desktop.store.unit_of_work import UnitOfWork

_NAMED_NUMBERS = 10


def set_mark(unit: UnitOfWork, invoice_ids: Sequence[int], mark: InvoiceMark | None) -> None:
    """These invoices bear that mark, or none."""
    unit.update_many(invoice, invoice_ids, {"mark": mark.value if mark else None})


def set_account(unit: UnitOfWork, invoice_ids: Sequence[int], account_id: int | None) -> None:
    """These invoices are of that billing account, or of none.

    Raises:
        TelbillError: `party_gone`; `account_of_another` when one of them is of another operator than the account.
    """
    if account_id is not None:
        _refuse_foreign(unit.connection, invoice_ids, account_id)
    unit.update_many(invoice, invoice_ids, {"account_id": account_id})
    search.reindex(unit.connection, invoice_ids)


def set_operator(unit: UnitOfWork, invoice_ids: Sequence[int], operator_id: int) -> int:
    """These invoices are of that operator; returns how many lost their account, which is another operator's.

    Raises:
        TelbillError: `party_gone`; `number_taken` when two invoices of the operator would have one number and year.
    """
    target = record(unit.connection, operator, operator_id)
    moved: list[int] = []
    astray: list[int] = []
    for some in chunks(invoice_ids):
        for row in unit.connection.execute(_ACCOUNTS.where(invoice.c.id.in_(some))):
            if row.operator_id != operator_id:
                moved.append(row.id)
            if row.account_id is not None and row.owner != operator_id:
                astray.append(row.id)
    if numbers := _clashing(unit.connection, sorted(moved), operator_id):
        named = ", ".join(numbers[:_NAMED_NUMBERS]) + (", …" if len(numbers) > _NAMED_NUMBERS else "")
        raise TelbillError("number_taken", operator=target["name"], numbers=named)
    lost = set(astray)
    unit.update_many(invoice, sorted(lost), {"operator_id": operator_id, "account_id": None})
    unit.update_many(invoice, [each for each in sorted(moved) if each not in lost], {"operator_id": operator_id})
    search.reindex(unit.connection, [*moved, *astray])
    return len(lost)


_ACCOUNTS = select(
    invoice.c.id, invoice.c.operator_id, invoice.c.account_id, billing_account.c.operator_id.label("owner")
).select_from(invoice.outerjoin(billing_account, billing_account.c.id == invoice.c.account_id))


def _refuse_foreign(connection: Connection, invoice_ids: Sequence[int], account_id: int) -> None:
    account = record(connection, billing_account, account_id)
    owner = record(connection, operator, account["operator_id"])
    joined = invoice.join(operator, operator.c.id == invoice.c.operator_id)
    foreign = select(invoice.c.number, operator.c.name).select_from(joined).where(invoice.c.operator_id != owner["id"])
    for some in chunks(invoice_ids):
        if row := connection.execute(foreign.where(invoice.c.id.in_(some)).limit(1)).first():
            raise TelbillError(
                "account_of_another",
                account=account["label"],
                operator=owner["name"],
                number=row.number,
                other=row.name,
            )


def _clashing(connection: Connection, moved: Sequence[int], operator_id: int) -> list[str]:
    """Numbers that the operator would have twice in a year: with one of its own, or among those that move."""
    taken: list[str] = []
    seen: set[tuple[str, int]] = set()
    other = invoice.alias()
    same = and_(
        other.c.operator_id == operator_id, other.c.number_key == invoice.c.number_key, other.c.year == invoice.c.year
    )
    wanted = select(invoice.c.number, invoice.c.number_key, invoice.c.year, other.c.id.label("other"))
    wanted = wanted.select_from(invoice.outerjoin(other, same)).order_by(invoice.c.id)
    for some in chunks(moved):
        for row in connection.execute(wanted.where(invoice.c.id.in_(some))):
            identity = (row.number_key, row.year)
            if row.other is not None or identity in seen:
                taken.append(row.number)
            seen.add(identity)
    return taken
