"""A list of invoices: one row, one invoice."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from itertools import repeat
from typing import Any

from telbill_desktop.domain.folding import fold
from telbill_desktop.domain.identity import number_key
from telbill_desktop.domain.list_row import ListRow
from telbill_desktop.domain.messages import Message
from telbill_desktop.domain.table import Row, TableFile
from telbill_desktop.domain.table_profile import TableField as F
from telbill_desktop.domain.table_reading import CellProblem
from telbill_desktop.importers.tabular.invoice_head import (
    FieldError,
    completed,
    contradiction,
    credit_word,
    currency_of,
    folded,
    missing,
    need,
    number_of,
    row_currency,
)
from telbill_desktop.importers.tabular.recognising import Match
from telbill_desktop.importers.tabular.row_values import Block, RowReader, RowValues

# In the order of a `ListRow`.
_TEXTS = (
    *(F.SUBSCRIBER, F.ACCOUNT, F.RADICAL, F.CLIENT_CODE, F.SUB_ACCOUNT, F.PURCHASE_ORDER, F.FRAMEWORK_CONTRACT),
    *(F.LOCAL_CONTRACT, F.NOTE),
)
_AMOUNTS = (F.HT, F.VAT, F.TTC, F.AMOUNT_DUE)
_DAYS = (F.DUE_DATE, F.PERIOD_START, F.PERIOD_END)

_Amounts = tuple[Decimal | None, Decimal | None, Decimal | None, Decimal | None]


def read_list(table: TableFile, match: Match, reader: RowReader) -> tuple[list[ListRow], list[CellProblem], int]:
    """The invoices in the table's order, the rows that cannot be taken, and how many rows repeat an earlier one."""
    types = {fold(word): meant for word, meant in match.profile.words.get(F.TYPE, {}).items()}
    rows: list[ListRow] = []
    problems: list[CellProblem] = []
    seen: dict[tuple[str, str, int], ListRow] = {}
    repeated = 0
    for block in reader.blocks(table):
        if isinstance(block, CellProblem):
            problems.append(block)
            continue
        for line, row in _listed(block, reader, types):
            if isinstance(row, CellProblem):
                problems.append(row)
                continue
            identity = (folded(row.operator), number_key(row.number), row.issue_date.year)
            earlier = seen.setdefault(identity, row)
            if earlier is row:
                rows.append(row)
            elif same_claim(earlier, row):
                repeated += 1
            else:
                message = Message("row_repeats_differently", {"number": row.number, "line": earlier.line})
                problems.append(reader.problem(line, F.NUMBER, message))
    return rows, problems, repeated


def _listed(block: Block, reader: RowReader, types: dict[str, str]) -> Iterator[tuple[Row, ListRow | CellProblem]]:
    """What each row that is not blank says, or what is wrong with it."""
    usual = repeat(None) if block.columns is None else _usual_rows(block, block.columns, types)
    for line, row in zip(block.rows, usual, strict=False):
        if row is not None:
            yield line, row
        elif isinstance(found := reader.read_one(line), CellProblem):
            yield line, found
            if reader.gave_up:
                return
        elif found is not None:
            try:
                yield line, _row(found, types)
            except FieldError as error:
                yield line, reader.problem(line, error.at, error.message)


def _usual_rows(block: Block, columns: Mapping[F, Sequence[Any]], types: dict[str, str]) -> Iterator[ListRow | None]:
    """What `_row` makes of each row of the block; None for one that lacks something or of which something is said."""
    blank, nothing = [""] * len(block.rows), [None] * len(block.rows)
    codes = {written: _usual_code(written, block) for written in set(columns.get(F.CURRENCY) or blank)}
    meant = {word: types.get(folded(word)) if word else "" for word in set(columns.get(F.TYPE) or blank)}
    texts = zip(*(columns.get(field) or blank for field in _TEXTS), strict=True)
    needed = ((F.OPERATOR, blank), (F.NUMBER, blank), (F.ISSUE_DATE, nothing), (F.CURRENCY, blank), (F.TYPE, blank))
    told = zip(block.rows, *(columns.get(field) or none for field, none in needed), strict=True)
    amounts = zip(*(columns.get(field) or nothing for field in _AMOUNTS), strict=True)
    days = zip(*(columns.get(field) or nothing for field in _DAYS), strict=True)
    for (line, operator, number, issued, written, word), stated, other_days, others in zip(
        told, amounts, days, texts, strict=True
    ):
        currency, kind = codes[written], meant[word]
        if not (operator and issued and currency and (number.isdigit() or any(map(str.isdigit, number)))):
            yield None
            continue
        ht, vat, ttc = completed(*stated[:3])
        _due, start, end = other_days
        wrong = contradiction(ht, vat, ttc, currency) is not None or (ht is None and ttc is None)
        if wrong or kind is None or (start and end and end < start):
            yield None
            continue
        head = (line.line, operator, number, issued)
        yield _signed(
            head,
            currency,
            (ht, vat, ttc, stated[3]),
            (*other_days, *others, False, ()),
            is_credit=kind == "credit_note",
        )


def _usual_code(written: str | None, block: Block) -> str | None:
    """The currency's code; None where the row is to be told what is wrong."""
    try:
        code = currency_of({F.CURRENCY: written})
    except FieldError:
        return None
    return code if code == "EUR" or not block.in_euros else None


def _row(found: RowValues, types: dict[str, str]) -> ListRow:
    values = found.values
    number = number_of(values)
    if (issued := values.get(F.ISSUE_DATE)) is None:
        raise missing(F.ISSUE_DATE)
    currency = row_currency(found)
    ht, vat, ttc = completed(values.get(F.HT), values.get(F.VAT), values.get(F.TTC))
    if ht is None and ttc is None:
        raise FieldError("row_amount_missing", F.HT if F.HT in values else F.TTC)
    warnings = list(found.corrected)
    if wrong := contradiction(ht, vat, ttc, currency):
        warnings.append(wrong)
    is_credit, said = credit_word(found, types)
    warnings += said
    start, end = values.get(F.PERIOD_START), values.get(F.PERIOD_END)
    if start and end and end < start:
        warnings.append(Message("row_period_backwards", {"start": start, "end": end}))
        start = end = None
    texts = [values.get(field) or "" for field in _TEXTS]
    head = (found.row.line, need(values, F.OPERATOR), number, issued)
    rest = (values.get(F.DUE_DATE), start, end, *texts, wrong is not None, tuple(warnings))
    return _signed(head, currency, (ht, vat, ttc, values.get(F.AMOUNT_DUE)), rest, is_credit=is_credit)


def _signed(
    head: tuple[int, str, str, date], currency: str, amounts: _Amounts, rest: tuple[Any, ...], *, is_credit: bool
) -> ListRow:
    """The row, its parts in the order of a `ListRow`; a credit note whose amounts count positive is turned round."""
    ht, vat, ttc, due = amounts
    negative = bool((first := ttc or ht) and first < 0)
    flips = is_credit and not negative and not (ht and ht < 0)
    if flips:
        amounts = (ht and -ht, vat and -vat, ttc and -ttc, due and -due)
    return ListRow._make((*head, is_credit or negative, flips, currency, *amounts, *rest))


def same_claim(one: ListRow, other: ListRow) -> bool:
    """Whether two rows of one number say the same of it, however they write the number."""
    return one._replace(line=0, number="") == other._replace(line=0, number="")
