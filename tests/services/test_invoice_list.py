"""The list of invoices against a list that plain Python makes."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from random import Random
from typing import TypeVar

import pytest

from telbill_desktop.domain.invoice import AccountReference, InvoiceState, InvoiceType, Party
from telbill_desktop.domain.invoice_kinds import InvoiceMark
from telbill_desktop.domain.invoice_list import InvoiceColumn, InvoiceFilter, InvoiceOrder
from telbill_desktop.services import invoices
from telbill_desktop.store.engine import Store
from telbill_desktop.store.queries import invoice_filter
from telbill_desktop.store.queries import invoices as invoice_queries
from tests.new_stores import new_store
from tests.services import invoice_samples as samples

T = TypeVar("T")

NEWEST = InvoiceOrder()
ORDERS = [InvoiceOrder(column, descending) for column in InvoiceColumn for descending in (True, False)]
TEXTS = (
    "", "a", "6", "hexa", "1", "13", "a1", "60", "50%", "_", "%", "europe", "100 %", '"', "spéciaux", "ETE", "o'brien",
    "zoe", "06 39 98", "+33 6 39 98 01 01", "0639980102", "evreux", "mobile 50", "sim roche", "50036316", "aa 0104",
    "cf2", "sa71", "zzz", "zz", "perrin carte",
)  # fmt: skip

LINE_TEXTS = ("forfait", "zoe 0639980101", "ete camille", "sim elodie", "06 39 98", "go", "a", "hexa", "roaming zoe")


@pytest.fixture(scope="module")
def known(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Store, list[samples.Known]]]:
    with new_store(tmp_path_factory.mktemp("list") / "store") as store:
        yield store, samples.many(store, seed=1, count=120)


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Store]:
    with new_store(tmp_path / "store") as store:
        yield store


@pytest.fixture(
    params=[(0, 0, 0), (20, 0, 10), (20, 5, 60), (invoice_filter.FEW, invoice_filter.SORTED, invoice_queries.NEWEST)],
    ids=["texts read along the list", "hits met along the list", "some of each", "as on a small store"],
)
def _few(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is many on a large store is many on this small one."""
    few, sorted_, newest = request.param
    monkeypatch.setattr(invoice_filter, "FEW", few)
    monkeypatch.setattr(invoice_filter, "SORTED", sorted_)
    monkeypatch.setattr(invoice_queries, "NEWEST", newest)


def random_filter(random: Random) -> InvoiceFilter:
    def sometimes(value: T, nothing: T) -> T:
        return value if random.random() < 0.25 else nothing

    low, high = sorted(Decimal(random.randrange(-3600, 3600)) / 100 for _ in range(2))
    since, until = sorted(date(2026, random.randint(1, 10), random.choice((1, 8, 15, 22))) for _ in range(2))
    return InvoiceFilter(
        text=random.choice(TEXTS),
        since=sometimes(since, None),
        until=sometimes(until, None),
        min_ttc=sometimes(low, None),
        max_ttc=sometimes(high, None),
        number=sometimes(random.choice(("1", "12", "131", "a-1", "%", "FE0", "b")), ""),
        operator=sometimes(random.choice(("mobile", "LUMI", "facteo", "%", "100 %", "nobody")), ""),
        account=sometimes(random.choice(("cf", "CF 2", "c0", "3", "nobody")), ""),
        sub_account=sometimes(random.choice(("7", "sa71", "71", "9")), ""),
        type=sometimes(random.choice(list(InvoiceType)), None),
        state=sometimes(random.choice(list(InvoiceState)), None),
        client_code=sometimes(random.choice(("c2", "C-0", "c", "7")), ""),
        subscriber=sometimes(random.choice(("roche", "BRULERIE", "vexin", "sas", "hexa")), ""),
        reference=sometimes(random.choice(("aa0104", "5003", "evreux", "grand ouest", "A-1", "cf2", "brest")), ""),
        line_text=sometimes(random.choice(LINE_TEXTS), ""),
        has_document=sometimes(random.random() < 0.5, None),
        has_warnings=sometimes(random.random() < 0.5, None),
        mark=sometimes(random.choice(list(InvoiceMark)), None),
        unmarked=random.random() < 0.1,
        currency=sometimes(random.choice(("eur", "CHF", "USD")), ""),
    )


@pytest.mark.usefixtures("_few")
@pytest.mark.parametrize("order", ORDERS, ids=lambda order: f"{order.column}-{'down' if order.descending else 'up'}")
def test_every_order_is_the_one_of_plain_python(known: tuple[Store, list[samples.Known]], order: InvoiceOrder) -> None:
    store, all_known = known
    for wanted in (InvoiceFilter(), InvoiceFilter(text="mobile"), InvoiceFilter(text="6", type=InvoiceType.INVOICE)):
        assert list(invoices.find_ids(store, wanted, order)) == samples.expected(all_known, wanted, order)


