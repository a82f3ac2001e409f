"""A report's chart as shapes: bars from their table, round marks beside them, nothing beside the paper."""

from collections.abc import Sequence
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from telbill_desktop.domain import report as values
from telbill_desktop.domain.report import Chart, Column, ColumnKind, Report, Table
from telbill_desktop.exporters.bar_drawing import Box, Drawing, Rule, Words, drawn
from telbill_desktop.exporters.bars import MOST, Bars, bars_of
from tests.exporters.made_reports import monthly

AMOUNTS = st.lists(st.integers(-(10**9), 10**9), min_size=3, max_size=3)


def bars(*heights: Sequence[float], kind: ColumnKind = ColumnKind.AMOUNT, lying: bool = False) -> Bars:
    """Bars of some series, under the names a, b, c…"""
    names = tuple("abcdefghij"[: len(heights[0])])
    series = tuple((f"series {at}", tuple(map(float, each))) for at, each in enumerate(heights))
    return Bars("Title", names, series, kind, lying)


def of_names(names: Sequence[str]) -> Report:
    columns = [Column("Name"), Column("Amount", ColumnKind.AMOUNT)]
    table = Table("T", columns, values.given([(name, Decimal(at)) for at, name in enumerate(names)]))
    return Report("R", [], [table], Chart("Title", 0, 0, [1]))


def boxes(drawing: Drawing, legend: int) -> list[Box]:
    """The bars' parts, what stands in the legend left out."""
    return [shape for shape in drawing.shapes if isinstance(shape, Box)][legend:]


def marks(drawing: Drawing, anchor: str = "end") -> list[str]:
    return [shape.text for shape in drawing.shapes if isinstance(shape, Words) and shape.anchor == anchor]


def test_bars_are_the_rows_of_the_table() -> None:
    found = bars_of(Report("R", [], [monthly(2)], Chart("By month", 0, 0, [1, 2])))
    assert found == Bars(
        "By month",
        ("Jan 24", "Feb 24"),
        (("Plans", (100.0, 101.0)), ("Calls", (20.0, 17.0))),
        ColumnKind.AMOUNT,
        lying=False,
    )


def test_of_very_many_the_first_ones_are_shown_and_that_is_said() -> None:
    found = bars_of(of_names([str(at) for at in range(MOST + 1)]))
    assert found is not None
    assert (found.title, len(found.names), found.series[0][1][-1]) == ("Title (the first 36)", 36, 35.0)


@pytest.mark.parametrize(
    ("names", "lying"), [(["short"] * 13, False), (["short"] * 14, True), (["a longer name"], True)]
)
def test_bars_lie_where_their_names_have_no_room_below_them(names: list[str], lying: bool) -> None:  # noqa: FBT001 - a case
    found = bars_of(of_names(names))
    assert found is not None
    assert found.lying is lying


def test_without_rows_or_a_chart_there_is_nothing_to_draw() -> None:
    assert bars_of(of_names([])) is None
    assert bars_of(Report("R", [], [monthly(1)])) is None


def test_credits_grow_down_from_nothing_and_the_others_up() -> None:
    low, high, _, credit = boxes(drawn(bars([3, 3], [2, -4]), 500), 2)
    assert (low.height / high.height, credit.height / low.height) == pytest.approx((1.5, 4 / 3))
    zero = low.y + low.height
    assert high.y + high.height == pytest.approx(low.y)
    assert credit.y == pytest.approx(zero)


def test_lying_bars_grow_to_the_right() -> None:
    first, second, _, credit = boxes(drawn(bars([3, 3], [2, -4], lying=True), 500), 2)
    assert second.x == pytest.approx(first.x + first.width)
    assert credit.x + credit.width == pytest.approx(first.x)
    assert credit.y > first.y


@pytest.mark.parametrize(
    ("highest", "kind", "told"),
    [
        (2345, ColumnKind.AMOUNT, ["0", "500", "1,000", "1,500", "2,000", "2,500"]),
        (0.9, ColumnKind.AMOUNT, ["0", "0.2", "0.4", "0.6", "0.8", "1"]),
        (40_000, ColumnKind.SECONDS, ["0:00:00", "5:00:00", "10:00:00", "15:00:00"]),
        (250, ColumnKind.SECONDS, ["0:00:00", "0:01:00", "0:02:00", "0:03:00", "0:04:00", "0:05:00"]),
        (
            0.42,
            ColumnKind.SHARE,
            [f"{share}.0\u00a0%" for share in range(0, 60, 10)],
        ),
        (0, ColumnKind.COUNT, ["0", "1"]),
    ],
)
def test_the_marks_are_round(highest: float, kind: ColumnKind, told: list[str]) -> None:
    assert marks(drawn(bars([highest], kind=kind), 500)) == told


@given(AMOUNTS, AMOUNTS, st.booleans())
def test_everything_is_on_the_paper(first: list[int], second: list[int], lying: bool) -> None:  # noqa: FBT001 - a case
    drawing = drawn(bars(first, second, lying=lying), 500)
    for shape in drawing.shapes:
        ends = (shape.x, shape.y)
        if isinstance(shape, Box):
            assert shape.width >= 0
            assert shape.height >= 0
            ends = (shape.x + shape.width, shape.y + shape.height)
        elif isinstance(shape, Rule):
            ends = (shape.to_x, shape.to_y)
        assert -0.01 <= shape.x <= ends[0] <= 500.01
        assert -0.01 <= shape.y <= ends[1] <= drawing.height + 0.01
    assert 2 <= len({shape.y for shape in drawing.shapes if isinstance(shape, Rule)} | {0}) <= 12


def test_names_that_would_touch_are_left_out() -> None:
    names = tuple(f"month {at}" for at in range(10))
    shown = Bars("T", names, (("S", (1.0,) * 10),), ColumnKind.AMOUNT, lying=False)
    assert marks(drawn(shown, 500), "middle") == list(names)
    assert marks(drawn(shown, 250), "middle") == list(names[::2])


def test_ten_series_have_ten_colours() -> None:
    drawing = drawn(bars(*([[1.0]] * 10)), 500)
    assert len({box.colour for box in boxes(drawing, 0)[:10]}) == 10
