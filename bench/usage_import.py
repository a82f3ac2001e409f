"""A million records of usage: into a store as the program does it, and bare: csv and `executemany`, same columns.

    python bench/usage_import.py USAGE.csv [ROUNDS]

The file is one of `../shared/bench/usage_csv.py`. Both ways run in processes of their own, one after the other, so that
whatever else the machine does meets both. Bare means: the columns of `usage_record` with the same types and indices,
parsed with the least that gives whole numbers, in one transaction; its key is a column too, so the fair one makes the
same digest for it, and the other one counts. Printed: CPU seconds and their ratio,
memory above the idle process, bytes a row, and whether the sums of the file, added up apart, are those of the store.
"""

import csv
import gc
import json
import os
import resource
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from functools import partial
from hashlib import blake2b
from pathlib import Path

from telbill_desktop.domain.reading import Reading

MOST_TIMES, MOST_MEMORY, MOST_BYTES = 1.6, 60, 100
_TABLES = """
CREATE TABLE record (key INTEGER NOT NULL, second INTEGER NOT NULL, batch_id INTEGER NOT NULL,
  line_id INTEGER NOT NULL, kind_id INTEGER NOT NULL, called TEXT, quantity INTEGER NOT NULL, amount INTEGER NOT NULL,
  PRIMARY KEY (key)) STRICT, WITHOUT ROWID;
CREATE INDEX ix_line ON record (line_id);
"""


def bare(source: str, *, digests: bool = False) -> dict[str, float]:
    """The least that gives the same columns."""
    with tempfile.TemporaryDirectory() as folder:
        connection = sqlite3.connect(Path(folder) / "bare.sqlite3", isolation_level=None)
        connection.executescript(
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-32000;" + _TABLES
        )
        begun = time.process_time()
        connection.execute("BEGIN IMMEDIATE")
        for records in _bare_chunks(source, digests=digests):
            connection.executemany("INSERT INTO record VALUES (?,?,?,?,?,?,?,?)", records)
        connection.execute("COMMIT")
        return {"cpu": time.process_time() - begun}


def _bare_chunks(source: str, *, digests: bool) -> Iterator[list[tuple[int | str, ...]]]:
    """Whole numbers and ids; the key is a day and a number that goes up, as unique as that of a record."""
    days: dict[str, int] = {}
    lines: dict[tuple[str, str, str], int] = {}
    kinds: dict[str, int] = {}
    invoices: dict[str, int] = {}
    records: list[tuple[int | str, ...]] = []
    with open(source, encoding="utf-8-sig", newline="") as stream:  # noqa: PTH123 - as csv is used
        rows = csv.reader(stream, delimiter=";")
        next(rows)
        for at, (invoice, account, line, user, kind, called, when, quantity, amount) in enumerate(rows):
            day = when[:10]
            if day not in days:
                days[day] = int(datetime.strptime(day, "%d/%m/%Y").replace(tzinfo=UTC).timestamp())
            second = int(when[11:13]) * 3600 + int(when[14:16]) * 60 + int(when[17:19])
            whole, _, decimals = amount.partition(",")
            micros = int(whole + decimals.ljust(6, "0"))
            line_id = lines.setdefault((account, line, user), len(lines))
            batch_id, kind_id = invoices.setdefault(invoice, len(invoices)), kinds.setdefault(kind, len(kinds))
            if digests:
                said = f"{line}|{second}|{called}|{quantity}|{micros}".encode()
                low = int.from_bytes(blake2b(said, digest_size=8, key=b"secret").digest(), "big") >> 17
            else:
                low = at * 2_654_435_761 & 0xFFFFFFFF  # spread over its day, as digests are
            key = days[day] // 86_400 << 47 | low
            records.append((key, second, batch_id, line_id, kind_id, called[:-4], int(quantity), micros))
            if len(records) == 10_000:  # noqa: PLR2004 - a chunk
                yield records
                records = []
    yield records


