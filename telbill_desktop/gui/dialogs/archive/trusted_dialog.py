"""The certificates that the user trusts: looked at, added from a file, taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QVBoxLayout

from telbill_desktop.domain.visible_text import visible
from telbill_desktop.gui.ask import FileType, Question
from telbill_desktop.gui.delegates.cells import CellDelegate
from telbill_desktop.gui.dialogs.archive.trust_dialog import TrustDialog
from telbill_desktop.gui.dialogs.archive.trust_list_dialog import TrustListDialog
from telbill_desktop.gui.dialogs.dialog import Dialog
from telbill_desktop.gui.models.record_table import RecordTable
from telbill_desktop.gui.widgets.context_menu import offer_menu
from telbill_desktop.gui.widgets.row_table import RowTable
from telbill_desktop.gui.widgets.text import Label
from telbill_desktop.services import trust
from telbill_desktop.system import formats
from telbill_desktop.system.i18n import tr

if TYPE_CHECKING:
    from PySide6.QtCore import QObject
    from PySide6.QtWidgets import QWidget

    from telbill_desktop.domain.errors import TelbillError
    from telbill_desktop.domain.signature import CertificateFacts
    from telbill_desktop.domain.trusted import TrustedCertificate
    from telbill_desktop.gui.pages.page import PageContext

_SIZE = (780, 440)
_WIDTHS = {1: 210, 2: 104, 3: 104, 4: 160}


class TrustedTable(RecordTable["TrustedCertificate"]):
    """Name, issuer, days, and the beginning of the fingerprint; its whole is the tooltip."""

    def __init__(self, parent: QObject) -> None:
        titles = (tr("Name"), tr("Issuer"), tr("Expires on"), tr("Trusted since"), tr("Fingerprint"))
        super().__init__(titles, parent)

    def cell(self, row: int, column: int) -> str:
        """The text of one cell."""
        one = self.records[row]
        texts = (
            lambda: visible(one.name),
            lambda: visible(one.issuer),
            lambda: formats.day(one.expires_at.astimezone().date()),
            lambda: formats.day(one.added_at.astimezone().date()),
            lambda: one.fingerprint[:16] + "…",
        )
        return texts[column]()

    def tooltip(self, row: int, column: int) -> str | None:
        """The whole fingerprint."""
        return self.records[row].fingerprint if column == len(_WIDTHS) else None


class TrustedDialog(Dialog):
    """Every change has the signed documents looked at again, in the background."""

    def __init__(self, context: PageContext, parent: QWidget) -> None:
        super().__init__(context.theme, tr("Trusted certificates"), parent)
        self._context = context
        self._lane = context.jobs.latest(self)
        self._writable = not context.workspace.store.read_only
        self.model = TrustedTable(self)
        self.table = RowTable(context.theme)
        self.table.setModel(self.model)
        self.table.setItemDelegate(CellDelegate(self.table, self.model, context.theme, right=frozenset()))
        self.table.setAccessibleName(tr("Trusted certificates"))
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        header = self.table.horizontalHeader()
        header.setStretchLastSection(False)
        for column, width in _WIDTHS.items():
            self.table.setColumnWidth(column, context.theme.dp(width))
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.table.selectionModel().selectionChanged.connect(self._on_selected)
        self.nothing = Label(
            tr("Nobody is trusted yet: every signer is called unknown, which is usual at first."), "soft"
        )
        self.nothing.setWordWrap(True)
        self.wrong = Label(role="bad")
        self.wrong.setWordWrap(True)
        self.wrong.hide()
        card = QFrame()
        card.setProperty("role", "card")
        inside = QVBoxLayout(card)
        inside.setContentsMargins(1, 1, 1, 1)
        inside.addWidget(self.table)
        self.body.addWidget(self.nothing)
        self.body.addWidget(card, 1)
        self.body.addWidget(self.wrong)
        self.remove_button = self.add_button(tr("Trust it no more"), self._on_remove, "danger")
        self.add_from_file = self.add_button(tr("Add from a file…"), self._on_add)
        self.add_from_file.setEnabled(self._writable)
        self.add_button(tr("Close"), self.accept, "primary")
        offer_menu(self.table, lambda menu: menu.addAction(tr("Trust it no more"), self._on_remove))
        self.wish(*_SIZE)
        self._on_selected()
        self._read()

    def _read(self) -> None:
        store = self._context.workspace.store
        self._lane.ask(lambda: trust.trusted(store), self._on_read)

    def _on_read(self, known: list[TrustedCertificate]) -> None:
        self.model.show(known)
        self.nothing.setVisible(not known)
        if known:
            self.table.selectRow(0)
            self.table.setFocus()
        self._on_selected()

    def _chosen(self) -> TrustedCertificate | None:
        index = self.table.currentIndex()
        return self.model.records[index.row()] if index.isValid() else None

    def _on_selected(self) -> None:
        self.remove_button.setEnabled(self._writable and self._chosen() is not None)

    def _on_remove(self) -> None:
        one, store = self._chosen(), self._context.workspace.store
        if one is None or not self._writable:
            return
        text = formats.fill(tr("Documents that “{name}” vouches for will be of an unknown signer."), {"name": one.name})
        question = Question(tr("Trust it no more"), visible(text), tr("Trust it no more"), destructive=True)
        if self._context.ask.confirm(question):
            job = self._context.jobs.write(
                lambda _progress: trust.distrust(store, one.fingerprint),
                lambda _nothing: self._on_changed(),
                owner=self,
                failed=self._on_refused,
            )
            self.stay_for(job)

    def _on_add(self) -> None:
        kinds = (FileType(tr("Certificates"), ("pem", "crt", "cer", "der", "p7b", "xml")),)
        chosen = self._context.ask.open_files(tr("Add from a file"), kinds)
        if not chosen:
            return
        self.wrong.hide()
        path, describe = chosen[0], self._context.workspace.describe
        self._context.jobs.read(
            lambda _progress: trust.certificates_in(path, describe),
            self._on_described,
            owner=self,
            failed=self._on_refused,
        )

    def _on_described(self, certificates: list[CertificateFacts]) -> None:
        kind = TrustListDialog if trust.list_of(certificates) is not None else TrustDialog
        kind(self._context, self, certificates, self._on_changed).open()

    def _on_changed(self) -> None:
        self.wrong.hide()
        self._read()
        self._context.look_again(None)

    def _on_refused(self, error: TelbillError) -> None:
        self.wrong.setText(formats.sentence(error.message))
        self.wrong.show()
