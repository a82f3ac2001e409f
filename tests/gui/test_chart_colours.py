"""Charts are told apart by whoever sees colours otherwise: simulated after Machado, Oliveira and Fernandes (2009)."""

from itertools import combinations

import pytest

from telbill_desktop.gui.theme import palette_of

Colour = tuple[float, float, float]

# How linear red, green and blue are seen, without one of the three kinds of cones.
SIGHTS = {
    "all colours": ((1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0)),
    "no red": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "no green": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.01182, 0.04294, 0.968881)),
    "no blue": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.3039)),
}
LEAST = 18  # CIE 1976 difference of colours; 2.3 is the least that an eye notices


def linear(name: str) -> Colour:
    red, green, blue = (int(name[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return _straight(red), _straight(green), _straight(blue)


def _straight(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)


def seen(name: str, sight: str) -> Colour:
    """L*, a*, b* of a colour as that sight has it, under daylight (D65)."""
    given = linear(name)
    red, green, blue = (
        min(max(sum(a * b for a, b in zip(row, given, strict=True)), 0.0), 1.0) for row in SIGHTS[sight]
    )
    x, y, z = (
        _root((0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.95047),
        _root(0.2126 * red + 0.7152 * green + 0.0722 * blue),
        _root((0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.08883),
    )
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def _root(part: float) -> float:
    return float(part ** (1 / 3)) if part > 0.008856 else 7.787 * part + 16 / 116


def apart(one: str, other: str, sight: str) -> float:
    pairs = zip(seen(one, sight), seen(other, sight), strict=True)
    return float(sum((a - b) ** 2 for a, b in pairs) ** 0.5)


@pytest.mark.parametrize("sight", SIGHTS)
@pytest.mark.parametrize("series", ["chart_", "cost_"])
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_any_two_colours_of_a_chart_are_told_apart(theme: str, series: str, sight: str) -> None:
    colors = {name: value for name, value in palette_of(theme).items() if name.startswith(series)}
    assert len(colors) >= 6
    near = {
        (one, other): round(found, 1)
        for one, other in combinations(colors, 2)
        if (found := apart(colors[one], colors[other], sight)) < LEAST
    }
    assert near == {}


@pytest.mark.parametrize("sight", SIGHTS)
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_every_colour_of_a_chart_is_told_from_its_ground(theme: str, sight: str) -> None:
    colors = palette_of(theme)
    found = {
        name: apart(colors[name], colors["surface"], sight) for name in colors if name.startswith(("chart_", "cost_"))
    }
    assert {name for name, difference in found.items() if difference < LEAST} == set()
