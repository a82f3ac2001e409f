"""What there is to know of one file of an import: its warnings, or a conflict with both sides beside each other."""

from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from telbill_desktop.domain.currencies import HOME_CURRENCY
from telbill_desktop.domain.figures import InvoiceFigures
from telbill_desktop.domain.invoice import InvoiceType
from telbill_desktop.domain.invoice_list import InvoiceRow
from telbill_desktop.domain.reading import FileStatus
from telbill_desktop.domain.visible_text import visible
from telbill_desktop.gui.dialogs.import_table import is_unmapped_table
from telbill_desktop.gui.dialogs.import_usage import asks_account, is_usage
from telbill_desktop.gui.pages.page import PageContext
from telbill_desktop.gui.widgets.buttons import Button
from telbill_desktop.gui.widgets.text import ElidedLabel, Label
from telbill_desktop.services.intake import FileResult
from telbill_desktop.system import formats
from telbill_desktop.system.i18n import tr

ROOM = 190
MOST_ROOM, MOST_WIDTH = 0.3, 0.42  # of the dialog's height and width
_ASKED_HERE = {"usage_detail_kept"}  # what the import's own panel asks instead
_TONES = {FileStatus.CONFLICT: "panel_warn", FileStatus.REFUSED: "panel_bad"}


@dataclass(frozen=True, slots=True)
class Compared:
    """One value of an invoice on both sides."""

    name: str
    known: str
    in_file: str

    @property
    def differs(self) -> bool:
        """Whether the two sides say different things."""
        return self.known != self.in_file


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a conflict, in words: what says it, and its values as `compared` names them."""

    title: str
    values: tuple[str, ...]

    @classmethod
    def of_row(cls, row: InvoiceRow) -> "Side":
        """The invoice in the store."""
        amounts = tuple(formats.stated(value, row.currency) for value in (row.ht, row.vat, row.ttc))
        return cls(tr("Stored invoice"), (visible(row.number), _type(row.type), formats.day(row.issue_date), *amounts))

    @classmethod
    def of_figures(cls, title: str, figures: InvoiceFigures) -> "Side":
        """A document."""
        totals = (figures.total_ht, figures.total_vat, figures.total_ttc)
        amounts = tuple(formats.stated(value, figures.currency) for value in totals)
        return cls(title, (visible(figures.number), _type(figures.type), formats.day(figures.issue_date), *amounts))


def compared(known: Side, in_file: Side) -> list[Compared]:
    """What the two sides say, value by value."""
    names = (tr("Number"), tr("Type"), tr("Date"), tr("Excl. tax"), tr("VAT"), tr("Incl. tax"))
    return [Compared(*one) for one in zip(names, known.values, in_file.values, strict=True)]


class FileDetail(QScrollArea):
    """The panel under the table.

    Where `can_enter` says so, a PDF that nothing reads yet can be entered by hand, a table that no profile knows can be
    described, rows that failed can be corrected, and an account be named for usage that names none.
    """

    entry_asked = Signal()
    table_asked = Signal()
    rows_asked = Signal()
    account_asked = Signal()

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._theme = context.theme
        self._compares = 0  # the invoice whose documents the button compares
        self.can_enter = False
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName(tr("What there is to know of this file"))
        self.show_nothing()

    def give_room(self, size: QSize, *, beside: bool) -> None:
        """Takes its part of a dialog of that size, under the table or beside it; the rest is scrolled."""
        if beside:
            self.setFixedWidth(round(size.width() * MOST_WIDTH))
        else:
            self.setFixedHeight(min(self._theme.dp(ROOM), round(size.height() * MOST_ROOM)))

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
        sentences += [one for one in result.warnings if one.code not in _ASKED_HERE]
        for sentence in sentences:
            column.addWidget(self._sentence(formats.sentence(sentence)))
        if result.table is not None and is_usage(result) and result.table.new:
            amount = formats.money(result.table.amount, HOME_CURRENCY)
            column.addWidget(self._sentence(formats.labelled(tr("What is new costs, excl. tax"), amount)))
        if not sentences:
            column.addWidget(Label(tr("Nothing to report: the figures agree."), "soft"))
        for button in self._offers(result):
            column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch()
        role = _TONES.get(result.status, "panel_warn" if len(sentences) > (result.message is not None) else "panel")
        self._put(content, role=role)

    def _offers(self, result: FileResult) -> list[Button]:
        """What can be done with the file here."""
        if not self.can_enter:
            return []
        if (result.status, result.kind) == (FileStatus.UNMAPPED, "pdf"):
            return [Button(tr("Enter by hand…"), clicked=self.entry_asked.emit)]
        if asks_account(result):
            names_none = result.message is not None and result.message.code == "usage_no_account"
            words = tr("Choose the billing account…") if names_none else tr("Choose the operator…")
            return [Button(words, "primary", self.account_asked.emit)]
        if is_unmapped_table(result):
            return [Button(tr("Describe this table…"), clicked=self.table_asked.emit)]
        if result.table is not None and result.table.problems:
            words = tr("Show the rows…") if is_usage(result) else tr("Correct the rows…")
            return [Button(words, clicked=self.rows_asked.emit)]
        return []

    def show_conflict(self, known: Side, in_file: Side, result: FileResult, *, is_done: bool) -> None:
        """Both sides, differences marked, and what happens: nothing is lost."""
        is_shown = result.message is not None and result.message.code == "invoice_in_conflict_shown"
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(self._theme.dp(8))
        column.addWidget(self._sentence(_what_happens(is_shown=is_shown, is_done=is_done)))
        if not (is_shown and is_done):  # the invoice says what the file says by now
            column.addLayout(self._sides(known, in_file))
        for message in (*((result.message,) if result.message is not None else ()), *result.warnings):
            column.addWidget(self._sentence(formats.sentence(message)))
        if is_done and result.invoice_id is not None:
            self._compares = result.invoice_id
            compare = Button(tr("Compare…"), clicked=self._on_compare_asked)
            column.addWidget(compare, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch()
        self._put(content, role="panel_warn")

    def _on_compare_asked(self) -> None:
        from telbill_desktop.gui.dialogs.conflict.dialog import ConflictDialog  # noqa: PLC0415 - when it is asked for

        ConflictDialog(self._context, self._compares, self.window()).open()

    def _sides(self, known: Side, in_file: Side) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(self._theme.dp(24))
        grid.setVerticalSpacing(self._theme.dp(3))
        for column, title in enumerate((known.title, in_file.title), start=1):
            grid.addWidget(Label(title, "small_strong"), 0, column)
        for line, value in enumerate(compared(known, in_file), start=1):
            grid.addWidget(Label(value.name, "soft"), line, 0)
            grid.addWidget(Label(value.known, "strong" if value.differs else ""), line, 1)
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


def _what_happens(*, is_shown: bool, is_done: bool) -> str:
    if is_shown:
        return (
            tr("This document tells more than the one before it and is shown now. Both are kept.")
            if is_done
            else tr("This document tells more than what is stored and will be shown. Both will be kept.")
        )
    return (
        tr("Nothing was overwritten: the document is kept beside the invoice, which stays as it was.")
        if is_done
        else tr("Nothing will be overwritten: the document will be kept beside the invoice, which stays as it is.")
    )


def _type(kind: InvoiceType) -> str:
    return tr("Credit note") if kind is InvoiceType.CREDIT_NOTE else tr("Invoice")
