"""A report as a file: a workbook, a table of text, a page or a document, by what the file's name ends with."""

from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType

from telbill_desktop.domain.errors import TelbillError
from telbill_desktop.domain.progress import Progress
from telbill_desktop.domain.report import Report
from telbill_desktop.exporters.losses import Written


def write_report(path: Path, report: Report, *, progress: Progress, csv_plain: bool = False) -> Written:
    """Writes the report at `path`, whatever was there; `csv_plain` has a CSV as programs read it, not Excel.

    Raises:
        TelbillError: `report_kind_unknown` for a suffix of none of `REPORT_SUFFIXES`; `file_unwritable`. The file is
            as it was.
        CancelledError: from `progress`; the file is as it was.
    """
    suffix = path.suffix.casefold()
    if suffix not in _WRITERS:
        *kinds, last = REPORT_SUFFIXES
        raise TelbillError("report_kind_unknown", file=path.name, kinds=", ".join(kinds), last=last)
    if csv_plain and suffix == ".csv":
        return _plain_csv(path, report, progress)
    return _WRITERS[suffix](path, report, progress)


# Each is imported when a file of its kind is written: what makes workbooks and documents takes half a second.


def _book(path: Path, report: Report, progress: Progress) -> Written:
    from telbill_desktop.exporters.workbook import write_report_book  # noqa: PLC0415 - see above

    return write_report_book(path, report, progress)


def _csv(path: Path, report: Report, progress: Progress) -> Written:
    from telbill_desktop.exporters.csv_file import FRENCH, write_report_csv  # noqa: PLC0415 - see above

    return write_report_csv(path, report, progress, FRENCH)


def _plain_csv(path: Path, report: Report, progress: Progress) -> Written:
    from telbill_desktop.exporters.csv_file import PLAIN, write_report_csv  # noqa: PLC0415 - see above

    return write_report_csv(path, report, progress, PLAIN)


def _page(path: Path, report: Report, progress: Progress) -> Written:
    from telbill_desktop.exporters.html_report import write_report_page  # noqa: PLC0415 - see above

    return write_report_page(path, report, progress)


def _document(path: Path, report: Report, progress: Progress) -> Written:
    from telbill_desktop.exporters.pdf.document import write_report_document  # noqa: PLC0415 - see above

    return write_report_document(path, report, progress)


_WRITERS: Mapping[str, Callable[[Path, Report, Progress], Written]] = MappingProxyType(
    {".xlsx": _book, ".csv": _csv, ".html": _page, ".pdf": _document}
)
REPORT_SUFFIXES = tuple(_WRITERS)