def ours(source: str, *, with_store: str | None = None) -> dict[str, float]:
    """The program's own import into an empty store; a small file first, so that everything is loaded."""
    from telbill_desktop.services.intake import gather, import_files  # noqa: PLC0415 - in a process of its own
    from telbill_desktop.store.engine import open_or_create  # noqa: PLC0415 - same
    from telbill_desktop.workspaces import ReadsUsage  # noqa: PLC0415 - same

    with tempfile.TemporaryDirectory() as folder:
        place = Path(with_store or folder)
        with open_or_create(place / "store") as store:
            warm = Path(folder) / "warm.csv"
            with open(source, encoding="utf-8-sig") as stream:  # noqa: PTH123 - its first lines
                warm.write_text("".join(next(stream) for _ in range(20)), encoding="utf-8")
            import_files(store, gather([warm]), _unread, _Quiet(), usage=ReadsUsage())
            gc.collect()
            idle, begun = _peak(), time.process_time()
            [result] = import_files(store, gather([source]), _unread, _Quiet(), usage=ReadsUsage())
            cpu, memory = time.process_time() - begun, _peak() - idle
            assert result.table is not None
        connection = sqlite3.connect(place / "store" / "telbill.sqlite3")
        [total] = connection.execute("SELECT SUM(amount) FROM usage_record").fetchone()
        [count] = connection.execute("SELECT COUNT(*) FROM usage_record").fetchone()
        [rebuilt] = connection.execute("SELECT SUM(amount) FROM usage_by_month").fetchone()
        size = sum(
            connection.execute(
                "SELECT SUM(pgsize) FROM dbstat WHERE name LIKE 'usage%' OR name LIKE 'ix_usage%'"
            ).fetchone()
        )
        return {"cpu": cpu, "memory": memory, "count": count, "total": total, "summed": rebuilt, "bytes": size}


class _Quiet:
    def step(self, done: int, total: int, text: str = "") -> None:
        """Nobody looks."""


def _unread(_content: bytes, _name: str) -> Reading:
    raise AssertionError


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _apart(source: str) -> tuple[int, int]:
    """Rows and micro-euros of the file, added up without any of our code."""
    count = total = 0
    with open(source, encoding="utf-8-sig", newline="") as stream:  # noqa: PTH123 - as csv is used
        for row in csv.DictReader(stream, delimiter=";"):
            sign = -1 if row["Montant HT (€)"].startswith("-") else 1
            whole, decimals = row["Montant HT (€)"].lstrip("-").split(",")
            total += sign * (int(whole) * 1_000_000 + int((decimals + "000000")[:6]))
            count += 1
    return count, total


def _in_process(way: str, source: str) -> dict[str, float]:
    command = [sys.executable, __file__, way, source]
    told = subprocess.run(  # noqa: S603 - this file itself
        command, check=True, capture_output=True, text=True, env={**os.environ, "PYTHONPATH": "."}
    )
    figures: dict[str, float] = json.loads(told.stdout)
    return figures


WAYS: dict[str, Callable[[str], dict[str, float]]] = {
    "bare": bare,
    "digests": partial(bare, digests=True),
    "ours": ours,
}


def main() -> int:
    """Prints the figures; 1 when a bound is missed."""
    if sys.argv[1] in WAYS:
        print(json.dumps(WAYS[sys.argv[1]](sys.argv[2])))
        return 0
    source, rounds = sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 3  # noqa: PLR2004 - the second argument
    count, total = _apart(source)
    ratios, own = [], {}
    for _ in range(rounds):
        plain, digests, own = (_in_process(way, source) for way in WAYS)
        ratios.append(own["cpu"] / digests["cpu"])
        is_right = (own["total"], own["summed"], own["count"]) == (total, total, count)
        print(
            f"bare {plain['cpu']:.2f} s, with the keys' digests {digests['cpu']:.2f} s, ours {own['cpu']:.2f} s:"
            f" x{own['cpu'] / plain['cpu']:.2f} and x{ratios[-1]:.2f}; {own['memory']:.0f} MB over idle;"
            f" {own['bytes'] / count:.1f} bytes a row; sums {'equal' if is_right else own}"
        )
    print(f"x{min(ratios):.2f} at best (bound {MOST_TIMES}); bounds {MOST_MEMORY} MB, {MOST_BYTES} bytes a row")
    met = min(ratios) <= MOST_TIMES and own["memory"] <= MOST_MEMORY and own["bytes"] / count <= MOST_BYTES
    return 0 if met else 1


if __name__ == "__main__":
    sys.exit(main())
