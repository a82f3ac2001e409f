"""What is to be done, as far as single questions tell it, each from an index or from tables that stay short."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, func, or_, select

from telbill_desktop.domain.billing_terms import Commitment
from telbill_desktop.domain.invoice_list import InvoiceFilter, InvoiceOrder, InvoiceRow
from telbill_desktop.domain.money import Money
from telbill_desktop.domain.perimeter import PerimeterChoice
from telbill_desktop.domain.signature import Integrity
from telbill_desktop.domain.tasks import AHEAD, SINGLY, Many, Snooze, Task, TaskKind, TaskTarget, commitment_task
from telbill_desktop.store.queries import invoices
from telbill_desktop.store.queries.archive import is_of_perimeter
from telbill_desktop.store.tables.archive import company_document, custody, verdict
from telbill_desktop.store.tables.contracts import billing_terms, product, product_price, special_condition
from telbill_desktop.store.tables.documents import deposit_name, invoice_source
from telbill_desktop.store.tables.invoices import invoice
from telbill_desktop.store.tables.journal import id_counter
from telbill_desktop.store.tables.parties import billing_account, company, contract, operator
from telbill_desktop.store.tables.views import snooze

ENDED_OF_LATE = timedelta(days=30)

Within = set[int] | None  # accounts; None: nothing is left out

_SOUND = (Integrity.INTACT.value, Integrity.UNSIGNED.value)
_DOUBTFUL = [one.value for one in Integrity if one.value not in _SOUND]


def of_invoices(connection: Connection, kind: TaskKind, wanted: InvoiceFilter) -> list[Task]:
    """The invoices that a filter lets through, the newest first."""
    count, newest = invoices.count_and_newest(connection, wanted)
    if not count:
        return []
    if count > SINGLY:
        return Many(count, newest).tasks(kind)
    first = invoices.first_ids(connection, wanted, InvoiceOrder(), SINGLY)
    return [_of_invoice(kind, row) for row in invoices.rows(connection, first)]


def doubtful_documents(connection: Connection, choice: PerimeterChoice | None) -> list[Task]:
    """Documents whose signatures were last found not to be as they should."""
    later = verdict.alias()
    is_last = ~select(later.c.id).where(later.c.deposit_id == verdict.c.deposit_id, later.c.id > verdict.c.id).exists()
    asked = (
        select(verdict.c.deposit_id)
        .join(custody, custody.c.deposit_id == verdict.c.deposit_id)
        .where(verdict.c.integrity.in_(_DOUBTFUL), custody.c.disposed_at.is_(None), is_last)
        .order_by(verdict.c.deposit_id.desc())
    )
    if choice:
        asked = asked.where(is_of_perimeter(connection, choice, verdict.c.deposit_id))
    found = list(connection.execute(asked).scalars())
    first = [_of_document(connection, key) for key in found[:SINGLY]]
    return Many(len(found), max(found, default=0), first).tasks(TaskKind.SIGNATURE)


def retention_over(connection: Connection, choice: PerimeterChoice | None, today: date) -> list[Task]:
    """Documents that need not be kept any more."""
    asked = select(func.count(), func.max(custody.c.deposit_id)).where(
        custody.c.keep_until < today, custody.c.hold == "", custody.c.disposed_at.is_(None)
    )
    if choice:
        asked = asked.where(is_of_perimeter(connection, choice, custody.c.deposit_id))
    count, newest = connection.execute(asked).one()
    return [Task(TaskKind.RETENTION, "many", count=count, newest=newest)] if count else []


def commitments(connection: Connection, within: Within, today: date) -> list[Task]:
    """Contracts that end, or of which notice must be given; those that no account names are everybody's."""
    bound = select(contract, operator.c.name.label("operator")).join(operator, operator.c.id == contract.c.operator_id)
    accounts: dict[int, set[int]] = defaultdict(set)
    for account_id, contract_id in connection.execute(select(billing_terms.c.account_id, billing_terms.c.contract_id)):
        accounts[contract_id].add(account_id)
    found = []
    for row in connection.execute(bound.where(contract.c.commitment_end.is_not(None))).mappings():
        commitment = Commitment(row["start"], row["commitment_end"], row["notice_months"])
        task = commitment_task(row["id"], row["number"], row["operator"], commitment, today)
        own = accounts.get(row["id"])
        if task is not None and (within is None or own is None or own & within):
            found.append(replace(task, target=TaskTarget.OPERATOR, record_id=row["operator_id"]))
    return found


def conditions(connection: Connection, within: Within, today: date) -> list[Task]:
    """Negotiated prices and discounts that end."""
    asked = (
        select(
            *(special_condition.c.id, special_condition.c.end, special_condition.c.account_id, product.c.label),
            *(operator.c.id.label("operator_id"), operator.c.name.label("operator")),
        )
        .join(product, product.c.id == special_condition.c.product_id)
        .join(operator, operator.c.id == product.c.operator_id)
        .where(special_condition.c.end > today, special_condition.c.end <= today + AHEAD)
    )
    return [
        Task(
            TaskKind.CONDITION,
            f"{row.id}:{row.end}",
            row.label,
            row.operator,
            day=row.end - timedelta(days=1),
            target=TaskTarget.OPERATOR,
            record_id=row.operator_id,
        )
        for row in connection.execute(asked)
        if within is None or row.account_id is None or row.account_id in within
    ]


