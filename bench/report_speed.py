"""What writing a report costs: its workbook beside XlsxWriter's, and the other kinds of file, in one run.

    pip install -e .[bench]; python bench/report_speed.py [ROWS [MANY]]

Processor time and rows in a second of it for ROWS rows (100 000) of twelve typed, styled columns, the best of three
turns that each takes in a process of its own. XlsxWriter writes the same cells by its typed calls, with constant
memory. Then MANY rows (1 000 000) as a workbook: the memory of that process at its most, beside what it is before.
Every value of the workbook is read back by openpyxl and by calamine, and is what was written.
"""

import json
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import openpyxl  # type: ignore[import-untyped] # it ships no types
import python_calamine

from telbill_desktop.domain.progress import Unwatched
from telbill_desktop.domain.report import Column, ColumnKind, Report, Table, Value
from telbill_desktop.exporters.report_file import write_report

ROWS, MANY = 100_000, 1_000_000
TURNS = 3
TARGET, MEMORY_TARGET = 2.5, 100  # times the rows of XlsxWriter; MB
KINDS = (".xlsx", ".csv", ".html", ".pdf")
FIRST = datetime(2026, 1, 1, 8)  # noqa: DTZ001 - by the wall's clock
USERS = ("Élodie LEFÈVRE", "Noël & Fils <SARL>", "Zoé KERGOËT", "Jérôme D'HÔTEL", "Iñaki ÅNGSTRÖM")
CATEGORIES = ("Appels nationaux mobiles", "SMS", "Internet mobile (données)", "Appels en roaming émis")
COLUMNS = (
    *(Column("Facture"), Column("Compte"), Column("Ligne"), Column("Utilisateur"), Column("Catégorie")),
    *(Column("Jour", ColumnKind.DAY), Column("Début", ColumnKind.MOMENT), Column("Durée", ColumnKind.SECONDS)),
    *(Column("Volume", ColumnKind.BYTES), Column("Montant HT (€)", ColumnKind.AMOUNT)),
    *(Column("Prix HT (€)", ColumnKind.FINE), Column("Part", ColumnKind.SHARE)),
)


def rows(count: int) -> Iterator[Sequence[Value]]:
    """The same rows every time; one share in seven is not known."""
    chance = random.Random(7)  # noqa: S311 - the same rows every time
    for index in range(count):
        began = FIRST + timedelta(seconds=index * 37 % 31_000_000)
        yield (
            f"FA{index // 20_000:07d}",
            "CF 2 / SC-2",
            f"06 39 98 {index // 100 % 100:02d} {index % 100:02d}",
            USERS[index % 5],
            CATEGORIES[index % 4],
            began.date(),
            began,
            chance.randrange(4000),
            chance.randrange(10**9),
            Decimal(chance.randrange(-50_000, 1_000_000)).scaleb(-2),
            Decimal(chance.randrange(1_000_000)).scaleb(-6),
            None if index % 7 == 0 else Decimal(chance.randrange(1000)).scaleb(-3),
        )


def report(count: int) -> Report:
    """Of one table."""
    return Report("Consommations", [("Société", "Brûlerie")], [Table("Communications", COLUMNS, lambda: rows(count))])


def by_telbill(path: Path, count: int) -> None:
    """Ours, by the suffix of the path."""
    write_report(path, report(count), progress=Unwatched())


def by_xlsxwriter(path: Path, count: int) -> None:
    """The same cells, styles, widths, filter and frozen titles by XlsxWriter."""
    import xlsxwriter  # noqa: PLC0415 - of the option `bench`, and only in this turn's process

    book = xlsxwriter.Workbook(str(path), {"constant_memory": True})
    page = book.add_worksheet("Communications")
    shapes = (
        *("@", "@", "@", "@", "@", "dd/mm/yyyy", "dd/mm/yyyy hh:mm:ss"),
        *("[h]:mm:ss", "#,##0", "#,##0.00", "#,##0.00????", "0.0%"),
    )
    styles = [book.add_format({"num_format": shape, "bottom": 1, "valign": "vcenter"}) for shape in shapes]
    head = book.add_format({"bold": True, "bg_color": "#e3f1f2", "bottom": 1})
    for at, column in enumerate(COLUMNS):
        page.set_column(at, at, 20)
        page.write_string(0, at, column.title, head)
    for number, row in enumerate(rows(count), start=1):
        for at, value in enumerate(row):
            if isinstance(value, str):
                page.write_string(number, at, value, styles[at])
            elif isinstance(value, date):
                page.write_datetime(number, at, value, styles[at])
            elif value is None:
                page.write_blank(number, at, None, styles[at])
            else:
                page.write_number(number, at, value / 86_400 if at == 7 else value, styles[at])  # noqa: PLR2004
    page.freeze_panes(1, 0)
    page.autofilter(0, 0, count, len(COLUMNS) - 1)
    book.close()


