"""Cells of a table whose way of writing is known: every amount that is written reads back exactly."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from telbill_desktop.domain.date_text import DateOrder, parse_written_date
from telbill_desktop.domain.errors import TelbillError
from telbill_desktop.domain.table_profile import ColumnFormat
from telbill_desktop.importers.tabular.cells import CellReader

CENTS = st.integers(1 - 10**14, 10**14 - 1).map(lambda cents: Decimal(cents).scaleb(-2))


def reader(mark: str = ",", grouping: str = "", order: DateOrder = DateOrder.DAY_FIRST) -> CellReader:
    return CellReader(ColumnFormat(mark, grouping, order))


@given(CENTS, st.sampled_from(("", " ", "\u00a0", "\u202f", ".")), st.sampled_from(("", " €", "€")))
def test_an_amount_written_with_a_decimal_comma_is_read_exactly(amount: Decimal, group: str, sign: str) -> None:
    text = f"{amount:,.2f}".replace(",", "_").replace(".", ",").replace("_", group) + sign
    assert reader(grouping=".").total(text) == amount


@given(CENTS)
def test_an_amount_written_with_a_decimal_point_is_read_exactly(amount: Decimal) -> None:
    assert reader(".", ",").total(f"{amount:,.2f}") == amount
    assert reader(".").total(f"{amount}") == amount
    assert reader().total(amount) == amount


@pytest.mark.parametrize("text", ["1,234.50", "1.234,5", "1'234,50", "12.34", "1,2,3", "--5", "5-5", "(5", "٣,٠٠"])
def test_what_such_a_table_does_not_write_is_refused(text: str) -> None:
    with pytest.raises(TelbillError):
        reader().number(text)


@pytest.mark.parametrize("cell", ["", "  ", "-", "--", "—", None])
def test_a_dash_and_nothing_are_blank(cell: str | None) -> None:
    assert reader().number(cell) is None
    assert reader().text(cell) == ""
    assert reader().day(cell) is None


@pytest.mark.parametrize(("cell", "rate"), [("20 %", 20), ("5,5 %", "5.5"), (Decimal("0.2"), 20), (Decimal(10), 10)])
def test_a_rate_is_in_percent_however_a_workbook_stores_it(cell: str | Decimal, rate: str | int) -> None:
    assert reader().rate(cell) == Decimal(rate)


@pytest.mark.parametrize("text", ["12.5 USD", "20 %"])
def test_a_rate_or_another_currency_is_no_amount(text: str) -> None:
    with pytest.raises(TelbillError):
        reader(".").total(text)


def test_a_minus_nothing_is_nothing() -> None:
    assert str(reader().total("-0,00")) == "0.00"


@pytest.mark.parametrize(
    ("order", "text", "day"),
    [
        (DateOrder.DAY_FIRST, "01/02/2003", date(2003, 2, 1)),
        (DateOrder.DAY_FIRST, "01/02/03", date(2003, 2, 1)),
        (DateOrder.MONTH_FIRST, "01/02/2003", date(2003, 1, 2)),
        (DateOrder.YEAR_FIRST, "2003-02-01", date(2003, 2, 1)),
        (DateOrder.YEAR_FIRST, "2003-02-01T08:02:00Z", date(2003, 2, 1)),
        (DateOrder.DAY_FIRST, "17/11/2026 08:02", date(2026, 11, 17)),
        (DateOrder.YEAR_FIRST, "17 nov. 2026", date(2026, 11, 17)),
    ],
)
def test_a_day_is_read_in_the_order_of_its_table(order: DateOrder, text: str, day: date) -> None:
    assert parse_written_date(text, order) == day


@pytest.mark.parametrize(
    ("order", "text"),
    [
        (DateOrder.DAY_FIRST, "2026-11-17"),
        (DateOrder.YEAR_FIRST, "17/11/2026"),
        (DateOrder.DAY_FIRST, "31/02/2026"),
        (DateOrder.MONTH_FIRST, "17/11/2026"),
        (DateOrder.DAY_FIRST, "17/11"),
        (DateOrder.DAY_FIRST, "17/11/226"),
        (DateOrder.DAY_FIRST, "45000"),
    ],
)
def test_a_day_in_another_order_is_refused(order: DateOrder, text: str) -> None:
    with pytest.raises(TelbillError):
        parse_written_date(text, order)
