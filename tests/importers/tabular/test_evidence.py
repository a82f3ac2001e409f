"""Elimination of ways of writing: the true one is never ruled out, and one alone is offered only when it is sure."""

from collections import Counter
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from telbill_desktop.domain.amount_text import parse_amount
from telbill_desktop.domain.date_text import DateOrder, parse_written_date
from telbill_desktop.domain.table import Cell
from telbill_desktop.domain.table_profile import ColumnFormat
from telbill_desktop.domain.table_sketch import Look
from telbill_desktop.importers.tabular.looks import date_evidence, look_of, number_evidence

WAYS = [(",", ""), (",", "\u00a0"), (",", "."), (".", ","), (".", ""), (".", "'"), (",", " ")]
AMOUNTS = st.lists(st.decimals(-(10**7), 10**7, places=2), min_size=1, max_size=12)
PATTERNS = {DateOrder.DAY_FIRST: "%d/%m/%Y", DateOrder.MONTH_FIRST: "%m/%d/%Y", DateOrder.YEAR_FIRST: "%Y-%m-%d"}


def written(amount: Decimal, mark: str, grouping: str, *, decimals: int) -> str:
    text = f"{amount:,.{decimals}f}"
    return text.replace(",", "\0").replace(".", mark).replace("\0", grouping)


def read(text: str, way: ColumnFormat) -> Decimal:
    return parse_amount(text, decimal_mark=way.decimal_mark, grouping=way.grouping)


@given(amounts=AMOUNTS, way=st.sampled_from(WAYS), decimals=st.sampled_from([0, 2, 3]))
def test_the_amounts_that_were_meant_are_always_among_those_offered(
    amounts: list[Decimal], way: tuple[str, str], decimals: int
) -> None:
    meant = [round(amount, decimals) for amount in amounts]
    texts = [written(amount, *way, decimals=decimals) for amount in meant]
    offered = number_evidence(Counter(texts)).formats
    assert any([read(text, one) for text in texts] == meant for one in offered)


@given(amounts=AMOUNTS, way=st.sampled_from(WAYS))
def test_two_decimals_settle_it_alone(amounts: list[Decimal], way: tuple[str, str]) -> None:
    texts = [written(amount, *way, decimals=2) for amount in amounts]
    evidence = number_evidence(Counter(texts))
    assert evidence.proves
    [only] = evidence.formats
    assert only.decimal_mark == way[0]


@given(
    days=st.lists(st.dates(date(1990, 1, 1), date(2060, 1, 1)), min_size=1, max_size=8),
    order=st.sampled_from(DateOrder),
)
def test_the_day_that_was_meant_is_always_among_those_offered(days: list[date], order: DateOrder) -> None:
    texts = [day.strftime(PATTERNS[order]) for day in days]
    evidence = date_evidence(Counter(texts))
    assert any([parse_written_date(text, one) for text in texts] == days for one in evidence.orders)
    assert evidence.proves == (len(evidence.orders) == 1)
    if order is not DateOrder.YEAR_FIRST and max(day.day for day in days) <= 12:
        assert not evidence.proves


@pytest.mark.parametrize(
    ("cells", "look"),
    [
        (["17/11/2026", "1er nov. 2026", ""], Look.DATE),
        ([date(2026, 11, 17)], Look.DATE),
        (["1 234,56", "12"], Look.AMOUNT),
        ([Decimal("1.5"), None], Look.AMOUNT),
        (["12", "-7"], Look.FIGURES),
        (["732829320", "732 829 320"], Look.SIREN),
        (["123456789"], Look.FIGURES),
        (["06 12 34 56 78", "+33 1 23 45 67 89"], Look.PHONE),
        (["EUR", "€"], Look.CURRENCY),
        (["FR-2026-1", "FR-2026-2"], Look.CODE),
        (["Facture", "Avoir"], Look.TEXT),
        (["", None], Look.BLANK),
    ],
)
def test_what_a_column_looks_like(cells: list[Cell], look: Look) -> None:
    assert look_of(cells) is look
