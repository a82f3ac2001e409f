"""The first step of a bundle: which year, which accounts, where to; how much that is."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from telbill_desktop.domain.bundle import BundleRequest
from telbill_desktop.gui.ask import FileType
from telbill_desktop.gui.replacing import completed
from telbill_desktop.gui.widgets.buttons import Button
from telbill_desktop.gui.widgets.offer_list import Offer, OfferList
from telbill_desktop.gui.widgets.scrolled import Scrolled
from telbill_desktop.gui.widgets.text import ElidedLabel, Label
from telbill_desktop.services import archive
from telbill_desktop.services.bundles import bundle_accounts, bundle_size
from telbill_desktop.system import formats
from telbill_desktop.system.i18n import ntr, tr

if TYPE_CHECKING:
    from pathlib import Path

    from telbill_desktop.domain.archive_view import ArchiveSummary
    from telbill_desktop.domain.bundle import BundleAccount, BundleSize
    from telbill_desktop.gui.pages.page import PageContext

ZIP = "zip"
_LIST = 110  # pixels at 100 % text: the field above the accounts, and two of them


class _Answer(NamedTuple):
    """What a reader found: how much there is, and a name that nothing bears yet."""

    size: BundleSize
    place: Path | None


class ChoosingStep(QWidget):
    """Everything that is asked. `place` is None while nobody said where."""

    answered = Signal()  # how much there is became known, or unknown

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self._context, self._store = context, context.workspace.store
        self._lane = context.jobs.latest(self)
        self._folder: Path | None = None
        self._file: Path | None = None
        self.place: Path | None = None
        self.documents = 0
        self.year = QComboBox()
        self.year.setAccessibleName(tr("Year"))
        self.kind = QComboBox()
        self.kind.setAccessibleName(tr("Kind of year"))
        self.kind.addItem(tr("calendar year"), userData=False)
        self.kind.addItem(tr("accounting year that ends in it"), userData=True)
        self.accounts = OfferList(context.theme, tr("Billing accounts"), checkable=True)
        self.others = QCheckBox(tr("Also the documents of companies and contracts"))
        self.others.setChecked(True)
        self.summary = Label("", "strong")
        self.where = ElidedLabel(tr("Nowhere yet"), "soft", mode=Qt.TextElideMode.ElideMiddle)
        self._lay_out()
        self.year.currentIndexChanged.connect(self._on_changed)
        self.kind.currentIndexChanged.connect(self._on_changed)
        self.accounts.model.checks_changed.connect(self._on_changed)
        self.others.toggled.connect(self._on_changed)
        store, today = self._store, context.workspace.today()
        context.jobs.read(
            lambda _progress: (archive.summary(store, today), bundle_accounts(store)), self._on_offers, owner=self
        )

    def request(self) -> BundleRequest | None:
        """What is asked for; None while the years are not known."""
        year = self.year.currentData()
        if year is None:
            return None
        return BundleRequest(
            year=year,
            is_accounting_year=bool(self.kind.currentData()),
            account_ids=tuple(sorted(key for key in self.accounts.model.checked if isinstance(key, int))),
            with_others=self.others.isChecked(),
        )

    def _lay_out(self) -> None:
        dp = self._context.theme.dp
        asked = QVBoxLayout()
        asked.setSpacing(dp(8))
        years = QHBoxLayout()
        years.setSpacing(dp(8))
        years.addWidget(self.year)
        years.addWidget(self.kind)
        years.addStretch()
        asked.addLayout(years)
        explained = Label(tr("Invoices of the ticked accounts; of all accounts where none is ticked."), "soft")
        explained.setWordWrap(True)
        asked.addWidget(explained)
        self.accounts.setMinimumHeight(dp(_LIST))
        asked.addWidget(self.accounts, 1)
        asked.addWidget(self.others)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(dp(8))
        column.addWidget(Scrolled(asked), 1)
        column.addWidget(self.summary)
        row = QHBoxLayout()
        row.setSpacing(dp(8))
        self.folder_button = Button(tr("To a folder or stick…"), clicked=self._on_choose_folder)
        self.zip_button = Button(tr("To a zip…"), clicked=self._on_choose_zip)
        row.addWidget(self.where, 1)
        row.addWidget(self.folder_button)
        row.addWidget(self.zip_button)
        column.addLayout(row)

    def _on_offers(self, found: tuple[ArchiveSummary, list[BundleAccount]]) -> None:
        summary, accounts = found
        if summary.first_year is not None and summary.last_year is not None:
            last = self._context.workspace.today().year - 1
            # The accounting year that began in the last one ends in the next.
            for year in range(summary.last_year + 1, summary.first_year - 1, -1):
                self.year.addItem(str(year), userData=year)
            at = self.year.findData(last)
            self.year.setCurrentIndex(at if at >= 0 else self.year.findData(summary.last_year))
        self.accounts.show_offers([Offer(one.account_id, f"{one.operator} · {one.label}", None) for one in accounts])
        self._on_changed()

    def _on_changed(self) -> None:
        request = self.request()
        self.documents = 0
        self.answered.emit()
        if request is None:
            self.summary.setText(tr("The archive is empty."))
            return
        store, folder, file = self._store, self._folder, self._file

        def look() -> _Answer:
            place = _free(folder, tr("archive {year}").format(year=request.year)) if folder is not None else file
            return _Answer(bundle_size(store, request), place)

        self._lane.ask(look, self._on_answered)

    def _on_answered(self, answer: _Answer) -> None:
        self.documents, self.place = answer.size.documents, answer.place
        words = ntr("{count} document, {size}", "{count} documents, {size}", self.documents)
        self.summary.setText(words.format(count=formats.count(self.documents), size=formats.size(answer.size.size)))
        self.where.setText(str(self.place) if self.place is not None else tr("Nowhere yet"))
        self.answered.emit()

    def _on_choose_folder(self) -> None:
        folder = self._context.ask.open_folder(tr("Copy the bundle to a folder or stick"))
        if folder is not None:
            self._folder, self._file = folder, None
            self._on_changed()

    def _on_choose_zip(self) -> None:
        request = self.request()
        name = tr("archive {year}").format(year=request.year if request is not None else "")
        file = self._context.ask.save_file(tr("Save the bundle"), f"{name}.{ZIP}", (FileType("ZIP", (ZIP,)),))
        if file is not None and file.suffix.casefold() != f".{ZIP}":
            file = completed(self._context.ask, file, ZIP)
        if file is not None:
            self._folder, self._file = None, file
            self._on_changed()


def _free(folder: Path, name: str) -> Path:
    """A folder in that one which nothing is called yet."""
    place, number = folder / name, 1
    while place.exists():
        number += 1
        place = folder / f"{name} ({number})"
    return place
