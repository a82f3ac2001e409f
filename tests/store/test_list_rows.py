"""Rows of a list become the records that their drafts would become, and are found as if they were read back."""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import select

from telbill_desktop.domain.figures import InvoiceFigures
from telbill_desktop.domain.identity import number_key
from telbill_desktop.domain.list_row import ListRow, ListRows
from telbill_desktop.domain.messages import Message
from telbill_desktop.domain.money import Money
from telbill_desktop.domain.reading import Outcome, Reading, SourceKind
from telbill_desktop.store import intake, search, vault
from telbill_desktop.store.engine import Store
from telbill_desktop.store.images import columns_of
from telbill_desktop.store.list_rows import draft_of, head_columns, source_columns
from telbill_desktop.store.source_roles import MAIN
from telbill_desktop.store.table_intake import add_list
from telbill_desktop.store.tables.documents import invoice_source
from telbill_desktop.store.tables.invoices import invoice
from telbill_desktop.store.unit_of_work import unit_of_work

NOW = datetime(2026, 11, 17, 8, 2, tzinfo=UTC)
BLANK = ListRow(
    line=2,
    operator="La Poste",
    number="62268557",
    issue_date=date(2022, 5, 17),
    is_credit=False,
    sign_flipped=False,
    currency="EUR",
    ht=Decimal("168.48"),
    vat=None,
    ttc=None,
    amount_due=None,
    due_date=None,
    period_start=None,
    period_end=None,
    subscriber="",
    account="",
    radical="",
    client_code="",
    sub_account="",
    purchase_order="",
    framework_contract="",
    local_contract="",
    note="",
    to_check=False,
    warnings=(),
)
FULL = ListRow(
    line=3,
    operator="Opérateur « Œil »\\Nord",
    number='Fé-"12"\\\n7',
    issue_date=date(2023, 1, 31),
    is_credit=True,
    sign_flipped=True,
    currency="USD",
    ht=Decimal(-1000),
    vat=Decimal("-200.1"),
    ttc=Decimal("-1200.10"),
    amount_due=Decimal("0.00"),
    due_date=date(2023, 2, 28),
    period_start=date(2023, 1, 1),
    period_end=date(2023, 1, 31),
    subscriber="Brûlerie du Vexin",
    account="1-10265655331",
    radical="RAD77",
    client_code="C 4711",
    sub_account="SA-7",
    purchase_order="AA01046121",
    framework_contract="50036316",
    local_contract="LOC-9",
    note="réglé",
    to_check=True,
    warnings=(Message("row_totals_mismatch", {"ht": Money(Decimal(-1), "USD"), "vat": 2, "ttc": "«é»"}),),
)
ROWS = (BLANK, FULL)


def lined(columns: dict[str, Sequence[Any]]) -> list[dict[str, Any]]:
    return [dict(zip(columns, values, strict=True)) for values in zip(*columns.values(), strict=True)]


def reading_of(row: ListRow) -> Reading:
    return Reading(Outcome.READ, "csv", SourceKind.LIST_ROW, warnings=row.warnings, to_check=row.to_check)


@pytest.mark.parametrize("rows", [ROWS, ROWS[::-1], (FULL, FULL), (FULL, FULL._replace(number="2", to_check=False))])
def test_the_invoice_of_a_row_is_that_of_its_draft(rows: Sequence[ListRow]) -> None:
    places = [(3, 4, 5), (6, None, None)]
    drafts = [intake.head_row(*place, draft_of(row), reading_of(row)) for place, row in zip(places, rows, strict=True)]
    keys = [number_key(row.number) for row in rows]
    assert lined(head_columns(ListRows.of(rows), places, keys)) == lined(columns_of(invoice, drafts))


@pytest.mark.parametrize("rows", [ROWS, ROWS[::-1]])
def test_what_a_row_says_is_noted_as_its_draft_would_be(rows: Sequence[ListRow]) -> None:
    notes = [
        {"invoice_id": key, **intake.source_row(9, MAIN, InvoiceFigures.of(draft_of(row)), reading_of(row), NOW)}
        for key, row in enumerate(rows, start=7)
    ]
    assert lined(source_columns(ListRows.of(rows), [7, 8], 9, "csv", NOW)) == lined(columns_of(invoice_source, notes))


@pytest.mark.parametrize(
    "rows",
    [
        ROWS,
        (FULL, FULL._replace(number="62268557"), FULL._replace(number="62268558", sub_account="")),
        # A number that something else says too stands once, where it came first; one of signs alone says nothing.
        (BLANK._replace(client_code=BLANK.number), BLANK._replace(number="C 4711", client_code="C 4711", account="8")),
        (BLANK._replace(number="---"), BLANK._replace(number="1", operator="-"), BLANK._replace(number="2")),
    ],
)
def test_the_index_of_a_list_is_what_its_records_would_give(store: Store, rows: Sequence[ListRow]) -> None:
    with unit_of_work(store, "import", {"name": "list.csv"}) as unit:
        deposit_id = vault.register(unit.connection, "0" * 64, b"list", "list.csv", "/tmp")  # noqa: S108 - a name
        assert len(add_list(unit, deposit_id, rows, "csv").new) == len(rows)
    with store.reading() as connection:
        assert search.disagreements(connection) == (len(rows), 0)
        assert search.is_intact(connection)
        stored = connection.execute(select(search.invoice_text)).all()
    with unit_of_work(store, "import") as unit:
        search.rebuild(unit.connection)
    with store.reading() as connection:
        assert connection.execute(select(search.invoice_text)).all() == stored


def test_a_list_without_rows_changes_nothing(store: Store) -> None:
    with unit_of_work(store, "import", {"name": "list.csv"}) as unit:
        deposit_id = vault.register(unit.connection, "0" * 64, b"list", "list.csv", "/tmp")  # noqa: S108 - a name
        outcome = add_list(unit, deposit_id, [], "csv")
    assert (outcome.new, outcome.identical) == ([], 0)


@pytest.mark.parametrize("asked", [slice(1), slice(4)])
def test_what_is_known_is_found_whether_the_store_or_the_list_is_longer(store: Store, asked: slice) -> None:
    rows = [BLANK._replace(number=f"N-{number}") for number in range(4)]
    other_year = BLANK._replace(number="N-0", issue_date=date(2021, 5, 17))
    with unit_of_work(store, "import", {"name": "list.csv"}) as unit:
        first = vault.register(unit.connection, "0" * 64, b"list", "list.csv", "/tmp")  # noqa: S108 - a name
        second = vault.register(unit.connection, "1" * 64, b"list", "list.csv", "/tmp")  # noqa: S108 - a name
        add_list(unit, first, rows[:3], "csv")
        outcome = add_list(unit, second, [*rows[asked], other_year], "csv")
    assert (outcome.identical, len(outcome.new)) == ((1, 1) if asked == slice(1) else (3, 2))
