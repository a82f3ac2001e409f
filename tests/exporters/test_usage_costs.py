"""Tables of the page of usage: what is printed in a column adds up to what is printed below it."""

from decimal import Decimal

import pytest

from telbill_desktop.domain.report import Table
from telbill_desktop.domain.usage import UsageCategory
from telbill_desktop.domain.usage_comparison import UsageRow
from telbill_desktop.domain.usage_view import UsageAnswer, UsageGroup, UsageGrouping, UsageSum
from telbill_desktop.exporters.reports.usage_tables import groups_table, months_table, users_table
from telbill_desktop.exporters.shown_values import shown
from telbill_desktop.exporters.usage_columns import COMPARED, UsageColumn

_CALL = UsageSum(count=1, amount=Decimal("0.014900"))
_BEFORE = UsageSum(count=1, amount=Decimal("0.003300"))
_KEYS = ("202601", "202602", "202603")
_GROUPS = [UsageGroup(key, f"User {key}", _CALL, by_category={UsageCategory.NATIONAL_MOBILE: _CALL}) for key in _KEYS]
_ANSWER = UsageAnswer(_GROUPS, _CALL + _CALL + _CALL)


def _groups() -> Table:
    columns = [UsageColumn.NAME, UsageColumn.AMOUNT, *(one for one in COMPARED if one is not UsageColumn.CHANGE)]
    sums = (_ANSWER.total, _BEFORE + _BEFORE + _BEFORE)
    return groups_table(UsageGrouping.USER, [UsageRow(one, _BEFORE) for one in _GROUPS], columns, sums)


@pytest.mark.parametrize("table", [_groups(), months_table(_ANSWER), users_table(_ANSWER)], ids=["groups", "m", "u"])
def test_fractions_of_a_cent_are_printed(table: Table) -> None:
    assert table.totals is not None
    columns = list(zip(*table.rows(), table.totals, strict=True))
    for column, values in list(zip(table.columns, columns, strict=True))[1:]:
        *printed, total = (Decimal(shown(value, column.kind)) for value in values)
        assert sum(printed) == total
