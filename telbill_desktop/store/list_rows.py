"""Rows of a list as records of new invoices, column by column."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from functools import partial
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

_FIGURES = {"amount_due": "amount_due", "total_ht": "ht", "total_ttc": "ttc", "total_vat": "vat"}  # in JSON's order
_PERIOD = ("period_start", "period_end")
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
    """What `intake.head_row` makes of the draft of each row; where no row says anything else, one stands for all.

    `keys` are the `number_key` of each.
    """
    belongs = dict(zip(("operator_id", "company_id", "account_id"), zip(*places, strict=True), strict=True))
    told = {**rows.told, **belongs, "number_key": keys}
    differing = {name for name, column in told.items() if not all_are(column, column[0])}
    any_row = intake.head_row(*places[0], draft_of(rows[0]), Reading(Outcome.READ, "", to_check=rows[0].to_check))
    made: Columns = {}
    for name, value in any_row.items():
        fields, make = _HEADS.get(name, ((), _as_told))
        if differing.isdisjoint(fields):
            made[name] = list(column_of(invoice, name, [value])) * len(rows)
        else:
            made[name] = make(*(told[field] for field in fields))
    return made


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


def _as_told(values: Sequence[Any]) -> Sequence[Any]:
    return values


def _or_none(texts: Sequence[str]) -> Sequence[str | None]:
    return [text or None for text in texts]


def _periods(starts: Sequence[date | None], ends: Sequence[date | None]) -> list[Period | None]:
    both = zip(starts, ends, strict=True)
    return [Period.through(start, end) if start and end else None for start, end in both]


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


# How a column of invoices is made, as images hold it, of what the rows tell: the names of that, and the way.
_HEADS: dict[str, tuple[tuple[str, ...], Callable[..., Sequence[Any]]]] = {
    **{name: ((name,), _as_told) for name in ("operator_id", "company_id", "account_id", "number", "number_key")},
    **{name: ((name,), _as_told) for name in ("currency", "client_code", "sub_account")},
    "seller_name": (("operator",), _as_told),
    "recipient_name": (("subscriber",), _as_told),
    **{name: ((name,), _or_none) for name in ("purchase_order", "framework_contract", "local_contract")},
    **{name: ((name,), all_to_cents) for name in ("ht", "vat", "ttc", "amount_due")},
    **{name: ((name,), _days) for name in ("issue_date", "due_date")},
    "year": (("issue_date",), lambda days: [day.year for day in days]),
    "period_start": (_PERIOD, lambda *days: _days([one.start if one else None for one in _periods(*days)])),
    "period_end": (_PERIOD, lambda *days: _days([one.end if one else None for one in _periods(*days)])),
    "sign_flipped": (("sign_flipped",), partial(column_of, invoice, "sign_flipped")),
    "type": (("is_credit",), lambda flags: [_TYPES[is_credit] for is_credit in flags]),
    "state": (("to_check",), lambda flags: [_STATES[to_check] for to_check in flags]),
    "notes": (("note",), partial(_each, lambda note: json_text([note] if note else []))),
}
