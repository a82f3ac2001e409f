"""Several invoices are changed at once: all or none, and nothing that they are found by goes stale."""

from collections.abc import Callable, Iterable
from datetime import date

import pytest
from sqlalchemy import Connection, func, select

from telbill_desktop.domain.errors import TelbillError
from telbill_desktop.domain.figures import InvoiceFigures
from telbill_desktop.domain.invoice import AccountReference, InvoiceDraft, Party
from telbill_desktop.domain.invoice_edits import Edited
from telbill_desktop.domain.invoice_kinds import InvoiceMark
from telbill_desktop.domain.invoice_list import InvoiceFilter, InvoiceOrder
from telbill_desktop.domain.messages import Param
from telbill_desktop.domain.reading import Outcome, Reading
from telbill_desktop.services import history, invoice_edits, invoices
from telbill_desktop.store import search
from telbill_desktop.store.engine import Store
from telbill_desktop.store.intake import replace_invoice
from telbill_desktop.store.tables.journal import act, act_change
from telbill_desktop.store.unit_of_work import unit_of_work
from telbill_desktop.system.formats import sentence
from tests.services import invoice_samples as samples
from tests.store_contents import contents


def of(seller: str, number: str, account: str | None = "CF 2", **changes: object) -> InvoiceDraft:
    return samples.draft(number, seller=Party(seller), account=AccountReference(number=account), **changes)


@pytest.fixture
def known(store: Store) -> list[int]:
    """Three invoices of Hexamobile on CF 2, one on CF 3, and one of Lumitel on CF 9."""
    drafts = [of("Hexamobile", number) for number in ("1", "2", "3")]
    return samples.add(store, *drafts, of("Hexamobile", "4", "CF 3"), of("Lumitel", "2b", "CF 9"))


def account(store: Store, label: str) -> int:
    return next(one.id for one in invoices.accounts(store) if one.label == label)


def operator(store: Store, label: str) -> int:
    return next(one.id for one in invoices.operators(store) if one.label == label)


def refused(store: Store, code: str, act: Callable[[], object]) -> dict[str, Param]:
    """The parameters of the refusal, after which the store is as it was."""
    before, steps = contents(store), len(history.history(store))
    with pytest.raises(TelbillError) as caught:
        act()
    assert caught.value.message.code == code
    assert (contents(store), len(history.history(store))) == (before, steps)
    return dict(caught.value.message.params)


def found(store: Store, **wanted: object) -> list[int]:
    with store.reading() as connection:
        assert search.disagreements(connection)[1] == 0
    return sorted(invoices.find_ids(store, InvoiceFilter(**wanted), InvoiceOrder()))  # type: ignore[arg-type]


def test_a_mark_is_shown_found_and_taken_away(store: Store, known: list[int]) -> None:
    assert invoice_edits.set_mark(store, known[:2], InvoiceMark.DISPUTED) == Edited(2)
    assert [row.mark for row in invoices.rows(store, known[:3])] == [InvoiceMark.DISPUTED] * 2 + [None]
    assert found(store, mark=InvoiceMark.DISPUTED) == known[:2]
    assert found(store, unmarked=True) == known[2:]
    assert invoice_edits.set_mark(store, known, None) == Edited(2)
    assert found(store, unmarked=True) == known
    assert sentence(history.history(store, 1)[0].title) == "5 invoices: mark taken away"


def test_what_changes_nothing_is_no_act(store: Store, known: list[int]) -> None:
    steps = len(history.history(store))
    assert invoice_edits.set_mark(store, known, None) == Edited(0)
    assert invoice_edits.set_operator(store, known[:1], operator(store, "Hexamobile")) == Edited(0)
    assert invoice_edits.set_mark(store, [], InvoiceMark.VERIFIED) == Edited(0)
    assert len(history.history(store)) == steps


def test_a_richer_document_keeps_the_mark_and_an_account_that_it_does_not_contradict(
    store: Store, known: list[int]
) -> None:
    invoice_edits.set_mark(store, known[:1], InvoiceMark.VERIFIED)
    invoice_edits.set_account(store, known[:1], account(store, "CF 3"))
    with unit_of_work(store, "import", {"name": "a"}) as unit:
        made = samples.draft("1", seller=Party("Hexamobile"))
        reading = Reading(Outcome.READ, "cii", draft=made)
        replace_invoice(unit, known[0], made, reading, InvoiceFigures.of(made))
    [row] = invoices.rows(store, known[:1])
    assert (row.mark, row.account) == (InvoiceMark.VERIFIED, "CF 3")


