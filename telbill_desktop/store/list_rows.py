"""Rows of a list as records of new invoices, column by column: a list has tens of thousands, and most of it repeats."""

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from typing import Any

from telbill_desktop.domain.figures import InvoiceFigures
from telbill_desktop.domain.identity import number_key
from telbill_desktop.domain.invoice import (
    AccountReference,
    InvoiceDraft,
    InvoiceState,
    InvoiceType,
    Party,
    References,
    Totals,
)
from telbill_desktop.domain.money import all_to_cents
from telbill_desktop.domain.period import Period
from telbill_desktop.domain.reading import Outcome, Reading, SourceKind
from telbill_desktop.domain.table_reading import ListRow
from telbill_desktop.store import draft_to_rows, intake
from telbill_desktop.store.images import Columns, column_of
from telbill_desktop.store.source_roles import MAIN
from telbill_desktop.store.tables.documents import invoice_source
from telbill_desktop.store.tables.invoices import invoice
from telbill_desktop.store.types import json_text

Place = tuple[int, int | None, int | None]  # ids of operator, company and account

_AMOUNTS = ("ht", "vat", "ttc", "amount_due")
_DAYS = ("issue_date", "due_date", "period_start", "period_end")
_MADE = frozenset((*_AMOUNTS, *_DAYS))  # columns that are made as images hold them
_TYPES = {True: InvoiceType.CREDIT_NOTE.value, False: InvoiceType.INVOICE.value}
_repeated = lru_cache(maxsize=1024)(json_text)  # for texts that many rows share
_STATES = {True: InvoiceState.TO_CHECK.value, False: InvoiceState.READ.value}


def draft_of(row: ListRow) -> InvoiceDraft:
    """The invoice as far as a row of a list tells."""
    start, end = row.period_start, row.period_end
    return InvoiceDraft(
        number=row.number,
        issue_date=row.issue_date,
        type=InvoiceType.CREDIT_NOTE if row.is_credit else InvoiceType.INVOICE,
        type_code=None,
        currency=row.currency,
        totals=Totals(row.ht, row.vat, row.ttc, row.amount_due),
        seller=Party(row.operator),
        buyer=Party(row.subscriber) if row.subscriber else None,
        due_date=row.due_date,
        period=Period.through(start, end) if start and end else None,
        account=AccountReference(
            row.account or None, row.radical or None, row.client_code or None, row.sub_account or None
        ),
        references=References(
            purchase_order=row.purchase_order or None,
            framework_contract=row.framework_contract or None,
            local_contract=row.local_contract or None,
        ),
        notes=(row.note,) if row.note else (),
        sign_flipped=row.sign_flipped,
    )


def head_columns(rows: Sequence[ListRow], places: Sequence[Place]) -> Columns:
    """What `intake.head_row` makes of the draft of each row. Of what no list tells, one draft stands for all."""
    told = dict(zip(ListRow._fields, zip(*rows, strict=True), strict=True))
    periods = [
        Period.through(start, end) if start and end else None
        for start, end in zip(told["period_start"], told["period_end"], strict=True)
    ]
    of_rows: dict[str, Sequence[Any]] = {
        **dict(zip(("operator_id", "company_id", "account_id"), zip(*places, strict=True), strict=True)),
        **{name: told[name] for name in ("number", "currency", "sign_flipped", "client_code", "sub_account")},
        **{name: [text or None for text in told[name]] for name in ("purchase_order", "framework_contract")},
        "local_contract": [text or None for text in told["local_contract"]],
        **{name: all_to_cents(told[name]) for name in _AMOUNTS},
        "issue_date": _days(told["issue_date"]),
        "due_date": _days(told["due_date"]),
        "seller_name": told["operator"],
        "recipient_name": told["subscriber"],
        "type": [_TYPES[is_credit] for is_credit in told["is_credit"]],
        "state": [_STATES[to_check] for to_check in told["to_check"]],
        "number_key": [number_key(number) for number in told["number"]],
        "year": [day.year for day in told["issue_date"]],
        "period_start": _days([period.start if period else None for period in periods]),
        "period_end": _days([period.end if period else None for period in periods]),
        "notes": [[note] if note else [] for note in told["note"]],
    }
    any_row = intake.head_row(*places[0], draft_of(rows[0]), Reading(Outcome.READ, ""))
    return {
        name: (of_rows[name] if name in _MADE else column_of(invoice, name, of_rows[name]))
        if name in of_rows
        else list(column_of(invoice, name, [value])) * len(rows)
        for name, value in any_row.items()
    }


def _days(days: Sequence[date | None]) -> list[str | None]:
    """Days as images hold them, each made once: a list has a few thousand of them."""
    made = {day: day.isoformat() if day else None for day in set(days)}
    return [made[day] for day in days]


def source_columns(
    rows: Sequence[ListRow], invoice_ids: Sequence[int], deposit_id: int, file_format: str, added_at: datetime
) -> Columns:
    """What `intake.source_row` makes of each row: the list is the main document of these invoices."""
    reading = Reading(Outcome.READ, file_format, SourceKind.LIST_ROW)
    any_row = intake.source_row(deposit_id, MAIN, InvoiceFigures.of(draft_of(rows[0])), reading, added_at)
    figures = list(map(_figures, rows))
    return {
        "invoice_id": invoice_ids,
        **{
            name: figures if name == "figures" else list(column_of(invoice_source, name, [value])) * len(rows)
            for name, value in any_row.items()
        },
    }


def _figures(row: ListRow) -> str:
    """The figures of the row's draft as the store's JSON, put together from its parts: it is written for every row."""
    number = f'"{row.number}"' if row.number.isascii() and row.number.isalnum() else json_text(row.number)
    due = "null" if row.due_date is None else f'"{row.due_date}"'
    warnings = json_text([draft_to_rows.warning_row(message) for message in row.warnings]) if row.warnings else "[]"
    return (
        f'{{"amount_due":{_amount(row.amount_due)},"currency":{_repeated(row.currency)},"due_date":{due},'
        f'"issue_date":"{row.issue_date}","lines":0,"marks":null,"number":{number},'
        f'"seller":{_repeated(row.operator)},"source":null,"total_ht":{_amount(row.ht)},'
        f'"total_ttc":{_amount(row.ttc)},"total_vat":{_amount(row.vat)},"type":"{_TYPES[row.is_credit]}",'
        f'"type_code":null,"warnings":{warnings}}}'
    )


def _amount(amount: Decimal | None) -> str:
    if amount is None:
        return "null"
    text = str(amount)
    return f'"{text}"' if text[-3:-2] == "." else f'"{amount:.2f}"'
