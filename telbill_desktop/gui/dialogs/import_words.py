"""What an import says of all its files together."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from telbill_desktop.domain.reading import FileStatus
from telbill_desktop.domain.table_profile import TableKind
from telbill_desktop.gui.dialogs.import_table import WRITTEN
from telbill_desktop.gui.dialogs.import_usage import asks_account
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


def imported_notice(
    results: Sequence[FileResult], show: Callable[[int], None], show_usage: Callable[[], None]
) -> Notice | None:
    """What is said once files are imported, None when nothing was written.

    `show` leads to the only invoice, `show_usage` to what calls add up to where nothing else came.
    """
    written = [one for one in results if one.status in WRITTEN]
    if not written:
        return None
    count = len(written)
    words = ntr("{count} document imported.", "{count} documents imported.", count)
    conflicts = sum(one.status is FileStatus.CONFLICT for one in written)
    text = words.format(count=formats.count(count))
    tables = [one.table for one in written if one.table is not None]
    if new := sum(table.new for table in tables if table.kind not in {TableKind.FLEET, TableKind.USAGE}):
        more = ntr("{count} invoice is new.", "{count} invoices are new.", new)
        text = f"{text} {more.format(count=formats.count(new))}"
    if new := sum(table.new for table in tables if table.kind is TableKind.FLEET):
        more = ntr("{count} thing of the fleet is new.", "{count} things of the fleet are new.", new)
        text = f"{text} {more.format(count=formats.count(new))}"
    if new := sum(table.new for table in tables if table.kind is TableKind.USAGE):
        more = ntr("{count} row of usage is new.", "{count} rows of usage are new.", new)
        text = f"{text} {more.format(count=formats.count(new))}"
    if conflicts:
        more = ntr("{count} is in conflict.", "{count} are in conflict.", conflicts)
        text = f"{text} {more.format(count=formats.count(conflicts))}"
    acts: tuple[NoticeAct, ...] = ()
    if count == 1 and (invoice_id := written[0].invoice_id) is not None:
        acts = (NoticeAct(tr("Show the invoice"), lambda: show(invoice_id)),)
    elif len(tables) == count and all(table.kind is TableKind.USAGE for table in tables):
        acts = (NoticeAct(tr("Show the usage"), show_usage),)
    return Notice(text, Tone.WARNING if conflicts else Tone.DONE, acts, undo=True)


class ToWrite(NamedTuple):
    """How many invoices, things of the fleet and rows of usage an import would write something of."""

    invoices: int
    things: int
    usage: int

    @property
    def total(self) -> int:
        """Of all kinds."""
        return sum(self)


def to_write(results: Sequence[FileResult]) -> ToWrite:
    """What an import would write; a table holds many."""
    invoices = things = usage = 0
    for one in results:
        if one.table is None:
            invoices += one.status in WRITTEN
        elif one.table.kind is TableKind.FLEET:
            things += one.table.new + one.table.changed
        elif one.table.kind is TableKind.USAGE:
            usage += one.table.new
        else:
            invoices += one.table.new + one.table.completed + one.table.changed
    return ToWrite(invoices, things, usage)


def is_without_invoice(results: Sequence[FileResult]) -> bool:
    """Whether every file is a table of the fleet or of usage: then there is no invoice to be shown."""
    other = {TableKind.FLEET, TableKind.USAGE}
    return bool(results) and all(
        asks_account(one) or (one.table is not None and one.table.kind in other) for one in results
    )


def import_words(counts: ToWrite) -> str:
    """What the button says that imports so many."""
    if counts.invoices == counts.total:
        words = ntr("Import {count} invoice", "Import {count} invoices", counts.total)
    elif counts.things == counts.total:
        words = ntr("Import {count} thing of the fleet", "Import {count} things of the fleet", counts.total)
    elif counts.usage == counts.total:
        words = ntr("Import {count} row of usage", "Import {count} rows of usage", counts.total)
    else:
        parts = [
            ntr("{count} invoice", "{count} invoices", counts.invoices) if counts.invoices else "",
            ntr("{count} thing of the fleet", "{count} things of the fleet", counts.things) if counts.things else "",
            ntr("{count} row of usage", "{count} rows of usage", counts.usage) if counts.usage else "",
        ]
        said = [part.format(count=formats.count(count)) for part, count in zip(parts, counts, strict=True) if part]
        return tr("Import {some} and {others}").format(some=", ".join(said[:-1]), others=said[-1])
    return words.format(count=formats.count(counts.total))


def unusable_files() -> list[str]:
    """Why templates and profiles of the user's cannot be used, each in a sentence."""
    return [formats.sentence(problem) for problem in knowledge_in(settings_folder()).problems]
