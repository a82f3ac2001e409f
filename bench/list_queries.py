"""What the list of invoices asks of a large store, beside the barest statement of the same data.

    python -m bench.list_queries [--store FOLDER] [--count 100000] [--rounds 15]

A store that is named is made when it is not there, and kept. « bare » is one statement through Python's sqlite3 that
reads the same figures: the first ids of an index (for searches, of those whose text is LIKE the words), the rows of
200 keys, all ids, one sum.
"""

import argparse
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import partial
from pathlib import Path

from bench.many_invoices import kept_store
from telbill_desktop.domain.folding import search_terms
from telbill_desktop.domain.invoice_kinds import InvoiceMark, InvoiceType
from telbill_desktop.domain.invoice_list import InvoiceColumn, InvoiceFilter, InvoiceOrder
from telbill_desktop.domain.perimeter import PerimeterChoice
from telbill_desktop.services import invoice_detail, invoices
from telbill_desktop.store.engine import DATABASE, Store

WORDS = ("hexamobile", "dupré", "nantes", "1312", "brûlerie", "multi-sim", "zoé", "évreux")
PAIRS = ("dupré brest", "atelier mobile", "zoé nantes 06", "lefèvre fibre", "zzzz", "q9")
FILTERS = (
    InvoiceFilter(type=InvoiceType.CREDIT_NOTE, text="nantes"),
    InvoiceFilter(operator="mobile", text="1312"),
    InvoiceFilter(account="CF 7", min_ttc=Decimal(100), max_ttc=Decimal(101)),
    InvoiceFilter(number="1312"),
    InvoiceFilter(sub_account="3", text="sim"),
)
# Each by itself: what an index serves, then what is looked for invoice by invoice.
SERVED = {
    "client code": InvoiceFilter(client_code="c0"),
    "subscriber": InvoiceFilter(subscriber="brulerie"),
    "reference": InvoiceFilter(reference="nantes"),
    "rare reference": InvoiceFilter(reference="AA1234"),
    "words of a line": InvoiceFilter(line_text="forfait"),
    "with a document": InvoiceFilter(has_document=True),
    "warnings": InvoiceFilter(has_warnings=True),
    "rare mark": InvoiceFilter(mark=InvoiceMark.DISPUTED),
    "no mark": InvoiceFilter(unmarked=True),
    "currency": InvoiceFilter(currency="GBP"),
    "perimeter, companies": InvoiceFilter(perimeter=PerimeterChoice(company_ids=(1, 2))),
    "perimeter, sites": InvoiceFilter(perimeter=PerimeterChoice(sites=("Nantes", "EVREUX"))),
}
WALKED = {
    "without a document": InvoiceFilter(has_document=False),
    "two words of a line": InvoiceFilter(line_text="zoe dupre"),
    "words of no one line": InvoiceFilter(line_text="forfait multisim"),
    "no such reference": InvoiceFilter(reference="hexamobile"),
    "perimeter of three kinds": InvoiceFilter(
        perimeter=PerimeterChoice(company_ids=(1, 2), sites=("Nantes",), radicals=("1-102656",))
    ),
}
PAGE = 200
TITLES = ("median", "p95", "max", "bare", "its p95", "x bare")


@dataclass(frozen=True, slots=True)
class Measured:
    """CPU milliseconds of every call."""

    name: str
    times: list[float]
    bare: list[float]

    def line(self) -> str:
        """A row of the table."""
        median, bare = statistics.median(self.times), statistics.median(self.bare)
        figures = (median, _high(self.times), max(self.times), bare, _high(self.bare))
        return f"{self.name:44}" + "".join(f"{each:9.2f}" for each in figures) + f"{median / bare:9.1f}"