def company_documents(connection: Connection, choice: PerimeterChoice | None, today: date) -> list[Task]:
    """Papers of the user's companies and contracts that end, or ended of late."""
    asked = select(company_document).where(
        company_document.c.ends_on >= today - ENDED_OF_LATE, company_document.c.ends_on <= today + AHEAD
    )
    if choice and choice.company_ids:
        own = or_(company_document.c.company_id.is_(None), company_document.c.company_id.in_(choice.company_ids))
        asked = asked.where(own)
    return [
        Task(
            TaskKind.DOCUMENT,
            f"{row.id}:{row.ends_on}",
            row.label,
            day=row.ends_on,
            target=TaskTarget.DEPOSIT,
            record_id=row.deposit_id,
        )
        for row in connection.execute(asked)
    ]


def to_complete(connection: Connection, choice: PerimeterChoice | None, within: Within) -> list[Task]:
    """Operators, accounts and companies that an import made and nobody has looked at."""
    operators = select(operator.c.id, operator.c.name).where(operator.c.to_complete)
    companies = select(company.c.id, company.c.name).where(company.c.to_complete)
    if choice and choice.company_ids:
        companies = companies.where(company.c.id.in_(choice.company_ids))
    found = [] if within is not None else _named(connection, operators, TaskTarget.OPERATOR)
    found += _named(connection, companies, TaskTarget.COMPANY) if choice is None or choice.company_ids else []
    found += _accounts(connection, within, billing_account.c.to_complete)
    # Ids of three tables: the highest of them does not grow with a new one of another table, what was given out does.
    given = select(func.sum(id_counter.c.next_id)).where(
        id_counter.c.table_name.in_([each.name for each in (operator, company, billing_account)])
    )
    return _many(TaskKind.TO_COMPLETE, found, connection.execute(given).scalar() or 0)


def without_terms(connection: Connection, within: Within) -> list[Task]:
    """Accounts of which nobody said how they are charged."""
    known = select(billing_terms.c.account_id)
    return _many(TaskKind.TERMS, _accounts(connection, within, billing_account.c.id.not_in(known)))


def without_price(connection: Connection, within: Within) -> list[Task]:
    """Operators that sell something of which no price is known."""
    priced = select(product_price.c.product_id)
    lacking = select(product.c.operator_id).where(product.c.id.not_in(priced))
    asked = select(operator.c.id, operator.c.name).where(operator.c.id.in_(lacking))
    if within is not None:
        owners = select(billing_account.c.operator_id).where(billing_account.c.id.in_(within))
        asked = asked.where(operator.c.id.in_(owners))
    return _many(TaskKind.PRICE, _named(connection, asked, TaskTarget.OPERATOR))


def snoozes(connection: Connection) -> list[Snooze]:
    """Everything that is put off, that which is over too; the latest first."""
    asked = select(snooze.c.id, snooze.c.cause, snooze.c.until).order_by(snooze.c.id.desc())
    return [Snooze(row.id, row.cause, row.until) for row in connection.execute(asked)]


def _of_invoice(kind: TaskKind, row: InvoiceRow) -> Task:
    return Task(
        kind,
        str(row.id),
        row.number,
        row.operator,
        amount=None if row.ttc is None else Money(row.ttc, row.currency),
        target=TaskTarget.INVOICE,
        record_id=row.id,
    )


def _of_document(connection: Connection, deposit_id: int) -> Task:
    """By the number of its invoice, or by its name."""
    of_invoice = (
        select(invoice.c.number, operator.c.name)
        .join(invoice_source, invoice_source.c.invoice_id == invoice.c.id)
        .join(operator, operator.c.id == invoice.c.operator_id)
        .where(invoice_source.c.deposit_id == deposit_id)
        .order_by(invoice_source.c.id)
    )
    names = select(deposit_name.c.name).where(deposit_name.c.deposit_id == deposit_id).order_by(deposit_name.c.id)
    row = connection.execute(of_invoice.limit(1)).first()
    about, more = row if row is not None else (connection.execute(names.limit(1)).scalar() or "", "")
    target = TaskTarget.DEPOSIT
    return Task(TaskKind.SIGNATURE, str(deposit_id), about, more, target=target, record_id=deposit_id)


def _accounts(connection: Connection, within: Within, condition: ColumnElement[bool]) -> list[Task]:
    asked = (
        select(billing_account.c.id, billing_account.c.label, operator.c.name)
        .join(operator, operator.c.id == billing_account.c.operator_id)
        .where(condition)
    )
    rows = [row for row in connection.execute(asked) if within is None or row.id in within]
    return [_party(TaskTarget.ACCOUNT, row.id, row.label, row.name) for row in rows]


def _named(connection: Connection, asked: Select[Any], target: TaskTarget) -> list[Task]:
    return [_party(target, key, name) for key, name in connection.execute(asked)]


def _party(target: TaskTarget, key: int, name: str, more: str = "") -> Task:
    return Task(TaskKind.TO_COMPLETE, f"{target}:{key}", name, more, target=target, record_id=key)


def _many(kind: TaskKind, found: Sequence[Task], newest: int | None = None) -> list[Task]:
    """As tasks of a kind; `newest`, where they are not of one table, grows when one more of them comes."""
    of_kind = [replace(one, kind=kind) for one in found]
    if newest is None:
        newest = max((one.record_id or 0 for one in of_kind), default=0)
    return Many(len(of_kind), newest, of_kind).tasks(kind)
