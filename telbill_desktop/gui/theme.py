"""Colours, sizes, fonts and icons, known here only: widgets ask by name, the stylesheet does the rest."""

import re
import tomllib
from collections.abc import Mapping
from functools import lru_cache
from string import Template

from PySide6.QtCore import QByteArray, QObject, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QIcon, QPainter, QPalette, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication

from telbill_desktop.system.resources import resources

STYLE = "fusion"  # what the stylesheet is written for; QApplication takes it as an argument
FAMILY = "Inter"
FACES = ("Regular", "Medium", "SemiBold", "Bold")
BASE_SIZE = 13  # pixels of the text at 100 %
ICON_SIZE = 16

_WEIGHTS = {
    "body": QFont.Weight.Normal,
    "medium": QFont.Weight.Medium,
    "strong": QFont.Weight.DemiBold,
    "bold": QFont.Weight.Bold,
}
_SIZE_IN_TEMPLATE = re.compile(r"(\d+(?:\.\d+)?)dp\b")


class Theme(QObject):
    """The look in use. `changed` follows a change of theme or text size; painters then ask again."""

    changed = Signal()

    def __init__(self, application: QApplication) -> None:
        super().__init__(application)
        self._application = application
        self._choice = "system"
        self._name = ""
        self._scale = 1.0
        self._colors: dict[str, QColor] = {}
        self._icons: dict[tuple[str, str, int], QIcon] = {}
        application.styleHints().colorSchemeChanged.connect(self._on_system_scheme_changed)
        load_fonts()

    @property
    def is_dark(self) -> bool:
        """Whether light text stands on a dark ground."""
        return self._name == "dark"

    @property
    def scale(self) -> float:
        """Size of the text, 1.0 at 100 %."""
        return self._scale

    def use(self, choice: str, text_size: int) -> None:
        """Puts on `light`, `dark` or what the `system` says, with text of so many percent."""
        self._choice = choice
        name = self._resolved()
        if (name, text_size / 100) == (self._name, self._scale):
            return
        self._name, self._scale = name, text_size / 100
        colors = palette_of(name)
        self._colors = {key: QColor(value) for key, value in colors.items()}
        self._icons.clear()
        self._application.setPalette(_qt_palette(self._colors))
        self._application.setFont(self.font())
        self._application.setStyleSheet(stylesheet(name, colors, self._scale))
        self.changed.emit()

    def color(self, name: str) -> QColor:
        """A colour of the palette by what it is for (resources/themes): `text_soft`, `ok_soft`, `border`."""
        return self._colors[name]

    def tint(self, name: str, share: float) -> QColor:
        """The same colour, seen through: 0 is nothing of it, 1 all."""
        seen_through = QColor(self._colors[name])
        seen_through.setAlphaF(share)
        return seen_through

    def dp(self, size: float) -> int:
        """Pixels for a size given at 100 % text."""
        return round(size * self._scale)

    def font(self, weight: str = "body", size: float = BASE_SIZE) -> QFont:
        """The text's font with figures of equal width; weight `body`, `medium`, `strong` or `bold`."""
        font = QFont(FAMILY)
        font.setPixelSize(self.dp(size))
        font.setWeight(_WEIGHTS[weight])
        font.setFeature(QFont.Tag("tnum"), 1)
        return font

    def icon(self, name: str, color: str = "text_soft", size: int = ICON_SIZE) -> QIcon:
        """An icon of resources/icons in a colour of the palette, sharp on every screen of this computer."""
        key = (name, color, size)
        if key not in self._icons:
            self._icons[key] = self._drawn(name, color, size)
        return self._icons[key]

    def pixmap(self, name: str, color: str = "text_soft", size: int = ICON_SIZE) -> QPixmap:
        """The icon as a picture for a label, for the sharpest screen of this computer."""
        return _tinted(name, self._colors[color].name(), self.dp(size), self._application.devicePixelRatio())

    def _drawn(self, name: str, color: str, size: int) -> QIcon:
        icon = QIcon()
        side = self.dp(size)
        for ratio in {screen.devicePixelRatio() for screen in self._application.screens()}:
            icon.addPixmap(_tinted(name, self._colors[color].name(), side, ratio))
            icon.addPixmap(_tinted(name, self._colors["text_disabled"].name(), side, ratio), QIcon.Mode.Disabled)
        return icon

    def _resolved(self) -> str:
        if self._choice in {"light", "dark"}:
            return self._choice
        is_dark = self._application.styleHints().colorScheme() == Qt.ColorScheme.Dark
        return "dark" if is_dark else "light"

    def _on_system_scheme_changed(self) -> None:
        if self._choice == "system":
            self.use(self._choice, round(self._scale * 100))