def only_rows(_path: Path, count: int) -> None:
    """What making the rows costs whoever writes them."""
    for _row in rows(count):
        pass


WRITERS = {"telbill": by_telbill, "xlsxwriter": by_xlsxwriter, "rows": only_rows}


def turn(writer: str, path: Path, count: int) -> tuple[float, float, float]:
    """In a new process: seconds of processor time, MB of memory that it took more, MB that it had at its most."""
    told = subprocess.run(  # noqa: S603 - this file
        [sys.executable, __file__, "--turn", writer, str(path), str(count)], check=True, capture_output=True
    ).stdout
    seconds, more, whole = json.loads(told)
    return seconds, more, whole


def take_turn(writer: str, path: Path, count: int) -> None:
    """What `turn` starts: imports are made before, as a window that is open has made them."""
    WRITERS[writer](path, 10)
    before, start = _peak(), time.process_time()
    WRITERS[writer](path, count)
    print(json.dumps([time.process_time() - start, _peak() - before, _peak()]))


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def best(writer: str, path: Path, count: int) -> float:
    """The shortest of its turns, less what making the rows takes."""
    return min(turn(writer, path, count)[0] for _ in range(TURNS))


def read_back(path: Path, count: int) -> None:
    """Raises AssertionError when a value is not what was written."""
    book = openpyxl.load_workbook(path, read_only=True)
    found = book.worksheets[1].iter_rows(min_row=2, values_only=True)
    assert all(same(row, cells) for row, cells in zip(rows(count), found, strict=True))
    sheet = python_calamine.CalamineWorkbook.from_path(str(path)).get_sheet_by_index(1)
    assert all(same(row, cells) for row, cells in zip(rows(count), sheet.to_python()[1:], strict=True))


def same(row: Sequence[Value], cells: Sequence[object]) -> bool:
    """Whether the cells hold the values: a day may come back as its midnight, a length of time as such."""
    return all(_as_read(value, cell) == cell for value, cell in zip(row, cells, strict=True))


def _as_read(value: Value, cell: object) -> object:
    if isinstance(cell, timedelta) and isinstance(value, int):
        return timedelta(seconds=value)
    if isinstance(value, Decimal):
        return float(value)
    if isinstance(value, datetime):
        return value if isinstance(cell, datetime) else value.date()  # calamine has a day at midnight
    if isinstance(value, date) and isinstance(cell, datetime):
        return datetime(value.year, value.month, value.day)  # noqa: DTZ001 - same
    return cell if value is None and cell in {None, ""} else value


def main() -> int:
    """Prints the table; 1 when a goal is missed."""
    given = [int(one) for one in sys.argv[1:]]
    count, many = (*given, *(ROWS, MANY)[len(given) :])
    with tempfile.TemporaryDirectory() as folder:
        spent, more, whole = turn("telbill", Path(folder, "many.xlsx"), many)  # first: a process begins at ours at most
        print(
            f"{many} rows x {len(COLUMNS)} as .xlsx: {spent:.1f} s of processor time, {whole:.0f} MB at most", end=" "
        )
        print(f"({more:.0f} more than for ten rows), goal {MEMORY_TARGET}: {_met(whole <= MEMORY_TARGET)}")
        made = best("rows", Path(folder), count)
        theirs = best("xlsxwriter", Path(folder, "theirs.xlsx"), count) - made
        ours = {kind: best("telbill", Path(folder, f"ours{kind}"), count) - made for kind in KINDS}
        read_back(Path(folder, "ours.xlsx"), count)
        ratio = theirs / ours[".xlsx"]
        print(f"{count} rows x {len(COLUMNS)}; processor time, less the {made:.2f} s that making the rows takes")
        print(f"  XlsxWriter  {theirs:6.2f} s {count / theirs:9.0f} rows/s")
        for kind, spent in ours.items():
            size = Path(folder, f"ours{kind}").stat().st_size / 1_000_000
            print(f"  {kind:<10}  {spent:6.2f} s {count / spent:9.0f} rows/s {size:7.1f} MB")
        print(f"  .xlsx is x {ratio:.2f}, goal {TARGET}: {_met(ratio >= TARGET)}; every value was read back equal")
    return int(ratio < TARGET or whole > MEMORY_TARGET)


def _met(is_met: bool) -> str:  # noqa: FBT001 - a verdict
    return "met" if is_met else "MISSED"


if __name__ == "__main__":
    if sys.argv[1:2] == ["--turn"]:
        take_turn(sys.argv[2], Path(sys.argv[3]), int(sys.argv[4]))
    else:
        sys.exit(main())
