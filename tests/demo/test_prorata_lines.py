"""Prorated lines of the demo's invoices, worked out here by hand from dates and prices."""

from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

import pytest

from telbill_desktop.demo.billing import Issued
from telbill_desktop.domain.invoice import InvoiceLine


def prorated(drafts: list[Issued], account: str, day: date) -> list[InvoiceLine]:
    (found,) = (
        each.draft
        for each in drafts
        if each.account.id == account and each.draft.issue_date == day and each.draft.totals.stated[-1] > 0
    )
    return [line for line in found.lines if line.prorated]


def cents(price: str, share: Fraction) -> Decimal:
    exact = Fraction(price) * share
    return (Decimal(exact.numerator) / Decimal(exact.denominator)).quantize(Decimal("0.01"), ROUND_HALF_UP)


def test_a_plan_taken_on_by_another_person_is_credited_and_charged_for_the_same_days(drafts: list[Issued]) -> None:
    lines = prorated(drafts, "hx-1", date(2025, 4, 17))
    begun = cents("14.90", Fraction((date(2025, 4, 17) - date(2025, 3, 25)).days, 31))
    kept = cents("14.90", Fraction((date(2025, 3, 25) - date(2025, 3, 17)).days, 31))
    assert sorted(line.amount or 0 for line in lines) == [kept - Decimal("14.90"), begun]
    assert begun == Decimal("11.05")
    assert "Prorata 23/31 jours, base 14,90\u00a0€ HT" in [line.description for line in lines]


def test_a_number_is_charged_in_thirtieths_from_the_day_after_its_activation(drafts: list[Issued]) -> None:
    (line,) = prorated(drafts, "lt-1", date(2025, 11, 1))
    assert line.amount == cents("1.20", Fraction(17, 30)) == Decimal("0.68")
    assert line.period is not None
    assert line.period.start == date(2025, 10, 15)


def test_a_licence_that_ended_is_charged_its_days_in_arrears(drafts: list[Issued]) -> None:
    (line,) = prorated(drafts, "so-1", date(2025, 7, 1))
    assert line.amount == cents("64.00", Fraction(19, 30)) == Decimal("40.53")


def test_an_annual_licence_added_runs_to_the_end_of_the_year_in_months_then_days(drafts: list[Issued]) -> None:
    (line,) = prorated(drafts, "so-2", date(2025, 8, 13))
    assert line.amount == cents("360.00", (Fraction(23, 31) + 5) / 12) == Decimal("172.26")
    assert line.description == "Prorata du 21/07/2025 au 12/01/2026, base 360,00\u00a0€ HT"


def test_where_removals_are_not_credited_there_is_no_line_for_one(drafts: list[Issued]) -> None:
    assert prorated(drafts, "nv-1", date(2025, 8, 13)) == []


def test_a_price_that_changes_inside_a_period_credits_the_old_and_charges_the_new(drafts: list[Issued]) -> None:
    lines = [line for line in prorated(drafts, "hx-1", date(2025, 10, 17)) if line.user_name == "Théo Vasseur"]
    kept = cents("14.90", Fraction(14, 30))
    assert sorted(line.amount or 0 for line in lines) == [kept - Decimal("14.90"), cents("15.90", Fraction(16, 30))]


@pytest.mark.parametrize("account", ["hx-1", "hx-2", "hx-3", "lt-1", "so-1", "nv-1"])
def test_prorated_lines_say_their_days(drafts: list[Issued], account: str) -> None:
    lines = [line for each in drafts if each.account.id == account for line in each.draft.lines if line.prorated]
    assert lines
    assert [line for line in lines if "Prorata" not in (line.description or "") or line.period is None] == []
