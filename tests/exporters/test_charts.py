import pytest

from telbill_desktop.exporters.charts import StackedMonthsChart
from telbill_desktop.exporters.stacked_months import ChartLook, StackedMonths

LIGHT = ChartLook("#ffffff", "#111111", "#666666", "#dddddd", ("#0f6b73", "#e07b2a"))
DARK = ChartLook("#000000", "#eeeeee", "#999999", "#333333", ("#3fa7b0", "#f0994f"))
MONTHS = tuple(f"m{at}" for at in range(12))
YEAR = StackedMonths(
    MONTHS, (("Sonora", tuple(float(at) for at in range(12))), ("A_$x^2$_B", (5.0,) * 12)), {3: "yearly"}
)


def chart_of(shown: StackedMonths) -> StackedMonthsChart:
    chart = StackedMonthsChart(LIGHT)
    chart.show(shown)
    return chart


def test_parts_stand_on_one_another() -> None:
    chart = chart_of(YEAR)
    assert chart.heights() == [[float(at) for at in range(12)], [5.0] * 12]
    assert chart.ends(1) == [(float(at), at + 5.0) for at in range(12)]
    assert chart.words() == ["yearly"]


def test_other_amounts_are_shown_by_the_bars_that_are_there() -> None:
    chart = chart_of(YEAR)
    bars = list(chart._bars)
    chart.show(StackedMonths(MONTHS, (("Sonora", (7.0,) * 12),)))
    assert chart._bars == bars
    assert chart.heights() == [[7.0] * 12]
    assert chart.words() == []
    assert [bar.get_visible() for bar in chart._bars] == [True, False]


def test_a_name_is_never_a_formula() -> None:
    chart = chart_of(YEAR)
    legend = chart._axes.get_legend()
    assert legend is not None
    assert [text.get_text() for text in legend.get_texts()] == ["Sonora", "A_$x^2$_B"]
    texts = [*legend.get_texts(), *chart._axes.get_xticklabels(), *chart._words]
    assert not any(text.get_parse_math() for text in texts)


def test_another_look_colours_what_is_there() -> None:
    chart = chart_of(YEAR)
    chart.dress(DARK)
    assert chart._bars[1].get_facecolor()[:3] == (0xF0 / 255, 0x99 / 255, 0x4F / 255)
    assert chart.figure.get_facecolor()[:3] == (0, 0, 0)


def test_names_of_months_never_touch() -> None:
    chart = chart_of(YEAR)
    chart.fit(200, 300)
    assert [label.get_text() for label in chart._axes.get_xticklabels()] == list(MONTHS[::2])
    chart.fit(800, 300)
    assert len(chart._axes.get_xticklabels()) == 12


def test_the_month_under_the_mouse_is_known() -> None:
    picture = chart_of(YEAR).picture(800, 300)
    assert (picture.width, picture.height, len(picture.rgba)) == (800, 300, 800 * 300 * 4)
    for month in range(12):
        left, top, width, height = picture.room_of(month)
        assert picture.month_at(left + width / 2, top + height / 2) == month
    assert picture.month_at(0, 0) is None


@pytest.mark.parametrize("ratio", [1, 1.5, 2])
def test_a_bar_is_where_the_picture_says_and_as_sharp_as_the_screen(ratio: float) -> None:
    picture = chart_of(StackedMonths(MONTHS, (("Sonora", (1.0,) * 12),))).picture(800, 300, ratio)
    assert (picture.width, picture.height) == (800 * ratio, 300 * ratio)
    left, top, width, height = picture.room_of(7)
    pixel = (round(top + height / 2) * picture.width + round(left + width / 2)) * 4
    assert picture.rgba[pixel : pixel + 3] == bytes.fromhex(LIGHT.series[0].removeprefix("#"))
    between = (round(top + height * 0.3) * picture.width + round(left)) * 4
    assert picture.rgba[between : between + 3] == bytes.fromhex(LIGHT.ground.removeprefix("#"))


def test_a_chart_that_has_no_room_is_no_error() -> None:
    picture = chart_of(YEAR).picture(0, 0)
    assert (picture.width, picture.height) == (160, 80)


def test_a_legend_gives_way_where_the_chart_is_low() -> None:
    chart = chart_of(StackedMonths(MONTHS, tuple((f"A name of some length {at}", (1.0,) * 12) for at in range(6))))
    chart.picture(300, 300)
    assert chart._axes.get_legend() is not None
    chart.picture(300, 100)
    assert chart._axes.get_legend() is None


def test_amounts_below_nothing_hang_under_the_line() -> None:
    chart = chart_of(StackedMonths(("m",), (("a", (3.0,)), ("b", (-2.0,)), ("c", (4.0,)))))
    assert [chart.ends(at) for at in range(3)] == [[(0.0, 3.0)], [(0.0, -2.0)], [(3.0, 7.0)]]


def test_nothing_at_all_can_be_shown() -> None:
    chart = chart_of(StackedMonths())
    chart.figure.draw_without_rendering()
    assert chart.heights() == []


def test_a_long_name_is_whole_where_that_takes_no_further_row_and_cut_else() -> None:
    def legend_of(name: str) -> list[str]:
        chart = chart_of(StackedMonths(MONTHS, (("Appels nationaux", (1.0,) * 12), (name, (1.0,) * 12))))
        chart.fit(560, 300)
        legend = chart._axes.get_legend()
        assert legend is not None
        return [text.get_text() for text in legend.get_texts()]

    assert legend_of("Appels vers l’international") == ["Appels nationaux", "Appels vers l’international"]
    assert legend_of("Appels " * 20) == ["Appels nationaux", "Appels Appels Appels Ap…"]
