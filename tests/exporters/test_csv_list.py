"""Lists as CSV files: read back as they were written, inert for spreadsheets, never half a file."""

import csv
import io
import os
import stat
import time
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from telbill_desktop.domain.errors import TelbillError
from telbill_desktop.domain.invoice import Category, InvoiceLine, InvoiceState, InvoiceType
from telbill_desktop.domain.invoice_list import InvoiceColumn, InvoiceRow
from telbill_desktop.domain.period import Period
from telbill_desktop.domain.report import Column, Table
from telbill_desktop.exporters import csv_list
from telbill_desktop.exporters.cell_text import inert
from telbill_desktop.system.i18n import use_language

FORMULA = tuple("=+-@\t\r")
ALL = list(InvoiceColumn)


def row(**changes: object) -> InvoiceRow:
    values: dict[str, object] = {
        "id": 1,
        "type": InvoiceType.CREDIT_NOTE,
        "type_code": "381",
        "issue_date": date(2026, 11, 17),
        "number": "A-1312/B",
        "ht": Decimal("-1256.25"),
        "vat": Decimal("-251.25"),
        "ttc": Decimal("-1507.50"),
        "amount_due": None,
        "currency": "EUR",
        "due_date": None,
        "subscriber": "Brûlerie « du Vexin »; & fils",
        "client_code": "0012",
        "operator": "Factéo",
        "account": "CF 2",
        "state": InvoiceState.TO_CHECK,
    }
    return InvoiceRow(**{**values, **changes})  # type: ignore[arg-type] # any field of a row


def line(**changes: object) -> InvoiceLine:
    values: dict[str, object] = {
        "label": "Forfait 50 Go",
        "amount": Decimal("40.000000"),
        "number_on_invoice": "1",
        "category": Category.SUBSCRIPTIONS,
        "quantity": Decimal("1.000000"),
        "unit_price": Decimal("0.012500"),
        "vat_rate": Decimal("20.000000"),
        "period": Period(date(2026, 10, 29), date(2026, 11, 29)),
        "prorated": True,
        "phone_number": "0639980101",
    }
    return InvoiceLine(**{**values, **changes})  # type: ignore[arg-type] # any field of a line


def read(path: Path) -> list[list[str]]:
    return list(csv.reader(io.StringIO(path.read_bytes().decode("utf-8-sig"), newline=""), delimiter=";"))


@pytest.fixture
def french() -> Iterator[None]:
    use_language("fr")
    yield
    use_language("en")


