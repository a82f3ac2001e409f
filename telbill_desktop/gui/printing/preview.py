"""What is printed is looked at first: made by a job, laid out anew for whatever paper is chosen in the preview."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QMarginsF, Qt, Signal
from PySide6.QtGui import QPageLayout, QPageSize
from PySide6.QtPrintSupport import QPrinter, QPrintPreviewDialog
from PySide6.QtWidgets import QComboBox, QGraphicsView, QLineEdit

from telbill_desktop.gui.notices import Notice, Tone
from telbill_desktop.gui.printing.layout import is_wide, laid_out
from telbill_desktop.gui.printing.painting import measure_of, paint, paper_font
from telbill_desktop.system.i18n import tr

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import QObject
    from PySide6.QtGui import QFont
    from PySide6.QtWidgets import QWidget

    from telbill_desktop.domain.progress import Progress
    from telbill_desktop.gui.jobs import Job
    from telbill_desktop.gui.pages.page import PageContext
    from telbill_desktop.gui.printing.layout import Sheet
    from telbill_desktop.gui.printing.printable import Printable

_SHARE = 0.9  # of the window
_MARGIN = 12  # millimetres
_ZOOM = 10  # characters


class Preview(QPrintPreviewDialog):
    """Shows the pages; its own buttons choose paper and print. `failed`: what was printed went nowhere."""

    failed = Signal()

    def __init__(self, report: Printable, font: QFont, parent: QWidget) -> None:
        self._printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        self._report, self._font = report, font
        self._measure = measure_of(font)
        self._printer.setDocName(report.title)
        self._printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
        self._printer.setPageMargins(QMarginsF(_MARGIN, _MARGIN, _MARGIN, _MARGIN), QPageLayout.Unit.Millimeter)
        wide = is_wide(report, self._measure)
        across, upright = QPageLayout.Orientation.Landscape, QPageLayout.Orientation.Portrait
        self._printer.setPageOrientation(across if wide else upright)
        super().__init__(self._printer, parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Print: {title}").format(title=report.title))
        self._prepare_fields()
        self.resize(parent.size() * _SHARE)
        self.paintRequested.connect(self._on_paint_requested)

    def sheets(self, printer: QPrinter) -> list[Sheet]:
        """The pages on the paper that the printer has now."""
        area = printer.pageRect(QPrinter.Unit.Point)
        return laid_out(self._report, area.width(), area.height(), self._measure)

    def _prepare_fields(self) -> None:
        """Qt's own fields have no names, and the stylesheet's padding leaves the figures of one no room."""
        for zoom in self.findChildren(QComboBox):
            zoom.setMinimumContentsLength(_ZOOM)
            zoom.setAccessibleName(tr("Zoom"))
        for number in self.findChildren(QLineEdit):
            if not isinstance(number.parentWidget(), QComboBox):
                number.setAccessibleName(tr("Page"))
        for pages in self.findChildren(QGraphicsView):
            for shown in (pages, pages.viewport()):
                shown.setAccessibleName(self._report.title)

    def _on_paint_requested(self, printer: QPrinter) -> None:
        if not paint(self.sheets(printer), printer, self._font):
            self.failed.emit()


def print_report(context: PageContext, owner: QObject, over: QWidget, work: Callable[[Progress], Printable]) -> Job:
    """Has a report made on a reader's thread and opens its preview; what is too long is refused in a sentence."""

    def done(report: Printable) -> None:
        preview = Preview(report, paper_font(), over)
        preview.failed.connect(failed)
        preview.open()

    def failed() -> None:
        text = tr("Nothing was printed: the printer does not answer, or its file cannot be written.")
        context.notify(Notice(text, Tone.FAILURE))

    return context.jobs.read(work, done, owner=owner, title=tr("Preparing to print"))
