from telbill_desktop.exporters.charts import ChartLook, StackedMonths, StackedMonthsChart

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
    assert [bar.get_y() for bar in chart._rectangles(1)] == [float(at) for at in range(12)]
    assert chart.words() == ["yearly"]


def test_other_amounts_are_shown_by_the_bars_that_are_there() -> None:
    chart = chart_of(YEAR)
    bars = list(chart._rectangles(0))
    chart.show(StackedMonths(MONTHS, (("Sonora", (7.0,) * 12),)))
    assert list(chart._rectangles(0)) == bars
    assert chart.heights() == [[7.0] * 12]
    assert chart.words() == []
    assert not any(bar.get_visible() for bar in chart._rectangles(1))


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
    assert chart._rectangles(1)[0].get_facecolor()[:3] == (0xF0 / 255, 0x99 / 255, 0x4F / 255)
    assert chart.figure.get_facecolor()[:3] == (0, 0, 0)


def test_names_of_months_never_touch() -> None:
    chart = chart_of(YEAR)
    chart.fit(200)
    assert [label.get_text() for label in chart._axes.get_xticklabels()] == list(MONTHS[::2])
    chart.fit(800)
    assert len(chart._axes.get_xticklabels()) == 12


def test_the_month_under_the_mouse_is_known() -> None:
    chart = chart_of(YEAR)
    chart.figure.set_size_inches(8, 3)
    chart.figure.draw_without_rendering()
    x, y = chart._axes.transData.transform((4, 1))
    assert chart.month_at(float(x), float(y)) == 4
    assert chart.month_at(0, 0) is None


def test_nothing_at_all_can_be_shown() -> None:
    chart = chart_of(StackedMonths())
    chart.figure.draw_without_rendering()
    assert chart.heights() == []
