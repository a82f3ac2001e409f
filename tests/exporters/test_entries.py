"""The file of entries as a program reads it back."""

import csv
import errno
import re
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from telbill_desktop.domain.accounting import AccountingRules, LedgerAccount, TeamSplit
from telbill_desktop.domain.entries import (
    ChargePart,
    Entry,
    InvoiceToBook,
    Ledger,
    LeftOut,
    LeftOutInvoice,
    entry_lines,
)
from telbill_desktop.domain.entry_report import EntryReport
from telbill_desktop.domain.errors import TelbillError
from telbill_desktop.domain.invoice_kinds import Category, InvoiceState, InvoiceType
from telbill_desktop.domain.report_scope import ReportScope
from telbill_desktop.exporters import new_file
from telbill_desktop.exporters.entries import COLUMNS, plain_text, write_entries
from telbill_desktop.exporters.entry_words import line_label
from telbill_desktop.exporters.put_back import put_back
from telbill_desktop.exporters.reports.entries import entries_report
from telbill_desktop.system.durable_files import put_in_place

DAY = date(2026, 2, 9)
SCOPE = ReportScope(("Atelier Roche SAS",), (), date(2026, 12, 1), date(2026, 1, 1), date(2026, 6, 30))
INVOICE = InvoiceToBook(
    id=1,
    operator_id=7,
    operator="Hexa|mobile\tœuvre ☎",
    account="CF 1",
    number="F-1\r\n2",
    type=InvoiceType.INVOICE,
    issue_date=DAY,
    currency="EUR",
    ht=Decimal("1234.50"),
    vat=Decimal("246.90"),
    ttc=Decimal("1481.40"),
    state=InvoiceState.READ,
    parts=(ChargePart(Category.USAGE, 1, Decimal("1234.50")),),
)


def report(**changes: object) -> EntryReport:
    rules = replace(AccountingRules(), split=TeamSplit.LABEL, vat=LedgerAccount("44566", "TVA – l’autre"))
    ledger = Ledger(rules, {7: "HEXA"}, {1: "Élodie & Cie"}, {1: "ELODIECIE"})
    entry = Entry(12, INVOICE, entry_lines(INVOICE, ledger))
    return replace(EntryReport(SCOPE, rules, [entry], []), **changes)  # type: ignore[arg-type] # any field


def test_every_line_has_the_18_columns_and_holds_no_separator(tmp_path: Path) -> None:
    path = tmp_path / "entries.txt"
    write_entries(path, report())
    content = path.read_bytes()
    assert content.endswith(b"\r\n")
    assert content.count(b"\n") == content.count(b"\r\n") == 4
    head, *lines = [line.split("\t") for line in content.decode("iso8859-15").split("\r\n")[:-1]]
    assert head == list(COLUMNS)
    assert len(COLUMNS) == 18
    assert lines == [
        [
            *("AC", "Achats", "12", "20260209", "626", "Frais postaux et de télécommunications", "", ""),
            *("F-1 2", "20260209", "Invoice F-1 2 Hexa mobile œuvre ? - ELODIECIE Élodie & Cie", "1234,50", "0,00"),
            *("", "", "", "", ""),
        ],
        [
            *("AC", "Achats", "12", "20260209", "44566", "TVA - l'autre", "", "", "F-1 2", "20260209"),
            *("Invoice F-1 2 Hexa mobile œuvre ?", "246,90", "0,00", "", "", "", "", ""),
        ],
        [
            *("AC", "Achats", "12", "20260209", "401", "Fournisseurs", "HEXA", "Hexa mobile œuvre ?", "F-1 2"),
            *("20260209", "Invoice F-1 2 Hexa mobile œuvre ?", "0,00", "1481,40", "", "", "", "", ""),
        ],
    ]


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("a | b", "a b"),
        ("a\u2028b\x85c\u00a0d", "a b c d"),
        ("l’été – “ok” …", 'l\'été - "ok" ...'),
        ("Š ž œ Ÿ €", "Š ž œ Ÿ €"),
        ("Łódź ő", "?ódz o"),
        ("\x00\x1b[31m", "[31m"),
        ("Te\u0301le\u0301com", "Télécom"),
        ("\ufb01bre, 1\u00bd, N\u2116", "fibre, 11/2, NNo"),
        ("\ufeffSo\u200bnora\u202e", "Sonora"),
        ("a\uff5cb\uff09", "a b)"),
        ("=HYPERLINK(1)", "'=HYPERLINK(1)"),
        (" \uff1d1+1", "'=1+1"),
        ("\u2212A1", "'-A1"),
        ("-12,50", "-12,50"),
    ],
)
def test_a_label_is_written_in_the_letters_of_the_file(text: str, kept: str) -> None:
    assert plain_text(text) == kept


