"""The preparation of entries: looked at as often as one likes, handed out once. Handing out can be undone."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from telbill_desktop.domain.accounting import (
    AccountingRules,
    TeamSplit,
    checked,
    rules_to_json,
    section_codes,
    supplier_codes,
)
from telbill_desktop.domain.entries import Entry, Ledger, LeftOut, LeftOutInvoice, entry_lines, why_left_out
from telbill_desktop.domain.entry_report import EntryReport
from telbill_desktop.domain.invoice_list import InvoiceFilter
from telbill_desktop.domain.keepable import keepable
from telbill_desktop.domain.ordering import natural_key
from telbill_desktop.domain.progress import Progress, Unwatched
from telbill_desktop.domain.report_request import ReportRequest
from telbill_desktop.services.reports.scope import scope_of
from telbill_desktop.store.engine import Store
from telbill_desktop.store.queries import entries as queries
from telbill_desktop.store.tables.reports import accounting_rules, entry_export, entry_mark
from telbill_desktop.store.unit_of_work import UnitOfWork, unit_of_work

Write = Callable[[EntryReport], object]


@dataclass(frozen=True, slots=True)
class AccountingNames:
    """Whom rules speak of: operators and teams by id, with the account of each operator, the code of each team."""

    operators: dict[int, str]
    suppliers: dict[int, str]
    teams: dict[int, str]
    sections: dict[int, str]


def accounting(store: Store) -> tuple[AccountingRules, AccountingNames]:
    """How purchases are booked, and whom that concerns. Raises `accounting_unreadable`."""
    with store.reading() as connection:
        rules = queries.rules(connection)
        sellers, teams = queries.operators(connection), queries.teams(connection)
        return rules, AccountingNames(sellers, supplier_codes(rules, sellers), teams, section_codes(rules, teams))


def change_accounting(store: Store, rules: AccountingRules) -> None:
    """Purchases are booked so from now on.

    Raises:
        TelbillError: what `domain.accounting.checked` says.
    """
    kept = {"rules": rules_to_json(checked(rules))}
    with unit_of_work(store, "change_accounting") as unit:
        known = queries.rules_id(unit.connection)
        if known is None:
            unit.insert(accounting_rules, kept)
        else:
            unit.update(accounting_rules, known, kept)


@contextmanager
def entry_report(store: Store, request: ReportRequest, today: date, progress: Progress) -> Iterator[EntryReport]:
    """The entries as they would be handed out now; nothing is marked."""
    with store.reading() as connection:
        yield _made(store, connection, request, today, progress)


def hand_out(
    store: Store, request: ReportRequest, today: date, name: str, write: Write, progress: Progress | None = None
) -> EntryReport:
    """Has `write` write the entries and marks their invoices, both or neither; `name` is the file's.

    Where nothing is to be booked, nothing is written. An invoice that was handed out before keeps its number.

    Raises:
        TelbillError: what `write` raises; `accounting_unreadable`. Nothing is marked then.
        CancelledError: from `progress`; nothing is marked either.
    """
    with unit_of_work(store, "export_entries", {"name": keepable(name)}) as unit:
        made = _made(store, unit.connection, request, today, progress or Unwatched())
        if made.entries:
            _mark(unit, made, name)
            write(made)
    return made


def _mark(unit: UnitOfWork, made: EntryReport, name: str) -> None:
    last = max(one.number for one in made.entries)
    export_id = unit.insert(
        entry_export, {"exported_at": datetime.now(UTC), "name": keepable(name), "last_number": last}
    )
    known = queries.marks_of(unit.connection, [one.invoice.id for one in made.entries])
    new = []
    for one in made.entries:
        values = {"export_id": export_id, "number": one.number, "vat": one.invoice.vat, "ttc": one.invoice.ttc}
        if (mark_id := known.get(one.invoice.id)) is not None:
            unit.update(entry_mark, mark_id, values)
        else:
            new.append({**values, "invoice_id": one.invoice.id})
    unit.insert_many(entry_mark, new)


def _made(store: Store, connection: Any, request: ReportRequest, today: date, progress: Progress) -> EntryReport:  # noqa: ANN401 - this floor does not name SQLAlchemy
    rules = queries.rules(connection)
    teams = queries.teams(connection)
    suppliers = supplier_codes(rules, queries.operators(connection))
    ledger = Ledger(rules, suppliers, teams, section_codes(rules, teams))
    wanted = InvoiceFilter(since=request.since, until=request.until, perimeter=request.perimeter or None)
    found = queries.invoices_to_book(connection, wanted, progress, by_team=rules.split is not TeamSplit.NONE)
    number = queries.next_number(connection)
    entries: list[Entry] = []
    left_out: list[LeftOutInvoice] = []
    before = 0
    for one in found:
        if one.booked is not None and not request.again:
            if (one.booked.vat, one.booked.ttc) == (one.vat, one.ttc):
                before += 1
            else:
                left_out.append(LeftOutInvoice(one, LeftOut.CHANGED))
        elif (reason := why_left_out(one)) is not None:
            left_out.append(LeftOutInvoice(one, reason))
        else:
            own = one.booked.number if one.booked is not None else number
            number += one.booked is None
            entries.append(Entry(own, one, entry_lines(one, ledger)))
    entries.sort(key=lambda one: one.number)
    companies = _companies(connection, entries)
    return EntryReport(scope_of(store, request, today), rules, entries, left_out, before, companies)


def _companies(connection: Any, entries: Sequence[Entry]) -> list[str]:  # noqa: ANN401 - as `_made`
    """By name; two of one name are two."""
    names = queries.companies(connection)
    found = {one.invoice.company_id for one in entries if one.invoice.company_id is not None}
    return sorted((names[key] for key in found), key=natural_key)
