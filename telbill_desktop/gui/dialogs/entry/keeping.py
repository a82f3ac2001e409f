"""An entry kept as a template: made in the worker, saved, and proved by reading the same file anew."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from telbill_desktop.domain.errors import TelbillError
from telbill_desktop.domain.reading import Outcome
from telbill_desktop.importers.knowledge import PDF_TEMPLATES, knowledge_in
from telbill_desktop.importers.pdf_text import making, proposal, template_writing
from telbill_desktop.system.paths import settings_folder
from telbill_desktop.system.worker import WorkerError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from telbill_desktop.domain.entry import Entry
    from telbill_desktop.domain.page_text import DocumentText
    from telbill_desktop.domain.pdf_template import TemplateField
    from telbill_desktop.gui.workspace import Workspace
    from telbill_desktop.importers.pdf_text.picking import Picked
    from telbill_desktop.importers.pdf_text.proposal import Proposal


def proposal_in(workspace: Workspace, content: bytes) -> Proposal:
    """What a PDF's pages seem to say, read in the worker process.

    Raises:
        TelbillError: `pdf_password`, `pdf_unreadable`; `preview_impossible` when the reader gave up.
    """
    try:
        return workspace.worker.run(proposal.proposal_of, content)
    except WorkerError as error:
        raise TelbillError("preview_impossible") from error


def keep_template(
    workspace: Workspace,
    content: bytes,
    name: str,
    document: DocumentText,
    entry: Entry,
    places: Mapping[TemplateField, Picked],
) -> Path:
    """The file of the template, which reads this very document from now on; nothing is left of one that does not.

    Raises:
        TelbillError: what `making.template_of` and `template_writing.save_template` raise.
    """
    folder = settings_folder()
    try:
        made = workspace.worker.run(making.template_of, name, document, entry, places, knowledge_in(folder))
    except WorkerError as error:
        raise TelbillError("template_reads_otherwise") from error
    saved = template_writing.save_template(made, folder / PDF_TEMPLATES)
    path = Path(saved.file)
    try:
        reading = workspace.read(content, path.name)
    except WorkerError:
        reading = None
    draft = reading.draft if reading is not None and reading.outcome is Outcome.READ else None
    if draft is None or draft.number != entry.number:
        template_writing.remove_template(path)
        raise TelbillError("template_reads_otherwise")
    return path
