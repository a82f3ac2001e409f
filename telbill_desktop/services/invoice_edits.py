"""Changes of several invoices at once: each is one act for all of them, all or none, and one undo takes it back."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

from telbill_desktop.domain.errors import TelbillError
from telbill_desktop.domain.invoice_edits import Edited
from telbill_desktop.domain.invoice_kinds import InvoiceMark
from telbill_desktop.services import parties
from telbill_desktop.store import invoice_edits, removal
from telbill_desktop.store.engine import Store
from telbill_desktop.store.unit_of_work import UnitOfWork, unit_of_work

if TYPE_CHECKING:
    from telbill_desktop.domain.messages import Param


def set_mark(store: Store, invoice_ids: Sequence[int], mark: InvoiceMark | None) -> Edited:
    """These invoices bear that mark (« pointage »), or none.

    Raises:
        TelbillError: `invoice_gone`. Nothing is changed then.
    """
    kind = f"mark_{mark.value}" if mark else "unmark"
    with _act(store, kind, invoice_ids) as (unit, ids):
        invoice_edits.set_mark(unit, ids, mark)
    return Edited(unit.changes)


def set_account(store: Store, invoice_ids: Sequence[int], account_id: int | None) -> Edited:
    """These invoices are of that billing account, or of none.

    Raises:
        TelbillError: `invoice_gone`, `party_gone`; `account_of_another`, which names an invoice, when one of them is
            of another operator than the account. Nothing is changed then.
    """
    named: dict[str, Param] = {}
    if account_id is not None:
        named["account"] = parties.account_fields(store, account_id).label
    with _act(store, "clear_account" if account_id is None else "set_account", invoice_ids, **named) as (unit, ids):
        invoice_edits.set_account(unit, ids, account_id)
    return Edited(unit.changes)


def set_operator(store: Store, invoice_ids: Sequence[int], operator_id: int) -> Edited:
    """These invoices are of that operator. An account belongs to one operator: those of another are taken away.

    Raises:
        TelbillError: `invoice_gone`, `party_gone`; `number_taken`, which names the invoices, when two of the operator
            would have the same number and year. Nothing is changed then.
    """
    name = parties.operator_fields(store, operator_id).name
    with _act(store, "set_operator", invoice_ids, operator=name) as (unit, ids):
        cleared = invoice_edits.set_operator(unit, ids, operator_id)
    return Edited(unit.changes, cleared)


@contextmanager
def _act(
    store: Store, kind: str, invoice_ids: Sequence[int], **named: "Param"
) -> Iterator[tuple[UnitOfWork, list[int]]]:
    """The unit of work, and the ids, each once and in order."""
    ids = sorted(set(invoice_ids))
    with store.reading() as connection:
        numbers = removal.numbers_of(connection, ids)
    if len(numbers) < len(ids):
        raise TelbillError("invoice_gone")
    single = len(ids) == 1
    params: dict[str, Param] = {"number": numbers[ids[0]]} if single else {"count": len(ids)}
    with unit_of_work(store, kind if single else f"{kind}_many", {**params, **named}) as unit:
        yield unit, ids
