"""Lists as CSV files, and for the clipboard: titles first, each value as what it is."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from telbill_desktop.domain.invoice import InvoiceLine
from telbill_desktop.domain.invoice_list import InvoiceColumn, InvoiceRow
from telbill_desktop.domain.report import Table
from telbill_desktop.exporters.cell_text import Cell, cell_text, french_cell, inert
from telbill_desktop.exporters.csv_file import FRENCH, encoded
from telbill_desktop.exporters.invoice_columns import INVOICE_VALUES, invoice_titles, line_titles, line_values
from telbill_desktop.exporters.losses import Losses, Written
from telbill_desktop.exporters.new_file import new_file

_BREAKS = str.maketrans(dict.fromkeys("\t\r\n\v\f\x85\u2028\u2029", " "))
_QUOTE = '"'

InvoiceWithLines = tuple[InvoiceRow, Sequence[InvoiceLine]]


def write_invoice_list(path: Path, rows: Iterable[InvoiceRow], columns: Sequence[InvoiceColumn]) -> Written:
    """Writes the invoices in these columns, in this order.

    Raises:
        TelbillError: `file_unwritable`; the file is as it was.
    """
    return write_table(path, _invoice_table(rows, columns))


def write_lines(path: Path, invoices: Iterable[InvoiceWithLines]) -> Written:
    """Writes the lines of these invoices. Raises what `write_invoice_list` raises."""
    return write_table(path, _line_table(invoices))


def invoice_list_bytes(rows: Iterable[InvoiceRow], columns: Sequence[InvoiceColumn]) -> bytes:
    """What `write_invoice_list` writes, for standard output."""
    return table_bytes(_invoice_table(rows, columns))


def table_bytes(table: Iterable[Sequence[Cell]]) -> bytes:
    """What `write_table` writes of these rows."""
    return b"".join(encoded(_texts(table), FRENCH, Losses()))


def invoice_list_tsv(rows: Iterable[InvoiceRow], columns: Sequence[InvoiceColumn]) -> str:
    """The invoices with their titles for the clipboard: cells between tabs, as Excel pastes them."""
    return tsv(_invoice_table(rows, columns))


def _invoice_table(rows: Iterable[InvoiceRow], columns: Sequence[InvoiceColumn]) -> Iterator[Sequence[Cell]]:
    titles = invoice_titles()
    yield [titles[column] for column in columns]
    values = [INVOICE_VALUES[column] for column in columns]
    for row in rows:
        yield [value(row) for value in values]


def _line_table(invoices: Iterable[InvoiceWithLines]) -> Iterator[Sequence[Cell]]:
    yield line_titles()
    for row, lines in invoices:
        for line in lines:
            yield line_values(row, line)


def write_table(path: Path, table: Iterable[Sequence[Cell]]) -> Written:
    """Writes rows, the first of which are titles; those that follow it are counted. Raises as above."""
    count, losses = 0, Losses()

    def counted() -> Iterator[Sequence[Cell]]:
        nonlocal count
        for count, row in enumerate(table):  # noqa: B007 - the last one counts; the titles are row 0
            yield row

    with new_file(path) as stream:
        for piece in encoded(_texts(counted()), FRENCH, losses):
            stream.write(piece)
    return Written(count, losses.replaced)


def tsv(table: Iterable[Sequence[Cell]]) -> str:
    """Rows for the clipboard. A cell loses its tabs and line breaks: Excel would begin another one there."""
    return _pasted(_texts(table))


def table_tsv(table: Table) -> str:
    """A report's table for the clipboard, its titles first; its totals are not among its rows."""
    makers = [french_cell(column.kind) for column in table.columns]
    rows = [[inert(column.title) for column in table.columns]]
    rows += [
        ["" if value is None else make(value) for make, value in zip(makers, row, strict=True)] for row in table.rows()
    ]
    return _pasted(rows)


def _pasted(rows: Iterable[Sequence[str]]) -> str:
    return "\n".join("\t".join(map(_pasted_cell, row)) for row in rows)


def _pasted_cell(text: str) -> str:
    """One line. Of one that begins with a quotation mark Excel takes what stands between two: `"=1+1"` would run."""
    line = text.translate(_BREAKS)
    return f'"{line.replace(_QUOTE, 2 * _QUOTE)}"' if line.startswith(_QUOTE) else line


def _texts(table: Iterable[Sequence[Cell]]) -> Iterator[Sequence[str]]:
    return ([cell_text(value) for value in row] for row in table)
