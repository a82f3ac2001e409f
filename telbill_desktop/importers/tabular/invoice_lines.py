"""A table of lines: the rows of one invoice's number and operator are its lines, in the table's order."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from telbill_desktop.domain.checking_lines import check_lines
from telbill_desktop.domain.checking_sums import ZERO
from telbill_desktop.domain.errors import TelbillError
from telbill_desktop.domain.folding import fold
from telbill_desktop.domain.identity import number_key
from telbill_desktop.domain.invoice import (
    AccountReference,
    Category,
    InvoiceDraft,
    InvoiceLine,
    InvoiceType,
    Party,
    References,
    Totals,
)
from telbill_desktop.domain.line_category import category_of
from telbill_desktop.domain.messages import Message
from telbill_desktop.domain.money import Money, round_to_cent
from telbill_desktop.domain.period import Period
from telbill_desktop.domain.precision import storable
from telbill_desktop.domain.remarks import Remarks
from telbill_desktop.domain.signs import normalised
from telbill_desktop.domain.table import TableFile
from telbill_desktop.domain.table_profile import TableField as F
from telbill_desktop.domain.table_reading import CellProblem, LinesInvoice
from telbill_desktop.importers.tabular.invoice_head import (
    FieldError,
    completed,
    contradiction,
    credit_word,
    missing,
    need,
    number_of,
    row_currency,
)
from telbill_desktop.importers.tabular.recognising import Match
from telbill_desktop.importers.tabular.row_values import RowReader, RowValues

# What a row says of its invoice as a whole: all rows of one must agree on it.
_HEAD = (
    *(F.ISSUE_DATE, F.DUE_DATE, F.TYPE, F.SUBSCRIBER, F.ACCOUNT, F.RADICAL, F.CLIENT_CODE, F.SUB_ACCOUNT),
    *(F.FRAMEWORK_CONTRACT, F.LOCAL_CONTRACT),
)
_NAMING = (F.LINE_LABEL, F.LINE_CATEGORY, F.LINE_RANGE, F.LINE_CODE, F.LINE_DESCRIPTION, F.LINE_ORDER)
_TOTAL_WORDS = ("total", "soustotal", "subtotal", "sum")
_NO_LINES = frozenset({"row_is_total", "row_second_table", "row_no_number"})  # rows that are no line of any invoice
_TOTALS = (F.HT, F.VAT, F.TTC, F.AMOUNT_DUE)


@dataclass(slots=True)
class _Group:
    """The rows of one invoice so far; its head is that of the first."""

    first: RowValues
    currency: str
    lines: list[InvoiceLine] = field(default_factory=list)
    remarks: Remarks = field(default_factory=Remarks)
    totals: dict[F, Decimal] = field(default_factory=dict)


def read_lines(table: TableFile, match: Match, reader: RowReader) -> tuple[list[LinesInvoice], list[CellProblem]]:
    """The invoices in the order of their first rows, and the rows that cannot be taken."""
    words = match.profile.words
    types = {fold(word): meant for word, meant in words.get(F.TYPE, {}).items()}
    categories = {fold(word): Category(meant) for word, meant in words.get(F.LINE_CATEGORY, {}).items()}
    groups: dict[tuple[str, str], _Group] = {}
    problems: list[CellProblem] = []
    for found in reader.read(table):
        if isinstance(found, CellProblem):
            problems.append(found)
            continue
        try:
            _add(groups, found, categories)
        except FieldError as error:
            problems.append(reader.problem(found.row, error.at, error.message))
        except TelbillError as error:
            problems.append(reader.problem(found.row, None, error.message))
    whole, missing_rows = _whole(groups, problems, table, reader)
    checked = {F.LINE_QUANTITY, F.LINE_UNIT_PRICE} <= set(match.columns)
    return [_invoice(group, types, checked=checked) for group in whole], [*problems, *missing_rows]


def _whole(
    groups: Mapping[tuple[str, str], _Group], problems: Sequence[CellProblem], table: TableFile, reader: RowReader
) -> tuple[list[_Group], list[CellProblem]]:
    """The invoices of which every row was read. One that lacks a row would be wrong: it waits until that is mended.

    A row that does not tell its number may belong to any.
    """
    lost: dict[str | None, int] = {}
    rows = {row.line: row for row in table.rows} if problems else {}
    for problem in problems:
        if problem.message.code not in _NO_LINES:
            lost.setdefault(reader.number_in(rows[problem.line]), problem.line)
    whole, held = [], []
    for (_operator, key), group in groups.items():
        if (line := lost.get(key, lost.get(None))) is None:
            whole.append(group)
            continue
        said = Message("row_of_invoice_missing", {"number": group.first.values[F.NUMBER], "line": line})
        held.append(reader.problem(group.first.row, F.NUMBER, said))
    return whole, held


def _add(groups: dict[tuple[str, str], _Group], found: RowValues, categories: Mapping[str, Category]) -> None:
    values = found.values
    operator, number = need(values, F.OPERATOR), number_of(values)
    if values.get(F.ISSUE_DATE) is None:
        raise missing(F.ISSUE_DATE)
    currency = row_currency(found)
    line = _line(found, categories)
    group = groups.get((fold(operator), number_key(number)))
    if group is None:
        group = groups[fold(operator), number_key(number)] = _Group(found, currency)
    elif currency != group.currency:
        raise FieldError("row_head_other", F.CURRENCY, number=number, line=group.first.row.line)
    for named_once in _HEAD:
        if values.get(named_once) != group.first.values.get(named_once):
            raise FieldError("row_head_other", named_once, number=number, line=group.first.row.line)
    if fold(line.label).startswith(_TOTAL_WORDS) and line.amount == sum(one.amount or ZERO for one in group.lines):
        raise FieldError("row_is_total", F.LINE_LABEL)
    for total in _TOTALS:
        if (amount := values.get(total)) is not None and group.totals.setdefault(total, amount) != amount:
            raise FieldError("row_repeats_differently", total, number=number, line=group.first.row.line)
    for said in found.corrected:
        group.remarks.warn(said.code, **said.params)
    group.lines.append(line)


def _line(found: RowValues, categories: Mapping[str, Category]) -> InvoiceLine:
    """A line. La Station leaves labels blank: what else names the line is its label then."""
    values = found.values
    if (amount := values.get(F.LINE_AMOUNT)) is None:
        raise missing(F.LINE_AMOUNT)
    heading = values.get(F.LINE_CATEGORY) or ""
    if not (label := next((values[field] for field in _NAMING if values.get(field)), "")):
        raise missing(F.LINE_LABEL)
    product_range = values.get(F.LINE_RANGE) or None
    start, end = values.get(F.PERIOD_START), values.get(F.PERIOD_END)
    return InvoiceLine(
        label=label,
        amount=amount,
        description=values.get(F.LINE_DESCRIPTION) or None,
        purchase_order=values.get(F.LINE_ORDER) or None,
        product_code=values.get(F.LINE_CODE) or None,
        product_range=product_range,
        category=categories.get(fold(heading)) or category_of(heading or None, label, product_range),
        quantity=values.get(F.LINE_QUANTITY),
        unit=values.get(F.LINE_UNIT) or None,
        unit_price=values.get(F.LINE_UNIT_PRICE),
        vat_rate=values.get(F.LINE_VAT_RATE),
        period=Period.through(start, end) if start and end else None,
        prorated="prorata" in fold(label),
        phone_number=values.get(F.LINE_PHONE) or None,
        user_name=values.get(F.LINE_USER) or None,
    )


def _invoice(group: _Group, types: dict[str, str], *, checked: bool) -> LinesInvoice:
    values, remarks = group.first.values, group.remarks
    totals = _totals(group)
    credit, said = credit_word(group.first, types)
    for message in said:
        remarks.warn(message.code, **message.params)
    draft = InvoiceDraft(
        number=values[F.NUMBER],
        issue_date=values[F.ISSUE_DATE],
        type=InvoiceType.INVOICE,
        type_code=None,
        currency=group.currency,
        totals=totals,
        seller=Party(values[F.OPERATOR]),
        buyer=Party(values[F.SUBSCRIBER]) if values.get(F.SUBSCRIBER) else None,
        due_date=values.get(F.DUE_DATE),
        account=AccountReference(*(values.get(part) or None for part in _ACCOUNT)),
        references=References(
            purchase_order=values.get(F.PURCHASE_ORDER) or None,
            framework_contract=values.get(F.FRAMEWORK_CONTRACT) or None,
            local_contract=values.get(F.LOCAL_CONTRACT) or None,
        ),
        lines=tuple(group.lines),
        notes=(values[F.NOTE],) if values.get(F.NOTE) else (),
    )
    draft = normalised(draft, credit_document=credit)
    if checked:
        check_lines(draft, (), remarks)
    return LinesInvoice(group.first.row.line, storable(draft), tuple(remarks.messages), remarks.to_check)


_ACCOUNT = (F.ACCOUNT, F.RADICAL, F.CLIENT_CODE, F.SUB_ACCOUNT)


def _totals(group: _Group) -> Totals:
    """What the table states of the whole invoice; HT is else what the lines make, to the cent."""
    currency, remarks = group.currency, group.remarks
    exact = sum((line.amount for line in group.lines if line.amount is not None), ZERO)
    made = round_to_cent(exact)
    if made != exact:
        remarks.warn("lines_rounded", exact=exact)
    stated: Sequence[Decimal | None] = [group.totals.get(total) for total in _TOTALS]
    ht, vat, ttc = completed(stated[0] if stated[0] is not None else made, stated[1], stated[2])
    if ht is not None and ht != made:
        remarks.alarm("lines_total_differs", computed=Money(made, currency), stated=Money(ht, currency))
    if wrong := contradiction(ht, vat, ttc, currency):
        remarks.alarm(wrong.code, **wrong.params)
    return Totals(ht=ht, vat=vat, ttc=ttc, amount_due=stated[3], lines=made)
