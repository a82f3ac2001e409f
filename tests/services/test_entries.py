"""Entries over real stores: what is handed out is marked, told once, taken back, and survives what happens to it."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from telbill_desktop.domain.accounting import AccountingRules, LedgerAccount, TeamSplit
from telbill_desktop.domain.entries import LeftOut
from telbill_desktop.domain.entry_report import EntryReport
from telbill_desktop.domain.errors import TelbillError
from telbill_desktop.domain.invoice import InvoiceDraft, Totals
from telbill_desktop.domain.messages import Message
from telbill_desktop.domain.perimeter import PerimeterChoice
from telbill_desktop.domain.period import Period
from telbill_desktop.domain.progress import Unwatched
from telbill_desktop.domain.reading import SourceKind
from telbill_desktop.domain.report_request import ReportKind, ReportRequest
from telbill_desktop.exporters.entry_words import why_words
from telbill_desktop.services import fleet, invoice_detail, parties, people, removal
from telbill_desktop.services.history import redo, undo
from telbill_desktop.services.people import PersonFields
from telbill_desktop.services.reports.entries import change_accounting, entry_report, hand_out
from telbill_desktop.store.engine import Store
from telbill_desktop.store.tables.invoices import invoice
from telbill_desktop.store.tables.parties import billing_account, operator
from telbill_desktop.store.tables.reports import accounting_rules
from telbill_desktop.store.unit_of_work import unit_of_work
from tests.builders import credit_note, draft, line
from tests.services import scenarios_of_contracts as contracts
from tests.services.scenarios import ELSEWHERE, OTHER, ids, read, take

TODAY = date(2026, 12, 1)
ALL = ReportRequest(ReportKind.ENTRIES)


def issued(number: str, day: int) -> InvoiceDraft:
    return draft(number=number, issue_date=date(2026, 11, day))


def numbers(report: EntryReport) -> list[tuple[int, str]]:
    return [(one.number, one.invoice.number) for one in report.entries]


def handed(store: Store, request: ReportRequest = ALL, name: str = "a.txt") -> EntryReport:
    return hand_out(store, request, TODAY, name, lambda _report: None)


def looked(store: Store, request: ReportRequest = ALL) -> EntryReport:
    with entry_report(store, request, TODAY, Unwatched()) as found:
        return found


@pytest.fixture
def two(store: Store) -> Store:
    take(store, read(issued("F-2", 12)), read(issued("F-1", 5)))
    return store


def test_entries_come_in_the_order_of_days_and_are_told_once(two: Store) -> None:
    assert numbers(looked(two)) == [(1, "F-1"), (2, "F-2")]
    assert numbers(handed(two)) == [(1, "F-1"), (2, "F-2")]
    assert (numbers(handed(two)), handed(two).before) == ([], 2)


def test_numbers_go_on_from_file_to_file_and_stay_when_told_again(two: Store) -> None:
    handed(two, replace(ALL, until=date(2026, 11, 10)))
    assert numbers(handed(two)) == [(2, "F-2")]
    assert numbers(handed(two, replace(ALL, again=True))) == [(1, "F-1"), (2, "F-2")]
    take(two, read(issued("F-0", 1)))
    assert numbers(handed(two)) == [(3, "F-0")]


def test_a_number_of_a_removed_invoice_is_given_to_no_other_one(two: Store) -> None:
    handed(two)
    removal.remove_invoices(two, ids(two, invoice))
    take(two, read(issued("F-3", 20)))
    assert numbers(handed(two)) == [(3, "F-3")]


def test_undoing_takes_the_marks_back_and_redoing_sets_them_again(two: Store) -> None:
    handed(two)
    undo(two)
    assert numbers(looked(two)) == [(1, "F-1"), (2, "F-2")]
    redo(two)
    assert looked(two).before == 2


def test_an_invoice_that_was_booked_can_be_removed_and_comes_back_booked(two: Store) -> None:
    handed(two)
    removal.remove_invoices(two, ids(two, invoice))
    assert looked(two).before == 0
    undo(two)
    assert (numbers(looked(two)), looked(two).before) == ([], 2)


def test_an_invoice_that_was_booked_and_removed_is_not_booked_twice_when_it_comes_in_again(two: Store) -> None:
    handed(two)
    removal.remove_invoices(two, ids(two, invoice))
    changed = replace(issued("F-2", 12), totals=Totals(Decimal("10.00"), Decimal("2.00"), Decimal("12.00")), lines=())
    take(two, read(issued("F-1", 5)), read(changed))
    found = looked(two)
    assert (numbers(found), found.before) == ([], 1)
    assert [one.reason for one in found.left_out] == [LeftOut.CHANGED]
    assert numbers(handed(two, replace(ALL, again=True))) == [(1, "F-1"), (2, "F-2")]
    removal.remove_invoices(two, ids(two, invoice))
    take(two, read(issued("F-1", 5)), read(changed))
    assert (numbers(looked(two)), looked(two).before) == ([], 2)


def test_invoices_that_become_one_stay_booked(store: Store) -> None:
    """The one that goes was booked, and the richer one that stays was not: its charges are not booked twice."""
    poor = replace(issued("F-1", 5), seller=OTHER, lines=())
    take(store, read(poor))
    handed(store)
    take(store, read(issued("F-1", 5)))
    kept, merged = ids(store, operator)
    parties.merge_operators(store, kept, merged)
    assert len(ids(store, invoice)) == 1
    assert (numbers(looked(store)), looked(store).before) == ([], 1)
    undo(store)
    assert (numbers(looked(store)), looked(store).before) == ([(2, "F-1")], 1)


def test_invoices_that_were_both_booked_say_so_when_they_become_one(store: Store) -> None:
    take(store, read(replace(issued("F-1", 5), seller=OTHER, lines=())))
    handed(store)
    take(store, read(issued("F-1", 5)))
    handed(store)
    parties.merge_operators(store, *ids(store, operator))
    [left] = ids(store, invoice)
    assert Message("booked_twice", {"first": 1, "second": 2}) in invoice_detail.detail(store, left).warnings
    assert (numbers(looked(store)), looked(store).before) == ([], 1)


def test_that_both_were_booked_is_still_said_when_a_third_one_takes_their_place(store: Store) -> None:
    for seller in (OTHER, replace(OTHER, name="Third", siren="")):
        take(store, read(replace(issued("F-1", 5), seller=seller, lines=())))
        handed(store)
    parties.merge_operators(store, *ids(store, operator))
    take(store, read(issued("F-1", 5)))
    parties.merge_operators(store, *ids(store, operator))
    [left] = ids(store, invoice)
    said = [one for one in invoice_detail.detail(store, left).warnings if one.code == "booked_twice"]
    assert said == [Message("booked_twice", {"first": 1, "second": 2})]


def test_what_cannot_be_written_marks_nothing(two: Store) -> None:
    def full(_report: EntryReport) -> None:
        raise TelbillError("file_unwritable", file="a.txt", reason="full")

    with pytest.raises(TelbillError):
        hand_out(two, ALL, TODAY, "a.txt", full)
    assert len(looked(two).entries) == 2


def test_nothing_to_book_writes_no_file(store: Store) -> None:
    written: list[EntryReport] = []
    hand_out(store, ALL, TODAY, "a.txt", written.append)
    assert written == []


def test_invoices_that_cannot_be_booked_are_listed_with_the_reason(store: Store) -> None:
    wrong = Message("file_empty", {"file": "a.xml"})
    blank = replace(draft(number="B", lines=()), vat=(), totals=Totals(Decimal("10.00"), None, None))
    take(
        store,
        read(draft(number="CH", currency="CHF")),
        read(draft(number="W"), SourceKind.XML, wrong),
        read(blank, SourceKind.LIST_ROW),
    )
    found = looked(store)
    assert {(one.invoice.number, one.reason) for one in found.left_out} == {
        ("CH", LeftOut.OTHER_CURRENCY),
        ("W", LeftOut.TO_CHECK),
        ("B", LeftOut.NO_TOTALS),
    }
    assert found.entries == []


def test_what_was_booked_with_another_total_is_listed_until_it_is_told_again(two: Store) -> None:
    handed(two)
    with unit_of_work(two, "change_accounting") as unit:
        unit.update(
            invoice, ids(two, invoice)[0], {"ht": Decimal("1.00"), "vat": Decimal("0.20"), "ttc": Decimal("1.20")}
        )
    [left] = looked(two).left_out
    assert (left.invoice.number, left.reason) == ("F-2", LeftOut.CHANGED)
    assert left.invoice.booked is not None
    assert left.invoice.booked.number == 2
    handed(two, replace(ALL, again=True))
    assert looked(two).left_out == []


def test_what_was_booked_with_another_vat_in_the_same_total_is_listed_too(two: Store) -> None:
    handed(two)
    first = looked(two, replace(ALL, again=True)).entries[0].invoice
    assert first.ht is not None
    assert first.vat is not None
    moved = {"ht": first.ht + Decimal("0.01"), "vat": first.vat - Decimal("0.01")}
    with unit_of_work(two, "change_accounting") as unit:
        unit.update(invoice, first.id, moved)
    [left] = looked(two).left_out
    assert (left.invoice.number, left.reason) == (first.number, LeftOut.CHANGED)
    assert "of VAT" in why_words(left)


def test_only_the_accounts_that_were_chosen_are_booked(store: Store) -> None:
    take(store, read(draft(number="here")), read(credit_note(number="there", seller=OTHER, account=ELSEWHERE)))
    second = ids(store, billing_account)[1]
    request = replace(ALL, perimeter=PerimeterChoice(account_ids=(second,)))
    assert numbers(handed(store, request)) == [(1, "there")]


def test_a_line_is_of_the_team_that_had_its_number_else_of_the_person_it_names(store: Store) -> None:
    contracts.line(store, number="+33639980101", person="Zoé Maillard")
    people.add_person(store, PersonFields("Camille Perrin", "Ventes"))
    own = (
        line("A", "10.00", phone_number="06 39 98 01 01", user_name="Camille Perrin"),
        line("B", "20.00", phone_number="06 39 98 01 99", user_name="Camille PERRIN"),
        line("C", "30.00"),
    )
    take(store, read(draft(number="T", lines=own)))
    change_accounting(store, replace(AccountingRules(), split=TeamSplit.ACCOUNT))
    [entry] = [one for one in looked(store).entries if one.invoice.number == "T"]
    assert [(one.account.number, str(one.debit)) for one in entry.lines[:3]] == [
        ("626", "30.00"),
        ("626ATELIER", "10.00"),
        ("626VENTES", "20.00"),
    ]


def test_a_number_counts_for_the_one_who_had_it_on_the_first_day_charged(store: Store) -> None:
    item = contracts.line(store, number="+33639980101", person="Zoé Maillard")
    newcomer = people.add_person(store, PersonFields("Hugo Marchal", "Ventes"))
    fleet.assign(store, item, newcomer, date(2026, 11, 10))
    fleet.release(store, item, date(2026, 11, 20))
    change_accounting(store, replace(AccountingRules(), split=TeamSplit.LABEL))
    before = line("A", "10.00", phone_number="0639980101", period=Period(date(2026, 11, 1), date(2026, 12, 1)))
    after = line("B", "20.00", phone_number="0639980101", period=Period(date(2026, 11, 10), date(2026, 12, 1)))
    last = line("C", "5.00", phone_number="0639980101", period=Period(date(2026, 11, 20), date(2026, 12, 1)))
    take(store, read(draft(number="T", lines=(before, after, last))))
    [entry] = [one for one in looked(store).entries if one.invoice.number == "T"]
    assert [(one.team, str(one.debit)) for one in entry.lines[:3]] == [
        ("", "5.00"),
        ("Atelier", "10.00"),
        ("Ventes", "20.00"),
    ]


def test_accounts_that_are_none_change_nothing(store: Store) -> None:
    with pytest.raises(TelbillError):
        change_accounting(store, replace(AccountingRules(), vat=LedgerAccount("TVA", "TVA")))
    assert looked(store).rules == AccountingRules()


def test_accounts_of_a_newer_program_are_not_guessed(store: Store) -> None:
    with unit_of_work(store, "change_accounting") as unit:
        unit.insert(accounting_rules, {"rules": {"version": 9}})
    with pytest.raises(TelbillError) as refused:
        looked(store)
    assert refused.value.message.code == "accounting_unreadable"
