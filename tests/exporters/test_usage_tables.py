"""Usage as tables: what groups are sorted by, what stands below categories, what of a sum was out of the bundle."""

from datetime import date
from decimal import Decimal

from telbill_desktop.domain.report import ColumnKind
from telbill_desktop.domain.usage import UsageCategory
from telbill_desktop.domain.usage_comparison import UsageRow
from telbill_desktop.domain.usage_view import UsageAnswer, UsageGroup, UsageSum, costly
from telbill_desktop.exporters.reports.usage_tables import months_table, users_table
from telbill_desktop.exporters.usage_columns import UsageColumn, sort_value
from telbill_desktop.exporters.usage_words import out_of_bundle

SMS, DATA, ABROAD = UsageCategory.MESSAGES, UsageCategory.DATA, UsageCategory.INTERNATIONAL


def cost(amount: str, count: int = 1) -> UsageSum:
    return UsageSum(count=count, amount=Decimal(amount))


def group(key: str, **by_category: str) -> UsageGroup:
    """What it cost in categories, and in all."""
    parts = {UsageCategory(name): cost(amount) for name, amount in by_category.items()}
    return UsageGroup(key, key, cost(str(sum((one.amount for one in parts.values()), Decimal(0)))), by_category=parts)


GROUPS = (group("202602", messages="0.10", data="0"), group("202603", messages="0.20", international="1.50"))
ANSWER = UsageAnswer(GROUPS, cost("1.80", 2))


def test_categories_that_cost_something_have_a_column_with_what_it_adds_up_to() -> None:
    assert costly(GROUPS) == [ABROAD, SMS]
    table = months_table(ANSWER)
    assert [column.kind for column in table.columns] == [ColumnKind.MONTH, *[ColumnKind.USAGE] * 3]
    assert [list(row) for row in table.rows()] == [
        [date(2026, 2, 1), None, Decimal("0.10"), Decimal("0.10")],
        [date(2026, 3, 1), Decimal("1.50"), Decimal("0.20"), Decimal("1.70")],
    ]
    assert table.totals == ["Total", Decimal("1.50"), Decimal("0.30"), Decimal("1.80")]
    assert users_table(UsageAnswer((), UsageSum())).totals == ["Total", Decimal(0)]


def test_groups_that_cost_the_same_are_sorted_by_how_much_was_used_and_by_what_they_cost_before() -> None:
    seldom, often = (UsageRow(UsageGroup(key, key, cost("1", count))) for key, count in (("a", 1), ("b", 2)))
    assert sort_value(UsageColumn.AMOUNT, seldom) < sort_value(UsageColumn.AMOUNT, often)
    cheap, dear = (UsageRow(GROUPS[0], cost(before)) for before in ("1", "2"))
    assert sort_value(UsageColumn.BEFORE, UsageRow(GROUPS[0])) < sort_value(UsageColumn.BEFORE, cheap)
    assert sort_value(UsageColumn.BEFORE, cheap) < sort_value(UsageColumn.BEFORE, dear)


def test_what_was_out_of_the_bundle_is_told_by_its_quantities_or_by_how_often_it_was() -> None:
    assert out_of_bundle(UsageSum(count=3, seconds=90, charged_count=1, charged_messages=2)) == "2 messages"
    assert out_of_bundle(UsageSum(count=3, charged_count=2)) == "2 uses"
    assert out_of_bundle(UsageSum(count=3, seconds=90)) == ""