def test_the_list_is_written_in_the_columns_and_order_asked_for(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    assert (
        csv_list.write_invoice_list(path, [row()], [InvoiceColumn.NUMBER, InvoiceColumn.TTC, InvoiceColumn.DATE]).rows
        == 1
    )
    assert read(path) == [["Invoice number", "Total incl. VAT", "Date"], ["A-1312/B", "-1507,50", "17/11/2026"]]


def test_the_file_begins_with_the_mark_that_tells_excel_its_encoding(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    csv_list.write_invoice_list(path, [row()], ALL)
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    assert path.read_bytes().endswith(b"\r\n")
    assert path.read_bytes() == csv_list.invoice_list_bytes([row()], ALL)


@pytest.mark.usefixtures("french")
def test_titles_and_words_are_in_the_users_language(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    csv_list.write_invoice_list(path, [row()], [InvoiceColumn.TYPE])
    assert read(path)[1] == ["Avoir"]


def test_every_cell_comes_back_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    csv_list.write_invoice_list(path, [row(subscriber='a;b"c"\nd\r\ne'), row(type_code="261")], ALL)
    first, second = read(path)[1:]
    assert first[ALL.index(InvoiceColumn.SUBSCRIBER)] == 'a;b"c"\nd\r\ne'
    assert second[0] == "Credit note (261)"
    assert first[1:5] == ["17/11/2026", "A-1312/B", "-1256,25", "-1507,50"]
    assert first[ALL.index(InvoiceColumn.AMOUNT_DUE)] == ""


def test_lines_follow_the_invoice_that_they_belong_to(tmp_path: Path) -> None:
    path = tmp_path / "lines.csv"
    written = csv_list.write_lines(
        path, [(row(), [line(), line(amount=None, period=None, unit_price=None)]), (row(), [])]
    )
    head, first, second = read(path)
    cells = dict(zip(head, first, strict=True))
    assert written.rows == 2
    assert (cells["Invoice number"], cells["Label"], cells["Category"]) == (
        "A-1312/B",
        "Forfait 50 Go",
        "Subscriptions",
    )
    assert (cells["Quantity"], cells["Unit price excl. VAT"], cells["Total excl. VAT"]) == ("1", "0,0125", "40,00")
    assert (cells["From"], cells["To"], cells["Prorata"]) == ("29/10/2026", "28/11/2026", "yes")
    assert second[head.index("Total excl. VAT")] == second[head.index("From")] == ""


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        "+1+1",
        "-1+1",
        "@SUM(A1)",
        "\t=1",
        "\r=1",
        "-",
        "+",
        " =1",
        "=cmd|' /C notepad'!'A1'",
        "-12,50;=1",
        "−1+1",
        "＝1",
    ],
)
def test_a_text_that_a_spreadsheet_would_run_gets_an_apostrophe(text: str, tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    csv_list.write_invoice_list(path, [row(number=text)], [InvoiceColumn.NUMBER])
    assert read(path)[1] == [f"'{text}"]


@pytest.mark.parametrize("text", ["-12,50", "-12.50", "+33639980101", "-1 234,5", "12", "A-1", "a=b", "'quoted"])
def test_numbers_and_other_texts_stay_as_they_are(text: str) -> None:
    assert inert(text) == text


def test_a_long_number_that_is_none_takes_no_time() -> None:
    started = time.perf_counter()
    assert inert("-" + "1" * 50_000 + "x").startswith("'")
    assert time.perf_counter() - started < 2


@given(st.text())
def test_no_cell_ever_begins_like_a_formula_unless_it_is_a_number(text: str) -> None:
    shown = inert(text)
    assert shown in {text, f"'{text}"}
    if shown.startswith(FORMULA):
        assert (
            shown.strip()[1:]
            .replace(" ", "")
            .replace("\u00a0", "")
            .replace("\u202f", "")
            .replace(",", "")
            .replace(".", "")
            .isdigit()
        )


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00")), min_size=1, max_size=4))
def test_any_text_is_one_cell_of_one_row(texts: list[str]) -> None:
    rows = [row(number=text) for text in texts]
    content = csv_list.invoice_list_bytes(rows, [InvoiceColumn.NUMBER, InvoiceColumn.CURRENCY]).decode("utf-8-sig")
    found = list(csv.reader(io.StringIO(content, newline=""), delimiter=";"))[1:]
    assert found == [[inert(text), "EUR"] for text in texts]


def test_the_vectors_of_formula_cells_are_inert(corpus: Path, tmp_path: Path) -> None:
    vectors = corpus / "vectors" / "formula_cells.csv"
    if not vectors.exists():
        pytest.skip(f"no {vectors}")
    with vectors.open(encoding="utf-8", newline="") as stream:
        texts = [each["cell_text"] for each in csv.DictReader(stream)]
    path = tmp_path / "list.csv"
    csv_list.write_invoice_list(path, [row(number=text) for text in texts], [InvoiceColumn.NUMBER])
    assert [cells[0] for cells in read(path)[1:]] == [f"'{text}" for text in texts]


def test_the_clipboard_has_one_line_for_each_row_and_is_as_inert() -> None:
    text = csv_list.invoice_list_tsv([row(number="=1\t+2\n3")], [InvoiceColumn.NUMBER, InvoiceColumn.HT])
    assert text.split("\n") == ["Invoice number\tTotal excl. VAT", "'=1 +2 3\t-1256,25"]


def test_an_old_file_is_replaced_only_by_a_whole_new_one(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("old")

    def broken() -> Iterator[InvoiceRow]:
        yield row()
        raise TelbillError("invoice_gone")

    with pytest.raises(TelbillError):
        csv_list.write_invoice_list(path, broken(), ALL)
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_target_that_cannot_be_written_is_named_and_stays(tmp_path: Path) -> None:
    folder = tmp_path / "list.csv"
    folder.mkdir()
    for path in (folder, tmp_path / "missing" / "list.csv", folder / ("x" * 300)):
        with pytest.raises(TelbillError) as caught:
            csv_list.write_invoice_list(path, [row()], ALL)
        assert caught.value.message.code == "file_unwritable"
        assert caught.value.message.params["file"] == str(path)
    assert list(tmp_path.iterdir()) == [folder]
    assert list(folder.iterdir()) == []


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="everything is writable for root")
def test_a_file_that_nobody_may_change_is_not_replaced(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("old")
    path.chmod(0o444)
    with pytest.raises(TelbillError):
        csv_list.write_invoice_list(path, [row()], ALL)
    assert path.read_text() == "old"


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes and rarely lets links be made")
def test_links_and_permissions_of_the_old_file_stay(tmp_path: Path) -> None:
    target, link = tmp_path / "target.csv", tmp_path / "link.csv"
    target.write_text("old")
    target.chmod(0o640)
    link.symlink_to(target)
    csv_list.write_invoice_list(link, [row()], [InvoiceColumn.NUMBER])
    assert link.is_symlink()
    assert read(target)[1] == ["A-1312/B"]
    assert stat.S_IMODE(target.stat().st_mode) == 0o640


def test_ten_thousand_rows_are_written_piece_by_piece(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    assert csv_list.write_invoice_list(path, (row(number=str(n)) for n in range(10_000)), ALL).rows == 10_000
    assert [cells[2] for cells in read(path)[1:]] == [str(n) for n in range(10_000)]


def test_a_text_between_quotation_marks_is_pasted_as_it_is() -> None:
    texts = ['"=1+1"', '"Pro', 'Pro "20"', "=1"]
    copied = csv_list.tsv([["a", "b", "c", "d"], texts])
    [_titles, pasted] = csv.reader(copied.splitlines(), delimiter="\t")  # Excel reads what it is given as this does
    assert pasted == [*texts[:3], "'=1"]
    made = Table("T", [Column("A"), Column("B")], lambda: [texts[:2]])
    assert list(csv.reader(csv_list.table_tsv(made).splitlines(), delimiter="\t"))[1] == texts[:2]
