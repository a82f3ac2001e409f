"""What may be removed from the fleet, and which seats are paid for that nobody uses."""

from datetime import date

from telbill_desktop.domain.billing_terms import BillingTerms
from telbill_desktop.domain.cycle import Cycle
from telbill_desktop.domain.fleet import Assignment, FleetItem
from telbill_desktop.domain.fleet_rules import paid_seats, why_not_removed
from telbill_desktop.domain.invoice_kinds import Category
from telbill_desktop.domain.products import Product, ProductKind
from telbill_desktop.domain.proration import Rule

SEAT = Product(1, 1, "Seat", ProductKind.LICENCE, Category.SUBSCRIPTIONS, ())
START, TODAY = date(2024, 1, 13), date(2024, 10, 5)
PAID = date(2024, 10, 13)
AIRCALL = BillingTerms(Cycle(date(2024, 9, 13)), Rule(credit_removals=False))


def seat(end: date | None = None, start: date = START, paid_until: date | None = None, quantity: int = 1) -> FleetItem:
    return FleetItem(1, 1, SEAT, start, end, quantity, paid_until, label="Seat")


def had(start: date, end: date | None = None) -> Assignment:
    return Assignment(1, "Zoé", "", start, end)


def why(item: FleetItem, *assignments: Assignment, on: date = TODAY) -> str | None:
    message = why_not_removed(item, on, assignments)
    return message.code if message else None


def test_only_what_nobody_has_or_will_have_can_be_removed() -> None:
    assert why(seat()) is None
    assert why(seat(), had(START)) == "item_in_use"
    assert why(seat(), had(START, TODAY)) is None  # released on that very day
    assert why(seat(), had(START, date(2024, 10, 6))) == "item_in_use"
    assert why(seat(), had(date(2024, 12, 1))) == "item_in_use"


def test_what_is_not_in_service_cannot_be_removed_but_what_is_yet_to_begin_can() -> None:
    assert why(seat(TODAY)) == "item_not_in_service"
    assert why(seat(date(2024, 10, 6))) is None
    assert why(seat(start=date(2024, 11, 1))) is None
    assert why(seat(date(2024, 12, 1), date(2024, 11, 1))) is None
    assert why(seat(date(2024, 11, 1), date(2024, 11, 1))) == "item_not_in_service"  # called off already


def test_a_seat_that_ended_is_paid_to_the_end_of_its_period() -> None:
    assert list(paid_seats([seat(date(2024, 10, 1))], AIRCALL, TODAY)) == [PAID]
    assert list(paid_seats([seat(date(2024, 10, 1), quantity=3)], AIRCALL, TODAY)) == [PAID] * 3


def test_a_seat_that_ended_on_a_bound_or_in_an_earlier_period_is_not() -> None:
    assert list(paid_seats([seat(date(2024, 9, 13)), seat(date(2024, 9, 1))], AIRCALL, TODAY)) == []


def test_a_seat_that_was_taken_over_is_free_again_only_when_it_is_given_back() -> None:
    again = seat(start=date(2024, 10, 3), paid_until=PAID)
    assert list(paid_seats([seat(date(2024, 10, 1)), again], AIRCALL, TODAY)) == []
    back = seat(date(2024, 10, 4), date(2024, 10, 3), PAID)
    assert list(paid_seats([seat(date(2024, 10, 1)), back], AIRCALL, TODAY)) == [PAID]


def test_nothing_is_paid_ahead_where_removals_are_credited_or_paid_in_arrears() -> None:
    ended = [seat(date(2024, 10, 1))]
    assert list(paid_seats(ended, BillingTerms(AIRCALL.cycle), TODAY)) == []
    assert list(paid_seats(ended, BillingTerms(AIRCALL.cycle, AIRCALL.rule, advance=False), TODAY)) == []
