"""What to fetch: how things stand with each, and what comes first."""

from dataclasses import replace
from datetime import date

import pytest

from telbill_desktop.domain.billing_terms import OperatorTerms
from telbill_desktop.domain.missing_months import ExpectedInvoice
from telbill_desktop.domain.to_fetch import (
    FetchFold,
    FetchState,
    FetchTally,
    Portal,
    ToFetch,
    UnfiledInvoice,
    expected_to_fetch,
    folded,
    in_order,
    tally,
    unfiled_to_fetch,
)

TODAY = date(2026, 11, 22)
PORTAL = Portal(1, "Lumitel", OperatorTerms(available_after_days=2, portal_months=24), "Nantes")


def came_not(day: date, available: date | None, late_since: date) -> ExpectedInvoice:
    return ExpectedInvoice(7, day, available, late_since)


@pytest.mark.parametrize(
    ("one", "state"),
    [
        (came_not(date(2026, 11, 21), date(2026, 11, 23), date(2026, 11, 30)), FetchState.TO_COME),
        (came_not(date(2026, 11, 20), date(2026, 11, 22), date(2026, 11, 29)), FetchState.AVAILABLE),
        (came_not(date(2026, 11, 20), None, date(2026, 11, 29)), FetchState.AVAILABLE),
        (came_not(date(2026, 11, 23), None, date(2026, 11, 30)), FetchState.TO_COME),
        (came_not(date(2026, 11, 13), date(2026, 11, 15), date(2026, 11, 22)), FetchState.LATE),
        (came_not(date(2024, 11, 23), date(2024, 11, 25), date(2024, 12, 2)), FetchState.LATE),
        (came_not(date(2024, 11, 22), date(2024, 11, 24), date(2024, 12, 1)), FetchState.GONE),
    ],
)
def test_an_invoice_is_waited_for_then_there_then_late_then_gone(one: ExpectedInvoice, state: FetchState) -> None:
    found = expected_to_fetch(one, PORTAL, TODAY)
    assert found.state is state
    is_missing = state in {FetchState.LATE, FetchState.GONE}
    assert found.late_since == (one.late_since if is_missing else None)
    assert found.available_from == one.available_from


@pytest.mark.parametrize(
    ("issued", "deleted"),
    [(date(2026, 11, 5), date(2028, 11, 5)), (date(2024, 2, 29), date(2026, 2, 28)), (date(9998, 1, 1), date.max)],
)
def test_the_portal_holds_an_invoice_for_months_from_its_date(issued: date, deleted: date) -> None:
    assert PORTAL.deleted_on(issued) == deleted


def test_of_a_portal_of_which_nothing_is_known_nothing_is_said() -> None:
    portal = replace(PORTAL, terms=OperatorTerms())
    known = UnfiledInvoice(3, "LT-1", date(2010, 1, 1), 7, 1)
    found = unfiled_to_fetch(known, portal, TODAY)
    assert (found.state, found.available_from, found.deleted_on) == (FetchState.AVAILABLE, None, None)


def test_a_known_invoice_is_never_late_and_says_whether_its_xml_is_there() -> None:
    known = UnfiledInvoice(3, "LT-1", date(2026, 1, 1), 7, 1, has_xml=True)
    found = unfiled_to_fetch(known, PORTAL, TODAY)
    assert (found.state, found.late_since, found.invoice_id, found.number) == (FetchState.AVAILABLE, None, 3, "LT-1")
    assert (found.available_from, found.deleted_on, found.has_xml) == (date(2026, 1, 3), date(2028, 1, 1), True)


def test_of_one_deadline_the_oldest_comes_first_and_then_the_operator_s_name_decides() -> None:
    portals = [replace(PORTAL, operator=name, terms=OperatorTerms()) for name in ("Sonora", "hexamobile", "Lumitel")]
    days = (date(2026, 3, 1), date(2026, 3, 1), date(2026, 2, 1))
    found = [
        unfiled_to_fetch(UnfiledInvoice(1, "1", day, 7, 1), portal, TODAY)
        for day, portal in zip(days, portals, strict=True)
    ]
    assert [one.portal.operator for one in in_order(found)] == ["Lumitel", "hexamobile", "Sonora"]


