"""An invoice whose PDF no template reads: its page at the left, the form at the right, filled in by pointing."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from telbill_desktop.domain.reading import FileStatus
from telbill_desktop.gui.ask import Question
from telbill_desktop.gui.dialogs.dialog import Dialog
from telbill_desktop.gui.dialogs.entry import keeping
from telbill_desktop.gui.dialogs.entry.entry_form import EntryForm
from telbill_desktop.gui.dialogs.entry.page_pane import PagePane
from telbill_desktop.gui.dialogs.entry.template_offer import TemplateOffer
from telbill_desktop.gui.notices import Notice
from telbill_desktop.gui.widgets.text import ElidedLabel, Label
from telbill_desktop.importers.pdf_text.picking import Picked, picked
from telbill_desktop.services import entering
from telbill_desktop.system import formats
from telbill_desktop.system.i18n import tr

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from telbill_desktop.domain.entry import Entry
    from telbill_desktop.domain.errors import TelbillError
    from telbill_desktop.domain.parties import OperatorFields
    from telbill_desktop.gui.dialogs.entry.entry_field import EntryField
    from telbill_desktop.gui.dialogs.entry.word_picture import Spotted
    from telbill_desktop.gui.pages.page import PageContext
    from telbill_desktop.importers.pdf_text.proposal import Proposal
    from telbill_desktop.services.gathering import FileToRead
    from telbill_desktop.services.intake import FileResult

FORM_WIDTH = 430  # pixels at 100 % text


class _Known(NamedTuple):
    """What the form starts from."""

    file: FileToRead
    content: bytes
    operators: list[OperatorFields]
    own: frozenset[str]


class EntryDialog(Dialog):
    """One entry. Nothing is written before Save; one undo takes it back."""

    def __init__(self, context: PageContext, path: Path, parent: QWidget) -> None:
        super().__init__(context.theme, tr("Enter an invoice"), parent)
        self._context = context
        self._known: _Known | None = None
        self._proposal: Proposal | None = None
        self._entry: Entry | None = None
        self._is_waiting = False
        self.pane = PagePane(context)
        self.form = EntryForm(context.theme, context.workspace.today())
        self.offer = TemplateOffer(context.theme)
        self.hint = Label(tr("Reading the document…"), "soft")
        self.hint.setWordWrap(True)
        self.wrong = Label(role="bad")
        self.wrong.setWordWrap(True)
        self.wrong.hide()
        self.steps = QStackedWidget()
        self._lay_out(path.name)
        self.close_button = self.add_button(tr("Cancel"), self.reject)
        self.keep_button = self.add_button(tr("Keep as a template for this supplier"), self._on_keep, "primary")
        self.save_button = self.add_button(tr("Save the invoice"), self._on_save, "primary")
        self.keep_button.hide()
        self.save_button.setEnabled(False)
        self.pane.chosen.connect(self._on_word_chosen)
        self.form.field_at_hand.connect(self._on_field_at_hand)
        self.wish(1400, 880)
        self._side.setFixedWidth(min(self.theme.dp(FORM_WIDTH), self.width() // 2))
        self._read(path)

    @property
    def is_saved(self) -> bool:
        """Whether the invoice is in the store."""
        return bool(self.steps.currentIndex())

    def reject(self) -> None:
        """Leaves; what was typed is not lost without a question, and what is being written is waited for."""
        if self._is_waiting or (self.form.is_touched and not self.is_saved and not self._may_be_lost()):
            return
        super().reject()

    def _may_be_lost(self) -> bool:
        question = Question(
            title=tr("Leave without saving?"),
            text=tr("What was entered here is kept nowhere."),
            act=tr("Leave"),
            destructive=True,
        )
        return self._context.ask.confirm(question)

    def _lay_out(self, name: str) -> None:
        dp = self.theme.dp
        self.body.addWidget(ElidedLabel(name, "soft", mode=Qt.TextElideMode.ElideMiddle))
        side = self._side = QWidget()
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(dp(8))
        column.addWidget(self.hint)
        for step in (self.form, self.offer):
            self.steps.addWidget(_scrolled(step))
        column.addWidget(self.steps, 1)
        column.addWidget(self.wrong)
        row = QHBoxLayout()
        row.setSpacing(dp(16))
        row.addWidget(self.pane, 1)
        row.addWidget(side)
        self.body.addLayout(row, 1)

    def _read(self, path: Path) -> None:
        store = self._context.workspace.store

        def work(_progress: object) -> _Known:
            file, content = entering.read_file(path)
            return _Known(file, content, entering.known_operators(store), entering.own_identifiers(store))

        self._context.jobs.read(work, self._on_read, owner=self, failed=self._on_unreadable)

    def _on_read(self, known: _Known) -> None:
        self._known = known
        self.pane.show_content(known.content)
        self.form.know_operators(known.operators)
        self.save_button.setEnabled(True)
        self.form.operator.line.setFocus()
        workspace = self._context.workspace
        self._context.jobs.read(
            lambda _progress: keeping.proposal_in(workspace, known.content),
            self._on_proposed,
            owner=self,
            failed=self._on_unreadable,
        )

    def _on_proposed(self, proposal: Proposal) -> None:
        self._proposal = proposal
        self.pane.show_words(proposal.document)
        self.hint.setText(
            tr("Click a value on the page: it goes into the field where the cursor is. Check what was found already.")
            if proposal.document.has_words
            else tr("The pages are pictures: nothing can be clicked on them. Type what you see.")
        )
        if self._known is not None:
            self.form.propose(proposal, self._known.own)
        self._on_field_at_hand(self.form.at_hand)

    def _on_unreadable(self, error: TelbillError) -> None:
        self.hint.setText(formats.sentence(error.message))

    def _on_field_at_hand(self, field: EntryField) -> None:
        self.pane.outline(field.place.box if field.place is not None else None)

    def _on_word_chosen(self, spotted: Spotted) -> None:
        if self.is_saved:
            return
        field = self.form.at_hand
        found = picked(spotted.cell, spotted.at, field.of, self.form.writing())
        if field is self.form.supplier_id:
            found = self._identifier_at(spotted) or found
        field.put(self.form.shown(found), found)
        self.form.is_touched = True
        self.pane.outline(found.box)
        if not self.pane.picture.hasFocus():
            field.line.setFocus()

    def _identifier_at(self, spotted: Spotted) -> Picked | None:
        """The SIREN or VAT number that the word is a part of."""
        known = self._proposal.identifiers if self._proposal is not None else ()
        box = spotted.word.box
        return next(
            (
                one
                for one in known
                if one.box.page == box.page
                and one.box.left <= box.right
                and box.left <= one.box.right
                and one.box.top <= box.middle <= one.box.bottom
            ),
            None,
        )

    def _on_save(self) -> None:
        entry, known = self.form.entry(), self._known
        if entry is None or known is None:
            return
        self._entry = entry
        self._wait(waiting=True)
        store = self._context.workspace.store
        self.stay_for(
            self._context.jobs.write(
                lambda _progress: entering.enter_invoice(store, known.file, known.content, entry),
                lambda result: self._on_saved(entry, result),
                owner=self,
                failed=self._on_refused,
            )
        )

    def _on_saved(self, entry: Entry, result: FileResult) -> None:
        self._wait(waiting=False)
        words = formats.fill(tr("Invoice {number} of {operator} is saved, with its document."), _names(entry))
        if result.status is not FileStatus.IMPORTED and result.message is not None:
            words = formats.sentence(result.message)
        self._context.store_changed()
        self._context.notify(Notice(words, undo=True))
        self.hint.hide()
        self.offer.offer(entry, words)
        self.steps.setCurrentIndex(1)
        self.save_button.hide()
        self.close_button.say(tr("Close"))
        can_be_kept = self._proposal is not None and self._proposal.document.has_words
        self.keep_button.setVisible(can_be_kept)
        if can_be_kept:
            self.keep_button.setDefault(True)
            self.offer.name.setFocus()
        else:
            self.offer.say_refused(tr("There is no text on its pages by which a template could read the next one."))

    def _on_keep(self) -> None:
        known, proposal, entry = self._known, self._proposal, self._entry
        if known is None or proposal is None or entry is None:
            return
        name = self.offer.name.text().strip() or entry.operator
        places, workspace, document = self.form.places(), self._context.workspace, proposal.document
        self._wait(waiting=True)
        self._context.jobs.read(
            lambda _progress: keeping.keep_template(workspace, known.content, name, document, entry, places),
            lambda _path: self._on_kept(name),
            owner=self,
            failed=self._on_not_kept,
        )

    def _on_kept(self, name: str) -> None:
        self._wait(waiting=False)
        self.offer.say_kept(name)
        self.keep_button.hide()
        self.close_button.setDefault(True)
        self.close_button.setFocus()

    def _on_not_kept(self, error: TelbillError) -> None:
        self._wait(waiting=False)
        self.offer.say_refused(formats.sentence(error.message))

    def _on_refused(self, error: TelbillError) -> None:
        self._wait(waiting=False)
        self.wrong.setText(formats.sentence(error.message))
        self.wrong.show()

    def _wait(self, *, waiting: bool) -> None:
        self.wrong.hide()
        self._is_waiting = waiting
        for button in (self.save_button, self.keep_button):
            button.setEnabled(not waiting)


def open_entry(context: PageContext, path: Path, parent: QWidget, then: Callable[[], object]) -> None:
    """Opens the form on a file; `then` follows when the form is closed and something was saved."""
    dialog = EntryDialog(context, path, parent)
    dialog.finished.connect(lambda _result: then() if dialog.is_saved else None)
    dialog.open()


def _names(entry: Entry) -> dict[str, str]:
    return {"number": entry.number, "operator": entry.operator}


def _scrolled(content: QWidget) -> QScrollArea:
    """Large text on a small screen: the rest is scrolled."""
    area = QScrollArea()
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setWidgetResizable(True)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setWidget(content)
    return area
