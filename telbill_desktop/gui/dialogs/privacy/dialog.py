"""Privacy: what is kept of calls, since when, whose calls never are, and old ones that become totals for good."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QVBoxLayout

from telbill_desktop.domain.usage_privacy import MONTHS_KEPT, KeptCalls, Purge, oldest_kept
from telbill_desktop.exporters import privacy_words
from telbill_desktop.gui.delegates.cells import CellDelegate
from telbill_desktop.gui.dialogs.dialog import Dialog
from telbill_desktop.gui.dialogs.privacy import purging
from telbill_desktop.gui.dialogs.privacy.choice import DetailChoice
from telbill_desktop.gui.models.record_table import RecordTable
from telbill_desktop.gui.notices import Notice
from telbill_desktop.gui.widgets.buttons import Button
from telbill_desktop.gui.widgets.row_table import RowTable
from telbill_desktop.gui.widgets.scrolled import Scrolled
from telbill_desktop.gui.widgets.text import Label
from telbill_desktop.services import usage_privacy, usage_purge
from telbill_desktop.system import formats
from telbill_desktop.system.i18n import ntr, tr

if TYPE_CHECKING:
    from datetime import date

    from PySide6.QtWidgets import QWidget

    from telbill_desktop.domain.errors import TelbillError
    from telbill_desktop.domain.usage_privacy import UsagePrivacy
    from telbill_desktop.gui.pages.page import PageContext

_PERIODS = (3, 6, MONTHS_KEPT, 24)  # months of which calls may stay
WHEN, WHAT, CALLS, AMOUNT, WHO = range(5)
_WIDTHS = {WHEN: 140, WHAT: 270, CALLS: 90, AMOUNT: 110}
_FIGURES = frozenset({CALLS, AMOUNT})
_LOG_HEIGHT = 120  # pixels at 100 % text


class PurgeTable(RecordTable[Purge]):
    """One row a purge, latest first."""

    def __init__(self, parent: QWidget) -> None:
        titles = (tr("When"), tr("Calls"), tr("How many"), tr("Excl. tax"), tr("By"))
        super().__init__(titles, parent, right=_FIGURES)

    def cell(self, row: int, column: int) -> str:
        """The text of one cell."""
        one = self.records[row]
        return {
            WHEN: formats.moment(one.at),
            WHAT: privacy_words.purged_words(one),
            CALLS: formats.count(one.calls),
            AMOUNT: formats.money(one.amount, privacy_words.HOME),
            WHO: one.os_user,
        }[column]


class _Found(NamedTuple):
    """What the dialog shows: what there is, and what would go before which day."""

    privacy: UsagePrivacy
    before: date
    old: KeptCalls


class PrivacyDialog(Dialog):
    """Nothing happens before a button is pressed; what is decided is an act, what is purged is gone."""

    def __init__(self, context: PageContext, parent: QWidget) -> None:
        super().__init__(context.theme, tr("Privacy"), parent)
        self._context, self._store = context, context.workspace.store
        self._found: _Found | None = None
        self._lane = context.jobs.latest(self)
        self.choice = DetailChoice(context.theme)
        self.decided, self.kept, self.old, self.people = (Label(role="soft") for _ in range(4))
        self.keep_button = Button(tr("Keep this from now on"), "primary", self._on_keep)
        self.months = QComboBox()
        for months in _PERIODS:
            words = ntr("the last {count} month", "the last {count} months", months)
            self.months.addItem(words.format(count=formats.count(months)), months)
        self.months.setCurrentIndex(_PERIODS.index(MONTHS_KEPT))
        self.purge_button = Button(tr("Make totals of older calls…"), "danger", self._on_purge)
        self.people_button = Button(tr("People and teams…"), clicked=self._on_people)
        self.log = PurgeTable(self)
        self.table = RowTable(self.theme)
        self._lay_out()
        self.choice.chosen.connect(self._show_buttons)
        self.months.activated.connect(self.read)
        self.add_button(tr("Close"), self.accept)
        self.wish(780, 760)
        self._show_buttons()
        self.read()

    def read(self) -> None:
        """Reads everything again."""
        store, before = self._store, oldest_kept(self._context.workspace.today(), self.months.currentData())
        self._lane.ask(
            lambda: _Found(usage_privacy.privacy(store), before, usage_purge.preview(store, before)), self._on_read
        )

    def _lay_out(self) -> None:
        dp = self.theme.dp
        self.table.setModel(self.log)
        self.table.setItemDelegate(CellDelegate(self.table, self.log, self.theme, right=_FIGURES))
        self.table.setAccessibleName(tr("What became totals"))
        self.table.setFixedHeight(dp(_LOG_HEIGHT))
        self.months.setAccessibleName(tr("Keep the calls of"))
        for section, width in _WIDTHS.items():
            self.table.setColumnWidth(section, dp(width))
        column = QVBoxLayout()
        column.setSpacing(dp(8))
        self._add(column, tr("What is kept of calls"), self.choice, self.decided)
        self._add(column, "", self._beside(self.keep_button))
        self._add(column, tr("Calls that are kept one by one"), self.kept)
        asked = Label(tr("Keep the calls of"), "soft")
        asked.setBuddy(self.months)
        self._add(column, "", self._beside(asked, self.months, self.purge_button), self.old)
        self._add(column, tr("People of whose calls totals alone are kept"), self.people)
        self._add(column, "", self._beside(self.people_button))
        self._log_title = Label(tr("What became totals"), "strong")
        self._log_title.setContentsMargins(0, dp(6), 0, 0)
        column.addWidget(self._log_title)
        self._log_card = QFrame()
        self._log_card.setProperty("role", "card")
        inside = QVBoxLayout(self._log_card)
        inside.setContentsMargins(1, 1, 1, 1)
        inside.addWidget(self.table)
        column.addWidget(self._log_card)
        column.addStretch()
        self.body.addWidget(Scrolled(column), 1)

    def _add(self, column: QVBoxLayout, title: str, *widgets: QWidget) -> None:
        if title:
            heading = Label(title, "strong")
            heading.setContentsMargins(0, self.theme.dp(6), 0, 0)
            column.addWidget(heading)
        for widget in widgets:
            if isinstance(widget, Label):
                widget.setWordWrap(True)
            column.addWidget(widget)

    def _beside(self, *widgets: QWidget) -> QFrame:
        row = QFrame()
        inside = QHBoxLayout(row)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(self.theme.dp(8))
        for widget in widgets:
            inside.addWidget(widget)
        inside.addStretch()
        return row

    def _on_read(self, found: _Found) -> None:
        is_first = self._found is None
        self._found = found
        privacy = found.privacy
        if is_first:
            self.choice.show_choice(keeps_calls=privacy.keeps_detail)
        self.decided.setText(privacy_words.decided_words(privacy))
        kept = privacy_words.kept_words(privacy.kept)
        if privacy.purged_before is not None:
            kept = f"{kept} {privacy_words.purged_before_words(privacy.purged_before)}"
        self.kept.setText(kept)
        self.old.setText(privacy_words.would_go_words(found.old, found.before))
        names = ", ".join(name for _id, name in privacy.protected)
        self.people.setText(
            names or tr("Nobody yet. Staff representatives, for example, are protected: say so in their form.")
        )
        self.log.show(privacy.purges)
        for widget in (self._log_title, self._log_card):
            widget.setVisible(bool(privacy.purges))
        self._show_buttons()

    def _show_buttons(self) -> None:
        can = self._found is not None and not self._store.read_only and not self.is_writing
        decided = self._found.privacy.keeps_detail if self._found is not None else None
        self.keep_button.setEnabled(can and self.choice.keeps_calls not in {None, decided})
        old = self._found.old if self._found is not None else KeptCalls()
        self.purge_button.setEnabled(can and old.calls + old.aside > 0)

    def _on_keep(self) -> None:
        store, keeps = self._store, self.choice.keeps_calls
        if keeps is None or self.is_writing:
            return
        self.keep_button.setEnabled(False)
        job = self._context.jobs.write(
            lambda _progress: usage_privacy.keep_calls(store, each=keeps),
            lambda _nothing: self._on_kept(),
            owner=self,
            failed=self._on_refused,
        )
        self.stay_for(job)

    def _on_kept(self) -> None:
        self._context.notify(Notice(tr("What is kept of calls from now on is decided."), undo=True))
        self._context.store_changed()
        self.read()

    def _on_refused(self, error: TelbillError) -> None:
        self.decided.setText(formats.sentence(error.message))
        self._show_buttons()

    def _on_purge(self) -> None:
        if self._found is None or self.is_writing:
            return
        found = self._found
        if purging.purge_old(self._context, self, found.before, found.old, self.read) is not None:
            self.purge_button.setEnabled(False)

    def _on_people(self) -> None:
        from telbill_desktop.gui.dialogs.fleet.people_dialog import PeopleDialog  # noqa: PLC0415 - when asked for

        dialog = PeopleDialog(self._context, self)
        dialog.finished.connect(self.read)
        dialog.open()
