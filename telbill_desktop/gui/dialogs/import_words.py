"""What an import says of all its files together."""

from collections.abc import Callable, Sequence

from telbill_desktop.domain.reading import FileStatus
from telbill_desktop.domain.table_profile import TableKind
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
    tables = [one.table for one in written if one.table is not None]
    if new := sum(table.new for table in tables if table.kind is not TableKind.FLEET):
        more = ntr("{count} invoice is new.", "{count} invoices are new.", new)
        text = f"{text} {more.format(count=formats.count(new))}"
    if new := sum(table.new for table in tables if table.kind is TableKind.FLEET):
        more = ntr("{count} thing of the fleet is new.", "{count} things of the fleet are new.", new)
        text = f"{text} {more.format(count=formats.count(new))}"
    if conflicts:
        more = ntr("{count} is in conflict.", "{count} are in conflict.", conflicts)
        text = f"{text} {more.format(count=formats.count(conflicts))}"
    acts: tuple[NoticeAct, ...] = ()
    if count == 1 and (invoice_id := written[0].invoice_id) is not None:
        acts = (NoticeAct(tr("Show the invoice"), lambda: show(invoice_id)),)
    return Notice(text, Tone.WARNING if conflicts else Tone.DONE, acts, undo=True)


def to_write(results: Sequence[FileResult]) -> tuple[int, int]:
    """How many invoices, and how many things of the fleet, an import would write something of; a table holds many."""
    invoices = things = 0
    for one in results:
        if one.table is None:
            invoices += one.status in WRITTEN
        elif one.table.kind is TableKind.FLEET:
            things += one.table.new + one.table.changed
        else:
            invoices += one.table.new + one.table.completed + one.table.changed
    return invoices, things


def is_fleet_alone(results: Sequence[FileResult]) -> bool:
    """Whether every file is a table of the fleet: then there is no invoice to be shown."""
    return bool(results) and all(one.table is not None and one.table.kind is TableKind.FLEET for one in results)


def import_words(invoices: int, things: int) -> str:
    """What the button says that imports so many."""
    if things and invoices:
        return tr("Import {invoices} invoices and {things} things of the fleet").format(
            invoices=formats.count(invoices), things=formats.count(things)
        )
    if things:
        words = ntr("Import {count} thing of the fleet", "Import {count} things of the fleet", things)
        return words.format(count=formats.count(things))
    words = ntr("Import {count} invoice", "Import {count} invoices", invoices)
    return words.format(count=formats.count(invoices))


def unusable_files() -> list[str]:
    """Why templates and profiles of the user's cannot be used, each in a sentence."""
    return [formats.sentence(problem) for problem in knowledge_in(settings_folder()).problems]
