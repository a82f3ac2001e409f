"""Every filter of the list as an option: words in, the same invoices out as on screen."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from telbill_desktop.domain.invoice import AccountReference, Party, References
from telbill_desktop.domain.invoice_kinds import InvoiceMark
from telbill_desktop.domain.invoice_list import InvoiceFilter
from telbill_desktop.domain.messages import Message
from telbill_desktop.domain.perimeter import PerimeterChoice
from telbill_desktop.domain.reading import SourceKind
from telbill_desktop.services import invoice_edits, perimeters, saved_views
from telbill_desktop.store.engine import Store
from tests.builders import LINES
from tests.cli.conftest import Run
from tests.new_stores import filled_store
from tests.services import invoice_samples as samples

TEXTS = ["--number", "--account", "--sub-account", "--client-code", "--subscriber", "--operator"]
TEXTS += ["--reference", "--line", "--text", "--currency"]


@pytest.fixture(autouse=True)
def known(tmp_path: Path) -> None:
    filled_store(tmp_path / "store", four_invoices)


def four_invoices(store: Store) -> None:
    """Four invoices: plain, of a list row, of another subscriber, in francs; two views and a perimeter."""
    blank = replace(samples.totals("50.00"), vat=None, ttc=None)
    [plain] = samples.add(store, samples.draft("F-1", lines=LINES), source=SourceKind.XML)
    [listed] = samples.add(store, samples.draft("F-2", totals=blank), source=SourceKind.LIST_ROW)
    other = samples.draft(
        "F-3",
        buyer=Party("Brûlerie du Vexin"),
        account=AccountReference(number="CF 3", client_code="C 77"),
        references=References(purchase_order="BDC-2026/17", site_1="Évreux"),
    )
    samples.add(store, other, source=SourceKind.XML, warnings=(Message("file_empty", {"file": "a"}),))
    samples.add(store, samples.draft("F-4", currency="CHF", issue_date=date(2026, 12, 1)), to_check=True)
    invoice_edits.set_mark(store, [plain], InvoiceMark.VERIFIED)
    invoice_edits.set_mark(store, [listed], InvoiceMark.TO_REVIEW)
    saved_views.save_view(store, "À revoir", InvoiceFilter(mark=InvoiceMark.TO_REVIEW))
    saved_views.save_view(store, "Petites", InvoiceFilter(max_ttc=Decimal(500), currency="EUR"))
    perimeters.save_perimeter(store, "Normandie", PerimeterChoice(sites=("Evreux",)))


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ("--client-code c-77", "F-3"),
        ("--subscriber brulerie", "F-3"),
        ("--reference bdc2026", "F-3"),
        ("--reference F-1", ""),
        ("--line", "F-1"),
        ("--has-document", "F-1 F-3"),
        ("--no-document", "F-2 F-4"),
        ("--warnings", "F-3 F-4"),
        ("--no-warnings", "F-1 F-2"),
        ("--mark verified", "F-1"),
        ("--mark none", "F-3 F-4"),
        ("--currency chf", "F-4"),
        ("--min 0", "F-1 F-3 F-4"),
        ("--max 0", ""),
        ("--status to_check", "F-4"),
        ("--perimeter normandie", "F-3"),
        ("--view a-revoir", "F-2"),
        ("--view petites", "F-1 F-3"),
        ("--view petites --mark none", "F-3"),
        ("--view petites --currency CHF", "F-4"),
        ("--view petites --perimeter NORMANDIE", "F-3"),
        ("--view a-revoir --mark none", "F-3 F-4"),
    ],
)
def test_an_option_narrows_the_list(run: Run, options: str, expected: str) -> None:
    words = ["--line", "camille forfait"] if options == "--line" else options.split()
    done = run("invoices", "--json", "--sort", "number", *words)
    assert done.code == 0
    assert [each["number"] for each in done.document["invoices"]] == expected.split()
    assert done.document["count"] == len(expected.split())


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--view", "Nobody"), "There is no saved view Nobody."),
        (("--perimeter", "Nobody"), "There is no perimeter Nobody."),
        (("--mark", "red"), "argument --mark"),
        (("--has-document", "--no-document"), "--no-document"),
    ],
)
def test_what_there_is_not_is_two_with_a_sentence(run: Run, words: tuple[str, ...], said: str) -> None:
    done = run("invoices", *words)
    assert (done.code, done.out) == (2, "")
    assert said in done.err


def test_a_blank_total_is_nothing_and_is_counted(run: Run) -> None:
    document = run("invoices", "--json", "--sort", "ttc").document
    assert [each["total_ttc"] for each in document["invoices"]] == ["120.00", "120.00", "120.00", None]
    assert [each["mark"] for each in document["invoices"]].count("to_review") == 1
    assert document["totals"]["EUR"] == {"ht": "250.00", "vat": "40.00", "ttc": "240.00"}
    assert document["incomplete"] == 1
    assert "1 invoice lacks a total and is not in every sum." in run("invoices").out
    table = run("invoices", "--csv", "--number", "F-2").out.splitlines()
    cells = dict(zip(table[0].removeprefix("\ufeff").split(";"), table[1].split(";"), strict=True))
    assert (cells["Total excl. VAT"], cells["VAT"], cells["Total incl. VAT"]) == ("50,00", "", "")
    assert cells["Mark"] == "To review"


@pytest.mark.parametrize("option", TEXTS)
@pytest.mark.parametrize("typed", ["_", "-", " . /", ""])
def test_nothing_to_look_for_is_wrong_usage_and_not_everything(run: Run, option: str, typed: str) -> None:
    done = run("invoices", option, typed)
    assert (done.code, done.out) == (2, "")
    assert f"argument {option}: “{typed}” holds no letter and no figure to look for" in done.err


def test_an_invoice_is_not_shown_by_an_operator_of_punctuation(run: Run) -> None:
    assert run("show", "F-1").code == 0
    assert run("show", "F-1", "--operator", "_").code == 2


@pytest.mark.parametrize(
    ("options", "count"), [("--min 0", 1), ("--max 1000", 1), ("--max 1000 --number F-1", 0), ("--number F-2", 0)]
)
def test_what_a_range_of_amounts_leaves_out_for_want_of_a_total_is_counted(run: Run, options: str, count: int) -> None:
    said = "1 invoice without a total including tax is in no range of amounts and was left out.\n"
    done = run("invoices", "--json", *options.split())
    assert done.err == (said if count else "")
    assert done.document["incomplete"] == (1 if count or "F-2" in options else 0)
    assert run("invoices", "--csv", *options.split()).err == done.err
    assert run("invoices", *options.split()).err == done.err


def test_days_the_wrong_way_round_are_refused(run: Run) -> None:
    told = run("invoices", "--from", "2026-12-01", "--to", "2026-01-01")
    assert (told.code, told.out) == (2, "")
    assert "2026" in told.err
