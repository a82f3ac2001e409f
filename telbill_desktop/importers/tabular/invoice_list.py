"""A list of invoices: one row, one invoice."""

from telbill_desktop.domain.folding import fold
from telbill_desktop.domain.identity import number_key
from telbill_desktop.domain.messages import Message
from telbill_desktop.domain.table import TableFile
from telbill_desktop.domain.table_profile import TableField as F
from telbill_desktop.domain.table_reading import CellProblem, ListRow
from telbill_desktop.importers.tabular.invoice_head import (
    FieldError,
    completed,
    contradiction,
    credit_word,
    folded,
    missing,
    need,
    number_of,
    row_currency,
)
from telbill_desktop.importers.tabular.recognising import Match
from telbill_desktop.importers.tabular.row_values import RowReader, RowValues

# In the order of a `ListRow`.
_TEXTS = (
    *(F.SUBSCRIBER, F.ACCOUNT, F.RADICAL, F.CLIENT_CODE, F.SUB_ACCOUNT, F.PURCHASE_ORDER, F.FRAMEWORK_CONTRACT),
    *(F.LOCAL_CONTRACT, F.NOTE),
)


def read_list(table: TableFile, match: Match, reader: RowReader) -> tuple[list[ListRow], list[CellProblem], int]:
    """The invoices in the table's order, the rows that cannot be taken, and how many rows repeat an earlier one."""
    types = {fold(word): meant for word, meant in match.profile.words.get(F.TYPE, {}).items()}
    rows: list[ListRow] = []
    problems: list[CellProblem] = []
    seen: dict[tuple[str, str, int], ListRow] = {}
    repeated = 0
    for found in reader.read(table):
        if isinstance(found, CellProblem):
            problems.append(found)
            continue
        try:
            row = _row(found, types)
        except FieldError as error:
            problems.append(reader.problem(found.row, error.at, error.message))
            continue
        identity = (folded(row.operator), number_key(row.number), row.issue_date.year)
        earlier = seen.setdefault(identity, row)
        if earlier is row:
            rows.append(row)
        elif same_claim(earlier, row):
            repeated += 1
        else:
            message = Message("row_repeats_differently", {"number": row.number, "line": earlier.line})
            problems.append(reader.problem(found.row, F.NUMBER, message))
    return rows, problems, repeated


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
    stated = [amount for amount in (ttc, ht) if amount]
    negative = bool(stated) and stated[0] < 0
    flips = is_credit and not any(amount < 0 for amount in stated)
    start, end = values.get(F.PERIOD_START), values.get(F.PERIOD_END)
    if start and end and end < start:
        warnings.append(Message("row_period_backwards", {"start": start, "end": end}))
        start = end = None
    due = values.get(F.AMOUNT_DUE)
    if flips:
        ht, vat, ttc, due = (-amount if amount else amount for amount in (ht, vat, ttc, due))
    texts = [values.get(field) or "" for field in _TEXTS]
    told = (found.row.line, need(values, F.OPERATOR), number, issued, is_credit or negative, flips, currency)
    amounts_and_dates = (ht, vat, ttc, due, values.get(F.DUE_DATE), start, end)
    return ListRow._make((*told, *amounts_and_dates, *texts, wrong is not None, tuple(warnings)))


def same_claim(one: ListRow, other: ListRow) -> bool:
    """Whether two rows of one number say the same of it, however they write the number."""
    return one._replace(line=0, number="") == other._replace(line=0, number="")
