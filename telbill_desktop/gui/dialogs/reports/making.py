"""A report made by a job: its values read, its file written, and what is to be said of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from telbill_desktop.domain.report_request import ENTRIES
from telbill_desktop.services.reports.entries import hand_out
from telbill_desktop.services.reports.values import report_values
from telbill_desktop.system import formats
from telbill_desktop.system.i18n import ntr, tr

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from pathlib import Path

    from telbill_desktop.domain.entry_report import EntryReport
    from telbill_desktop.domain.progress import Progress
    from telbill_desktop.domain.report_request import ReportRequest
    from telbill_desktop.exporters.losses import Written
    from telbill_desktop.gui.printing.printable import Printable
    from telbill_desktop.store.engine import Store

_NAMED = 12  # invoices that were left out; the file names all of them


class Made(NamedTuple):
    """What was made: the file, None where there was nothing to write; sentences; whether the store was changed."""

    path: Path | None
    said: str
    more: str = ""
    problems: Sequence[str] = ()
    is_marked: bool = False


def is_entries(path: Path) -> bool:
    """Whether writing the file marks invoices as prepared."""
    return path.suffix.casefold() == f".{ENTRIES}"


def make_report(
    store: Store, request: ReportRequest, today: date, path: Path, progress: Progress, *, is_plain: bool
) -> Made:
    """Writes the report to be read.

    Raises:
        TelbillError: `file_unwritable` and what the report says; the file is as it was.
        CancelledError: from `progress`; the file is as it was.
    """
    from telbill_desktop.exporters.losses import losses_told  # noqa: PLC0415 - for exports only
    from telbill_desktop.exporters.report_file import write_report  # noqa: PLC0415 - same
    from telbill_desktop.exporters.reports.made import flat, made_report  # noqa: PLC0415 - same

    with report_values(store, request, today, progress) as values:
        report = made_report(values)
        if path.suffix.casefold() == ".csv":
            report = flat(report, request.kind)
        written: Written = write_report(path, report, progress=progress, csv_plain=is_plain)
    words = ntr("{count} row saved as {file}.", "{count} rows saved as {file}.", written.rows)
    said = words.format(count=formats.count(written.rows), file=path.name)
    return Made(path, said, losses_told(written))


def report_to_print(store: Store, request: ReportRequest, today: date, progress: Progress) -> Printable:
    """The report as texts for paper. Raises as `make_report`, and `too_long_to_print`."""
    from telbill_desktop.exporters.reports.made import made_report  # noqa: PLC0415 - for exports only
    from telbill_desktop.gui.printing.printable import printable  # noqa: PLC0415 - same

    with report_values(store, request, today, progress) as values:
        return printable(made_report(values), progress)


def prepare_entries(store: Store, request: ReportRequest, today: date, path: Path, progress: Progress) -> Made:
    """Writes the entries and marks their invoices; on the writer's thread. Raises as `make_report`."""
    from telbill_desktop.exporters.entries import entries_file  # noqa: PLC0415 - for exports only
    from telbill_desktop.exporters.entry_words import not_repeated_words, of_several_words  # noqa: PLC0415 - same

    with entries_file(path) as write:
        made = hand_out(store, request, today, path.name, write, progress)
    more = []
    if made.before:
        more.append(not_repeated_words(made.before))
    if not made.entries:
        said = tr("There is no entry to prepare: no file was written.")
        return Made(None, said, "\n".join(more), _problems(made))
    words = ntr("{count} entry prepared in {file}.", "{count} entries prepared in {file}.", len(made.entries))
    said = words.format(count=formats.count(len(made.entries)), file=path.name)
    if several := of_several_words(made.companies):
        more.append(several)
    more.append(tr("A description lies beside it. Undo takes the marks of these invoices back."))
    return Made(path, said, "\n".join(more), _problems(made), is_marked=True)


def _problems(made: EntryReport) -> list[str]:
    """The invoices that were left out, each with its reason."""
    from telbill_desktop.exporters.entry_words import why_words  # noqa: PLC0415 - for exports only

    shown = [
        formats.labelled(f"{one.invoice.operator} {one.invoice.number}", why_words(one))
        for one in made.left_out[:_NAMED]
    ]
    if more := len(made.left_out) - len(shown):
        words = ntr("{count} more, see the description.", "{count} more, see the description.", more)
        shown.append(words.format(count=formats.count(more)))
    return shown