def test_what_is_deleted_soonest_comes_first_and_what_is_gone_last() -> None:
    quick = replace(PORTAL, operator="Sonora", terms=OperatorTerms(1, 3))
    unknown = replace(PORTAL, operator="Nuvox", terms=OperatorTerms(1))
    found = in_order(
        [
            unfiled_to_fetch(UnfiledInvoice(1, "gone", date(2024, 1, 1), 7, 1), PORTAL, TODAY),
            expected_to_fetch(came_not(date(2026, 12, 5), date(2026, 12, 7), date(2026, 12, 14)), PORTAL, TODAY),
            unfiled_to_fetch(UnfiledInvoice(2, "no deadline", date(2024, 1, 1), 7, 1), unknown, TODAY),
            expected_to_fetch(came_not(date(2026, 10, 5), date(2026, 10, 7), date(2026, 10, 14)), PORTAL, TODAY),
            unfiled_to_fetch(UnfiledInvoice(3, "until 1 December", date(2026, 9, 1), 7, 1), quick, TODAY),
            unfiled_to_fetch(UnfiledInvoice(5, "xml", date(2024, 12, 1), 7, 1, has_xml=True), PORTAL, TODAY),
            unfiled_to_fetch(UnfiledInvoice(4, "until 5 December", date(2024, 12, 5), 7, 1), PORTAL, TODAY),
        ]
    )
    assert [one.number or one.state.value for one in found] == [
        "until 1 December",
        "until 5 December",
        "late",
        "no deadline",
        "xml",
        "to_come",
        "gone",
    ]


def known(number: str, account_id: int | None = 7, *, issued: date = TODAY, has_xml: bool = True) -> ToFetch:
    return unfiled_to_fetch(UnfiledInvoice(1, number, issued, account_id, 1, has_xml), PORTAL, TODAY)


def test_what_is_archived_as_xml_is_one_row_for_each_account_where_the_first_stands() -> None:
    plain, other = known("P", has_xml=False), known("B", 8)
    first, second = known("A-1"), known("A-2")
    found = [first, plain, other, second]
    fold, apart = FetchFold((first, second)), FetchFold((other,))
    assert folded(found, ()) == [fold, plain, apart]
    assert folded(found, {fold.key}) == [fold, first, second, plain, apart]
    assert folded([plain], {fold.key}) == [plain]


def test_invoices_that_name_no_account_are_folded_by_operator() -> None:
    elsewhere = replace(known("N", None), portal=replace(PORTAL, operator_id=2))
    assert len(folded([known("M", None), elsewhere], ())) == 2


def test_a_fold_is_deleted_when_the_first_of_those_is_that_are_still_there() -> None:
    gone, soon, later = (known(str(day), issued=day) for day in (date(2024, 1, 5), date(2024, 12, 5), date(2025, 1, 5)))
    assert FetchFold((gone, later, soon)).deleted_on == date(2026, 12, 5)
    assert FetchFold((gone,)).deleted_on is None


@pytest.mark.parametrize(
    ("issued", "has_xml", "is_soon"),
    [
        (date(2024, 12, 23), False, True),
        (date(2024, 12, 24), False, False),
        (date(2024, 11, 22), False, False),  # gone already
        (date(2024, 12, 23), True, False),
    ],
)
def test_what_may_be_gone_before_the_next_month_is_soon_deleted(issued: date, has_xml: bool, is_soon: bool) -> None:  # noqa: FBT001 - parameters of a test
    assert known("A", issued=issued, has_xml=has_xml).is_deleted_soon(TODAY) is is_soon


def test_what_is_archived_as_xml_is_counted_apart() -> None:
    late = expected_to_fetch(came_not(date(2024, 12, 5), date(2024, 12, 7), date(2024, 12, 14)), PORTAL, TODAY)
    gone = known("G", issued=date(2024, 1, 5), has_xml=False)
    found = [late, gone, known("A", issued=date(2026, 11, 1), has_xml=False), known("X", issued=date(2026, 11, 1))]
    assert tally(found, TODAY) == FetchTally(late=1, available=1, gone=1, xml_only=1, deleted_soon=1)