def main() -> int:
    """Prints the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--store", type=Path)
    parser.add_argument("--count", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=15)
    asked = parser.parse_args()
    with (
        tempfile.TemporaryDirectory() as temporary,
        kept_store(asked.store or Path(temporary) / "store", asked.count) as store,
    ):
        print(f"{'CPU milliseconds':44}" + "".join(f"{title:>9}" for title in TITLES))
        for measured in _all(store, asked.rounds):
            print(measured.line(), flush=True)
    return 0


def _all(store: Store, rounds: int) -> Iterator[Measured]:
    bare = sqlite3.connect(store.folder / DATABASE)
    bare.execute("PRAGMA cache_size=-32000")
    yield from _first_pages(store, bare, rounds)
    newest, everything = InvoiceOrder(), InvoiceFilter()
    by_operator = InvoiceOrder(InvoiceColumn.OPERATOR, descending=False)
    ids = invoices.find_ids(store, everything, newest)
    page, sample = list(ids[: len(ids) // 2][-PAGE:]), list(ids[:: max(len(ids) // 5000, 1)])
    rows = _times(lambda: bare.execute(_ROWS.format(",".join(map(str, page)))).fetchall(), rounds)
    every = _times(lambda: bare.execute(_ALL).fetchall(), rounds)
    total = _times(lambda: bare.execute(_SUMS).fetchall(), rounds)
    for name, call, beside in (
        ("200 rows", lambda: invoices.rows(store, page), rows),
        ("one detail", lambda: invoice_detail.detail(store, page[0]), rows),
        ("all ids, newest first", lambda: invoices.find_ids(store, everything, newest), every),
        ("all ids, by operator", lambda: invoices.find_ids(store, everything, by_operator), every),
        ("sums of all", lambda: invoices.sums_of(store, everything), total),
        (f"sums of {len(sample)} chosen", lambda: invoices.sums(store, sample), total),
    ):
        yield Measured(name, _times(call, rounds), beside)
    bare.close()


def _first_pages(store: Store, bare: sqlite3.Connection, rounds: int) -> Iterator[Measured]:
    newest = InvoiceOrder()
    page = _times(lambda: bare.execute(_FIRST).fetchall(), rounds)

    def times(questions: Iterable[tuple[InvoiceFilter, InvoiceOrder]], repeated: int) -> list[float]:
        return [
            each
            for question in questions
            for each in _times(partial(invoices.find_first, store, *question, PAGE), repeated)
        ]

    def like(wanted: Iterable[InvoiceFilter]) -> list[float]:
        found: list[float] = []
        for each in wanted:
            terms = search_terms(each.text)
            statement = _LIKE.format(" AND ".join(["text LIKE ?"] * len(terms)))
            words = [f"%{term}%" for term in terms]
            found += _times(lambda: bare.execute(statement, words).fetchall(), 1)  # noqa: B023 - called at once
        return found

    letters = [InvoiceFilter(text=word[:end]) for word in WORDS for end in range(1, len(word) + 1)]
    pairs = [InvoiceFilter(text=text) for text in PAIRS]
    yield Measured("first page, nothing filtered", times([(InvoiceFilter(), newest)], rounds), page)
    keystrokes = times(((wanted, newest) for wanted in letters), 3)
    yield Measured(f"first page, {len(letters)} keystrokes of 8 words", keystrokes, like(letters))
    several = times(((wanted, newest) for wanted in pairs), 3)
    yield Measured("first page, two words, none, two letters", several, like(pairs))
    yield Measured("first page, other filters", times(((wanted, newest) for wanted in FILTERS), rounds), page)
    for name, wanted in {**SERVED, **WALKED}.items():
        yield Measured(f"first page, {name}", times([(wanted, newest)], rounds), page)
    orders = [InvoiceOrder(column, descending) for column in InvoiceColumn for descending in (True, False)]
    for text, name in (("", "no search"), ("nantes", "many hits"), ("1312", "few hits")):
        wanted = InvoiceFilter(text=text)
        found = times(((wanted, order) for order in orders), 3)
        yield Measured(f"first page, all {len(orders)} orders, {name}", found, page)


_FIRST = f"SELECT id FROM invoice ORDER BY issue_date DESC, id DESC LIMIT {PAGE}"  # noqa: S608 - our own number
_ROWS = (
    "SELECT id, type, type_code, issue_date, number, ht, vat, ttc, amount_due, currency, due_date, recipient_name,"
    " client_code, state FROM invoice WHERE id IN ({})"
)
_LIKE = (
    "SELECT id FROM invoice CROSS JOIN invoice_search_text ON invoice_id = id WHERE {}"  # noqa: S608 - our own number
    f" ORDER BY issue_date DESC, id DESC LIMIT {PAGE}"
)
_ALL = "SELECT id FROM invoice ORDER BY issue_date DESC, id DESC"
_SUMS = "SELECT currency, count(*), sum(ht), sum(vat), sum(ttc) FROM invoice GROUP BY currency"


def _high(times: list[float]) -> float:
    return sorted(times)[int(len(times) * 0.95)]


def _times(call: Callable[[], object], rounds: int) -> list[float]:
    """CPU milliseconds of each round, after one that warms up: all of it is this process, whatever else runs."""
    call()
    found = []
    for _ in range(rounds):
        started = time.process_time()
        call()
        found.append((time.process_time() - started) * 1000)
    return found


if __name__ == "__main__":
    sys.exit(main())
