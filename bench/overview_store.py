"""A store with everything that the overview speaks of: many invoices with lines, users of teams, terms, documents."""

from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from sqlalchemy import Connection

from bench.many_invoices import NUMBERS, kept_store, number_of
from bench.missing_speed import prepare as prepare_terms
from telbill_desktop.domain.charging import Price
from telbill_desktop.domain.contract_fields import ProductFields
from telbill_desktop.domain.invoice_kinds import Category, InvoiceType
from telbill_desktop.domain.invoice_list import InvoiceFilter
from telbill_desktop.domain.products import ProductKind
from telbill_desktop.services import products, saved_views
from telbill_desktop.store.engine import Store
from telbill_desktop.store.tables.archive import custody, verdict
from telbill_desktop.store.tables.documents import deposit
from telbill_desktop.store.tables.fleet import assignment, fleet_item, person, team

TEAMS = 12
SINCE = date(2016, 1, 1)
LOOKED = datetime(2026, 11, 22, tzinfo=UTC)
PINNED = {"Avoirs": InvoiceFilter(type=InvoiceType.CREDIT_NOTE), "Société": InvoiceFilter(company_id=1)}
_DOUBTFUL = 20_000  # one document of so many


def store_for_overview(folder: Path, count: int) -> Store:
    """That store; the one of an earlier run where there is one."""
    store = kept_store(folder, count, full=True)
    with store.reading() as connection:
        is_made = connection.exec_driver_sql("SELECT count(*) FROM person").scalar_one()
    if not is_made:
        _fill(store, count)
    return store


def _fill(store: Store, count: int) -> None:
    prepare_terms(store)
    plan = ("Forfait", ProductKind.MOBILE_PLAN, Category.SUBSCRIPTIONS, (Price(SINCE, Decimal(20)),))
    sold = {owner: products.add_product(store, owner, ProductFields(*plan)) for owner in range(1, 7)}
    with store.writing() as connection:
        owners = connection.exec_driver_sql("SELECT id, operator_id FROM billing_account ORDER BY id").all()
        rows = [_user(key, place, sold[operator]) for key, operator in owners for place in range(NUMBERS)]
        connection.execute(team.insert(), [{"id": key, "name": f"Équipe {key}"} for key in range(1, TEAMS + 1)])
        for table, at in ((person, 0), (fleet_item, 1), (assignment, 2)):
            connection.execute(table.insert(), [row[at] for row in rows])
        _archive(connection, count)
    for name, wanted in PINNED.items():
        saved_views.pin(store, saved_views.save_view(store, name, wanted), pinned=True)


def _user(account_id: int, place: int, product_id: int) -> tuple[dict[str, Any], ...]:
    """A person, the number that they have, and since when."""
    key = (account_id - 1) * NUMBERS + place + 1
    number, name = number_of(account_id, place)
    item = {
        "id": key, "account_id": account_id, "product_id": product_id, "label": "", "quantity": 1, "start": SINCE,
        "number": f"+33{number[1:]}", "iccid": "", "rio": "",
    }  # fmt: skip
    someone = {"id": key, "name": name, "team_id": key % TEAMS + 1, "email": ""}
    return someone, item, {"item_id": key, "person_id": key, "start": SINCE}


def _archive(connection: Connection, count: int) -> None:
    """As many documents as invoices, each looked at once."""
    first = connection.exec_driver_sql("SELECT max(id) + 1 FROM deposit").scalar_one()
    places = range(count)
    document = {
        "digest_algorithm": "sha256", "size": 1, "media_type": "application/pdf", "deposited_at": LOOKED,
        "os_user": "bench", "program_version": "0",
    }  # fmt: skip
    kept = {"kind": "invoice", "document_date": SINCE, "keep_until": date(2036, 12, 31), "hold": ""}
    said = {"judged_at": LOOKED, "trust": "none", "signer": "", "report": {"said": "x" * 400}}
    answers = ["unsigned" if at % _DOUBTFUL else "modified" for at in places]
    connection.execute(deposit.insert(), [{**document, "id": first + at, "digest": f"a{at:063x}"} for at in places])
    connection.execute(custody.insert(), [{**kept, "deposit_id": first + at} for at in places])
    connection.execute(
        verdict.insert(), [{**said, "deposit_id": first + at, "integrity": answers[at]} for at in places]
    )
