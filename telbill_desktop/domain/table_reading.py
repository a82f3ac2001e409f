"""What reading a table by a profile gives: invoices or things of the fleet row by row, and the rows that failed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from itertools import repeat
from operator import is_
from typing import Any, NamedTuple

from telbill_desktop.domain.invoice import InvoiceDraft
from telbill_desktop.domain.messages import Message
from telbill_desktop.domain.table_profile import TableField, TableKind


class ListRow(NamedTuple):
    """One invoice as a row of a list states it; a tuple, because a list has tens of thousands and crosses a pipe.

    Amounts are signed (a credit note's are negative) in whole cents of `currency`; None: the list leaves it blank.
    Texts are "" where there is none. `line` is the row's place in the file.
    """

    line: int
    operator: str
    number: str
    issue_date: date
    is_credit: bool
    sign_flipped: bool
    currency: str
    ht: Decimal | None
    vat: Decimal | None
    ttc: Decimal | None
    amount_due: Decimal | None
    due_date: date | None
    period_start: date | None
    period_end: date | None
    subscriber: str
    account: str
    radical: str
    client_code: str
    sub_account: str
    purchase_order: str
    framework_contract: str
    local_contract: str
    note: str
    to_check: bool
    warnings: tuple[Message, ...]


class FleetRow(NamedTuple):
    """One thing of the fleet as a row states it; texts are "" and days None where the row says nothing.

    `number` and `option_of` are E.164, `iccid` digits, `rio` twelve characters; `option_of` is the number of the line
    that an option belongs to. `end` is the first day out of service; `since` the first day on which the user has it;
    `ported_on` the day on which the number comes over.
    """

    line: int
    account: str
    product: str
    start: date
    end: date | None
    number: str
    iccid: str
    rio: str
    ported_on: date | None
    option_of: str
    label: str
    quantity: int | None
    user: str
    team: str
    since: date | None


@dataclass(frozen=True, slots=True)
class CellProblem:
    """A row that is left out, because of one of its cells (`column` from 0) or of what it lacks (`column` None).

    `field` is what the cell should have been; `text` is what stands there.
    """

    line: int
    column: int | None
    field: TableField | None
    text: str
    message: Message


@dataclass(frozen=True, slots=True)
class LinesInvoice:
    """One invoice whose lines are rows; `line` is the first of them."""

    line: int
    draft: InvoiceDraft
    warnings: tuple[Message, ...] = ()
    to_check: bool = False


@dataclass(slots=True)
class TableCounts:
    """What became of the rows of a table. `conflicts` are the numbers of invoices that are known otherwise.

    `called_otherwise` are numbers of identical ones whose subscriber, account or references are others here.
    `elsewhere` are numbers of new ones, each with another operator that has an invoice which may be the same.
    `completed` ones were known and are now known better; `repeated` rows said what an earlier row had said. Invoices
    that are `changed` wait for somebody to decide; things of the fleet were changed to what the row says. `other_teams`
    are people who are known in another team than the rows say.
    """

    profile: str
    profile_name: str
    new: int = 0
    identical: int = 0
    completed: int = 0
    changed: int = 0
    repeated: int = 0
    conflicts: tuple[str, ...] = ()
    called_otherwise: tuple[str, ...] = ()
    elsewhere: tuple[tuple[str, str], ...] = ()
    problems: tuple[CellProblem, ...] = ()
    kind: TableKind = TableKind.INVOICE_LIST
    other_teams: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TableReading:
    """The content of a table. A list gives `rows`, a table of lines `invoices`, one of the fleet `fleet`.

    `repeated` rows said it before. `columns` tell where each field stands.
    """

    profile: str
    profile_name: str
    rows: Sequence[ListRow] = ()
    invoices: Sequence[LinesInvoice] = ()
    problems: Sequence[CellProblem] = ()
    repeated: int = 0
    kind: TableKind = TableKind.INVOICE_LIST
    fleet: Sequence[FleetRow] = ()
    columns: Mapping[TableField, int] = field(default_factory=dict)

    def __reduce__(self) -> tuple[Any, ...]:
        """Through a pipe its rows go as columns, amounts in one text, and what is one in all of them once."""
        columns = zip(*self.rows, strict=True)
        packed: list[Any] = [column[:1] if _is_one(column) else column for column in columns]
        for place in _AMOUNTS if packed else ():
            packed[place] = ";".join(["" if amount is None else str(amount) for amount in packed[place]])
        rest = (self.invoices, self.problems, self.repeated, self.kind, self.fleet, dict(self.columns))
        return _unpacked, (self.profile, self.profile_name, packed, len(self.rows), rest)


def _is_one(column: tuple[object, ...]) -> bool:
    """Whether the very same object stands in every row: what is merely equal may be written otherwise."""
    return column[0] is column[-1] and all(map(is_, column, repeat(column[0])))


_AMOUNTS = tuple(map(ListRow._fields.index, ("ht", "vat", "ttc", "amount_due")))


def _unpacked(profile: str, profile_name: str, columns: list[Any], count: int, rest: tuple[Any, ...]) -> TableReading:
    for place in _AMOUNTS if columns else ():
        columns[place] = tuple([Decimal(amount) if amount else None for amount in columns[place].split(";")])
    whole = [column if len(column) == count else column * count for column in columns]
    rows = list(map(tuple.__new__, repeat(ListRow), zip(*whole, strict=True)))  # `_make` counts the parts of each
    return TableReading(profile, profile_name, rows, *rest)
