"""The files of an import as a table: state, file, what it is, and the figures that were read."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from pathlib import PurePath

from PySide6.QtWidgets import QWidget

from telbill_desktop.domain.currencies import HOME_CURRENCY
from telbill_desktop.domain.figures import InvoiceFigures
from telbill_desktop.domain.reading import FileStatus
from telbill_desktop.domain.table_profile import TableKind
from telbill_desktop.domain.table_reading import TableCounts
from telbill_desktop.domain.visible_text import visible
from telbill_desktop.gui.delegates.pills import Pill
from telbill_desktop.gui.models.record_table import RecordTable
from telbill_desktop.services.intake import FileResult
from telbill_desktop.system import formats
from telbill_desktop.system.i18n import ntr, tr

STATUS, FILE, KIND, OPERATOR, NUMBER, DATE, TTC, REMARK = range(8)
WIDTHS = {STATUS: 148, FILE: 220, KIND: 84, OPERATOR: 150, NUMBER: 124, DATE: 104, TTC: 108}
FIGURES = frozenset({TTC})

_LOOKS = {
    FileStatus.IMPORTED: ("file-check", "ok"),
    FileStatus.MERGED: ("git-merge", "info"),
    FileStatus.CONFLICT: ("triangle-alert", "warn"),
    FileStatus.DUPLICATE: ("copy", "neutral"),
    FileStatus.UNMAPPED: ("file-question-mark", "neutral"),
    FileStatus.NOT_AN_INVOICE: ("file-x", "neutral"),
    FileStatus.REFUSED: ("circle-x", "bad"),
}
WRITTEN = frozenset({FileStatus.IMPORTED, FileStatus.MERGED, FileStatus.CONFLICT})

# What a file is, by `reading.Reading.format`, as its readers know it; other formats are shown under their own names.
_PROPER_NAMES = {
    "factur-x": "Factur-X",
    "zugferd-1": "ZUGFeRD 1",
    "zugferd-2": "ZUGFeRD 2",
    "xrechnung": "XRechnung",
    "cii": "CII",
    "ubl-invoice": "UBL",
    "ubl-credit-note": "UBL",
    "pdf": "PDF",
    "xml": "XML",
    "cdar": "CDAR",
    "order-x": "Order-X",
    "fatturapa": "FatturaPA",
    "csv": "CSV",
    "xlsx": "Excel",
    "ods": "ODS",
}


TABLES = frozenset({"csv", "xlsx", "ods"})


def is_unmapped_table(result: FileResult | None) -> bool:
    """Whether the file is a table that no profile knows, or several."""
    return result is not None and result.status is FileStatus.UNMAPPED and result.kind in TABLES


def word(status: FileStatus, *, is_done: bool) -> str:
    """The state in one or two words, before and after the import."""
    return {
        FileStatus.IMPORTED: tr("Imported") if is_done else tr("New"),
        FileStatus.MERGED: tr("Known, completed") if is_done else tr("Known invoice"),
        FileStatus.CONFLICT: tr("Conflict"),
        FileStatus.DUPLICATE: tr("Already here"),
        FileStatus.UNMAPPED: tr("Not readable yet"),
        FileStatus.NOT_AN_INVOICE: tr("Not an invoice"),
        FileStatus.REFUSED: tr("Refused"),
    }[status]


def pill(status: FileStatus, *, is_done: bool) -> Pill:
    """The state as a word with an icon."""
    icon, tone = _LOOKS[status]
    return Pill(word(status, is_done=is_done), icon, tone)


def count_pills(results: Sequence[FileResult], *, is_done: bool) -> list[Pill]:
    """How many files there are in each state, in the order of the states."""
    counts = Counter(result.status for result in results)
    pills = []
    for status, (icon, tone) in _LOOKS.items():
        if counts[status]:
            text = f"{formats.count(counts[status])}\u00a0\u00b7\u00a0{word(status, is_done=is_done)}"
            pills.append(Pill(text, icon, tone))
    return pills


class ImportTable(RecordTable[FileResult]):
    """One row a file, in the order given; the tooltip of a name is its path."""

    def __init__(self, parent: QWidget) -> None:
        names = (tr("State"), tr("File"), tr("Format"), tr("Operator"), tr("Number"), tr("Date"), tr("Incl. tax"))
        super().__init__((*names, tr("Remarks")), parent, right=FIGURES)
        self.is_done = False

    def show_results(self, results: Sequence[FileResult], *, is_done: bool) -> None:
        """Replaces everything; `is_done` says that they have been imported."""
        self.is_done = is_done
        self.show(results)

    def tooltip(self, row: int, column: int) -> str | None:
        """A file's whole path, and the profile that read a table."""
        table = self.records[row].table
        if column == OPERATOR and table is not None:
            return tr("Read by the profile {name}").format(name=table.profile_name)
        return self.records[row].file if column == FILE else None

    def cell(self, row: int, column: int) -> str:
        """The text of one cell."""
        result = self.records[row]
        if column == STATUS:
            return self.pill(row).text
        if result.table is not None and column == OPERATOR:
            return result.table.profile_name
        if column in _OF_FIGURES:
            return _OF_FIGURES[column](result.figures) if result.figures is not None else ""
        return _OF_FILE[column](result)

    def pill(self, row: int) -> Pill:
        """The state of a row."""
        result = self.records[row]
        if result.status is FileStatus.MERGED and result.table is not None and result.table.kind is TableKind.FLEET:
            return Pill(tr("Changed") if self.is_done else tr("Changes"), *_LOOKS[FileStatus.MERGED])
        return pill(result.status, is_done=self.is_done)


def remark(result: FileResult) -> str:
    """What is to be said of a file in one line: its message, or its warnings; of a table what became of its rows."""
    if result.table is not None:
        return _of_table(result, result.table)
    if result.message is not None:
        return formats.sentence(result.message)
    if len(result.warnings) == 1:
        return formats.sentence(result.warnings[0])
    if result.warnings:
        count = len(result.warnings)
        return ntr("{count} warning", "{count} warnings", count).format(count=formats.count(count))
    return ""


def _of_table(result: FileResult, table: TableCounts) -> str:
    """`1 row not read · 6 new, 2 identical, 1 changed`; of usage what the new ones cost too."""
    parts = []
    if count := table.wrong or len(table.problems):
        words = ntr("{count} row not read", "{count} rows not read", count)
        parts.append(words.format(count=formats.count(count)))
    if table.kind is TableKind.USAGE and table.new:
        parts.append(tr("{amount} excl. tax").format(amount=formats.money(table.amount, HOME_CURRENCY)))
    if result.message is not None:
        parts.append(formats.sentence(result.message))
    return " · ".join(parts)


_OF_FILE: Mapping[int, Callable[[FileResult], str]] = {
    FILE: lambda result: PurePath(result.file).name,
    KIND: lambda result: _PROPER_NAMES.get(result.kind, result.kind),
    REMARK: remark,
}
_OF_FIGURES: Mapping[int, Callable[[InvoiceFigures], str]] = {
    OPERATOR: lambda figures: figures.seller,
    NUMBER: lambda figures: visible(figures.number),
    DATE: lambda figures: formats.day(figures.issue_date),
    TTC: lambda figures: formats.stated(figures.total_ttc, figures.currency),
}
