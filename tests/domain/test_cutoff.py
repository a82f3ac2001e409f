from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from telbill_desktop.domain.cutoff import CutoffLine, share_after, share_until
from telbill_desktop.domain.period import Period

CLOSING = date(2026, 12, 31)
LINE = CutoffLine(
    operator="Hexamobile",
    account="CF 1",
    number="F-1",
    invoice_date=date(2026, 12, 17),
    label="Forfait",
    category=None,
    currency="EUR",
    amount=Decimal("39.90"),
    period=Period(date(2026, 12, 17), date(2027, 1, 17)),
    vat_rate=Decimal(20),
)
DAYS = st.dates(date(2026, 1, 1), date(2028, 1, 1))
AMOUNTS = st.integers(-(10**9), 10**9).map(lambda micros: Decimal(micros).scaleb(-6))


def test_a_month_in_advance_is_parted_by_days_both_included() -> None:
    share = share_after(LINE, CLOSING)
    assert share is not None
    assert (share.days, share.amount, share.rest) == (16, Decimal("20.59"), Decimal("19.31"))  # 39.90 x 16 / 31
    before = share_until(LINE, CLOSING)
    assert before is not None
    assert (before.days, before.amount, before.vat) == (15, Decimal("19.31"), Decimal("3.86"))


@given(AMOUNTS, DAYS, st.integers(1, 800))
def test_the_two_parts_add_up_to_the_line(amount: Decimal, start: date, days: int) -> None:
    line = replace(LINE, amount=amount, period=Period(start, start + timedelta(days=days)))
    after, before = share_after(line, CLOSING), share_until(line, CLOSING)
    for share in (after, before):
        if share is not None:
            assert share.amount + share.rest == amount
            assert abs(share.amount) <= abs(amount) + Decimal("0.01")
    if amount:
        assert (after.days if after else 0) + (before.days if before else 0) == days


@given(st.integers(0, 400))
def test_a_line_of_one_year_alone_is_not_parted(days: int) -> None:
    ended = replace(LINE, period=Period(CLOSING - timedelta(days=days), CLOSING + timedelta(days=1)))
    assert share_after(ended, CLOSING) is None
    begun = replace(LINE, period=Period(CLOSING + timedelta(days=1), CLOSING + timedelta(days=2 + days)))
    assert share_until(begun, CLOSING) is None
    whole = share_after(begun, CLOSING)
    assert whole is not None
    assert whole.amount == LINE.amount


def test_nobody_guesses_what_states_no_period_or_is_of_nothing() -> None:
    for line in (replace(LINE, period=None), replace(LINE, amount=Decimal(0))):
        assert share_after(line, CLOSING) is None
        assert share_until(line, CLOSING) is None


def test_a_rate_that_is_not_stated_gives_no_tax() -> None:
    share = share_until(replace(LINE, vat_rate=None), CLOSING)
    assert share is not None
    assert share.vat is None
