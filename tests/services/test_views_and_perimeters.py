"""Saved views and perimeters: kept to the letter, applied everywhere, never taken for more than they are."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select, update

from telbill_desktop.domain.errors import TelbillError
from telbill_desktop.domain.folding import fold
from telbill_desktop.domain.invoice import AccountReference, Party, References
from telbill_desktop.domain.invoice_kinds import InvoiceMark, InvoiceState, InvoiceType
from telbill_desktop.domain.invoice_list import InvoiceColumn, InvoiceFilter, InvoiceOrder
from telbill_desktop.domain.perimeter import PerimeterChoice, choice_from_json, choice_to_json
from telbill_desktop.domain.saved_views import filter_from_json, filter_to_json
from telbill_desktop.services import history, invoices, parties, perimeters, saved_views
from telbill_desktop.store.engine import Store
from telbill_desktop.store.queries import invoice_filter
from telbill_desktop.store.tables.invoices import invoice
from telbill_desktop.store.tables.views import perimeter, saved_view
from tests.new_stores import new_store
from tests.services import invoice_samples as samples

COLUMNS = list(InvoiceColumn)
TEXT = st.text(max_size=8)
TEXTS = st.lists(TEXT, max_size=3).map(tuple)
IDS = st.lists(st.integers(1, 10**9), max_size=3).map(tuple)
CHOICES = st.builds(PerimeterChoice, IDS, IDS, TEXTS, TEXTS, TEXTS)
FLAGS = st.sampled_from((None, True, False))
AMOUNTS = st.none() | st.decimals(-(10**12), 10**12, places=2, allow_nan=False)
FILTERS = st.builds(
    InvoiceFilter,
    TEXT, st.none() | st.dates(), st.none() | st.dates(), AMOUNTS, AMOUNTS, TEXT, st.none() | st.integers(1), TEXT,
    st.none() | st.integers(1), TEXT, TEXT, st.none() | st.sampled_from(InvoiceType),
    st.none() | st.sampled_from(InvoiceState), st.none() | st.integers(1), TEXT, TEXT, TEXT, TEXT, FLAGS, FLAGS,
    st.none() | st.sampled_from(InvoiceMark), st.booleans(), TEXT, st.none() | CHOICES,
)  # fmt: skip


@given(FILTERS)
def test_a_filter_is_kept_to_the_letter(wanted: InvoiceFilter) -> None:
    assert filter_from_json(filter_to_json(wanted)) == wanted


@given(CHOICES)
def test_a_choice_is_kept_to_the_letter(choice: PerimeterChoice) -> None:
    assert choice_from_json(choice_to_json(choice)) == choice


@pytest.mark.parametrize(
    "stored",
    [
        {"text": "x", "colour": "red"}, {"text": 1}, {"since": "2026-02-30"}, {"since": 3}, {"min_ttc": "NaN"},
        {"min_ttc": "a"}, {"min_ttc": 1}, {"type": "receipt"}, {"mark": "other"}, {"unmarked": 1},
        {"operator_id": True}, {"perimeter": {"teams": [1]}}, {"perimeter": {"sites": "Lille"}}, [], "x", None,
    ],
)  # fmt: skip
def test_what_a_newer_program_wrote_is_not_guessed_at(stored: Any) -> None:  # noqa: ANN401 - any JSON
    with pytest.raises(ValueError):  # noqa: PT011 - whichever of its kinds
        filter_from_json(stored)


@pytest.mark.parametrize("stored", [{"teams": [1]}, {"sites": [1]}, {"account_ids": ["1"]}, {"sites": "x"}, [], None])
def test_a_choice_of_a_newer_program_is_not_widened(stored: Any) -> None:  # noqa: ANN401 - any JSON
    with pytest.raises(ValueError):  # noqa: PT011 - whichever of its kinds
        choice_from_json(stored)


def refused(code: str, act: Callable[[], object]) -> None:
    with pytest.raises(TelbillError) as caught:
        act()
    assert caught.value.message.code == code


def names(store: Store) -> list[str]:
    return [one.name for one in saved_views.views(store)]


def test_views_keep_their_order_and_their_filter(store: Store) -> None:
    wanted = InvoiceFilter(since=date(2026, 1, 1), min_ttc=Decimal("12.50"), mark=InvoiceMark.DISPUTED)
    first, second, third = (saved_views.save_view(store, name, wanted) for name in (" Un  ", "Deux", "Trois"))
    assert [(one.id, one.name, one.position) for one in saved_views.views(store)] == [
        (first, "Un", 0), (second, "Deux", 1), (third, "Trois", 2),
    ]  # fmt: skip
    assert {one.wanted() for one in saved_views.views(store)} == {wanted}
    for view, place, order in ((third, 0, ["Trois", "Un", "Deux"]), (third, 99, ["Un", "Deux", "Trois"])):
        saved_views.move_view(store, view, place)
        assert names(store) == order
    saved_views.remove_view(store, first)
    saved_views.save_view(store, "Quatre", wanted)
    assert names(store) == ["Deux", "Trois", "Quatre"]
    history.undo(store)
    history.undo(store)
    assert names(store) == ["Un", "Deux", "Trois"]


def test_a_view_says_nothing_of_the_perimeter(store: Store) -> None:
    saved_views.save_view(store, "Un", InvoiceFilter(text="x", perimeter=PerimeterChoice(sites=("Lille",))))
    assert saved_views.view_named(store, "UN").wanted() == InvoiceFilter(text="x")


def test_names_are_told_apart_as_a_reader_does(store: Store) -> None:
    view, other = (saved_views.save_view(store, name, InvoiceFilter()) for name in ("À payer", "Reste"))
    refused("view_name_taken", lambda: saved_views.save_view(store, "a-payer", InvoiceFilter()))
    refused("view_name_taken", lambda: saved_views.rename_view(store, other, "A PAYER"))
    refused("name_missing", lambda: saved_views.rename_view(store, other, " "))
    saved_views.rename_view(store, view, "A payer")
    assert names(store) == ["A payer", "Reste"]
    kept = perimeters.save_perimeter(store, "Région Sud", PerimeterChoice())
    refused("perimeter_name_taken", lambda: perimeters.save_perimeter(store, "region sud", PerimeterChoice()))
    refused("name_missing", lambda: perimeters.save_perimeter(store, "", PerimeterChoice()))
    perimeters.edit_perimeter(store, kept, "REGION SUD", PerimeterChoice(sites=("Nîmes",)))
    assert perimeters.perimeter_named(store, "région-sud").wanted() == PerimeterChoice(sites=("Nîmes",))
    refused("view_unknown", lambda: saved_views.view_named(store, "nobody"))
    refused("perimeter_unknown", lambda: perimeters.perimeter_named(store, "nobody"))


def test_what_is_gone_is_refused(store: Store) -> None:
    refused("view_gone", lambda: saved_views.change_view(store, 4711, InvoiceFilter()))
    refused("view_gone", lambda: saved_views.rename_view(store, 4711, "x"))
    refused("view_gone", lambda: saved_views.remove_view(store, 4711))
    refused("view_gone", lambda: saved_views.move_view(store, 4711, 0))
    refused("perimeter_gone", lambda: perimeters.edit_perimeter(store, 4711, "x", PerimeterChoice()))
    refused("perimeter_gone", lambda: perimeters.remove_perimeter(store, 4711))


def test_a_newer_view_or_perimeter_is_listed_refused_when_used_and_left_as_it_is(store: Store) -> None:
    samples.add(store, samples.draft())
    view = saved_views.save_view(store, "Un", InvoiceFilter())
    kept = perimeters.save_perimeter(store, "Nord", PerimeterChoice())
    with store.writing() as connection:
        connection.execute(update(saved_view).values(filter={"shape": "round"}))
        connection.execute(update(perimeter).values(choice={"teams": [1]}))
    [shown], [around] = saved_views.views(store), perimeters.perimeters(store)
    assert (shown.filter, around.choice) == (None, None)
    refused("view_unreadable", shown.wanted)
    refused("perimeter_unreadable", around.wanted)
    assert saved_views.counts(store) == {}
    saved_views.rename_view(store, view, "Deux")
    perimeters.remove_perimeter(store, kept)
    with store.reading() as connection:
        assert connection.execute(saved_view.select()).one().filter == {"shape": "round"}


def test_views_are_counted_within_the_perimeter(store: Store) -> None:
    samples.add(store, *(samples.draft(f"{n}", references=References(site_1="Lille")) for n in range(3)))
    samples.add(store, *(samples.draft(f"1{n}", references=References(site_1="Nîmes")) for n in range(2)))
    everything = saved_views.save_view(store, "Tout", InvoiceFilter())
    ones = saved_views.save_view(store, "Un", InvoiceFilter(number="1"))
    assert saved_views.counts(store) == {everything: 5, ones: 3}
    assert saved_views.counts(store, PerimeterChoice(sites=("NIMES",))) == {everything: 2, ones: 2}
    assert saved_views.counts(store, PerimeterChoice(sites=("Brest",))) == {everything: 0, ones: 0}


SITES = ("evreux", "SAINT ETIENNE", "Brest", "nowhere")
CODES, RADICALS = ("c-2", "C0", "zz"), ("R0C", "r3c", "R-1c", "x")


@pytest.mark.parametrize("few", [0, 10, invoice_filter.FEW])
def test_a_perimeter_lets_through_what_plain_python_does(
    tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch, few: int
) -> None:
    monkeypatch.setattr(invoice_filter, "FEW", few)
    random = Random(few)  # noqa: S311 - the same every time
    with new_store(tmp_path_factory.mktemp("list") / "store") as store:
        known = samples.many(store, seed=3, count=80)
        with store.reading() as connection:
            columns = select(invoice.c.id, invoice.c.company_id, invoice.c.account_id)
            owners = {row[0]: (row[1], row[2]) for row in connection.execute(columns)}
        companies, accounts = ({owner[part] for owner in owners.values()} - {None} for part in (0, 1))
        narrowed = 0
        for _ in range(60):
            choice = PerimeterChoice(
                company_ids=_some(random, sorted({*companies, 4711})),
                account_ids=_some(random, sorted({*accounts, 4711})),
                sites=_some(random, SITES),
                radicals=_some(random, RADICALS),
                client_codes=_some(random, CODES),
            )
            wanted, order = InvoiceFilter(text=random.choice(("", "mobile"))), InvoiceOrder(random.choice(COLUMNS))
            inside = [one for one in known if _through(one, choice, *owners[one.id])]
            right = samples.expected(inside, wanted, order)
            narrowing = replace(wanted, perimeter=choice)
            assert list(invoices.find_ids(store, narrowing, order)) == right, choice
            assert invoices.find_first(store, narrowing, order, limit=5) == right[:5], choice
            narrowed += 0 < len(inside) < len(known)
        assert narrowed > 10


def _some(random: Random, of: Any) -> Any:  # noqa: ANN401 - ids or texts
    return tuple(random.sample(list(of), random.randint(1, len(of)))) if random.random() < 0.4 else ()


def _through(one: samples.Known, choice: PerimeterChoice, company: int | None, account: int | None) -> bool:
    made, named = one.draft, one.draft.references
    sites = {fold(each) for each in (named.site_1, named.site_2) if each}
    code, radical = fold(made.account.client_code or "-"), fold(made.account.radical or "-")
    return (
        (not choice.company_ids or company in choice.company_ids)
        and (not choice.account_ids or account in choice.account_ids)
        and (not choice.sites or bool(sites & {fold(site) for site in choice.sites}))
        and (not choice.radicals or radical in {fold(each) for each in choice.radicals})
        and (not choice.client_codes or code in {fold(each) for each in choice.client_codes})
    )


def found(store: Store, **chosen: Any) -> int:  # noqa: ANN401 - any field of a choice
    return len(invoices.find_ids(store, InvoiceFilter(perimeter=PerimeterChoice(**chosen)), InvoiceOrder()))


def test_nothing_chosen_is_everything_and_what_is_gone_is_nothing(store: Store) -> None:
    samples.add(store, samples.draft())
    assert found(store) == 1
    for gone in ({"company_ids": (4711,)}, {"account_ids": (4711,)}, {"sites": ("x",)}, {"radicals": ("x",)}):
        assert found(store, **gone) == 0


def test_an_invoice_that_names_no_client_code_has_that_of_its_account(store: Store) -> None:
    full, poor = AccountReference(number="CF 2", client_code="C 77"), AccountReference(number="CF 2")
    samples.add(store, samples.draft("1", account=full), samples.draft("2", account=poor), samples.draft("3"))
    assert found(store, client_codes=("c77",)) == 2
    [offer] = perimeters.offers(store).client_codes
    assert (offer.text, offer.count) == ("C 77", 2)


def test_a_perimeter_follows_accounts_that_are_merged_and_edited(store: Store) -> None:
    one, other = (
        AccountReference(number=f"CF {n}", radical=f"R{n}", client_code=f"C{n}", sub_account="") for n in "12"
    )
    samples.add(store, samples.draft("1", account=one), samples.draft("2", account=other))
    first, second = (each.id for each in invoices.accounts(store))
    perimeters.save_perimeter(store, "Deux", PerimeterChoice(account_ids=(second,)))
    perimeters.save_perimeter(store, "Les deux", PerimeterChoice(account_ids=(second, first)))
    view = saved_views.save_view(store, "Compte", InvoiceFilter(account_id=second))
    parties.merge_accounts(store, first, second)
    assert [each.wanted().account_ids for each in perimeters.perimeters(store)] == [(first,), (first,)]
    assert saved_views.counts(store) == {view: 2}
    for radical in ("R1", "R2"):
        assert found(store, radicals=(radical,)) == 2
    assert [(each.text, each.count) for each in perimeters.offers(store).radicals] == [("R1", 2), ("R2", 2)]
    history.undo(store)
    assert saved_views.counts(store) == {view: 1}
    assert found(store, radicals=("R2",)) == 1


def test_a_view_follows_operators_that_are_merged(store: Store) -> None:
    samples.add(store, samples.draft("1", seller=Party("One")), samples.draft("2", seller=Party("Two")))
    kept, merged = (each.id for each in invoices.operators(store))
    view = saved_views.save_view(store, "Deux", InvoiceFilter(operator_id=merged))
    parties.merge_operators(store, kept, merged)
    assert saved_views.counts(store) == {view: 2}
    history.undo(store)
    assert saved_views.view_named(store, "Deux").wanted().operator_id == merged


def test_views_and_perimeters_follow_companies_that_are_merged(store: Store) -> None:
    samples.add(store, samples.draft("1", buyer=Party("One")), samples.draft("2", buyer=Party("Two")))
    kept, merged = (each.id for each in invoices.companies(store))
    perimeters.save_perimeter(store, "Deux", PerimeterChoice(company_ids=(merged,)))
    view = saved_views.save_view(store, "Société", InvoiceFilter(company_id=merged, in_conflict=False))
    parties.merge_companies(store, kept, merged)
    assert [each.wanted().company_ids for each in perimeters.perimeters(store)] == [(kept,)]
    assert saved_views.counts(store) == {view: 2}
    history.undo(store)
    assert saved_views.view_named(store, "Société").wanted() == InvoiceFilter(company_id=merged, in_conflict=False)


def test_what_can_be_chosen_is_offered_once_with_its_count(store: Store) -> None:
    sites = (("Évreux", None), ("EVREUX", "Évreux"), ("Évreux", "Brest"), (None, "Brest"), (None, None))
    for number, (site_1, site_2) in enumerate(sites):
        samples.add(store, samples.draft(f"{number}", references=References(site_1=site_1, site_2=site_2)))
    offered = perimeters.offers(store)
    assert [(one.text, one.count) for one in offered.sites] == [("Brest", 2), ("Évreux", 3)]
    assert [(one.label, one.count) for one in offered.companies] == [("Atelier Roche SAS", 5)]
    for one in offered.sites:
        assert found(store, sites=(one.text,)) == one.count
