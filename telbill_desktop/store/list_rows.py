"""Rows of a list as records of new invoices, column by column."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from telbill_desktop.domain.figures import InvoiceFigures
from telbill_desktop.domain.invoice import (
    AccountReference,
    InvoiceDraft,
    InvoiceState,
    InvoiceType,
    Party,
    References,
    Totals,
)
from telbill_desktop.domain.list_row import ListRow, ListRows
from telbill_desktop.domain.money import all_to_cents
from telbill_desktop.domain.period import Period
from telbill_desktop.domain.reading import Outcome, Reading, SourceKind
from telbill_desktop.store import draft_to_rows, intake
from telbill_desktop.store.images import Columns, all_are, column_of
from telbill_desktop.store.source_roles import MAIN
from telbill_desktop.store.tables.documents import invoice_source
from telbill_desktop.store.tables.invoices import invoice
from telbill_desktop.store.types import json_text

Place = tuple[int, int | None, int | None]  # ids of operator, company and account

_AMOUNTS = ("ht", "vat", "ttc", "amount_due")
_FIGURES = {"amount_due": "amount_due", "total_ht": "ht", "total_ttc": "ttc", "total_vat": "vat"}  # in JSON's order
_DAYS = ("issue_date", "due_date", "period_start", "period_end")
_MADE = frozenset((*_AMOUNTS, *_DAYS, "notes"))  # columns that are made as images hold them
_TYPES = {True: InvoiceType.CREDIT_NOTE.value, False: InvoiceType.INVOICE.value}
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


def head_columns(rows: ListRows, places: Sequence[Place], keys: Sequence[str]) -> Columns:
    """What `intake.head_row` makes of the draft of each row. Of what no list tells, one draft stands for all.

    `keys` are the `number_key` of each.
    """
    told = rows.told
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
        "number_key": keys,
        "year": [day.year for day in told["issue_date"]],
        "period_start": _days([period.start if period else None for period in periods]),
        "period_end": _days([period.end if period else None for period in periods]),
        "notes": _each(lambda note: json_text([note] if note else []), told["note"]),
    }
    any_row = intake.head_row(*places[0], draft_of(rows[0]), Reading(Outcome.READ, ""))
    return {
        name: (of_rows[name] if name in _MADE else _made(name, of_rows[name]))
        if name in of_rows
        else list(column_of(invoice, name, [value])) * len(rows)
        for name, value in any_row.items()
    }


def _made(name: str, values: Sequence[Any]) -> Sequence[Any]:
    """A column of invoices as images hold it; what is one in all of them is made once."""
    if all_are(values, values[0]):
        return list(column_of(invoice, name, values[:1])) * len(values)
    return column_of(invoice, name, values)


def _days(days: Sequence[date | None]) -> list[str | None]:
    """Days as images hold them, each made once: a list has a few thousand of them."""
    made = {day: day.isoformat() if day else None for day in set(days)}
    return [made[day] for day in days]


def source_columns(
    rows: ListRows,
    invoice_ids: Sequence[int],
    deposit_id: int,
    file_format: str,
    added_at: datetime,
) -> Columns:
    """What `intake.source_row` makes of each row: the list is the main document of these invoices."""
    reading = Reading(Outcome.READ, file_format, SourceKind.LIST_ROW)
    any_row = intake.source_row(deposit_id, MAIN, InvoiceFigures.of(draft_of(rows[0])), reading, added_at)
    figures = list(_figures(rows.told))
    return {
        "invoice_id": invoice_ids,
        **{
            name: figures if name == "figures" else list(column_of(invoice_source, name, [value])) * len(rows)
            for name, value in any_row.items()
        },
    }


def _figures(told: Mapping[str, Sequence[Any]]) -> Iterator[str]:
    """The figures of each row's draft as the store's JSON, put together from columns: it is written for every row."""
    parts = zip(
        *(_stated(f'"{name}":', _amounts(told[amount])) for name, amount in _FIGURES.items()),
        *(_each(json_text, told[name]) for name in ("currency", "operator")),
        _stated('"due_date":', _days(told["due_date"])),
        _days(told["issue_date"]),
        (f'"{number}"' if number.isascii() and number.isalnum() else json_text(number) for number in told["number"]),
        told["is_credit"],
        told["warnings"],
        strict=True,
    )
    for amount_due, ht, ttc, vat, currency, seller, due, issued, number, is_credit, said in parts:
        warnings = f',"warnings":{json_text(list(map(draft_to_rows.warning_row, said)))}' if said else ""
        yield (
            f'{{{amount_due}"currency":{currency},{due}"issue_date":"{issued}","number":{number},'
            f'"seller":{seller},{ht}{ttc}{vat}"type":"{_TYPES[is_credit]}"{warnings}}}'
        )


def _stated(name: str, values: Sequence[str | None]) -> list[str]:
    """The entries of a JSON object that give a name to these values; nothing where there is none."""
    if all_are(values, None):
        return [""] * len(values)
    return ["" if value is None else f'{name}"{value}",' for value in values]


def _each(made: Callable[[Any], str], values: Sequence[Any]) -> list[str]:
    """What is made of each value; many are the same."""
    known = {value: made(value) for value in set(values)}
    return [known[value] for value in values]


def _amounts(amounts: Sequence[Decimal | None]) -> Sequence[str | None]:
    """Amounts with their two decimals."""
    if all_are(amounts, None):
        return [None] * len(amounts)
    texts = [None if amount is None else str(amount) for amount in amounts]
    return [text if text is None or text[-3:-2] == "." else f"{Decimal(text):.2f}" for text in texts]