def palette_of(name: str) -> dict[str, str]:
    """The colours of `light` or `dark`, as `#rrggbb` by name."""
    text = (resources() / "themes" / f"{name}.toml").read_text("utf-8")
    return dict(tomllib.loads(text)["colors"])


def stylesheet(name: str, colors: Mapping[str, str], scale: float) -> str:
    """The stylesheet with the palette's colours and pixels at this scale."""
    folder = resources() / "themes"
    files = {
        "chevron": folder / f"{name}-chevron.svg",
        "chevron_up": folder / f"{name}-chevron-up.svg",
        "check_on_accent": folder / "check-on-accent.svg",
    }
    template = Template((folder / "telbill.qss").read_text("utf-8"))
    filled = template.substitute(colors, **{key: path.as_posix() for key, path in files.items()})
    return _SIZE_IN_TEMPLATE.sub(lambda match: f"{round(float(match[1]) * scale)}px", filled)


@lru_cache(maxsize=1)
def load_fonts() -> tuple[int, ...]:
    """Makes the bundled faces known to Qt, once; their ids, -1 for one that Qt refused."""
    folder = resources() / "fonts"
    return tuple(QFontDatabase.addApplicationFont(str(folder / f"{FAMILY}-{face}.otf")) for face in FACES)


@lru_cache(maxsize=256)
def _svg(name: str) -> str:
    return (resources() / "icons" / f"{name}.svg").read_text("utf-8")


def _tinted(name: str, color: str, side: int, ratio: float) -> QPixmap:
    renderer = QSvgRenderer(QByteArray(_svg(name).replace("currentColor", color).encode()))
    pixmap = QPixmap(QSize(side, side) * ratio)
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    renderer.render(painter, QRectF(0, 0, side, side))
    painter.end()
    return pixmap


def _qt_palette(colors: Mapping[str, QColor]) -> QPalette:
    palette = QPalette()
    roles = {
        QPalette.ColorRole.Window: "window",
        QPalette.ColorRole.WindowText: "text",
        QPalette.ColorRole.Base: "surface",
        QPalette.ColorRole.AlternateBase: "surface_alt",
        QPalette.ColorRole.Text: "text",
        QPalette.ColorRole.PlaceholderText: "text_soft",
        QPalette.ColorRole.Button: "surface",
        QPalette.ColorRole.ButtonText: "text",
        QPalette.ColorRole.BrightText: "bad",
        QPalette.ColorRole.Highlight: "accent_soft",
        QPalette.ColorRole.HighlightedText: "text",
        QPalette.ColorRole.ToolTipBase: "tooltip",
        QPalette.ColorRole.ToolTipText: "tooltip_text",
        QPalette.ColorRole.Link: "accent_soft_text",
        QPalette.ColorRole.Light: "surface",
        QPalette.ColorRole.Midlight: "hover",
        QPalette.ColorRole.Mid: "border",
        QPalette.ColorRole.Dark: "border_strong",
        QPalette.ColorRole.Shadow: "veil",
        QPalette.ColorRole.Accent: "accent",
    }
    for role, name in roles.items():
        palette.setColor(role, colors[name])
    for role in (QPalette.ColorRole.WindowText, QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, colors["text_disabled"])
    return palette
