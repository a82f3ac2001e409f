"""What an import says of all its files together."""

from collections.abc import Callable, Sequence

from telbill_desktop.domain.reading import FileStatus
from telbill_desktop.gui.dialogs.import_table import WRITTEN
from telbill_desktop.gui.notices import Notice, NoticeAct, Tone
from telbill_desktop.importers.knowledge import knowledge_in
from telbill_desktop.services.intake import FileResult
from telbill_desktop.system import formats
from telbill_desktop.system.i18n import ntr, tr
from telbill_desktop.system.paths import settings_folder


def previewed_text(files: int, count: int, hidden: int) -> str:
    """What is said above a preview: of so many files so many can be imported, and some were left out."""
    if not files:
        text = tr("There is no file to read here.")
    elif not count:
        text = tr("Nothing here can be imported; each file says why.")
    else:
        text = tr("Nothing is written yet. Look at what was read, then import.")
    if hidden:
        left_out = ntr("{count} hidden file was left out.", "{count} hidden files were left out.", hidden)
        text = f"{text} {left_out.format(count=formats.count(hidden))}"
    return text


def imported_notice(results: Sequence[FileResult], show: Callable[[int], None]) -> Notice | None:
    """What is said once files are imported, None when nothing was written; `show` leads to the only invoice."""
    written = [one for one in results if one.status in WRITTEN]
    if not written:
        return None
    count = len(written)
    words = ntr("{count} document imported.", "{count} documents imported.", count)
    conflicts = sum(one.status is FileStatus.CONFLICT for one in written)
    text = words.format(count=formats.count(count))
    if new := sum(one.table.new for one in written if one.table is not None):
        more = ntr("{count} invoice is new.", "{count} invoices are new.", new)
        text = f"{text} {more.format(count=formats.count(new))}"
    if conflicts:
        more = ntr("{count} is in conflict.", "{count} are in conflict.", conflicts)
        text = f"{text} {more.format(count=formats.count(conflicts))}"
    acts: tuple[NoticeAct, ...] = ()
    if count == 1 and (invoice_id := written[0].invoice_id) is not None:
        acts = (NoticeAct(tr("Show the invoice"), lambda: show(invoice_id)),)
    return Notice(text, Tone.WARNING if conflicts else Tone.DONE, acts, undo=True)


def invoices_to_write(results: Sequence[FileResult]) -> int:
    """How many invoices an import would write something of; a table holds many."""
    return sum(
        one.table.new + one.table.completed + one.table.changed if one.table is not None else one.status in WRITTEN
        for one in results
    )


def unusable_files() -> list[str]:
    """Why templates and profiles of the user's cannot be used, each in a sentence."""
    return [formats.sentence(problem) for problem in knowledge_in(settings_folder()).problems]
