"""What reading a table by a profile gives: invoices or things of the fleet row by row, and the rows that failed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from telbill_desktop.domain.invoice import InvoiceDraft
from telbill_desktop.domain.list_row import ListRow
from telbill_desktop.domain.messages import Message
from telbill_desktop.domain.table_profile import TableField, TableKind


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
    are people who are known in another team than the rows say. Of usage, `wrong` rows were left out, of which
    `problems` are the first; `nothing` are calls that did not take place; `amount` is what the new ones cost.
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
    wrong: int = 0
    nothing: int = 0
    amount: Decimal = Decimal(0)


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
