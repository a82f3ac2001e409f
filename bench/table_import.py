"""What it costs to take in a list of 20 000 invoices, from CSV and from XLSX, in one run.

    python bench/table_import.py [COUNT]

The floor reads the same file (csv, or python-calamine) and inserts its rows bare, in one transaction, into the same
`invoice` table with its indices: no journal, no sources, no search index, nothing checked. A second floor inserts them
into a table of the file's seven columns without any index. Goals: 3 times the floor from CSV, 1.6 times from XLSX.
"""

import csv
import io
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from datetime import date, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import python_calamine
from openpyxl import Workbook  # type: ignore[import-untyped] # it ships no types

from telbill_desktop.domain.progress import Unwatched
from telbill_desktop.services.intake import gather, import_files
from telbill_desktop.store.engine import DATABASE, create_store
from telbill_desktop.system.worker import Worker
from telbill_desktop.workspaces import import_readers, reader_in

COUNT = 20_000
ROUNDS = 5
TITLES = ["Type", "Date", "N° de facture", "Montant HT (€)", "Montant TTC (€)", "Souscripteur", "Code Client"]
GOALS = {"csv": 3.0, "xlsx": 1.6}
Typed = tuple[str, date, str, int, int, str, str]


def typed_rows(count: int) -> Iterator[Typed]:
    """Invoices over ten years: every tenth a credit note; amounts in cents."""
    for number in range(count):
        ht = 10_000 + number * 37 % 900_000
        sign = -1 if number % 10 == 0 else 1
        day = date(2016, 1, 1) + timedelta(days=number * 3650 // count)
        kind = "Avoir" if sign < 0 else "Facture"
        yield (
            kind,
            day,
            str(62_000_000 + number),
            sign * ht,
            sign * (ht + ht // 5),
            f"Client {number % 12}",
            f"{number % 40:08}",
        )


def write_csv(path: Path, count: int) -> None:
    """As the portal exports it."""
    with path.open("w", encoding="utf-8-sig", newline="") as stream:
        writer = csv.writer(stream, delimiter=";")
        writer.writerow(TITLES)
        for kind, day, number, ht, ttc, name, code in typed_rows(count):
            amounts = (f"{cents / 100:,.2f}".replace(",", " ").replace(".", ",") for cents in (ht, ttc))
            writer.writerow([kind, f"{day:%d/%m/%Y}", number, *amounts, name, code])


def write_xlsx(path: Path, count: int) -> None:
    """The same, its amounts and days typed."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Factures")
    sheet.append(TITLES)
    for kind, day, number, ht, ttc, name, code in typed_rows(count):
        sheet.append([kind, datetime(day.year, day.month, day.day), number, ht / 100, ttc / 100, name, code])  # noqa: DTZ001
    book.save(path)


def csv_values(content: bytes) -> Iterator[list[Any]]:
    """What the simplest of readers makes of the file."""
    rows = csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";")
    next(rows)
    for kind, day, number, ht, ttc, name, code in rows:
        cents = [int(text.replace(" ", "").replace(",", "")) for text in (ht, ttc)]
        yield [kind, f"{day[6:]}-{day[3:5]}-{day[:2]}", number, *cents, name, code]


def xlsx_values(content: bytes) -> Iterator[list[Any]]:
    """The same for the workbook."""
    book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
    for kind, day, number, ht, ttc, name, code in book.get_sheet_by_index(0).to_python()[1:]:
        yield [kind, str(day)[:10], number, round(float(ht) * 100), round(float(ttc) * 100), name, code]  # type: ignore[arg-type] # floats


def bare(folder: Path, content: bytes, values: Callable[[bytes], Iterator[list[Any]]], *, indexed: bool) -> float:
    """Seconds to read and insert, in a new store's table or in one of its own."""
    create_store(folder).close()  # what follows writes past it
    with closing(sqlite3.connect(folder / DATABASE)) as connection:
        connection.execute("PRAGMA synchronous=FULL")
        connection.execute("INSERT INTO operator (id, name, to_complete) VALUES (1, 'La Poste', 1)")
        if not indexed:
            connection.execute(
                "CREATE TABLE bare (kind TEXT, day TEXT, number TEXT, ht INT, ttc INT, name TEXT, code TEXT)"
            )
        connection.commit()
        started = time.perf_counter()
        if indexed:
            connection.executemany(
                "INSERT INTO invoice (operator_id, type, sign_flipped, number, number_key, year, issue_date, currency,"
                " ht, vat, ttc, seller_name, recipient_name, recipient_code, recipient_siret, recipient_address,"
                " client_code, sub_account, preceding, notes, state)"
                " VALUES (1, ?, 0, ?, ?, ?, ?, 'EUR', ?, ?, ?, 'La Poste', ?, '', '', '', ?, '', '[]', '[]', 'read')",
                (
                    (kind, number, number, int(day[:4]), day, ht, ttc - ht, ttc, name, code)
                    for kind, day, number, ht, ttc, name, code in values(content)
                ),
            )
        else:
            connection.executemany("INSERT INTO bare VALUES (?, ?, ?, ?, ?, ?, ?)", values(content))
        connection.commit()
        return time.perf_counter() - started


def whole(folder: Path, path: Path, worker: Worker) -> float:
    """Seconds of the real import, of a file that is new."""
    with create_store(folder) as store:
        started = time.perf_counter()
        [result] = import_files(store, gather((path,)), reader_in(worker), Unwatched())
        spent = time.perf_counter() - started
    assert result.table is not None, result.message
    assert (result.table.new, len(result.table.problems)) == (COUNT_HERE, 0), result
    return spent


def best_of(place: Path, kind: str, runs: Sequence[Callable[[Path], float]]) -> list[float]:
    """The least of each of the runs, which take turns: the machine's clock is the same for all. New folders each."""
    rounds = [
        [run(place / f"{kind}-{position}-{number}") for position, run in enumerate(runs)] for number in range(ROUNDS)
    ]
    return [min(times) for times in zip(*rounds, strict=True)]


COUNT_HERE = int(sys.argv[1]) if len(sys.argv) > 1 else COUNT


def main() -> int:
    """Prints the table; 1 when a goal is missed."""
    missed = False
    with tempfile.TemporaryDirectory() as name, Worker(import_readers) as worker:
        place = Path(name)
        files = {"csv": (write_csv, csv_values), "xlsx": (write_xlsx, xlsx_values)}
        worker.warm().join()
        print(f"{COUNT_HERE} invoices; best of {ROUNDS}")
        for kind, (write, values) in files.items():
            path = place / f"list.{kind}"
            write(path, COUNT_HERE)
            content = path.read_bytes()
            runs: list[Callable[[Path], float]] = [
                partial(bare, content=content, values=values, indexed=False),
                partial(bare, content=content, values=values, indexed=True),
                partial(whole, path=path, worker=worker),
            ]
            loose, floor, ours = best_of(place, kind, runs)
            ratio = ours / floor
            verdict = "met" if ratio <= GOALS[kind] else "MISSED"
            print(f"  {kind:<5} bare, no index {loose:6.3f} s   bare, the store's table {floor:6.3f} s")
            print(f"        whole import   {ours:6.3f} s   x {ratio:.2f} (goal {GOALS[kind]}: {verdict});", end=" ")
            print(f"x {ours / loose:.1f} of the bare one without index")
            missed |= ratio > GOALS[kind]
    return int(missed)


if __name__ == "__main__":
    sys.exit(main())
