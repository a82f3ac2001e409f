from datetime import date

from telbill_desktop.domain.billing_terms import BillingTerms
from telbill_desktop.domain.catching_up import days_to_come
from telbill_desktop.domain.cycle import Cycle

MONTHLY = BillingTerms(Cycle(date(2026, 1, 17)), days_to_pay=10)
TODAY, NOVEMBER = date(2027, 1, 20), date(2026, 11, 17)
JANUARY, FEBRUARY = date(2027, 1, 17), date(2027, 2, 17)


def test_what_is_dated_already_waits_as_long_as_it_is_not_to_be_paid() -> None:
    assert days_to_come(MONTHLY, TODAY, NOVEMBER, 1) == [JANUARY, FEBRUARY]
    assert days_to_come(MONTHLY, TODAY, JANUARY, 1) == [FEBRUARY]


def test_what_should_have_come_since_a_day_is_told_as_long_as_the_account_billed_before() -> None:
    assert days_to_come(MONTHLY, TODAY, NOVEMBER, 1, since=date(2026, 1, 1)) == [date(2026, 12, 17), JANUARY, FEBRUARY]
    assert days_to_come(MONTHLY, TODAY, NOVEMBER, 1, since=TODAY) == [JANUARY, FEBRUARY]
    assert days_to_come(MONTHLY, TODAY, None, 1, since=date(2026, 1, 1)) == [FEBRUARY]