@pytest.mark.parametrize("name", ['"Hexa', '"=1+1" & Cie', "\u201cHexa\u201d", '"'])
def test_a_spreadsheet_finds_the_18_columns_whatever_a_name_begins_with(name: str, tmp_path: Path) -> None:
    path = tmp_path / "entries.txt"
    named = replace(INVOICE, operator=name)
    ledger = Ledger(AccountingRules(), {7: "HEXA"}, {}, {})
    write_entries(path, report(entries=[Entry(1, named, entry_lines(named, ledger))]))
    with path.open(encoding="iso8859-15", newline="") as stream:
        rows = list(csv.reader(stream, delimiter="\t"))
    assert [len(row) for row in rows] == [18] * 4
    assert rows[-1][7].startswith("'")


def test_the_description_says_what_it_is_its_rules_and_what_is_not_in_it(tmp_path: Path) -> None:
    left = LeftOutInvoice(replace(INVOICE, number="CH-1", currency="CHF"), LeftOut.OTHER_CURRENCY)
    note = write_entries(tmp_path / "entries.txt", report(left_out=[left], before=3))
    text = note.read_bytes().decode("utf-8-sig")
    assert note == tmp_path / "entries - description.txt"
    assert "\r\n" in text
    assert "PREPARATION OF ENTRIES" in text
    assert "does not replace it" in text
    assert all(column in text for column in COLUMNS)
    assert "In CHF: booked in euros only." in text
    assert "3 invoices that were prepared before" in text
    assert not re.search(r"\bFEC\b", text)


def test_what_was_there_stays_when_the_file_cannot_be_written(tmp_path: Path) -> None:
    folder = tmp_path / "entries.txt"
    folder.mkdir()
    with pytest.raises(TelbillError) as refused:
        write_entries(folder, report())
    assert refused.value.message.code == "file_unwritable"
    assert folder.is_dir()
    assert list(tmp_path.iterdir()) == [folder]  # no description of what is not there


def test_entries_are_not_there_without_their_description(tmp_path: Path) -> None:
    path = tmp_path / "entries.txt"
    path.write_text("before")
    (tmp_path / "entries - description.txt").mkdir()
    with pytest.raises(TelbillError):
        write_entries(path, report())
    assert path.read_text() == "before"


def test_a_description_is_not_there_without_its_entries(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path, note = tmp_path / "entries.txt", tmp_path / "entries - description.txt"
    path.write_text("before")
    note.write_text("theirs")

    def held(aside: Path, target: Path) -> None:
        if target == path:
            raise PermissionError(errno.EACCES, "another program has it open")
        put_in_place(aside, target)

    monkeypatch.setattr(new_file, "put_in_place", held)
    with pytest.raises(TelbillError):
        write_entries(path, report())
    assert {one.name: one.read_text() for one in tmp_path.iterdir()} == {path.name: "before", note.name: "theirs"}


def test_a_file_that_fails_later_and_cannot_be_taken_away_again_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another program may have opened it meanwhile; a full store is why it fails."""
    path = tmp_path / "entries.txt"

    def opened_elsewhere(_path: Path, *, missing_ok: bool = False) -> None:
        raise PermissionError(missing_ok)

    def fail_later() -> None:
        with put_back(path):
            path.write_text("entries", "utf-8")
            monkeypatch.setattr(Path, "unlink", opened_elsewhere)
            raise OSError

    with pytest.raises(TelbillError) as told:
        fail_later()
    monkeypatch.undo()
    assert told.value.message.code == "file_left_behind"
    assert told.value.message.params == {"file": "entries.txt"}
    assert isinstance(told.value.__cause__, OSError)


def test_the_readable_report_adds_up_and_names_what_is_not_booked() -> None:
    left = LeftOutInvoice(replace(INVOICE, state=InvoiceState.TO_CHECK), LeftOut.TO_CHECK)
    lines, accounts, left_out = entries_report(report(left_out=[left])).tables
    rows = [list(row) for row in lines.rows()]
    assert [row[-2:] for row in rows] == [
        [Decimal("1234.50"), None],
        [Decimal("246.90"), None],
        [None, Decimal("1481.40")],
    ]
    for table in (lines, accounts):
        assert table.totals is not None
        assert table.totals[-2:] == [Decimal("1481.40"), Decimal("1481.40")]
    assert [row[0] for row in accounts.rows()] == ["401", "44566", "626"]
    [row] = left_out.rows()
    assert row[-1] == "To check: its figures do not agree."


def test_a_line_names_the_team_and_its_section_once_where_they_are_called_alike() -> None:
    [entry] = report().entries
    labels = [
        line_label(entry, replace(entry.lines[0], team="Atelier", section=section)) for section in ("ATELIER", "AT1")
    ]
    assert [label.rpartition(" - ")[2] for label in labels] == ["Atelier", "AT1 Atelier"]
