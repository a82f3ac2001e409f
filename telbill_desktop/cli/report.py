"""`telbill report`: a report as a file, of what is asked for or of what is kept under a name."""

from argparse import Namespace
from dataclasses import replace
from pathlib import Path
from typing import Any

from telbill_desktop.cli.account_choice import account_named
from telbill_desktop.cli.exit_codes import DONE, FOUND
from telbill_desktop.cli.output import printable
from telbill_desktop.cli.report_arguments import RUN
from telbill_desktop.cli.session import Session
from telbill_desktop.cli.terminal_progress import TerminalProgress
from telbill_desktop.domain.entry_report import EntryReport
from telbill_desktop.domain.errors import TelbillError
from telbill_desktop.domain.perimeter import PerimeterChoice
from telbill_desktop.domain.ready_days import ReadyDays
from telbill_desktop.domain.report_definition import DefinedReport
from telbill_desktop.domain.report_request import ENTRIES, ReportKind, ReportLevel, ReportRequest, formats_of
from telbill_desktop.services import perimeters
from telbill_desktop.services.reports.definitions import report_named
from telbill_desktop.services.reports.entries import hand_out
from telbill_desktop.services.reports.values import report_values
from telbill_desktop.store.engine import Store
from telbill_desktop.system.formats import count, day, labelled
from telbill_desktop.system.i18n import ntr, tr


def run(session: Session) -> int:
    """Writes the file and says so; 1 when invoices could not be booked, which are listed.

    Raises:
        TelbillError: what is asked for is not known, or the file cannot be written; see `services.reports`.
    """
    with session.for_reading() as store:
        request, is_plain = _asked(store, session)
    suffix = session.options.out.suffix.casefold().removeprefix(".")
    if suffix not in formats_of(request.kind):
        *kinds, last = (f".{each}" for each in formats_of(request.kind))
        raise TelbillError("report_kind_unknown", file=session.options.out.name, kinds=", ".join(kinds), last=last)
    if suffix == ENTRIES:
        return _hand_out(session, request)
    return _write(session, request, is_plain=is_plain and suffix == "csv", is_flat=suffix == "csv")


def _asked(store: Store, session: Session) -> tuple[ReportRequest, bool]:
    """What is asked for, and whether a CSV is for programs."""
    options, today = session.options, session.today()
    if options.report == RUN:
        saved = report_named(store, options.saved).wanted()
        return saved.request_on(today), options.plain or saved.is_plain
    asked = DefinedReport(
        ReportKind(options.report),
        options.out.suffix,
        ReportLevel(options.level) if options.level else ReportLevel.TOTALS,
        ReadyDays(options.period) if options.period else None,
        options.since,
        options.until,
        options.on,
        options.months,
        _perimeter(store, options),
    )
    return replace(asked.request_on(today), again=options.again), options.plain


def _perimeter(store: Store, options: Namespace) -> PerimeterChoice:
    if options.perimeter is not None:
        return perimeters.perimeter_named(store, options.perimeter).wanted()
    return PerimeterChoice(account_ids=tuple(sorted({account_named(store, one) for one in options.accounts or ()})))


def _write(session: Session, request: ReportRequest, *, is_plain: bool, is_flat: bool) -> int:
    from telbill_desktop.exporters.losses import losses_told  # noqa: PLC0415 - no other verb needs it
    from telbill_desktop.exporters.report_file import write_report  # noqa: PLC0415 - same
    from telbill_desktop.exporters.reports.made import flat, made_report  # noqa: PLC0415 - same

    path = session.options.out
    with (
        session.for_reading() as store,
        TerminalProgress() as progress,
        report_values(store, request, session.today(), progress) as values,
    ):
        report = made_report(values)
        if is_flat:
            report = flat(report, request.kind)
        written = write_report(path, report, progress=progress, csv_plain=is_plain)
    entries = values if isinstance(values, EntryReport) else None
    if session.output.as_json:
        session.output.document({**_stated(request, path, entries), "rows": written.rows})
    else:
        words = ntr("{count} row saved as {file}.", "{count} rows saved as {file}.", written.rows)
        session.output.line(printable(words.format(count=count(written.rows), file=path)))
    if told := losses_told(written):
        session.output.note(told)
    return _told(session, entries)


def _hand_out(session: Session, request: ReportRequest) -> int:
    from telbill_desktop.exporters.entries import entries_file  # noqa: PLC0415 - no other verb needs it

    path, output = session.options.out, session.output
    with session.for_writing() as store, TerminalProgress() as progress, entries_file(path) as write:
        made = hand_out(store, request, session.today(), path.name, write, progress)
    if output.as_json:
        output.document(_stated(request, path if made.entries else None, made))
    elif made.entries:
        words = ntr("{count} entry prepared in {file}.", "{count} entries prepared in {file}.", len(made.entries))
        output.line(printable(words.format(count=count(len(made.entries)), file=path)))
    else:
        output.line(tr("There is no entry to prepare: no file was written."))
    return _told(session, made)


def _told(session: Session, entries: EntryReport | None) -> int:
    """What is not among the entries, with the reasons; 1 when there is any that cannot be."""
    if entries is None:
        return DONE
    from telbill_desktop.exporters.entry_words import (  # noqa: PLC0415 - of entries alone
        not_repeated_words,
        of_several_words,
        why_words,
    )

    if several := of_several_words(entries.companies):
        session.output.note(printable(several))
    if entries.before:
        session.output.note(not_repeated_words(entries.before))
    for one in entries.left_out:
        invoice = one.invoice
        named = f"{invoice.operator} {invoice.number} {day(invoice.issue_date)}"
        session.output.note(printable(labelled(named, why_words(one))))
    return FOUND if entries.left_out else DONE


def _stated(request: ReportRequest, path: Path | None, entries: EntryReport | None) -> dict[str, Any]:
    stated: dict[str, Any] = {"report": request.kind.value, "file": None if path is None else str(path)}
    if entries is None:
        return stated
    from telbill_desktop.exporters.entry_words import why_words  # noqa: PLC0415 - of entries alone

    return stated | {
        "entries": len(entries.entries),
        "companies": list(entries.companies),
        "before": entries.before,
        "left_out": [
            {
                "operator": one.invoice.operator,
                "number": one.invoice.number,
                "issue_date": one.invoice.issue_date.isoformat(),
                "reason": one.reason.value,
                "message": why_words(one),
            }
            for one in entries.left_out
        ],
    }
