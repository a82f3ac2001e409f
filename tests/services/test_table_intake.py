"""Tables taken in through the real readers: what is new, what is known, what contradicts; and all of it undone."""

import csv
import io
from datetime import datetime
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import Workbook  # type: ignore[import-untyped] # it ships no types
from sqlalchemy import select

from telbill_desktop.domain.invoice_list import InvoiceColumn
from telbill_desktop.domain.progress import Unwatched
from telbill_desktop.domain.table_reading import TableCounts
from telbill_desktop.exporters import csv_list
from telbill_desktop.importers import read
from telbill_desktop.services import history, invoices
from telbill_desktop.services.intake import FileResult, gather, import_files
from telbill_desktop.store.engine import Store
from telbill_desktop.store.search import disagreements
from telbill_desktop.store.tables.documents import invoice_source
from telbill_desktop.store.tables.invoices import invoice, invoice_line
from tests.importers.tabular.samples import MULTI_CF, STATION, STATION_LINES, STATION_TITLES
from tests.services.shelf import FACTS, state, stored

EUROS = Decimal
UNDOABLE = FACTS | {"archive"}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "in"
    made.mkdir()
    return made


def take(store: Store, folder: Path, text: str, name: str = "liste.csv", *, dry_run: bool = False) -> FileResult:
    (folder / name).write_text(text, "utf-8")
    [result] = import_files(store, gather((folder / name,)), read, Unwatched(), dry_run=dry_run)
    return result


def counts(result: FileResult) -> tuple[int, int, int, int]:
    table = result.table
    assert isinstance(table, TableCounts), result.message
    return table.new, table.identical, table.completed, table.changed


def amounts(store: Store, number: str) -> tuple[Decimal | None, ...]:
    [head] = [row for row in stored(store, invoice) if row.number == number]
    return head.ht, head.vat, head.ttc


def roles(store: Store, number: str) -> list[tuple[str, str]]:
    with store.reading() as connection:
        asked = (
            select(invoice_source.c.kind, invoice_source.c.role)
            .join(invoice, invoice.c.id == invoice_source.c.invoice_id)
            .where(invoice.c.number == number)
            .order_by(invoice_source.c.id)
        )
        return [(row.kind, row.role) for row in connection.execute(asked)]


def test_every_row_becomes_an_invoice_with_its_document(store: Store, folder: Path) -> None:
    result = take(store, folder, STATION)
    assert (result.status, counts(result)) == ("imported", (6, 0, 0, 0))
    assert amounts(store, "62274737") == (EUROS("56267.25"), EUROS("11253.45"), EUROS("67520.70"))
    assert amounts(store, "62274457") == (EUROS("-56267.25"), None, None)
    assert roles(store, "62251966") == [("list_row", "main")]
    with store.reading() as connection:
        assert disagreements(connection) == (6, 0)


def test_the_same_list_again_changes_nothing_at_all(store: Store, folder: Path) -> None:
    take(store, folder, STATION)
    before = state(store, without=FACTS)
    result = take(store, folder, STATION)
    assert (result.status, counts(result)) == ("duplicate", (0, 6, 0, 0))
    assert state(store, without=FACTS) == before


def test_the_next_month_s_list_adds_what_is_new_and_notes_nothing_twice(store: Store, folder: Path) -> None:
    take(store, folder, STATION)
    result = take(store, folder, STATION + "Facture;03/06/2022;62280001;10,00;12,00;Client 1;00002501\n", "juin.csv")
    assert (result.status, counts(result)) == ("imported", (1, 6, 0, 0))
    assert roles(store, "62274737") == [("list_row", "main")]


def test_a_blank_that_a_later_list_fills_is_filled(store: Store, folder: Path) -> None:
    take(store, folder, STATION)
    later = STATION.replace("4 270,00;;", "4 270,00;5 124,00;")
    result = take(store, folder, later, "juin.csv")
    assert (result.status, counts(result)) == ("merged", (0, 5, 1, 0))
    assert amounts(store, "62268557") == (EUROS("4270.00"), EUROS("854.00"), EUROS("5124.00"))


def test_a_row_that_says_otherwise_overwrites_nothing_and_is_noted_once(store: Store, folder: Path) -> None:
    take(store, folder, STATION)
    other = STATION.replace("168,48;176,88", "168,48;176,89")
    result = take(store, folder, other, "autre.csv")
    assert (result.status, counts(result)) == ("conflict", (0, 5, 0, 1))
    assert result.table is not None
    assert result.table.conflicts == ("62251966",)
    assert amounts(store, "62251966") == (EUROS("168.48"), EUROS("8.40"), EUROS("176.88"))
    assert counts(take(store, folder, other, "autre.csv")) == (0, 5, 0, 1)
    assert roles(store, "62251966") == [("list_row", "main"), ("list_row", "conflict")]


@pytest.mark.parametrize("lines_first", [False, True])
def test_a_list_and_its_detail_that_disagree_are_both_kept(store: Store, folder: Path, *, lines_first: bool) -> None:
    files = [("liste.csv", STATION), ("detail.csv", STATION_LINES)]
    results = [take(store, folder, text, name) for name, text in (files[::-1] if lines_first else files)]
    assert [result.status for result in results][1] in {"conflict", "imported"}
    assert len([row for row in stored(store, invoice) if row.number == "62268557"]) == 1
    assert sorted(role for _, role in roles(store, "62268557")) == ["conflict", "main"]
    assert amounts(store, "62268557")[0] == EUROS("4278.41")  # the better document is shown, whatever came first


