"""The index that searches use: it follows the records, and nothing that is typed is an operator."""

from dataclasses import replace

import pytest
from sqlalchemy import Connection, event, select, text
from sqlalchemy.engine.interfaces import CacheStats

from telbill_desktop.domain.invoice import AccountReference, InvoiceLine, Party, PrecedingInvoice, References
from telbill_desktop.domain.invoice_list import InvoiceFilter, InvoiceOrder
from telbill_desktop.domain.parties import AccountFields, OperatorFields
from telbill_desktop.services import history, invoices, parties
from telbill_desktop.store import search
from telbill_desktop.store.engine import Store
from telbill_desktop.store.sqlite import trigrams
from telbill_desktop.store.tables.invoices import invoice
from tests.services import invoice_samples as samples

FULL = samples.draft(
    "A-1312/B",
    seller=Party("Factéo Mobile SAS"),
    buyer=Party("Brûlerie du Vexin", siret="99910001900010", code="COOLCO"),
    account=AccountReference(number="1-10265655331", radical="RAD77", client_code="C 4711", sub_account="SA-7"),
    references=References(
        purchase_order="AA01046121",
        framework_contract="50036316",
        local_contract="LOC-9",
        business_unit="BU Nord",
        site_1="Évreux",
        site_2="Rouen",
        buyer_reference="REF-42",
        accounting_reference="6262",
        preceding=(PrecedingInvoice("PREC-88"),),
    ),
    lines=(
        InvoiceLine(
            "Forfait 50 Go",
            None,
            description="au bureau",
            purchase_order="BC-5",
            product_code="FM50",
            product_range="Performance",
            phone_number="+33 6 39 98 01 01",
            user_name="Zoé O’Brien",
        ),
        InvoiceLine("Forfait 50 Go", None, phone_number="0639980102"),
    ),
    notes=("Pénalités de retard",),
)


def found(connection: Connection, *terms: str) -> list[int]:
    hits = search.hits(connection, terms, 100)
    assert hits is not None
    return sorted(connection.execute(hits.ids).scalars())


@pytest.mark.parametrize(
    "term",
    [
        "a1312b", "312", "facteomobile", "vexin", "9991000", "coolco", "110265655331", "rad77", "c4711", "sa7",
        "aa0104", "50036316", "loc9", "bunord", "evreux", "rouen", "ref42", "6262", "prec88", "forfait50go",
        "aubureau", "bc5", "fm50", "performance", "0639980101", "33639980101", "+33639980102", "zoeobrien", "b", "77",
    ],
)  # fmt: skip
def test_an_invoice_is_found_by_everything_that_a_person_would_search(store: Store, term: str) -> None:
    [added] = samples.add(store, FULL)
    with store.reading() as connection:
        assert found(connection, term) == [added]


@pytest.mark.parametrize("term", ["penalites", "gofacteo", "zq", "q", "facteo\nmobile"])
def test_notes_and_texts_that_only_meet_in_the_index_find_nothing(store: Store, term: str) -> None:
    samples.add(store, FULL)
    with store.reading() as connection:
        assert found(connection, term) == []


def test_all_terms_must_be_in_one_invoice(store: Store) -> None:
    first, second = samples.add(store, replace(FULL, number="first"), replace(FULL, number="second"))
    with store.reading() as connection:
        assert found(connection, "evreux", "first") == [first]
        assert found(connection, "evreux") == [first, second]
        assert found(connection, "first", "second") == []


def test_more_hits_than_asked_for_are_not_listed(store: Store) -> None:
    samples.add(store, *(samples.draft(f"F-{number}") for number in range(4)))
    with store.reading() as connection:
        assert search.hits(connection, ["hexamobile"], 3) is None
        assert search.hits(connection, ["h"], 3) is None
        assert search.hits(connection, ["hexamobile"], 4) is not None
        assert search.hits(connection, [], 4) is None


