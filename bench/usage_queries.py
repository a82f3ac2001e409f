"""Usage of half a million and of five million records: every grouping over whole months and any days, one invoice more.

    python bench/usage_queries.py USAGE_CSV.PY [FOLDER]

The first argument makes files of usage (`../shared/bench/usage_csv.py`). Stores are kept in FOLDER and used again.
Printed: milliseconds of processor time, the median and the 95th of a hundred, for whole months and for days that cut
two months; seconds that another invoice of 20 000 rows takes. Bounds: 100 and 400 ms, 0.5 s.
"""

import runpy
import subprocess
import sys
import tempfile
import time
from datetime import date
from pathlib import Path
from statistics import median, quantiles
from typing import TYPE_CHECKING

from telbill_desktop.domain.period import Period
from telbill_desktop.domain.progress import Unwatched
from telbill_desktop.domain.reading import Reading
from telbill_desktop.domain.usage_view import UsageFilter, UsageGrouping
from telbill_desktop.services import history, usage
from telbill_desktop.services.intake import gather, import_files
from telbill_desktop.store.engine import Store, create_store, open_store
from telbill_desktop.workspaces import ReadsUsage

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

SIZES = (500_000, 5_000_000)
WHOLE, ANY, MORE = 100, 400, 0.5
TIMES = 40
INVOICE = 20_000
PERIODS = {
    "whole months": (None, Period(date(2024, 1, 1), date(2026, 1, 1)), Period(date(2025, 3, 1), date(2025, 4, 1))),
    "any days": (Period(date(2024, 1, 12), date(2025, 11, 20)), Period(date(2024, 5, 16), date(2024, 7, 14))),
}


def store_of(folder: Path, maker: str, count: int) -> Store:
    """A store of so many records, made once."""
    place = folder / f"usage-{count}"
    if place.exists():
        return open_store(place)
    folder.mkdir(parents=True, exist_ok=True)
    source = folder / "usage.csv"
    subprocess.run([sys.executable, maker, str(source), str(count)], check=True)  # noqa: S603 - the maker that was named
    store = create_store(place)
    take(store, source)
    source.unlink()
    return store


def take(store: Store, source: Path) -> float:
    """Processor seconds that taking a file in needs."""
    begun = time.process_time()
    [result] = import_files(store, gather([source]), _unread, Unwatched(), usage=ReadsUsage())
    assert result.table is not None
    assert not result.table.wrong
    return time.process_time() - begun


def one_more(folder: Path, maker: str) -> Path:
    """An invoice of rows that no store has: those of another beginning."""
    rows: Iterator[Sequence[str]] = runpy.run_path(maker)["rows"](INVOICE, seed=7)
    path = folder / "more.csv"
    titles = runpy.run_path(maker)["HEADER"]
    with path.open("w", encoding="utf-8-sig", newline="") as stream:
        stream.write(";".join(titles) + "\r\n")
        stream.writelines(";".join(row).replace("F62000000", "F99") + "\r\n" for row in rows)
    return path


def measured(store: Store, period: Period | None, by: UsageGrouping) -> list[float]:
    """Milliseconds of each of some askings."""
    found = []
    for _ in range(TIMES):
        begun = time.process_time()
        usage.usage(store, UsageFilter(period=period), by)
        found.append((time.process_time() - begun) * 1000)
    return found


def main() -> int:
    """Prints the table; 1 when a bound is missed at the larger size."""
    maker = sys.argv[1]
    missed = False
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(sys.argv[2] if len(sys.argv) > 2 else temporary)  # noqa: PLR2004 - the second argument
        more = one_more(Path(temporary), maker)
        for count in SIZES:
            with store_of(folder, maker, count) as store:
                print(f"{count} records")
                for name, bound in (("whole months", WHOLE), ("any days", ANY)):
                    for by in UsageGrouping:
                        times = [each for period in PERIODS[name] for each in measured(store, period, by)]
                        high = quantiles(times, n=20)[-1]
                        is_bound = by not in {UsageGrouping.LINE, UsageGrouping.ACCOUNT}  # the page's own groupings
                        missed |= is_bound and high > bound
                        print(f"  {name:13}{by.value:12} p50 {median(times):6.1f}  p95 {high:6.1f} ms (bound {bound})")
                seconds = take(store, more)
                history.undo(store)
                missed |= seconds > MORE
                print(f"  {INVOICE} rows more: {seconds:.2f} s (bound {MORE})")
    return int(missed)


def _unread(_content: bytes, _name: str) -> Reading:
    raise AssertionError


if __name__ == "__main__":
    sys.exit(main())
