"""What is to be done, and what of it is put off. Putting off is an act like any other: it can be undone."""

from collections.abc import Sequence
from datetime import date

from telbill_desktop.domain.invoice_kinds import InvoiceMark, InvoiceState
from telbill_desktop.domain.invoice_list import InvoiceFilter
from telbill_desktop.domain.messages import Param, Words
from telbill_desktop.domain.perimeter import PerimeterChoice
from telbill_desktop.domain.tasks import TASK_NAMES, Fetched, PutOff, Task, TaskKind, Tasks, arranged
from telbill_desktop.services import to_fetch as fetching
from telbill_desktop.store.engine import Store
from telbill_desktop.store.queries import archive
from telbill_desktop.store.queries import tasks as queries
from telbill_desktop.store.queries.perimeter_accounts import accounts_within
from telbill_desktop.store.tables.views import snooze as snooze_table
from telbill_desktop.store.unit_of_work import unit_of_work

NOTHING = Fetched()


def to_fetch(store: Store, today: date) -> Fetched:
    """What is late, and what portals will soon delete, whatever the perimeter.

    Of very many invoices that takes a while, see `remembered`.
    """
    return Fetched.of(fetching.to_fetch(store, today), today)


def tasks(store: Store, today: date, fetched: Fetched = NOTHING, perimeter: PerimeterChoice | None = None) -> Tasks:
    """Everything that is to be done within the perimeter."""
    with store.reading() as connection:
        within = accounts_within(connection, perimeter)
        found = [
            *queries.of_invoices(connection, TaskKind.CONFLICT, InvoiceFilter(in_conflict=True, perimeter=perimeter)),
            *queries.of_invoices(
                connection, TaskKind.TO_CHECK, InvoiceFilter(state=InvoiceState.TO_CHECK, perimeter=perimeter)
            ),
            *queries.of_invoices(
                connection, TaskKind.TO_REVIEW, InvoiceFilter(mark=InvoiceMark.TO_REVIEW, perimeter=perimeter)
            ),
            *queries.doubtful_documents(connection, perimeter),
            *queries.commitments(connection, within, today),
            *queries.conditions(connection, within, today),
            *queries.company_documents(connection, perimeter, today),
            *queries.without_terms(connection, within),
            *queries.without_price(connection, within),
            *queries.to_complete(connection, perimeter, within),
            *queries.retention_over(connection, perimeter, today),
        ]
        check = archive.last_check(connection)
        if check is not None and not check.is_sound:
            found.append(Task(TaskKind.ARCHIVE_UNSOUND, str(check.happened_at.date()), day=check.happened_at.date()))
        snoozes = queries.snoozes(connection)
    return arranged([*found, *fetched.tasks(within)], snoozes, today)


def put_off(store: Store, task: Task, how_long: PutOff, today: date) -> None:
    """The task is told no more until a day, or for good; one that was put off before is put off anew."""
    until = how_long.until(today)
    with unit_of_work(store, "put_off", _named(task)) as unit:
        before = [one.id for one in queries.snoozes(unit.connection) if one.cause == task.key]
        if before:
            unit.update_many(snooze_table, before, {"until": until})
        else:
            unit.insert(snooze_table, {"cause": task.key, "until": until})


def tell_again(store: Store, task: Task, snooze_ids: Sequence[int]) -> None:
    """The task is told again."""
    with unit_of_work(store, "tell_again", _named(task)) as unit:
        there = {one.id for one in queries.snoozes(unit.connection)}
        unit.delete_many(snooze_table, [one for one in snooze_ids if one in there])


def _named(task: Task) -> dict[str, Param]:
    return {"task": Words((TASK_NAMES[task.kind],)), "about": task.about or f"({task.count})"}
