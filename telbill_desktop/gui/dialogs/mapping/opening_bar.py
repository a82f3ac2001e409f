"""How the file is opened and what its rows are: shown, and switched at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QWidget

from telbill_desktop.domain.table import Dialect
from telbill_desktop.domain.table_profile import TableKind
from telbill_desktop.domain.table_sketch import Wish
from telbill_desktop.gui.dialogs.mapping.preview import shown_text
from telbill_desktop.gui.widgets.flow import FlowRow
from telbill_desktop.gui.widgets.text import Label
from telbill_desktop.importers.tabular.sketching import NO_PROFILE
from telbill_desktop.system import formats
from telbill_desktop.system.i18n import tr

if TYPE_CHECKING:
    from collections.abc import Iterable

    from telbill_desktop.domain.table_sketch import Sketch, Survey
    from telbill_desktop.gui.theme import Theme

_ENCODINGS = {
    "utf-8-sig": "UTF-8 (BOM)",
    "utf-8": "UTF-8",
    "cp1252": "Windows-1252",
    "utf-16-le": "UTF-16 LE",
    "utf-16-be": "UTF-16 BE",
}
_TITLES_SHOWN, _LONGEST = 60, 32  # rows offered as row of titles; characters of each


class OpeningBar(FlowRow):
    """Choosers in a row.

    `wished` says that the file is to be opened otherwise, `header_chosen` that its titles stand elsewhere,
    `kind_chosen` what a row is.
    """

    wished = Signal()
    header_chosen = Signal()
    kind_chosen = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__(gap=theme.dp(12))
        self._theme = theme
        self.kind = self._chooser(tr("A row is"))
        self.encoding = self._chooser(tr("Encoding"))
        self.delimiter = self._chooser(tr("Separator"))
        self.sheet = self._chooser(tr("Sheet"))
        self.header = self._chooser(tr("Titles in line"))
        self.start = self._chooser(tr("Begin with the profile"))
        self.kind.activated.connect(lambda: self.kind_chosen.emit(TableKind(self.kind.currentData())))
        for chooser in (self.encoding, self.delimiter, self.sheet, self.start):
            chooser.activated.connect(self.wished)
        self.header.activated.connect(self.header_chosen)
        _fill(
            self.kind,
            [
                (TableKind.INVOICE_LIST.value, tr("an invoice")),
                (TableKind.INVOICE_LINES.value, tr("a line of an invoice")),
                (TableKind.FLEET.value, tr("something of the fleet")),
                (TableKind.USAGE.value, tr("a call, a message or a session")),
            ],
        )

    def show_sketch(self, sketch: Sketch) -> None:
        """Shows how the file was opened."""
        survey = sketch.survey
        self.show_kind(sketch.plan.kind)
        self._show_dialect(survey)
        _fill(self.sheet, [(name, _sheet_name(survey, name)) for name in survey.sheets])
        self.sheet.setCurrentIndex(self.sheet.findData(survey.sheet))
        _fill(self.header, [(position, _titles(survey, position)) for position in range(_header_rows(survey))])
        self.header.setCurrentIndex(self.header.findData(survey.header))
        profiles = [(profile.key, profile.name) for profile in sketch.profiles]
        _fill(self.start, [(NO_PROFILE, tr("none: a new one")), *profiles])
        self.start.setCurrentIndex(
            self.start.findData(sketch.profile.key if sketch.profile is not None else NO_PROFILE)
        )
        for chooser, is_there in (
            (self.encoding, survey.dialect is not None),
            (self.delimiter, survey.dialect is not None),
            (self.sheet, len(survey.sheets) > 1),
            (self.start, bool(profiles)),
        ):
            box = chooser.parentWidget()
            if box is not None:
                box.setVisible(is_there)

    def show_kind(self, kind: TableKind) -> None:
        """Shows what a row is."""
        self.kind.setCurrentIndex(self.kind.findData(kind.value))

    def wish(self, survey: Survey, *, has_header: bool) -> Wish:
        """How the file is to be opened; another dialect or sheet looks for its titles anew."""
        dialect = None
        if survey.dialect is not None:
            dialect = Dialect(self.encoding.currentData(), self.delimiter.currentData(), survey.dialect.quote)
        header = self.header.currentData() if has_header else None
        found = dialect if dialect != survey.found else None
        return Wish(found, self.sheet.currentData() or "" if len(survey.sheets) > 1 else "", header)

    def _show_dialect(self, survey: Survey) -> None:
        if survey.dialect is None:
            return
        names = {";": tr("semicolon"), ",": tr("comma"), "\t": tr("tabulator"), "|": tr("bar")}
        names.setdefault(survey.dialect.delimiter, survey.dialect.delimiter)
        _fill(self.encoding, list(_ENCODINGS.items()))
        _fill(self.delimiter, list(names.items()))
        self.encoding.setCurrentIndex(self.encoding.findData(survey.dialect.encoding))
        self.delimiter.setCurrentIndex(self.delimiter.findData(survey.dialect.delimiter))

    def _chooser(self, name: str) -> QComboBox:
        box = QWidget()
        row = QHBoxLayout(box)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(self._theme.dp(6))
        chooser = QComboBox()
        chooser.setAccessibleName(name)
        chooser.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        chooser.setMaximumWidth(self._theme.dp(290))
        row.addWidget(Label(name, "soft"))
        row.addWidget(chooser)
        self.add(box)
        return chooser


def _fill(chooser: QComboBox, entries: Iterable[tuple[object, str]]) -> None:
    chooser.clear()
    for data, words in entries:
        chooser.addItem(words, data)


def _sheet_name(survey: Survey, name: str) -> str:
    return tr("{name} (hidden)").format(name=name) if name in survey.hidden_sheets else name


def _header_rows(survey: Survey) -> int:
    return min(len(survey.rows), _TITLES_SHOWN)


def _titles(survey: Survey, position: int) -> str:
    row = survey.rows[position]
    words = " · ".join(text for text in map(shown_text, row.cells) if text)
    shown = words if len(words) <= _LONGEST else f"{words[:_LONGEST]}…"
    return f"{formats.count(row.line)} — {shown}"
