"""The user's templates of plain PDFs: listed with their suppliers, corrected, deleted."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QItemSelectionModel
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHBoxLayout, QHeaderView, QVBoxLayout, QWidget

from telbill_desktop.gui.ask import Question
from telbill_desktop.gui.delegates.cells import CellDelegate
from telbill_desktop.gui.dialogs.dialog import Dialog
from telbill_desktop.gui.dialogs.template_form import TemplateForm
from telbill_desktop.gui.models.record_table import RecordTable
from telbill_desktop.gui.notices import Notice
from telbill_desktop.gui.widgets.buttons import Button
from telbill_desktop.gui.widgets.row_table import RowTable
from telbill_desktop.gui.widgets.text import Label
from telbill_desktop.importers.knowledge import PDF_TEMPLATES, knowledge_in
from telbill_desktop.importers.pdf_text import template_writing
from telbill_desktop.system import formats
from telbill_desktop.system.i18n import tr
from telbill_desktop.system.paths import settings_folder

if TYPE_CHECKING:
    from telbill_desktop.domain.errors import TelbillError
    from telbill_desktop.domain.messages import Message
    from telbill_desktop.domain.pdf_template import PdfTemplate
    from telbill_desktop.gui.pages.page import PageContext

NAME, SUPPLIER = range(2)


class Listed(NamedTuple):
    """A template's file; `template` is None for one that cannot be used, which `problem` explains."""

    path: Path
    template: PdfTemplate | None
    problem: Message | None = None


class TemplateTable(RecordTable[Listed]):
    """Templates by name and supplier."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__((tr("Name"), tr("Supplier")), parent)

    def cell(self, row: int, column: int) -> str:
        """The text of one cell."""
        listed = self.records[row]
        if listed.template is None:
            return listed.path.name if column == NAME else tr("Cannot be used")
        return listed.template.name if column == NAME else listed.template.supplier.name


class TemplatesDialog(Dialog):
    """The list at the left, the template chosen at the right."""

    def __init__(self, context: PageContext, parent: QWidget) -> None:
        super().__init__(context.theme, tr("Templates of PDF invoices"), parent)
        self._context = context
        self._wanted: Path | None = None
        self.model = TemplateTable(self)
        self.table = self._list()
        self.form = TemplateForm(context.theme)
        self.form.edited.connect(self._on_edited)
        self.nothing = Label(
            tr("There is no template yet. Import a PDF that cannot be read, enter it by hand, then keep it as one."),
            "soft",
        )
        self.nothing.setWordWrap(True)
        self.wrong = Label(role="bad")
        self.wrong.setWordWrap(True)
        self.save_button = Button(tr("Save"), "primary", self._on_save)
        self.delete_button = Button(tr("Delete…"), "danger", self._on_delete)
        self._lay_out()
        self.add_button(tr("Close"), self.accept)
        self.wish(900, 600)
        self._show_nothing()
        self.read()

    def read(self) -> None:
        """Reads the folder again; the template chosen stays chosen."""
        self._context.jobs.read(lambda _progress: _listed(), self._on_read, owner=self)

    def _list(self) -> RowTable:
        table = RowTable(self.theme)
        table.setModel(self.model)
        table.setItemDelegate(CellDelegate(table, self.model, self.theme, right=frozenset()))
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setAccessibleName(tr("Templates"))
        header = table.horizontalHeader()
        header.setStretchLastSection(False)
        header.setSectionsMovable(False)
        for section in (NAME, SUPPLIER):
            header.setSectionResizeMode(section, QHeaderView.ResizeMode.Stretch)
        table.selectionModel().currentRowChanged.connect(self._on_row_changed)
        return table

    def _lay_out(self) -> None:
        dp = self.theme.dp
        card = QFrame()
        card.setProperty("role", "card")
        inside = QVBoxLayout(card)
        inside.setContentsMargins(1, 1, 1, 1)
        inside.addWidget(self.table)
        side = QVBoxLayout()
        side.setSpacing(dp(10))
        side.addWidget(self.nothing)
        side.addWidget(self.form, 1)
        side.addWidget(self.wrong)
        buttons = QHBoxLayout()
        buttons.addWidget(self.delete_button)
        buttons.addStretch()
        buttons.addWidget(self.save_button)
        side.addLayout(buttons)
        row = QHBoxLayout()
        row.setSpacing(dp(16))
        row.addWidget(card, 2)
        row.addLayout(side, 3)
        self.body.addLayout(row, 1)

    def _chosen(self) -> Listed | None:
        index = self.table.currentIndex()
        return self.model.records[index.row()] if index.isValid() else None

    def _show_nothing(self) -> None:
        self.form.hide()
        self.wrong.hide()
        self.save_button.setEnabled(False)
        self.delete_button.setEnabled(False)

    def _on_read(self, listed: list[Listed]) -> None:
        self.model.show(listed)
        self.nothing.setVisible(not listed)
        if not listed:
            self._show_nothing()
            return
        row = next((row for row, one in enumerate(listed) if one.path == self._wanted), 0)
        flags = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
        self.table.selectionModel().setCurrentIndex(self.model.index(row, 0), flags)

    def _on_row_changed(self) -> None:
        listed = self._chosen()
        if listed is None:
            return
        self._wanted = listed.path
        self.delete_button.setEnabled(True)
        self.save_button.setEnabled(False)
        self.form.setVisible(listed.template is not None)
        self._say(formats.sentence(listed.problem) if listed.problem is not None else "")
        if listed.template is not None:
            self.form.show_template(listed.template)

    def _on_edited(self) -> None:
        self._say("")
        self.save_button.setEnabled(True)

    def _on_save(self) -> None:
        listed = self._chosen()
        if listed is None or listed.template is None:
            return
        edited = self.form.template()

        def done(saved: PdfTemplate) -> None:
            self._context.notify(Notice(tr("{name} saved.").format(name=saved.name)))
            self.read()

        self._context.jobs.write(
            lambda _progress: template_writing.save_template(edited, listed.path.parent),
            done,
            owner=self,
            failed=self._on_refused,
        )

    def _on_delete(self) -> None:
        listed = self._chosen()
        if listed is None:
            return
        name = listed.template.name if listed.template is not None else listed.path.name
        question = Question(
            title=formats.fill(tr("Delete the template {name}?"), {"name": name}),
            text=tr("Its PDFs can no longer be read by themselves. Invoices that were read stay as they are."),
            act=tr("Delete"),
            destructive=True,
        )
        if self._context.ask.confirm(question):
            self._context.jobs.write(
                lambda _progress: template_writing.remove_template(listed.path),
                lambda _nothing: self.read(),
                owner=self,
                failed=self._on_refused,
            )

    def _on_refused(self, error: TelbillError) -> None:
        self._say(formats.sentence(error.message))

    def _say(self, wrong: str) -> None:
        self.wrong.setText(wrong)
        self.wrong.setVisible(bool(wrong))


def _listed() -> list[Listed]:
    """The user's template files, those that cannot be used too."""
    folder = settings_folder() / PDF_TEMPLATES
    knowledge = knowledge_in(settings_folder())
    usable = [Listed(Path(each.file), each) for each in knowledge.pdf_templates]
    wrong = [Listed(folder / str(problem.params["file"]), None, problem) for problem in knowledge.template_problems]
    return sorted([*usable, *wrong], key=lambda one: one.path.name)
