"""A table of the fleet: one row, one licence, number, line or option, with who has it."""

import re
from collections.abc import Callable
from datetime import date

from telbill_desktop.domain.errors import TelbillError
from telbill_desktop.domain.messages import Message
from telbill_desktop.domain.numbering import stored_iccid, stored_number, stored_rio
from telbill_desktop.domain.period import day_after
from telbill_desktop.domain.table import TableFile
from telbill_desktop.domain.table_profile import TableField as F
from telbill_desktop.domain.table_reading import CellProblem, FleetRow
from telbill_desktop.importers.tabular.invoice_head import FieldError, missing, need
from telbill_desktop.importers.tabular.row_values import RowReader, RowValues, Values

_WHOLE = re.compile(r"([0-9]{1,6})(?:[.,]0+)?")
_NEVER = date(9999, 1, 1)  # from here on an end is what a system writes that knows of none


def read_fleet(table: TableFile, reader: RowReader) -> tuple[list[FleetRow], list[CellProblem], int]:
    """The things in the table's order, the rows that cannot be taken, and how many rows repeat an earlier one.

    A number or a card stands for one thing: a row that says the same of it again repeats; one that says something else
    is for the store to judge, because one thing may end where the next begins.
    """
    rows: list[FleetRow] = []
    problems: list[CellProblem] = []
    seen: set[FleetRow] = set()
    repeated = 0
    for found in reader.read(table):
        if isinstance(found, CellProblem):
            problems.append(found)
            continue
        try:
            row = _row(found)
        except FieldError as error:
            problems.append(reader.problem(found.row, error.at, error.message))
            continue
        said = row._replace(line=0)
        if (row.number or row.iccid) and said in seen:
            repeated += 1
            continue
        seen.add(said)
        rows.append(row)
    return rows, problems, repeated


def _row(found: RowValues) -> FleetRow:
    values = found.values
    start: date | None = values.get(F.ITEM_START)
    if start is None:
        raise missing(F.ITEM_START)
    number, option_of = (_stored(stored_number, values, field) for field in (F.ITEM_NUMBER, F.ITEM_LINE))
    if number == option_of:  # an option that is listed under its line's number has none of its own
        number = ""
    iccid = _stored(stored_iccid, values, F.ITEM_ICCID)
    rio = _stored(stored_rio, values, F.ITEM_RIO)
    quantity = _quantity(values)
    if quantity is not None and quantity > 1 and (number or iccid or rio):
        raise FieldError("number_for_many", F.ITEM_QUANTITY)
    user, since = values.get(F.ITEM_USER) or "", values.get(F.ITEM_SINCE)
    if since is not None and not user:
        raise missing(F.ITEM_USER)
    end = _end(values, start)
    if since is not None and (since < start or (end is not None and since >= end)):
        raise FieldError("fleet_since_outside", F.ITEM_SINCE, day=since)
    return FleetRow(
        line=found.row.line,
        account=need(values, F.ACCOUNT),
        product=need(values, F.ITEM_PRODUCT),
        start=start,
        end=end,
        number=number,
        iccid=iccid,
        rio=rio,
        ported_on=_ported_on(values, number),
        option_of=option_of,
        label=" ".join((values.get(F.ITEM_LABEL) or "").split()),
        quantity=quantity,
        user=" ".join(user.split()),
        team=" ".join((values.get(F.ITEM_TEAM) or "").split()),
        since=since,
    )


def _ported_on(values: Values, number: str) -> date | None:
    """Only a number comes over from another operator."""
    day: date | None = values.get(F.ITEM_PORTED)
    if day is not None and not number:
        raise missing(F.ITEM_NUMBER)
    return day


def _stored(form: Callable[[str], str], values: Values, field: F) -> str:
    """A number, card or RIO as it is stored."""
    try:
        return form(values.get(field) or "")
    except TelbillError as error:
        raise FieldError(error.message.code, field, **error.message.params) from None


def _quantity(values: Values) -> int | None:
    text = values.get(F.ITEM_QUANTITY) or ""
    if not text:
        return None
    found = _WHOLE.fullmatch(text)
    if found is None or int(found[1]) < 1:
        raise FieldError("fleet_quantity", F.ITEM_QUANTITY, text=text[:40])
    return int(found[1])


def _end(values: Values, start: date) -> date | None:
    """The first day out of service: tables tell the last one in it."""
    last: date | None = values.get(F.ITEM_END)
    if last is None or last >= _NEVER:
        return None
    end = day_after(last)
    if end < start:
        message = Message("item_reversed", {"start": start, "end": last})
        raise FieldError(message.code, F.ITEM_END, **message.params)
    return end
