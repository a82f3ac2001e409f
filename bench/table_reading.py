"""What opening a table costs beside the library that reads it: 20 000 rows of eight columns, in one run.

    python bench/table_reading.py [ROWS]

Processor time, the best of several turns. CSV: `open_table` (encoding and separator found, rows with their lines)
against csv.reader alone, which is told both. XLSX: `open_table` (the zip and the sheet checked, exact numbers) against
calamine's to_python alone. Three in four amounts are prices that come back; the last row has every amount different.
"""

import csv
import io
import random
import sys
import time
from collections.abc import Callable
from datetime import date, timedelta

import openpyxl  # type: ignore[import-untyped] # it ships no types; the tests make workbooks with it
from python_calamine import load_workbook

from telbill_desktop.documents.tables import open_table

ROWS = 20_000
TURNS = 11
TARGET = 1.3
PRICES = [round(index * 5 - 0.01, 2) for index in range(1, 60)]
TITLES = [
    "Type",
    "Date",
    "N° de facture",
    "Montant HT (€)",
    "Montant TTC (€)",
    "Souscripteur",
    "Code Client",
    "TVA (€)",
]
Line = list[str | date | float]


def invoices(count: int, returning: float) -> list[Line]:
    """Rows of an invoice list; `returning` is the share of amounts that are prices of a list."""
    chance = random.Random(3)  # noqa: S311 - the same rows every time
    rows: list[Line] = []
    for index in range(count):
        net = chance.choice(PRICES) if chance.random() < returning else chance.randrange(100, 10_000_000) / 100
        vat = round(net / 5, 2)
        day = date(2026, 1, 1) + timedelta(days=index % 300)
        client = f"Atelier Roche {index % 50}", f"C{index % 900:05d}"
        rows.append(["Facture", day, f"FA{index:07d}", net, round(net + vat, 2), *client, vat])
    return rows


def as_csv(rows: list[Line]) -> bytes:
    """As a French operator's portal exports it."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";")
    writer.writerow(TITLES)
    for row in rows:
        writer.writerow([f"{cell:.2f}".replace(".", ",") if isinstance(cell, float) else cell for cell in row])
    return text.getvalue().encode("utf-8-sig")


def as_xlsx(rows: list[Line]) -> bytes:
    """As Excel keeps it: numbers, dates, shared texts."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (TITLES, *rows):
        sheet.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def bare_csv(content: bytes) -> list[list[str]]:
    """The csv module alone."""
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";"))


def bare_xlsx(content: bytes) -> object:
    """The library alone."""
    return load_workbook(io.BytesIO(content)).get_sheet_by_index(0).to_python()


def best(calls: list[Callable[[], object]]) -> list[float]:
    """The shortest of several turns for each, in ms; they take turns, so that a busy machine is busy for all."""
    spent = [float("inf")] * len(calls)
    for _ in range(TURNS):
        for index, call in enumerate(calls):
            start = time.process_time()
            call()
            spent[index] = min(spent[index], (time.process_time() - start) * 1000)
    return spent


def main() -> int:
    """Prints the table; 1 when a goal is missed."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else ROWS
    rows, different = invoices(count, 0.75), invoices(count, 0.0)
    missed = False
    print(f"{count} rows x {len(TITLES)}; ms of processor time")
    for name, content, bare, target in (
        ("CSV", as_csv(rows), bare_csv, TARGET),
        ("XLSX", as_xlsx(rows), bare_xlsx, TARGET),
        ("XLSX, all amounts different", as_xlsx(different), bare_xlsx, None),
    ):
        assert len(open_table(content).rows) == count + 1
        alone, ours = best([lambda c=content, b=bare: b(c), lambda c=content: open_table(c)])  # type: ignore[misc]
        verdict = "" if target is None else f"goal {target}: {'met' if ours <= target * alone else 'MISSED'}"
        print(f"  {name:<28} alone {alone:7.1f}   open_table {ours:7.1f}   x {ours / alone:.2f}   {verdict}")
        missed |= target is not None and ours > target * alone
    return int(missed)


if __name__ == "__main__":
    sys.exit(main())