@pytest.mark.usefixtures("_few")
@pytest.mark.parametrize("seed", range(5))
def test_every_filter_finds_what_plain_python_finds(known: tuple[Store, list[samples.Known]], seed: int) -> None:
    store, all_known = known
    random = Random(seed)  # noqa: S311 - the same invoices every time
    for _ in range(25):
        wanted, order = random_filter(random), random.choice(ORDERS)
        right = samples.expected(all_known, wanted, order)
        assert list(invoices.find_ids(store, wanted, order)) == right, wanted
        assert invoices.find_first(store, wanted, order, limit=7) == right[:7], wanted
        assert sum(one.count for one in invoices.sums_of(store, wanted)) == len(right), wanted


@pytest.mark.usefixtures("_few")
@pytest.mark.parametrize("text", TEXTS)
def test_every_search_finds_what_plain_python_finds(known: tuple[Store, list[samples.Known]], text: str) -> None:
    store, all_known = known
    wanted = InvoiceFilter(text=text)
    right = samples.expected(all_known, wanted, NEWEST)
    for limit in (500, 5):
        assert invoices.find_first(store, wanted, NEWEST, limit) == right[:limit]


def test_sums_are_those_of_the_chosen_invoices_and_currencies_never_mix(
    known: tuple[Store, list[samples.Known]],
) -> None:
    store, all_known = known
    chosen = all_known[::3]
    found = invoices.sums(store, [one.id for one in chosen])
    assert [one.currency for one in found] == ["CHF", "EUR"]
    for sums in found:
        mine = [one.draft.totals for one in chosen if one.draft.currency == sums.currency]
        assert sums.count == len(mine)
        assert (sums.ht, sums.vat, sums.ttc) == tuple(
            sum((getattr(total, name) or Decimal(0) for total in mine), Decimal(0)) for name in ("ht", "vat", "ttc")
        )
        assert sums.incomplete == sum(None in {total.ht, total.vat, total.ttc} for total in mine) > 0
    assert invoices.sums_of(store, InvoiceFilter()) == invoices.sums(store, [one.id for one in all_known])


def test_a_sum_may_be_more_than_one_amount_can_be(empty: Store) -> None:
    most = samples.totals("92233720368547758.07")
    ids = samples.add(empty, samples.draft("1", totals=most), samples.draft("2", totals=most))
    [sums] = invoices.sums(empty, ids)
    assert sums.ttc == Decimal("184467440737095516.14")


def test_a_sum_of_credit_notes_is_exact(empty: Store) -> None:
    ids = samples.add(empty, *(samples.draft(str(n), totals=samples.totals("-0.10")) for n in range(30)))
    assert invoices.sums(empty, ids)[0].ttc == Decimal("-3.00")


def test_a_row_shows_what_the_document_says(empty: Store) -> None:
    account = AccountReference(number="CF 2", client_code="C 77")
    [added] = samples.add(empty, samples.draft("A-1312/B", account=account, due_date=date(2026, 12, 17)))
    [row] = invoices.rows(empty, [added])
    assert (row.number, row.issue_date, row.due_date) == ("A-1312/B", date(2026, 11, 17), date(2026, 12, 17))
    assert (row.ht, row.vat, row.ttc, row.amount_due) == tuple(map(Decimal, ("100.00", "20.00", "120.00", "120.00")))
    assert (row.subscriber, row.operator, row.account, row.client_code) == (
        "Atelier Roche SAS", "Hexamobile SA", "CF 2", "C 77",
    )  # fmt: skip


def test_rows_come_in_the_order_asked_for_without_those_that_are_gone(empty: Store) -> None:
    first, second, third = samples.add(empty, *(samples.draft(number) for number in "123"))
    assert [row.number for row in invoices.rows(empty, [third, 4711, first, second])] == ["3", "1", "2"]


def test_a_part_of_a_number_finds_it_without_its_dashes(empty: Store) -> None:
    [added, _] = samples.add(empty, samples.draft("A-1312/B"), samples.draft("A-999/B"))
    for typed in ("1312", "a1312b", "A 1312 B", "13-12"):
        assert invoices.find_first(empty, InvoiceFilter(text=typed), NEWEST) == [added]
        assert invoices.find_first(empty, InvoiceFilter(number=typed), NEWEST) == [added]


def test_both_ends_of_a_range_are_inside(empty: Store) -> None:
    [added] = samples.add(empty, samples.draft())
    day, ttc = date(2026, 11, 17), Decimal(120)
    assert invoices.find_first(empty, InvoiceFilter(since=day, until=day, min_ttc=ttc, max_ttc=ttc), NEWEST) == [added]
    for outside in (
        InvoiceFilter(since=date(2026, 11, 18)),
        InvoiceFilter(until=date(2026, 11, 16)),
        InvoiceFilter(min_ttc=Decimal("120.001")),
        InvoiceFilter(max_ttc=Decimal("119.999")),
        InvoiceFilter(min_ttc=Decimal("1E+30")),
        InvoiceFilter(max_ttc=Decimal("-1E+30")),
    ):
        assert invoices.find_first(empty, outside, NEWEST) == []


