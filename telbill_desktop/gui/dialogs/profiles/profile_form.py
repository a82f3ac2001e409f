"""One profile as a form: its name, how its table is written, and the grids of columns and words."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QFormLayout, QFrame, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from telbill_desktop.domain.table_profile import ColumnFormat, TableKind
from telbill_desktop.gui.dialogs.mapping.field_choices import coded, date_model, decoded, number_model
from telbill_desktop.gui.dialogs.profiles.profile_grids import (
    BETWEEN,
    ProfileGrid,
    column_rows,
    grid_view,
    texts_of,
    word_rows,
)
from telbill_desktop.gui.widgets.text import Label
from telbill_desktop.system.i18n import tr

if TYPE_CHECKING:
    from telbill_desktop.domain.table_profile import TableField, TableProfile
    from telbill_desktop.gui.theme import Theme

_COLUMNS_HIGH, _WORDS_HIGH = 250, 110  # pixels at 100 % text


class ProfileForm(QScrollArea):
    """Shows a profile and gives back what it was changed to."""

    edited = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._profile: TableProfile | None = None
        self.name, self.ignored, self.file_name = QLineEdit(), QLineEdit(), QLineEdit()
        self.numbers, self.dates = QComboBox(), QComboBox()
        self.numbers.setModel(number_model(self))
        self.dates.setModel(date_model(self))
        self.kind = Label()
        self.columns = ProfileGrid((tr("Meaning"), tr("Titles"), tr("If no column says it"), tr("Written")), self)
        self.words = ProfileGrid((tr("Meaning"), tr("Words in the cells")), self)
        self.column_view = grid_view(theme, self.columns, tr("Columns"), stretched=1)
        self.word_view = grid_view(theme, self.words, tr("Words"), stretched=1)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._lay_out(theme)
        for line in (self.name, self.ignored, self.file_name):
            line.textEdited.connect(self.edited)
        for chooser in (self.numbers, self.dates):
            chooser.activated.connect(self.edited)
        self.columns.edited.connect(self.edited)
        self.words.edited.connect(self.edited)

    def show_profile(self, profile: TableProfile) -> None:
        """Fills the form; one that ships with the program is only looked at."""
        self._profile = profile
        self.name.setText(profile.name)
        self.kind.setText(_kind_words(profile.kind))
        self.ignored.setText(BETWEEN.join(profile.ignored))
        self.file_name.setText(profile.file_name)
        self.numbers.setCurrentIndex(self.numbers.findData(coded(ColumnFormat(profile.decimal_mark, profile.grouping))))
        self.dates.setCurrentIndex(self.dates.findData(coded(ColumnFormat(date_order=profile.date_order))))
        for grid, rows in ((self.columns, column_rows(profile)), (self.words, word_rows(profile))):
            grid.is_open = not profile.built_in
            grid.show(rows)
        for widget in (self.name, self.ignored, self.file_name):
            widget.setReadOnly(profile.built_in)
        for chooser in (self.numbers, self.dates):
            chooser.setEnabled(not profile.built_in)

    def profile(self) -> TableProfile | None:
        """The profile as it was changed."""
        if self._profile is None:
            return None
        whole = decoded(self.numbers.currentData()) if self.numbers.currentIndex() >= 0 else None
        mark, grouping = (
            (whole.decimal_mark, whole.grouping)
            if whole is not None
            else (self._profile.decimal_mark, self._profile.grouping)
        )
        columns = {row.field: titles for row in self.columns.records if (titles := texts_of(row.texts[0]))}
        words: dict[TableField, dict[str, str]] = {}
        for row in self.words.records:
            for word in texts_of(row.texts[0]):
                words.setdefault(row.field, {})[word] = row.means
        return replace(
            self._profile,
            name=self.name.text().strip(),
            columns=columns,
            constants={row.field: row.texts[1] for row in self.columns.records if row.texts[1]},
            words=words,
            ignored=texts_of(self.ignored.text()),
            decimal_mark=mark,
            grouping=grouping,
            date_order=decoded(self.dates.currentData()).date_order,
            formats={field: one for field, one in self._profile.formats.items() if field in columns},
            file_name=self.file_name.text().strip(),
        )

    def _lay_out(self, theme: Theme) -> None:
        dp = theme.dp
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, dp(6), 0)
        column.setSpacing(dp(8))
        form = QFormLayout()
        form.setHorizontalSpacing(dp(16))
        form.setVerticalSpacing(dp(8))
        for name, widget in (
            (tr("Name"), self.name),
            (tr("Amounts"), self.numbers),
            (tr("Days"), self.dates),
            (tr("Titles left aside"), self.ignored),
            (tr("Name of the file (pattern)"), self.file_name),
        ):
            widget.setAccessibleName(name)
            form.addRow(Label(name, "soft"), widget)
        note = Label(tr("Several titles or words are parted by |. A title known is enough for its column."), "small")
        note.setWordWrap(True)
        self.column_view.setMinimumHeight(dp(_COLUMNS_HIGH))
        self.word_view.setMinimumHeight(dp(_WORDS_HIGH))
        self.column_view.horizontalHeader().resizeSection(2, dp(130))
        self.column_view.horizontalHeader().resizeSection(3, dp(90))
        column.addWidget(self.kind)
        column.addLayout(form)
        column.addWidget(self.column_view, 3)
        column.addWidget(self.word_view, 1)
        column.addWidget(note)
        self.setWidget(inner)


def _kind_words(kind: TableKind) -> str:
    return {
        TableKind.INVOICE_LIST: tr("A row is an invoice"),
        TableKind.INVOICE_LINES: tr("A row is a line of an invoice"),
        TableKind.FLEET: tr("A row is something of the fleet"),
        TableKind.USAGE: tr("A row is a call, a message or a session"),
    }[kind]
