"""What the overview asks of 100 000 invoices with two million lines, and how soon its page is drawn.

    python -m bench.overview_speed [--store FOLDER] [--count 100000] [--rounds 40] [--demo FOLDER]

A store that is named is made when it is not there, and kept; `--demo` draws the page of another store too. « data » is
everything that the page shows, one question after the other. What the page remembers (the invoices to come, what is to
be fetched) is worked out anew after each change of the store: two rows of their own. The page is drawn in a window of
1440 x 900, from the click until its chart is painted, in a process that has not drawn any; the floor is one bare chart
of matplotlib in a widget, in the same run. Milliseconds of questions are of the processor, those of the page of the
wall.
"""

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path

from bench.overview_store import store_for_overview
from telbill_desktop.domain.invoice_list import InvoiceFilter
from telbill_desktop.domain.overview import Costs, OverviewPeriod
from telbill_desktop.domain.perimeter import PerimeterChoice
from telbill_desktop.services import ahead, overview, pinned_views, tasks
from telbill_desktop.services.remembered import Remembered
from telbill_desktop.store.engine import Store

TODAY = date(2026, 11, 22)
DATA, DRAWN, REFRESHED = 60.0, 900.0, 100.0  # goals, milliseconds
PAGE_ROUNDS = 3
PERIMETERS = {
    "": None,
    ", two companies of four": PerimeterChoice(company_ids=(1, 2)),
    ", one account": PerimeterChoice(account_ids=(7,)),
}


class Questions:
    """Everything that the page asks."""

    def __init__(self, store: Store, perimeter: PerimeterChoice | None) -> None:
        self._store, self._perimeter = store, perimeter
        self._coming, self._to_fetch = Remembered(ahead.coming), Remembered(tasks.to_fetch)
        self._staff = Remembered(overview.staff)
        self.known = self.costs()

    def costs(self) -> Costs:
        """24 months by category, and what they are compared with."""
        return overview.costs(self._store, TODAY, OverviewPeriod(), perimeter=self._perimeter)

    def month(self) -> object:
        """Teams and users of the latest month."""
        month = self.known.current
        assert month is not None
        return self._shares((month.month,), month.total)

    def period(self) -> object:
        """Teams and users of 24 months."""
        months = tuple(one.month for one in self.known.months)
        return self._shares(months, self.known.total)

    def _shares(self, months: tuple[date, ...], total: Decimal) -> object:
        staff = self._staff.of(self._store, TODAY)
        return overview.shares(self._store, months, "EUR", total, staff, perimeter=self._perimeter)

    def schedule(self) -> object:
        """What comes and what is due."""
        return ahead.ahead(self._store, TODAY, self._coming.of(self._store, TODAY), self._perimeter)

    def to_do(self) -> object:
        """What is to be done."""
        return tasks.tasks(self._store, TODAY, self._to_fetch.of(self._store, TODAY), self._perimeter)

    def pinned(self) -> object:
        """The first page of each pinned view, and how many invoices it has."""
        found = []
        for one in pinned_views.pinned(self._store):
            found.append(pinned_views.page(self._store, one.wanted(), perimeter=self._perimeter))
            pinned_views.count(self._store, one.wanted(), perimeter=self._perimeter)
        return found

    def data(self) -> None:
        """All of it."""
        for ask in (self.costs, self.month, self.schedule, self.to_do, self.pinned):
            ask()


NANTES = InvoiceFilter(text="nantes")


def spent(work: Callable[[], object], rounds: int) -> list[float]:
    """CPU milliseconds of every call."""
    found = []
    for _ in range(rounds):
        begun = time.process_time()
        work()
        found.append((time.process_time() - begun) * 1000)
    return found


def say(name: str, found: list[float], goal: float = 0.0) -> bool:
    """Prints a row; whether its goal is missed."""
    ordered = sorted(found)
    high = ordered[min(round(len(ordered) * 0.95), len(ordered) - 1)]
    words = f"goal {goal:.0f}: {'met' if high <= goal else 'MISSED'}" if goal else ""
    print(f"  {name:<58} p50 {statistics.median(found):8.1f}   p95 {high:8.1f}   {words}", flush=True)
    return bool(goal) and high > goal


def ask_everything(store: Store, rounds: int) -> bool:
    """Prints what each question takes; whether a goal is missed."""
    missed = False
    print("questions, CPU ms")
    for words, perimeter in PERIMETERS.items():
        asked = Questions(store, perimeter)
        asked.data()
        missed |= say(f"data{words}", spent(asked.data, rounds), DATA)
        if perimeter is None:
            for name in ("costs", "month", "schedule", "to_do", "pinned"):
                say(f"  of it {name}", spent(getattr(asked, name), rounds))
            say("teams and users of 24 months", spent(asked.period, 5))
            say("a page of a view of a word that one of six has", spent(lambda: pinned_views.page(store, NANTES), 5))
            say("  how many they are", spent(lambda: pinned_views.count(store, NANTES), 5))
    say("anew after a change: people and their numbers", spent(lambda: overview.staff(store, TODAY), 5))
    say("anew after a change: the invoices to come", spent(lambda: ahead.coming(store, TODAY), 3))
    say("anew after a change: what is to be fetched", spent(lambda: tasks.to_fetch(store, TODAY), 3))
    return missed


def draw(name: str, folder: Path) -> bool:
    """Prints how soon the page of a store is drawn, in processes of their own; whether a goal is missed."""
    code = [sys.executable, "-m", "bench.overview_page", str(folder)]
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    rounds = []
    for _ in range(PAGE_ROUNDS):
        done = subprocess.run(code, env=environment, capture_output=True, text=True, timeout=300, check=False)  # noqa: S603 - our own bench
        assert done.returncode == 0, done.stderr
        rounds.append(dict(line.split("=") for line in done.stdout.split()))
    print(f"page of {name}, wall ms; a bare chart: {statistics.median(float(one['bare']) for one in rounds):.0f}")
    drawn, parts, refreshed = ([float(one[key]) for one in rounds] for key in ("drawn", "figures", "refreshed"))
    say("figures painted after the click", parts)
    missed = say("everything drawn after the click", drawn, DRAWN)
    return say("drawn again after a refresh", refreshed, REFRESHED) or missed


def main() -> int:
    """Prints everything; 1 when a goal is missed."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--store", type=Path)
    parser.add_argument("--demo", type=Path)
    parser.add_argument("--count", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=40)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        folder = options.store or Path(place) / "store"
        with store_for_overview(folder, options.count) as store:
            missed = ask_everything(store, options.rounds)
        missed |= draw(f"{options.count} invoices", folder)
        if options.demo is not None:
            missed |= draw("the demo company", options.demo)
    return int(missed)


if __name__ == "__main__":
    sys.exit(main())
