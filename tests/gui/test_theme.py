"""Colours that can be read, sizes that grow with the text, icons that are there."""

import re
from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QFontInfo
from PySide6.QtWidgets import QApplication

from telbill_desktop.gui.actions import ACTS
from telbill_desktop.gui.theme import FACES, Theme, load_fonts, palette_of, stylesheet
from telbill_desktop.system.resources import resources

PACKAGE = Path(__file__).resolve().parents[2] / "telbill_desktop"
READ_ON = [
    ("text", "surface"),
    ("text", "window"),
    ("text", "accent_soft"),
    ("text", "surface_alt"),
    ("text_nav", "surface"),
    ("text_soft", "surface"),
    ("text_soft", "surface_alt"),
    ("text_soft", "window"),
    ("text_soft", "neutral_soft"),
    ("accent_soft_text", "accent_soft"),
    ("accent_soft_text", "surface"),
    ("accent_text", "accent"),
    ("accent_text", "accent_hover"),
    ("tooltip_text", "tooltip"),
    *((tone, f"{tone}_soft") for tone in ("ok", "warn", "bad", "info", "neutral")),
    *(("text", f"{tone}_panel") for tone in ("ok", "warn", "bad", "info")),
]


def luminance(color: QColor) -> float:
    """Relative luminance (WCAG 2.2)."""
    parts = (color.redF(), color.greenF(), color.blueF())
    linear = [part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4) for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("name", ["light", "dark"])
@pytest.mark.parametrize(("ink", "ground"), READ_ON)
def test_text_can_be_read_on_its_ground(name: str, ink: str, ground: str) -> None:
    colors = palette_of(name)
    bright, dim = sorted((luminance(QColor(colors[ink])), luminance(QColor(colors[ground]))), reverse=True)
    assert (bright + 0.05) / (dim + 0.05) >= 4.5


def test_both_palettes_name_the_same_colours() -> None:
    assert palette_of("light").keys() == palette_of("dark").keys()


@pytest.mark.parametrize("name", ["light", "dark"])
def test_the_stylesheet_leaves_no_name_unfilled_and_its_files_are_there(name: str) -> None:
    sheet = stylesheet(name, palette_of(name), 1.5)
    assert "$" not in sheet
    assert not re.search(r"\ddp\b", sheet)
    assert "min-height: 42px" in sheet
    for path in re.findall(r'url\("([^"]+)"\)', sheet):
        assert Path(path).exists(), path


def test_the_bundled_faces_are_used(theme: Theme) -> None:
    assert len(load_fonts()) == len(FACES)
    assert min(load_fonts()) >= 0
    assert QFontInfo(theme.font()).family() == "Inter"


def test_text_grows_and_the_theme_changes_while_the_program_runs(theme: Theme, qapp: QApplication) -> None:
    heard: list[bool] = []
    theme.changed.connect(lambda: heard.append(True))
    theme.use("dark", 200)
    assert theme.is_dark
    assert theme.dp(13) == 26
    assert qapp.font().pixelSize() == 26
    assert theme.color("surface").lightnessF() < 0.3
    theme.use("light", 100)
    assert len(heard) == 2


def test_every_icon_that_the_program_names_is_there_and_no_other() -> None:
    there = {path.stem for path in (resources() / "icons").glob("*.svg")}
    words = set()
    for path in PACKAGE.rglob("*.py"):
        words |= set(re.findall(r'"([a-z0-9-]+)"', path.read_text("utf-8")))
    assert there - words == set()
    assert {kind.icon for kind in ACTS if kind.icon} <= there
    for path in PACKAGE.rglob("*.py"):
        drawn = re.findall(r'\.(?:icon|pixmap)\("([a-z0-9-]+)"', path.read_text("utf-8"))
        assert set(drawn) <= there, path


def test_an_icon_has_the_colour_asked_for(theme: Theme) -> None:
    image = theme.pixmap("dot", "bad", 8).toImage()
    assert image.pixelColor(4, 4) == theme.color("bad")