def test_an_account_is_given_and_searches_follow(store: Store, known: list[int]) -> None:
    assert invoice_edits.set_account(store, known[:2], account(store, "CF 3")) == Edited(2)
    assert found(store, account="cf3") == [known[0], known[1], known[3]]
    assert found(store, text="cf3") == [known[0], known[1], known[3]]
    assert sentence(history.history(store, 1)[0].title) == "2 invoices: account CF 3"
    assert invoice_edits.set_account(store, known[:1], None) == Edited(1)
    assert found(store, text="cf3") == [known[1], known[3]]


def test_an_account_of_another_operator_is_refused_for_all_and_the_invoice_is_named(
    store: Store, known: list[int]
) -> None:
    told = refused(store, "account_of_another", lambda: invoice_edits.set_account(store, known, account(store, "CF 2")))
    assert told == {"account": "CF 2", "operator": "Hexamobile", "number": "2b", "other": "Lumitel"}


def test_another_operator_takes_the_account_away_and_says_so(store: Store, known: list[int]) -> None:
    invoice_edits.set_account(store, known[:1], None)
    assert invoice_edits.set_operator(store, known, operator(store, "Lumitel")) == Edited(4, accounts_cleared=3)
    assert found(store, operator="lumi") == known
    assert found(store, text="lumitel") == known
    assert [row.account for row in invoices.rows(store, known)] == ["", "", "", "", "CF 9"]
    history.undo(store)
    assert found(store, operator="lumi") == known[4:]
    assert found(store, account="cf2") == known[1:3]


def test_a_number_that_the_operator_has_in_that_year_is_refused_for_all(store: Store, known: list[int]) -> None:
    samples.add(store, of("Lumitel", "2"), of("Lumitel", "3", issue_date=date(2025, 1, 1)))
    lumitel = operator(store, "Lumitel")
    told = refused(store, "number_taken", lambda: invoice_edits.set_operator(store, known[:3], lumitel))
    assert told == {"operator": "Lumitel", "numbers": "2"}  # the other 3 is of another year
    assert invoice_edits.set_operator(store, [known[0], known[2]], lumitel).changed == 2


def test_two_that_move_may_not_become_one(store: Store, known: list[int]) -> None:
    [same] = samples.add(store, of("Nuvox", "1"))
    lumitel = operator(store, "Lumitel")
    told = refused(store, "number_taken", lambda: invoice_edits.set_operator(store, [known[0], same], lumitel))
    assert told["numbers"] == "1"


def test_what_is_gone_is_refused(store: Store, known: list[int]) -> None:
    refused(store, "invoice_gone", lambda: invoice_edits.set_mark(store, [*known, 4711], InvoiceMark.VERIFIED))
    refused(store, "party_gone", lambda: invoice_edits.set_account(store, known, 4711))
    refused(store, "party_gone", lambda: invoice_edits.set_operator(store, known, 4711))


def test_the_journal_holds_what_changed_of_each_invoice_and_no_more(store: Store, known: list[int]) -> None:
    invoice_edits.set_operator(store, known[:4], operator(store, "Lumitel"))
    with store.reading() as connection:
        changes = connection.execute(
            select(act_change).where(act_change.c.act_id == select(func.max(act.c.id)).scalar_subquery())
        ).all()
    assert [change.record_id for change in changes] == known[:4]
    assert {frozenset(change.before) for change in changes} == {frozenset({"id", "operator_id", "account_id"})}


def test_undoing_a_mark_reads_no_text_again(store: Store, known: list[int], monkeypatch: pytest.MonkeyPatch) -> None:
    invoice_edits.set_mark(store, known, InvoiceMark.VERIFIED)
    invoice_edits.set_account(store, known[:1], None)
    read: list[int] = []
    reindex = search.reindex

    def noted(connection: Connection, ids: Iterable[int]) -> None:
        read.extend(ids)
        reindex(connection, ids)

    monkeypatch.setattr(search, "reindex", noted)
    history.undo(store)
    assert read == known[:1]
    history.undo(store)
    assert read == known[:1]
    assert found(store, unmarked=True, text="cf2") == known[:3]
