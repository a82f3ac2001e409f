"""Pages painted on a printer, a PDF or the preview, which is one of them."""

from __future__ import annotations

from collections import defaultdict
from functools import lru_cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QLineF, QPointF, QRectF
from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontMetricsF, QPainter, QPen

from telbill_desktop.exporters.column_fit import SIZE
from telbill_desktop.system.resources import resources

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtPrintSupport import QPrinter

    from telbill_desktop.exporters.column_fit import Measure
    from telbill_desktop.gui.printing.layout import Line, Mark, Sheet

_POINTS = 72  # of an inch
_THIN = 0.5  # points of a line
_FAMILY = "Inter Paper"
_LARGE = 100  # pixels of the font that is measured with: widths grow with its size, hints do not


@lru_cache(maxsize=1)
def paper_font() -> QFont:
    """The face of documents: its figures are of equal width by themselves, so that what is printed can be copied."""
    folder = resources() / "fonts"
    for style in ("Regular", "SemiBold"):
        QFontDatabase.addApplicationFont(str(folder / f"InterPaper-{style}.ttf"))
    return QFont(_FAMILY)


def measure_of(font: QFont) -> Measure:
    """Measures texts in that font, whatever they are painted on."""
    plain, strong = (QFontMetricsF(_sized(font, _LARGE, is_strong=each)) for each in (False, True))
    known: dict[tuple[str, bool], float] = {}

    def measure(text: str, *, is_strong: bool = False) -> float:
        width = known.get((text, is_strong))
        if width is None:
            width = (strong if is_strong else plain).horizontalAdvance(text) * SIZE / _LARGE
            known[text, is_strong] = width
        return width

    return measure


def paint(sheets: Sequence[Sheet], printer: QPrinter, font: QFont) -> bool:
    """Paints the pages, or those that the printer's dialog was told to print; False where they go nowhere."""
    painter = QPainter()
    if not painter.begin(printer):
        return False
    scale = printer.resolution() / _POINTS
    some = slice(max(printer.fromPage() - 1, 0), printer.toPage() or None)
    for at, sheet in enumerate(sheets[some]):
        if at:
            printer.newPage()
        painter.save()
        painter.scale(scale, scale)
        _paint_sheet(painter, sheet, font)
        painter.restore()
    return painter.end()


def _paint_sheet(painter: QPainter, sheet: Sheet, font: QFont) -> None:
    _paint_lines(painter, sheet.under)
    for area in sheet.areas:
        painter.fillRect(QRectF(area.x, area.y, area.width, area.height), QColor.fromString(area.colour))
    _paint_lines(painter, sheet.lines)
    # A font's size is whole pixels: texts are written large and made small, all of one look at once.
    looks: dict[tuple[float, bool, str], list[Mark]] = defaultdict(list)
    for mark in sheet.marks:
        looks[mark.size, mark.is_strong, mark.colour].append(mark)
    for (size, is_strong, colour), marks in looks.items():
        share = size / _LARGE
        painter.save()
        painter.scale(share, share)
        painter.setFont(_sized(font, _LARGE, is_strong=is_strong))
        painter.setPen(QColor.fromString(colour))
        metrics = painter.fontMetrics()
        for mark in marks:
            before = metrics.horizontalAdvance(mark.text) if mark.is_right else 0
            painter.drawText(QPointF(mark.x / share - before, mark.y / share), mark.text)
        painter.restore()


def _paint_lines(painter: QPainter, lines: Sequence[Line]) -> None:
    for line in lines:
        painter.setPen(QPen(QColor.fromString(line.colour), _THIN))
        painter.drawLine(QLineF(line.x, line.y, line.to_x, line.to_y))


def _sized(font: QFont, pixels: int, *, is_strong: bool) -> QFont:
    sized = QFont(font)
    sized.setPixelSize(pixels)
    sized.setWeight(QFont.Weight.DemiBold if is_strong else QFont.Weight.Normal)
    sized.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return sized
