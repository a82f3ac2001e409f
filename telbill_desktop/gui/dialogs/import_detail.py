"""What there is to know of one file of an import: its warnings, or a conflict with both sides beside each other."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from telbill_desktop.domain.figures import InvoiceFigures
from telbill_desktop.domain.invoice import InvoiceType
from telbill_desktop.domain.invoice_list import InvoiceRow
from telbill_desktop.domain.reading import FileStatus
from telbill_desktop.gui.theme import Theme
from telbill_desktop.gui.widgets.text import ElidedLabel, Label
from telbill_desktop.services.intake import FileResult
from telbill_desktop.system import formats
from telbill_desktop.system.i18n import tr

ROOM = 168
_TONES = {FileStatus.CONFLICT: "panel_warn", FileStatus.REFUSED: "panel_bad"}


@dataclass(frozen=True, slots=True)
class Compared:
    """One value of an invoice on both sides."""

    name: str
    stored: str
    in_file: str

    @property
    def differs(self) -> bool:
        """Whether the two sides say different things."""
        return self.stored != self.in_file


def compared(stored: InvoiceRow, in_file: InvoiceFigures) -> list[Compared]:
    """What the store has and what the file says, value by value."""
    return [
        Compared(tr("Number"), stored.number, in_file.number),
        Compared(tr("Type"), _type(stored.type), _type(in_file.type)),
        Compared(tr("Date"), formats.day(stored.issue_date), formats.day(in_file.issue_date)),
        Compared(
            tr("Excl. tax"),
            formats.money(stored.ht, stored.currency),
            formats.money(in_file.total_ht, in_file.currency),
        ),
        Compared(
            tr("VAT"), formats.money(stored.vat, stored.currency), formats.money(in_file.total_vat, in_file.currency)
        ),
        Compared(
            tr("Incl. tax"),
            formats.money(stored.ttc, stored.currency),
            formats.money(in_file.total_ttc, in_file.currency),
        ),
    ]


class FileDetail(QScrollArea):
    """The panel under the table."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFixedHeight(theme.dp(ROOM))
        self.setAccessibleName(tr("What there is to know of this file"))
        self.show_nothing()

    def show_nothing(self) -> None:
        """No file is chosen."""
        self._put(Label(tr("Choose a file to see what was read in it."), "soft"), role="panel")

    def show_file(self, result: FileResult) -> None:
        """The file's path, its message and its warnings."""
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(ElidedLabel(result.file, "strong", mode=Qt.TextElideMode.ElideMiddle))
        sentences = [result.message] if result.message is not None else []
        for sentence in [*sentences, *result.warnings]:
            column.addWidget(self._sentence(formats.sentence(sentence)))
        if not sentences and not result.warnings:
            column.addWidget(Label(tr("Nothing to report: the figures agree."), "soft"))
        column.addStretch()
        role = _TONES.get(result.status, "panel_warn" if result.warnings else "panel")
        self._put(content, role=role)

    def show_conflict(self, result: FileResult, stored: InvoiceRow, *, is_done: bool) -> None:
        """Both sides, differences marked, and what happens: nothing is overwritten."""
        if result.figures is None:
            self.show_file(result)
            return
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(self._theme.dp(8))
        words = (
            tr("Nothing was overwritten: the document is kept beside the invoice, which stays as it was.")
            if is_done
            else tr("Nothing will be overwritten: the document will be kept beside the invoice, which stays as it is.")
        )
        column.addWidget(self._sentence(words))
        column.addLayout(self._sides(compared(stored, result.figures)))
        column.addStretch()
        self._put(content, role="panel_warn")

    def _sides(self, values: Sequence[Compared]) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(self._theme.dp(24))
        grid.setVerticalSpacing(self._theme.dp(3))
        for column, title in enumerate((tr("Stored invoice"), tr("This file")), start=1):
            grid.addWidget(Label(title, "small_strong"), 0, column)
        for line, value in enumerate(values, start=1):
            grid.addWidget(Label(value.name, "soft"), line, 0)
            grid.addWidget(Label(value.stored, "strong" if value.differs else ""), line, 1)
            grid.addWidget(Label(value.in_file, "strong" if value.differs else ""), line, 2)
            if value.differs:
                mark = Label(tr("differs"), "badge_warn")
                grid.addWidget(mark, line, 3)
        grid.setColumnStretch(4, 1)
        return grid

    def _sentence(self, text: str) -> Label:
        label = Label(text)
        label.setWordWrap(True)
        label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        return label

    def _put(self, content: QWidget, *, role: str) -> None:
        frame = QFrame()
        frame.setProperty("role", role)
        row = QHBoxLayout(frame)
        row.setContentsMargins(*(self._theme.dp(12),) * 4)
        row.addWidget(content)
        self.setWidget(frame)


def _type(kind: InvoiceType) -> str:
    return tr("Credit note") if kind is InvoiceType.CREDIT_NOTE else tr("Invoice")
