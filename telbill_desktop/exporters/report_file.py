"""A report as a file: a workbook, a table of text, a page or a document, by what the file's name ends with."""

from pathlib import Path

from telbill_desktop.domain.errors import TelbillError
from telbill_desktop.domain.progress import Progress
from telbill_desktop.domain.report import Report
from telbill_desktop.exporters.losses import Written

KINDS = (".xlsx",)


def write_report(path: Path, report: Report, *, progress: Progress, csv_plain: bool = False) -> Written:
    """Writes the report at `path`, whatever was there; `csv_plain` has a CSV as programs rather than Excel read it.

    Raises:
        TelbillError: `report_kind_unknown` for any other suffix; `file_unwritable`. The file is as it was.
        CancelledError: from `progress`; the file is as it was.
    """
    suffix = path.suffix.casefold()
    if suffix == ".xlsx":
        from telbill_desktop.exporters.workbook import write_report_book  # noqa: PLC0415 - openpyxl takes a while

        return write_report_book(path, report, progress)
    del csv_plain
    raise TelbillError("report_kind_unknown", file=path.name, kinds=", ".join(KINDS))