@pytest.mark.parametrize(
    "term", ['"', '""""', "a AND b", "a*", "NEAR(", "text:", "^a", "a -b", "(" * 200, "x" * 100_000]
)
def test_operators_of_the_index_are_only_letters(store: Store, term: str) -> None:
    samples.add(store, FULL)
    with store.reading() as connection:
        assert found(connection, term) == []


def test_an_index_made_anew_is_the_one_that_was_kept_up(store: Store) -> None:
    ids = samples.add(store, FULL, *(samples.draft(f"F-{number}") for number in range(3)))
    everything = select(search.invoice_text).order_by(search.invoice_text.c.invoice_id)
    with store.writing() as connection:
        kept_up = connection.execute(everything).all()
        search.rebuild(connection)
        assert connection.execute(everything).all() == kept_up
        assert found(connection, "hexamobile") == ids[1:]
        assert trigrams.intact(connection)


def test_an_invoice_that_is_gone_leaves_the_index(store: Store) -> None:
    [added] = samples.add(store, samples.draft("GONE-1"))
    with store.writing() as connection:
        connection.execute(invoice.delete().where(invoice.c.id == added))
        search.reindex(connection, [added, 4711])
        assert found(connection, "gone1") == []
        assert trigrams.intact(connection)


def test_undoing_and_redoing_an_import_is_seen_by_the_search(store: Store) -> None:
    [added] = samples.add(store, FULL)
    history.undo(store)
    with store.reading() as connection:
        assert found(connection, "evreux") == []
    history.redo(store)
    with store.writing() as connection:
        assert found(connection, "evreux") == [added]
        assert trigrams.intact(connection)


def test_a_new_name_of_an_operator_or_account_finds_its_invoices(store: Store) -> None:
    [added] = samples.add(store, FULL)
    with store.reading() as connection:
        row = connection.execute(select(invoice).where(invoice.c.id == added)).one()
    parties.edit_operator(store, row.operator_id, OperatorFields("Bleu Marine"))
    parties.edit_account(store, row.account_id, AccountFields("Atelier de Brest", number="1-10265655331"))
    with store.reading() as connection:
        assert found(connection, "bleumarine") == found(connection, "atelierdebrest") == [added]
        assert found(connection, "facteo") == [added]  # the document still says so
    history.undo(store)
    history.undo(store)
    with store.writing() as connection:
        assert found(connection, "bleumarine") == found(connection, "atelierdebrest") == []
        assert trigrams.intact(connection)


def test_a_database_without_trigrams_can_still_be_searched(store: Store) -> None:
    samples.add(store, FULL)
    with store.reading() as connection:
        connection.dialect.name, name = "other", connection.dialect.name
        try:
            assert search.hits(connection, ["evreux"], 100) is None
        finally:
            connection.dialect.name = name


def test_an_index_that_disagrees_with_its_texts_is_noticed(store: Store) -> None:
    samples.add(store, FULL)
    with store.writing() as connection:
        connection.execute(text("UPDATE invoice_search_text SET text = 'other'"))
        assert not trigrams.intact(connection)


@pytest.mark.parametrize("prepared", ["prepared", "unprepared"])
def test_what_is_typed_by_and_by_asks_for_nothing_that_is_not_ready(store: Store, prepared: str) -> None:
    store.engine.update_execution_options(compiled_cache={})  # a program that has just begun
    compiled = []

    @event.listens_for(store.engine, "before_cursor_execute")
    def look(_connection: object, _cursor: object, sql: str, _values: object, context: object, _many: object) -> None:
        if getattr(context, "cache_hit", None) is CacheStats.CACHE_MISS:
            compiled.append(sql)

    if prepared == "prepared":
        invoices.prepare_search(store)
    compiled.clear()
    for typed in ("n", "na", "nan", "nant", "nantes", "nantes o", "nantes opt"):
        invoices.find_first(store, InvoiceFilter(text=typed), InvoiceOrder())
    assert bool(compiled) is (prepared == "unprepared")
