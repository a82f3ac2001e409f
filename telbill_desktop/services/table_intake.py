"""Takes a table in: its rows are invoices, lines of invoices or things of the fleet; a second time nothing changes."""

from collections.abc import Sequence

from telbill_desktop.domain.errors import TelbillError
from telbill_desktop.domain.messages import Message
from telbill_desktop.domain.reading import FileStatus, Outcome, Reading
from telbill_desktop.domain.table_profile import TableKind
from telbill_desktop.domain.table_reading import TableCounts, TableReading
from telbill_desktop.services.fleet_import import take_fleet
from telbill_desktop.services.meeting import meet
from telbill_desktop.store import intake
from telbill_desktop.store.source_roles import CONFLICT
from telbill_desktop.store.table_intake import add_list
from telbill_desktop.store.twins import twins
from telbill_desktop.store.unit_of_work import UnitOfWork
from telbill_desktop.system.collector import collector_paused

_NAMED = 5  # invoices, or people


class TableRefusedError(TelbillError):
    """No row of a table could be taken; `counts` holds why."""

    def __init__(self, counts: TableCounts) -> None:
        first = min(problem.line for problem in counts.problems)
        super().__init__("table_all_rows_wrong", count=len(counts.problems), line=first)
        self.counts = counts


def take_table(unit: UnitOfWork, deposit_id: int, reading: Reading, table: TableReading) -> TableCounts:
    """Writes what the table says and counts what became of its rows.

    Raises:
        TableRefusedError: none of the rows, which are things of the fleet, can be taken.
    """
    counts = counted(table)
    if table.kind is TableKind.FLEET:
        take_fleet(unit, table, counts)
        if counts.problems and not counts.new + counts.identical + counts.changed:
            raise TableRefusedError(counts)
    if table.rows:
        with collector_paused():
            listed = add_list(unit, deposit_id, table.rows, reading.format)
        counts.new, counts.identical, counts.completed = len(listed.new), listed.identical, listed.completed
        counts.changed, counts.conflicts = len(listed.changed), tuple(row.number for row in listed.changed)
        counts.called_otherwise = tuple(row.number for row in listed.called_otherwise)
        counts.elsewhere = tuple(listed.elsewhere)
    for invoice in table.invoices:
        if (role := intake.role_of(unit.connection, deposit_id, invoice.draft)) is not None:
            counts.identical += role != CONFLICT
            counts.changed += role == CONFLICT
            continue
        of_invoice = Reading(
            Outcome.READ, reading.format, reading.source, warnings=invoice.warnings, to_check=invoice.to_check
        )
        met = meet(unit, deposit_id, invoice.draft, of_invoice)
        counts.new += met.status is FileStatus.IMPORTED
        if met.other_operator is not None:
            counts.elsewhere = (*counts.elsewhere, (invoice.draft.number, met.other_operator))
        counts.completed += met.says_more
        counts.identical += met.status is FileStatus.MERGED and not met.says_more
        if met.status is FileStatus.CONFLICT:
            counts.changed += 1
            counts.conflicts = (*counts.conflicts, invoice.draft.number)
    return counts


def counted(table: TableReading) -> TableCounts:
    """The counts of a table of which nothing was taken yet."""
    return TableCounts(
        table.profile,
        table.profile_name,
        repeated=table.repeated,
        problems=tuple(table.problems),
        kind=table.kind,
    )


def status_of(counts: TableCounts) -> FileStatus:
    """What the file as a whole became: the most that happened to any of its rows."""
    if counts.new:
        return FileStatus.IMPORTED
    if counts.kind is TableKind.FLEET:
        return FileStatus.MERGED if counts.changed else FileStatus.DUPLICATE
    if counts.completed:
        return FileStatus.MERGED
    return FileStatus.CONFLICT if counts.changed else FileStatus.DUPLICATE


def remarks_of(counts: TableCounts, table: TableReading) -> tuple[Message, ...]:
    """What is to be said of the table beyond the counts and beyond what its reading said."""
    said = list(twins(counts.elsewhere))
    if refused := [problem for problem in counts.problems if problem not in table.problems]:
        said.append(Message("fleet_rows_refused", {"count": len(refused), "line": refused[0].line}))
    if numbers := counts.called_otherwise:
        said.append(Message("table_called_otherwise", {"count": len(numbers), "numbers": _named(numbers)}))
    if counts.other_teams:
        said.append(Message("fleet_other_teams", {"people": _named(counts.other_teams)}))
    return tuple(said)


def message_of(counts: TableCounts) -> Message:
    """The counts in a sentence."""
    known = counts.identical + counts.completed
    code = "fleet_counted" if counts.kind is TableKind.FLEET else "table_counted"
    return Message(code, {"new": counts.new, "identical": known, "changed": counts.changed})


def _named(names: Sequence[str]) -> str:
    return ", ".join(names[:_NAMED]) + ("…" if len(names) > _NAMED else "")
