"""The documents of one invoice come in any order: what is shown, and which contradict it, is the same in the end."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest

from telbill_desktop.domain.arrangement import Said, arranged
from telbill_desktop.domain.errors import TelbillError
from telbill_desktop.domain.figures import InvoiceFigures
from telbill_desktop.domain.invoice import AccountReference, InvoiceDraft, InvoiceLine, InvoiceType, Party, Totals
from telbill_desktop.domain.list_row import ListRow
from telbill_desktop.domain.reading import FileStatus, Outcome, Reading, SourceKind
from telbill_desktop.domain.table_reading import LinesInvoice, TableReading
from telbill_desktop.services import history, invoice_detail, invoices
from telbill_desktop.store.engine import Store
from tests.new_stores import new_store
from tests.services.shelf import FACTS, Shelf, codes, state, statuses, take
from tests.store_contents import contents

OPERATOR = "La Station"
NUMBER = "62268557"


def money(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


def row(ht: str | None, ttc: str | None = None, number: str = NUMBER, **changes: Any) -> ListRow:  # noqa: ANN401 - any field
    blanks: dict[str, Any] = dict.fromkeys(("vat", "amount_due", "due_date", "period_start", "period_end"))
    texts: dict[str, Any] = dict.fromkeys(
        ("account", "radical", "sub_account", "purchase_order", "framework_contract", "local_contract", "note"), ""
    )
    made = ListRow(
        line=2,
        operator=OPERATOR,
        number=number,
        issue_date=date(2022, 5, 17),
        is_credit=False,
        sign_flipped=False,
        currency="EUR",
        ht=money(ht),
        ttc=money(ttc),
        subscriber="Client 1",
        client_code="00002501",
        to_check=False,
        warnings=(),
        **blanks,
        **texts,
    )
    return made._replace(**changes)


def a_list(*rows: ListRow) -> Reading:
    return Reading(Outcome.READ, "csv", SourceKind.LIST_ROW, table=TableReading("list", "List", rows=rows))


def document(
    ht: str, vat: str | None = None, ttc: str | None = None, lines: Sequence[str] = (), **changes: object
) -> InvoiceDraft:
    made = InvoiceDraft(
        number=NUMBER,
        issue_date=date(2022, 5, 17),
        type=InvoiceType.INVOICE,
        type_code=None,
        currency="EUR",
        totals=Totals(Decimal(ht), money(vat), money(ttc)),
        seller=Party(OPERATOR),
        lines=tuple(InvoiceLine(f"Article {at}", Decimal(amount)) for at, amount in enumerate(lines)),
    )
    return replace(made, **changes)  # type: ignore[arg-type] # any field of a draft


def a_detail(*drafts: InvoiceDraft) -> Reading:
    made = TableReading("lines", "Lines", invoices=tuple(LinesInvoice(2, one) for one in drafts))
    return Reading(Outcome.READ, "csv", SourceKind.DETAIL, table=made)


def an_xml(draft: InvoiceDraft) -> Reading:
    return Reading(Outcome.READ, "cii", SourceKind.XML, draft)


LIST = a_list(row("4270.00"))
LATER_LIST = a_list(row("4270.00", "5124.00"))
DETAIL = a_detail(document("4278.41", ttc="5130.82", lines=["4278.41"]))
XML = an_xml(document("4278.41", "852.41", "5130.82", ["4000.00", "278.41"]))
AGREEING_LIST = a_list(row("4278.41", "5130.82"))


def came(folder: Path, *readings: Reading) -> tuple[dict[str, object], dict[str, str]]:
    """The invoice after these documents came in this order, and the role of each by its kind and HT."""
    folder.mkdir()
    shelf = Shelf(folder / "in")
    with new_store(folder / "store") as store:
        for number, reading in enumerate(readings):
            take(store, shelf, shelf.add(f"{number}.csv", reading))
        [invoice_id] = invoices.find_by_number(store, NUMBER)
        detail = invoice_detail.detail(store, invoice_id)
        shown = {
            "figures": InvoiceFigures.of(detail.invoice),
            "lines": detail.invoice.lines,
            "subscriber": detail.invoice.buyer.name if detail.invoice.buyer else "",
            "company": detail.company,
            "account": detail.account,
            "state": detail.state,
            "warnings": detail.warnings,
        }
        named = {one.name: one for one in detail.sources}
        roles = {}
        for number, reading in enumerate(readings):
            roles[f"{reading.source} {said(reading)}"] = named[f"{number}.csv"].role
        return shown, roles


def said(reading: Reading) -> str:
    if reading.draft is not None:
        return str(reading.draft.totals.ht)
    assert reading.table is not None
    return str(reading.table.rows[0].ht if reading.table.rows else reading.table.invoices[0].draft.totals.ht)


@pytest.mark.parametrize(
    "readings",
    [
        pytest.param((LIST, DETAIL), id="list and detail"),
        pytest.param((LIST, XML), id="list and XML"),
        pytest.param((DETAIL, XML), id="detail and XML"),
        pytest.param((LIST, DETAIL, XML), id="all three"),
        pytest.param((AGREEING_LIST, XML), id="a list that agrees"),
        pytest.param((AGREEING_LIST, DETAIL), id="a list that agrees with the detail"),
        pytest.param((LIST, a_detail(document("4278.41", lines=["4278.41"])), XML), id="a detail without TTC"),
    ],
)
def test_whatever_comes_first_the_best_document_is_shown_and_the_same_ones_contradict_it(
    tmp_path: Path, readings: tuple[Reading, ...]
) -> None:
    ends = [came(tmp_path / str(at), *order) for at, order in enumerate(permutations(readings))]
    assert all(end == ends[0] for end in ends)


@pytest.mark.parametrize("order", [(LIST, DETAIL), (DETAIL, LIST)], ids=["list first", "detail first"])
def test_the_detail_is_shown_beside_a_list_that_says_less_and_both_are_kept(
    tmp_path: Path, order: tuple[Reading, ...]
) -> None:
    shown, roles = came(tmp_path / "x", *order)
    figures = shown["figures"]
    assert isinstance(figures, InvoiceFigures)
    assert figures.totals == (Decimal("4278.41"), None, Decimal("5130.82"))
    assert (shown["subscriber"], shown["company"], shown["account"]) == ("Client 1", "Client 1", "00002501")
    assert roles == {"list_row 4270.00": "conflict", "detail 4278.41": "main"}


def test_no_total_of_a_document_is_taken_beside_those_of_one_that_contradicts_it(tmp_path: Path) -> None:
    without_ttc = a_detail(document("4278.41", lines=["4278.41"]))
    for at, order in enumerate(permutations((LATER_LIST, without_ttc))):
        shown, _roles = came(tmp_path / str(at), *order)
        figures = shown["figures"]
        assert isinstance(figures, InvoiceFigures)
        assert figures.totals == (Decimal("4278.41"), None, None)


def test_a_blank_that_a_later_list_fills_goes_when_a_better_document_says_otherwise(tmp_path: Path) -> None:
    detail = a_detail(document("4278.41", lines=["4278.41"]))
    a_pdf = replace(an_xml(document("4278.41", "856.00", "5134.41")), source=SourceKind.PDF_TEXT)
    ends = [came(tmp_path / str(at), *order) for at, order in enumerate(permutations((detail, AGREEING_LIST, a_pdf)))]
    assert all(end == ends[0] for end in ends)
    figures = ends[0][0]["figures"]
    assert isinstance(figures, InvoiceFigures)
    assert figures.total_ttc == Decimal("5134.41")
    assert ends[0][1]["list_row 4278.41"] == "conflict"


def test_a_blank_ttc_is_completed_by_a_later_list_once(store: Store, shelf: Shelf) -> None:
    first, later = shelf.add("may.csv", LIST), shelf.add("june.csv", LATER_LIST)
    assert statuses(take(store, shelf, first)) == ["imported"]
    assert statuses(take(store, shelf, later)) == ["merged"]
    assert statuses(take(store, shelf, later, first)) == ["duplicate", "duplicate"]
    [invoice_id] = invoices.find_by_number(store, NUMBER)
    detail = invoice_detail.detail(store, invoice_id)
    assert detail.invoice.totals.ttc == Decimal("5124.00")
    assert [one.role for one in detail.sources] == ["main", "other"]


def test_a_list_that_makes_the_totals_disagree_leaves_the_invoice_to_be_checked(store: Store, shelf: Shelf) -> None:
    take(store, shelf, shelf.add("a.csv", a_list(row("100.00", vat=Decimal("20.00")))))
    take(store, shelf, shelf.add("b.csv", a_list(row("100.00", "150.00"))))
    [invoice_id] = invoices.find_by_number(store, NUMBER)
    detail = invoice_detail.detail(store, invoice_id)
    assert (detail.state.value, [one.code for one in detail.warnings]) == ("to_check", ["total_mismatch"])


def test_a_document_that_agrees_with_the_conflicting_one_ends_its_conflict_when_it_is_better(
    store: Store, shelf: Shelf
) -> None:
    take(store, shelf, shelf.add("may.csv", LIST))
    take(store, shelf, shelf.add("june.csv", AGREEING_LIST))
    assert roles(store) == {"may.csv": "main", "june.csv": "conflict"}
    [result] = take(store, shelf, shelf.add("x.xml", XML))
    assert (result.status, codes([result])) == (FileStatus.CONFLICT, ["invoice_in_conflict_shown"])
    assert roles(store) == {"x.xml": "main", "june.csv": "other", "may.csv": "conflict"}


def test_the_same_list_again_says_what_is_still_in_conflict_and_changes_nothing(store: Store, shelf: Shelf) -> None:
    take(store, shelf, shelf.add("d.csv", DETAIL))
    path = shelf.add("l.csv", LIST)
    take(store, shelf, path)
    before = state(store, without=FACTS)
    [again] = take(store, shelf, path)
    assert again.table is not None
    assert (again.table.new, again.table.identical, again.table.changed) == (0, 0, 1)
    [renamed] = take(store, shelf, shelf.add("renamed.csv", LIST, text="l.csv"))
    assert renamed.table is not None
    assert renamed.table.changed == 1
    assert state(store, without=FACTS) == before


def test_an_undo_brings_back_what_was_shown_before_the_better_document(store: Store, shelf: Shelf) -> None:
    take(store, shelf, shelf.add("l.csv", LIST))
    before = contents(store)
    take(store, shelf, shelf.add("d.csv", DETAIL))
    after = contents(store)
    history.undo(store)
    assert contents(store) == before
    history.redo(store)
    assert contents(store) == after


def test_a_first_document_on_which_a_second_stands_cannot_be_undone_alone(store: Store, shelf: Shelf) -> None:
    take(store, shelf, shelf.add("l.csv", LIST))
    take(store, shelf, shelf.add("d.csv", DETAIL))
    first = history.history(store)[-1]
    before = contents(store)
    with pytest.raises(TelbillError, match=r"act_changed_since|act_needed"):
        history.undo_act(store, first.id)
    assert contents(store) == before


def roles(store: Store) -> dict[str, str]:
    [invoice_id] = invoices.find_by_number(store, NUMBER)
    return {one.name: one.role for one in invoice_detail.detail(store, invoice_id).sources}


def test_an_equal_kind_that_came_first_stays_and_one_that_agrees_and_holds_more_lines_is_shown() -> None:
    first, more = document("10.00", lines=["10.00"]), document("10.00", lines=["4.00", "6.00"])
    other = document("11.00", lines=["1.00"] * 5)
    figures = [InvoiceFigures.of(one) for one in (first, other, more)]
    made = arranged([Said(at, 0, one) for at, one in enumerate(figures)])
    assert (made.main, made.contradicting) == (2, frozenset({1}))


def test_an_account_named_by_a_poorer_document_is_the_invoices(store: Store, shelf: Shelf) -> None:
    take(store, shelf, shelf.add("x.xml", an_xml(replace(document("10.00", "2.00", "12.00"), buyer=None))))
    named = row("10.00", "12.00", subscriber="Client 9", client_code="C9", purchase_order="AA01046121")
    [result] = take(store, shelf, shelf.add("l.csv", a_list(named)))
    assert result.table is not None
    assert result.table.completed == 1
    [invoice_id] = invoices.find_by_number(store, NUMBER)
    detail = invoice_detail.detail(store, invoice_id)
    assert (detail.company, detail.account) == ("Client 9", "C9")
    assert detail.invoice.account == AccountReference(client_code="C9")
    assert detail.invoice.references.purchase_order == "AA01046121"
    assert invoices.find_by_number(store, NUMBER) == [invoice_id]
