"""What is asked of a report: which one, how detailed, of which days and accounts, in which format."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QFormLayout, QVBoxLayout, QWidget

from telbill_desktop.domain.report_definition import DefinedReport
from telbill_desktop.domain.report_request import (
    ENTRIES,
    LEVELS,
    OF_DAYS,
    OF_MONTHS,
    OF_ONE_DAY,
    ReportKind,
    ReportLevel,
    formats_of,
)
from telbill_desktop.exporters.reports.names import level_name, report_name, report_words
from telbill_desktop.gui.dialogs.reports.day_span import DaySpan
from telbill_desktop.gui.dialogs.reports.whose import WhoseField
from telbill_desktop.gui.widgets.choices import keep_narrow
from telbill_desktop.gui.widgets.day_field import DayField
from telbill_desktop.gui.widgets.text import Label
from telbill_desktop.system import formats
from telbill_desktop.system.i18n import ntr, tr

if TYPE_CHECKING:
    from collections.abc import Sequence

    from telbill_desktop.domain.perimeter import PerimeterChoice
    from telbill_desktop.gui.pages.page import PageContext

_MONTHS = (1, 2, 3, 6, 12)  # ahead
_FORMATS = {"xlsx": "Excel (.xlsx)", "csv": "CSV (.csv)", "html": "HTML (.html)", "pdf": "PDF (.pdf)"}


class AskingStep(QWidget):
    """Everything that is asked. `report` is None while something cannot be read."""

    changed = Signal()

    def __init__(self, context: PageContext, perimeter: PerimeterChoice | None, perimeter_name: str) -> None:
        super().__init__()
        self._context = context
        self._is_showing = False
        today = context.workspace.today()
        self.kind, self.level, self.months, self.format = QComboBox(), QComboBox(), QComboBox(), QComboBox()
        for kind in ReportKind:
            self.kind.addItem(report_name(kind), kind)
        self.months.addItem(tr("The next one of each account"), None)
        for count in _MONTHS:
            words = ntr("All of {count} month", "All of {count} months", count)
            self.months.addItem(words.format(count=formats.count(count)), count)
        self.explained = Label("", "soft")
        self.explained.setWordWrap(True)
        self.days = DaySpan(context.theme, today)
        self.on = DayField(tr("Day"), today)
        self.whose = WhoseField(context, perimeter, perimeter_name)
        self.is_plain = QCheckBox(tr("For programs: commas, decimal points, no mark"))
        self.again = QCheckBox(tr("Also those that were prepared before"))
        self._lay_out()
        self.kind.currentIndexChanged.connect(self._on_kind_changed)
        for combo in (self.level, self.months, self.format):
            combo.currentIndexChanged.connect(self._on_changed)
        self.format.currentIndexChanged.connect(self._on_format_changed)
        self.on.day_changed.connect(self._on_changed)
        for field in (self.days.changed, self.whose.changed, self.is_plain.toggled, self.again.toggled):
            field.connect(self._on_changed)
        self._on_kind_changed()

    @property
    def marks_invoices(self) -> bool:
        """Whether the file marks invoices as prepared."""
        return bool(self.format.currentData() == ENTRIES)

    @property
    def needs_accounts(self) -> bool:
        """Whether the report speaks of accounts of the ledger."""
        return self._kind() in {ReportKind.ENTRIES, ReportKind.CUTOFF}

    def report(self) -> DefinedReport | None:
        """What is asked for; None: a day cannot be read, or no account is ticked."""
        kind = self._kind()
        whose = self.whose.choice()
        of_days = kind in OF_DAYS
        if whose is None or (of_days and not self.days.is_readable) or (not of_days and not self.on.is_readable):
            return None
        days, since, until = self.days.value() if of_days else (None, None, None)
        return DefinedReport(
            kind=kind,
            format=self.format.currentData(),
            level=ReportLevel(self.level.currentData()) if kind in LEVELS else ReportLevel.TOTALS,
            days=days,
            since=since,
            until=until,
            on=self.on.value if kind in OF_ONE_DAY else None,
            months=self.months.currentData() if kind in OF_MONTHS else None,
            perimeter=whose,
            is_plain=self.is_plain.isChecked() and self.format.currentData() == "csv",
        )

    def show_report(self, report: DefinedReport) -> None:
        """Fills the form with a report that was kept."""
        self._is_showing = True
        self.kind.setCurrentIndex(self.kind.findData(report.kind))
        self.level.setCurrentIndex(self.level.findData(report.level))
        at = self.months.findData(report.months)
        self.months.setCurrentIndex(at if at >= 0 else self.months.count() - 1)
        self.format.setCurrentIndex(self.format.findData(report.format))
        self.days.show_days(report.days, report.since, report.until)
        self.on.show_day(report.on)
        self.whose.show_choice(report.perimeter)
        self.is_plain.setChecked(report.is_plain)
        self.again.setChecked(False)
        self._is_showing = False
        self._on_changed()

    def _kind(self) -> ReportKind:
        return ReportKind(self.kind.currentData())  # Qt gives plain text back

    def _lay_out(self) -> None:
        dp = self._context.theme.dp
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(dp(8))
        self.form = QFormLayout()
        self.form.setHorizontalSpacing(dp(16))
        self.form.setVerticalSpacing(dp(8))
        for words, field in (
            (tr("Report"), self.kind),
            ("", self.explained),
            (tr("Level of detail"), self.level),
            (tr("Days"), self.days),
            (tr("As of"), self.on),
            (tr("Which ones"), self.months),
            (tr("Of what"), self.whose),
            (tr("Format"), self.format),
            ("", self.is_plain),
            ("", self.again),
        ):
            keep_narrow(field)
            if words:
                field.setAccessibleName(words)
            label = Label(words, "soft")
            label.setBuddy(field)
            self.form.addRow(label, field)
        column.addLayout(self.form)
        column.addStretch()

    def _on_kind_changed(self) -> None:
        kind = self._kind()
        self.explained.setText(report_words(kind))
        self._offer_levels(LEVELS.get(kind, ()))
        kept = self.format.currentData()
        self.format.blockSignals(True)  # noqa: FBT003 - Qt's own signature
        self.format.clear()
        for suffix in formats_of(kind):
            self.format.addItem(_FORMATS.get(suffix) or tr("For the accounting program (.txt)"), suffix)
        self.format.setCurrentIndex(max(self.format.findData(kept), 0) if kind is not ReportKind.ENTRIES else 0)
        self.format.blockSignals(False)  # noqa: FBT003 - same
        self.on.setPlaceholderText(
            tr("the last closing") if kind is ReportKind.CUTOFF else formats.day(self._context.workspace.today())
        )
        self.form.setRowVisible(self.level, kind in LEVELS)
        self.form.setRowVisible(self.days, kind in OF_DAYS)
        self.form.setRowVisible(self.on, kind in OF_ONE_DAY)
        self.form.setRowVisible(self.months, kind in OF_MONTHS)
        self._on_format_changed()
        self._on_changed()

    def _offer_levels(self, levels: Sequence[ReportLevel]) -> None:
        """The level that was chosen stays, where this report has it."""
        kept = self.level.currentData()
        self.level.blockSignals(True)  # noqa: FBT003 - Qt's own signature
        self.level.clear()
        for level in levels:
            self.level.addItem(level_name(level), level)
        self.level.setCurrentIndex(max(self.level.findData(kept), 0) if levels else -1)
        self.level.blockSignals(False)  # noqa: FBT003 - same

    def _on_format_changed(self) -> None:
        suffix = self.format.currentData()
        self.form.setRowVisible(self.is_plain, suffix == "csv")
        self.form.setRowVisible(self.again, self._kind() is ReportKind.ENTRIES)

    def _on_changed(self) -> None:
        if not self._is_showing:
            self.changed.emit()
