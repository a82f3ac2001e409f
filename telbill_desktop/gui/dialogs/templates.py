"""The user's templates of plain PDFs: listed with their suppliers, corrected, deleted."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtWidgets import QHBoxLayout, QHeaderView, QVBoxLayout, QWidget

from telbill_desktop.gui.ask import Question
from telbill_desktop.gui.dialogs.list_dialog import ListDialog
from telbill_desktop.gui.dialogs.template_form import TemplateForm
from telbill_desktop.gui.models.record_table import RecordTable
from telbill_desktop.gui.widgets.buttons import Button
from telbill_desktop.importers.knowledge import PDF_TEMPLATES, knowledge_in
from telbill_desktop.importers.pdf_text import template_writing
from telbill_desktop.system import formats
from telbill_desktop.system.i18n import tr
from telbill_desktop.system.paths import settings_folder

if TYPE_CHECKING:
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


class TemplatesDialog(ListDialog[Listed]):
    """The list at the left, the template chosen at the right."""

    def __init__(self, context: PageContext, parent: QWidget) -> None:
        nothing = tr(
            "There is no template yet. Import a PDF that cannot be read, enter it by hand, then keep it as one."
        )
        title = tr("Templates of PDF invoices")
        super().__init__(context, parent, title, TemplateTable(parent), name=tr("Templates"), empty=nothing)
        header = self.table.horizontalHeader()
        header.setStretchLastSection(False)
        header.setSectionsMovable(False)
        for section in (NAME, SUPPLIER):
            header.setSectionResizeMode(section, QHeaderView.ResizeMode.Stretch)
        self.form = TemplateForm(context.theme)
        self.form.edited.connect(self.mark_changed)
        self.delete_button = Button(tr("Delete…"), "danger", self._on_delete)
        self._lay_out()
        self.wish(900, 600)
        self.show_record(None)
        self.save_button.setEnabled(False)
        self.read()

    def read(self) -> None:
        """Reads the folder again; the template chosen stays chosen."""
        self.lane.ask(_listed, self.show_records)

    def key_of(self, record: Listed) -> Path:
        """Its file."""
        return record.path

    def show_record(self, record: Listed | None) -> None:
        """What a template looks for, or why its file cannot be used."""
        template = record.template if record is not None else None
        self.delete_button.setEnabled(record is not None)
        self.form.setVisible(template is not None)
        self.say(formats.sentence(record.problem) if record is not None and record.problem is not None else "")
        if template is not None:
            self.form.show_template(template)

    def save(self) -> None:
        """Writes the template into the file that it came from."""
        listed = self.chosen()
        if listed is None or listed.template is None:
            return
        edited = self.form.template()

        def done(saved: PdfTemplate) -> None:
            self.on_saved(listed.path, tr("{name} saved.").format(name=saved.name), undo=False)

        self.stay_for(
            self.context.jobs.write(
                lambda _progress: template_writing.save_template(edited, listed.path.parent),
                done,
                owner=self,
                failed=self.on_refused,
            )
        )

    def _lay_out(self) -> None:
        dp = self.theme.dp
        side = QVBoxLayout()
        side.setSpacing(dp(10))
        side.addWidget(self.form, 1)
        side.addWidget(self.wrong)
        buttons = QHBoxLayout()
        buttons.addWidget(self.delete_button)
        buttons.addStretch()
        buttons.addWidget(self.save_button)
        side.addLayout(buttons)
        row = QHBoxLayout()
        row.setSpacing(dp(16))
        row.addWidget(self.card, 2)
        row.addLayout(side, 3)
        self.body.addLayout(row, 1)

    def _on_delete(self) -> None:
        listed = self.chosen()
        if listed is None:
            return
        name = listed.template.name if listed.template is not None else listed.path.name
        question = Question(
            title=formats.fill(tr("Delete the template {name}?"), {"name": name}),
            text=tr("Its PDFs can no longer be read by themselves. Invoices that were read stay as they are."),
            act=tr("Delete"),
            destructive=True,
        )
        if self.context.ask.confirm(question):
            self.stay_for(
                self.context.jobs.write(
                    lambda _progress: template_writing.remove_template(listed.path),
                    lambda _nothing: self.on_saved(None, "", undo=False),
                    owner=self,
                    failed=self.on_refused,
                )
            )


def _listed() -> list[Listed]:
    """The user's template files, those that cannot be used too."""
    folder = settings_folder() / PDF_TEMPLATES
    knowledge = knowledge_in(settings_folder())
    usable = [Listed(Path(each.file), each) for each in knowledge.pdf_templates]
    wrong = [Listed(folder / str(problem.params["file"]), None, problem) for problem in knowledge.template_problems]
    return sorted([*usable, *wrong], key=lambda one: one.path.name)
