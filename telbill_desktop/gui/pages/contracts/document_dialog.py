"""The dialog that adds a document of a company or of a contract, or says anew what one is."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QHBoxLayout, QWidget

from telbill_desktop.domain.company_document import DocumentFields
from telbill_desktop.domain.retention import DocumentKind
from telbill_desktop.exporters import contract_names
from telbill_desktop.gui.ask import FileType
from telbill_desktop.gui.pages.contracts.fields import ChoiceField
from telbill_desktop.gui.pages.contracts.form import Form
from telbill_desktop.gui.pages.contracts.form_dialog import FormDialog
from telbill_desktop.gui.pages.contracts.parsing import day_field, text_field
from telbill_desktop.gui.widgets.buttons import Button
from telbill_desktop.services import company_documents
from telbill_desktop.system.i18n import tr

if TYPE_CHECKING:
    from collections.abc import Sequence

    from telbill_desktop.domain.company_document import CompanyDocument, DocumentOwner
    from telbill_desktop.gui.pages.page import PageContext
    from telbill_desktop.store.engine import Store

_CODES = {"document_ends_before": "ends_on", "document_there_already": "file", "document_unknown": "file"}
_REFUSED_FILES = ("missing", "is_link", "not_regular", "empty", "too_large", "unreadable")


class FileField(ChoiceField["Path | int | None"]):
    """A file of this computer, or a document of the archive; the file comes into the archive with what is saved."""

    def __init__(self, context: PageContext, known: Sequence[tuple[int, str]], path: Path | None) -> None:
        self._known = known
        super().__init__(context.theme, tr("Document"), self._offers(path))
        self._context = context
        self.file = Button(tr("Choose a file…"), "", self._on_file_asked)
        row = QHBoxLayout()
        row.setSpacing(context.theme.dp(6))
        row.setContentsMargins(0, 0, 0, 0)
        line = QWidget()
        line.setLayout(row)
        self.layout().replaceWidget(self.box, line)  # type: ignore[union-attr] # every field has one
        row.addWidget(self.box, 1)
        row.addWidget(self.file)
        self.put(path)

    def check(self) -> bool:
        """A document there must be."""
        chosen = self.value() is not None
        self.say("" if chosen else tr("Choose a file, or a document of the archive."))
        return chosen

    def show_file(self, path: Path) -> None:
        """Offers a file of this computer, and chooses it."""
        self.offer(self._offers(path))
        self.put(path)
        self.changed.emit()

    def _offers(self, path: Path | None) -> list[tuple[Path | int | None, str]]:
        return [(None, tr("None")), *([(path, path.name)] if path is not None else []), *self._known]

    def _on_file_asked(self) -> None:
        types = (FileType(tr("Documents"), ("pdf", "png", "jpg", "jpeg", "docx", "odt", "eml", "msg")),)
        chosen = self._context.ask.open_files(self.name, types)
        if chosen:
            self.show_file(chosen[0])


def adding_dialog(
    context: PageContext,
    parent: QWidget,
    owner: DocumentOwner,
    known: Sequence[tuple[int, str]],
    path: Path | None = None,
) -> FormDialog:
    """Adds a document: `path`, which was dropped, or what is chosen. `known` are documents of the archive."""
    form = Form(context.theme, {**_CODES, **{f"file_{why}": "file" for why in _REFUSED_FILES}})
    form.add_row(file=FileField(context, known, path))
    _add_fields(context, form)
    kind = DocumentKind.CONTRACT if owner.contract_id is not None else DocumentKind.COMPANY
    form.show_values(kind=kind, label="", received_on=context.workspace.today(), ends_on=None)

    def save(store: Store, values: dict[str, Any]) -> int:
        chosen, fields = values.pop("file"), DocumentFields(**values)
        if isinstance(chosen, Path):
            return company_documents.add_file(store, owner, chosen, fields)
        return company_documents.add_document(store, owner, chosen, fields)

    return FormDialog(context, parent, tr("Add a document"), form, save, tr("Document added."), act=tr("Add"))


def editing_dialog(context: PageContext, parent: QWidget, known: CompanyDocument) -> FormDialog:
    """Says anew what a document is; its file stays what it is."""
    form = Form(context.theme, _CODES)
    _add_fields(context, form)
    fields = known.fields
    form.show_values(kind=fields.kind, label=fields.label, received_on=fields.received_on, ends_on=fields.ends_on)

    def save(store: Store, values: dict[str, Any]) -> None:
        company_documents.edit_document(store, known.id, DocumentFields(**values))

    return FormDialog(context, parent, tr("Edit the document"), form, save, tr("Document saved."))


def _add_fields(context: PageContext, form: Form) -> None:
    theme, today = context.theme, context.workspace.today()
    form.add_row(
        kind=ChoiceField(theme, tr("Kind"), contract_names.document_kinds(), _meaning),
        label=text_field(theme, tr("Name"), hint=tr("as the file")),
    )
    form.add_row(
        received_on=day_field(theme, tr("Received on"), today, required=True),
        ends_on=day_field(theme, tr("Valid until"), today, hint=tr("no end")),
    )


def _meaning(kind: DocumentKind) -> str:
    """How long such a document is kept."""
    if kind in {DocumentKind.COMPANY, DocumentKind.IDENTITY}:
        return tr("Kept as long as it is needed.")
    if kind is DocumentKind.OTHER:
        return tr("Kept as carefully as an invoice: ten years from the end of the accounting year.")
    return tr("Kept five years from the end of the contract, and of what it says.")
