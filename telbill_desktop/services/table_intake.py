"""Takes a table in: its rows are invoices of their own, or the lines of some; a second time nothing changes."""

from telbill_desktop.domain.messages import Message
from telbill_desktop.domain.reading import FileStatus, Outcome, Reading
from telbill_desktop.domain.table_reading import TableCounts, TableReading
from telbill_desktop.services.meeting import meet
from telbill_desktop.store import intake
from telbill_desktop.store.source_roles import CONFLICT
from telbill_desktop.store.table_intake import add_list
from telbill_desktop.store.twins import twins
from telbill_desktop.store.unit_of_work import UnitOfWork
from telbill_desktop.system.collector import collector_paused

_NAMED = 5  # invoices


def take_table(unit: UnitOfWork, deposit_id: int, reading: Reading, table: TableReading) -> TableCounts:
    """Writes what the table says and counts what became of its invoices."""
    counts = TableCounts(table.profile, table.profile_name, repeated=table.repeated, problems=tuple(table.problems))
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


def status_of(counts: TableCounts) -> FileStatus:
    """What the file as a whole became: the most that happened to any of its invoices."""
    if counts.new:
        return FileStatus.IMPORTED
    if counts.completed:
        return FileStatus.MERGED
    return FileStatus.CONFLICT if counts.changed else FileStatus.DUPLICATE


def remarks_of(counts: TableCounts) -> tuple[Message, ...]:
    """What is to be said of the table beyond the counts."""
    said = list(twins(counts.elsewhere))
    if numbers := counts.called_otherwise:
        shown = ", ".join(numbers[:_NAMED]) + ("…" if len(numbers) > _NAMED else "")
        said.append(Message("table_called_otherwise", {"count": len(numbers), "numbers": shown}))
    return tuple(said)


def message_of(counts: TableCounts) -> Message:
    """The counts in a sentence."""
    known = counts.identical + counts.completed
    return Message("table_counted", {"new": counts.new, "identical": known, "changed": counts.changed})