HOSTILE = (
    '"spéciaux"', 'ls"sp', '"""', '" OR "forfait',
    "%", "_", "''", '"', "'; DROP TABLE invoice; --", "a\0b", "\0", "a OR b", "NEAR(a b)", "text:a", "a*", "^a", "- a",
    "(", "a AND", "\ud83d", "\U0001f4de", "ａ", "\u0301", "/%", "//", "[a-z]", "{text}",
)  # fmt: skip


@pytest.mark.usefixtures("_few")
@pytest.mark.parametrize("typed", HOSTILE)
def test_every_character_stands_for_itself(known: tuple[Store, list[samples.Known]], typed: str) -> None:
    store, all_known = known
    for wanted in (InvoiceFilter(text=typed), InvoiceFilter(number=typed), InvoiceFilter(text=f"mobile {typed}")):
        same = InvoiceFilter(
            text=wanted.text.encode("utf-8", "ignore").decode(), number=wanted.number.encode("utf-8", "ignore").decode()
        )
        assert list(invoices.find_ids(store, wanted, NEWEST)) == samples.expected(all_known, same, NEWEST)
        for name in ("client_code", "subscriber", "reference", "line_text"):
            narrowed, plain = (replace(each, **{name: each.number}) for each in (wanted, same))  # type: ignore[arg-type]
            right = samples.expected(all_known, plain, NEWEST)
            assert list(invoices.find_ids(store, narrowed, NEWEST)) == right
    for name in ("operator", "account", "sub_account", "currency"):
        invoices.find_first(store, InvoiceFilter(**{name: typed}), NEWEST)  # type: ignore[arg-type] # texts


@pytest.mark.usefixtures("_few")
@pytest.mark.parametrize(
    "typed", ["x" * 1_000_000, "ab " * 330_000, "%" * 1_000_000, " " * 1_000_000 + "zzz", '"' * 10**6]
)
def test_a_megabyte_of_text_is_only_a_long_text(known: tuple[Store, list[samples.Known]], typed: str) -> None:
    store, _ = known
    for wanted in (
        InvoiceFilter(text=typed),
        InvoiceFilter(number=typed),
        InvoiceFilter(operator=typed),
        InvoiceFilter(account=typed),
        InvoiceFilter(sub_account=typed),
        InvoiceFilter(client_code=typed),
        InvoiceFilter(subscriber=typed),
        InvoiceFilter(reference=typed),
        InvoiceFilter(line_text=typed),
        InvoiceFilter(currency=typed),
    ):
        invoices.find_first(store, wanted, NEWEST)
    assert invoices.find_first(store, InvoiceFilter(text="x" * 1_000_000), NEWEST) == []


def test_a_number_is_found_exactly_then_without_its_punctuation(empty: Store) -> None:
    exact, loose, other = samples.add(
        empty,
        samples.draft("12-3"),
        samples.draft("123", issue_date=date(2026, 11, 18)),
        samples.draft("123", seller=Party("Lumitel")),
    )
    assert invoices.find_by_number(empty, "12-3") == [exact]
    assert invoices.find_by_number(empty, " 123 ") == [loose, other]
    assert invoices.find_by_number(empty, "123", "lumi") == [other]
    assert invoices.find_by_number(empty, "1/2/3", "hexa") == [loose, exact]
    assert invoices.find_by_number(empty, "12") == []
    assert invoices.find_by_number(empty, "-") == []


def test_filters_offer_operators_accounts_and_companies_with_their_counts(empty: Store) -> None:
    for number in ("CF 10", "CF 2"):
        samples.add(empty, samples.draft(f"1{number}", account=AccountReference(number=number)))
    samples.add(empty, samples.draft("3", seller=Party("Lumitel"), account=AccountReference(number="CF 2")))
    samples.add(empty, samples.draft("4", account=AccountReference(number="CF 2")))
    operators = invoices.operators(empty)
    assert [(one.label, one.count, one.to_complete) for one in operators] == [
        ("Hexamobile SA", 3, True), ("Lumitel", 1, True),
    ]  # fmt: skip
    assert [(one.label, one.count) for one in invoices.accounts(empty, operators[0].id)] == [("CF 2", 2), ("CF 10", 1)]
    assert len(invoices.accounts(empty)) == 3
    assert [(one.label, one.count) for one in invoices.companies(empty)] == [("Atelier Roche SAS", 4)]
    first = invoices.accounts(empty, operators[1].id)[0]
    assert len(invoices.find_ids(empty, InvoiceFilter(account_id=first.id), NEWEST)) == 1
    assert len(invoices.find_ids(empty, InvoiceFilter(operator_id=operators[0].id), NEWEST)) == 3
    company = invoices.companies(empty)[0].id
    assert len(invoices.find_ids(empty, InvoiceFilter(company_id=company), NEWEST)) == 4