@pytest.mark.parametrize("lines_first", [False, True])
def test_a_detail_that_agrees_with_its_list_brings_the_lines_and_keeps_the_rest(
    store: Store, folder: Path, *, lines_first: bool
) -> None:
    files = [("liste.csv", STATION.replace("4 270,00;;", "4 278,41;5 130,82;")), ("detail.csv", STATION_LINES)]
    for name, text in files[::-1] if lines_first else files:
        take(store, folder, text, name)
    assert amounts(store, "62268557") == (EUROS("4278.41"), EUROS("852.41"), EUROS("5130.82"))
    assert len(stored(store, invoice_line)) == 2
    [head] = [row for row in stored(store, invoice) if row.number == "62268557"]
    assert head.recipient_name == "Client 1"
    assert sorted(roles(store, "62268557")) == [("detail", "main"), ("list_row", "other")]


def test_the_lines_of_several_invoices_go_in_together_and_only_once(store: Store, folder: Path) -> None:
    assert counts(take(store, folder, MULTI_CF)) == (2, 0, 0, 0)
    before = state(store, without=FACTS)
    assert counts(take(store, folder, MULTI_CF)) == (0, 2, 0, 0)
    assert state(store, without=FACTS) == before


def test_one_undo_takes_a_list_back_and_redo_brings_it_again(store: Store, folder: Path) -> None:
    before = state(store, without=UNDOABLE)
    take(store, folder, STATION)
    after = state(store, without=UNDOABLE)
    history.undo(store)
    assert state(store, without=UNDOABLE) == before
    history.redo(store)
    assert state(store, without=UNDOABLE) == after


def test_a_dry_run_counts_and_writes_nothing(store: Store, folder: Path) -> None:
    before = state(store)
    assert counts(take(store, folder, STATION, dry_run=True)) == (6, 0, 0, 0)
    assert state(store) == before


def test_rows_that_failed_go_in_when_the_file_is_mended_and_the_others_stay(store: Store, folder: Path) -> None:
    broken = STATION.replace("09/05/2022;62248703", "39/05/2022;62248703")
    first = take(store, folder, broken)
    assert counts(first) == (5, 0, 0, 0)
    assert first.table is not None
    assert [problem.line for problem in first.table.problems] == [6]
    assert counts(take(store, folder, STATION, "mended.csv")) == (1, 5, 0, 0)


def test_a_list_that_nothing_can_be_read_of_leaves_nothing(store: Store, folder: Path) -> None:
    before = state(store)
    result = take(store, folder, f"{STATION_TITLES}\nFacture;x;;;;;\n")
    assert result.status == "refused"
    assert result.table is not None
    assert len(result.table.problems) == 1
    assert state(store) == before


@pytest.mark.parametrize("text", ["=cmd|' /C notepad'!'A1'", "@SUM(1+9)*cmd|' /C calc'!A0", "<b>gras</b>", "a;b"])
def test_a_text_that_a_spreadsheet_would_run_goes_in_as_a_text(store: Store, folder: Path, text: str) -> None:
    take(store, folder, f'{STATION_TITLES}\nFacture;09/05/2022;1;1,00;1,20;"{text}";1\n')
    [head] = stored(store, invoice)
    assert head.recipient_name == text
    exported = csv_list.invoice_list_bytes(invoices.rows(store, [head.id]), [InvoiceColumn.SUBSCRIBER]).decode(
        "utf-8-sig"
    )
    [_, [cell]] = csv.reader(io.StringIO(exported), delimiter=";")
    assert cell == (f"'{text}" if text[0] in "=@" else text)


def test_a_workbook_s_typed_cells_read_to_the_cent(store: Store, folder: Path) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["La Poste", None])
    sheet.append(STATION_TITLES.split(";"))
    sheet.append(["Facture", datetime(2022, 5, 27), "62274737", 56267.25, 67520.70, "Client 1", "00002501"])  # noqa: DTZ001
    sheet.append(["Avoir", datetime(2022, 5, 27), 62274457, -56267.25, None, "Client 1", "00002501"])  # noqa: DTZ001
    sheet.append(["Facture", "17/05/2022", "62268557", "4 270,00", 0.1 + 0.2, "Client 1", "00002501"])
    sheet.append(["Facture", "17/05/2022", "62268558", "=40+2", 12.345, "Client 1", "00002501"])
    book.save(folder / "liste.xlsx")
    [result] = import_files(store, gather((folder / "liste.xlsx",)), read, Unwatched())
    assert counts(result) == (3, 0, 0, 0)
    assert amounts(store, "62274737") == (EUROS("56267.25"), EUROS("11253.45"), EUROS("67520.70"))
    assert amounts(store, "62274457") == (EUROS("-56267.25"), None, None)
    assert amounts(store, "62268557")[2] == EUROS("0.30")
    assert result.table is not None
    assert [(each.line, each.message.code) for each in result.table.problems] == [(6, "cell_without_result")]


def test_another_subscriber_of_a_known_invoice_is_said_and_changes_nothing(store: Store, folder: Path) -> None:
    take(store, folder, STATION)
    before = stored(store, invoice)
    result = take(store, folder, STATION.replace("176,88;Client 1", "176,88;Client 2"), "autre.csv")
    assert (counts(result), stored(store, invoice)) == ((0, 6, 0, 0), before)
    assert result.table is not None
    assert result.table.called_otherwise == ("62251966",)
    assert "table_called_otherwise" in [message.code for message in result.warnings]
