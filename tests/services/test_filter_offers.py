"""What the menus of filters offer inside a perimeter, against a list that plain Python makes."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

import pytest

from telbill_desktop.domain.invoice_list import InvoiceFilter, InvoiceOrder
from telbill_desktop.domain.perimeter import PerimeterChoice
from telbill_desktop.services import invoices
from telbill_desktop.store.engine import Store
from tests.new_stores import new_store
from tests.services import invoice_samples as samples


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    folder = tmp_path_factory.mktemp("offers")
    with new_store(folder / "store") as store:
        samples.many(store, seed=2, count=80)
        yield store


def test_operators_and_accounts_are_those_of_the_perimeter_with_their_counts(store: Store) -> None:
    account = max(invoices.accounts(store), key=lambda one: one.count)
    perimeter = PerimeterChoice(account_ids=(account.id,))
    assert [(one.id, one.count) for one in invoices.accounts(store, None, perimeter)] == [(account.id, account.count)]
    ids = invoices.find_ids(store, InvoiceFilter(perimeter=perimeter), InvoiceOrder())
    senders = Counter(row.operator for row in invoices.rows(store, list(ids)))
    assert {one.label: one.count for one in invoices.operators(store, perimeter)} == senders


def test_an_empty_perimeter_offers_everything(store: Store) -> None:
    assert invoices.operators(store, PerimeterChoice()) == invoices.operators(store)
    assert invoices.accounts(store, None, PerimeterChoice()) == invoices.accounts(store)


def test_the_count_is_the_length_of_the_list(store: Store) -> None:
    for one in invoices.operators(store):
        wanted = replace(InvoiceFilter(), operator_id=one.id)
        assert invoices.count(store, wanted) == len(invoices.find_ids(store, wanted, InvoiceOrder())) == one.count
