"""Has calls become totals, once somebody agreed, and says what became of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from telbill_desktop.exporters import privacy_words
from telbill_desktop.gui.ask import Question
from telbill_desktop.gui.notices import Notice, Tone
from telbill_desktop.services import usage_purge
from telbill_desktop.system import formats
from telbill_desktop.system.i18n import ntr, tr

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from telbill_desktop.domain.progress import Progress
    from telbill_desktop.domain.usage_privacy import KeptCalls
    from telbill_desktop.gui.dialogs.dialog import Dialog
    from telbill_desktop.gui.jobs import Job
    from telbill_desktop.gui.pages.page import PageContext
    from telbill_desktop.services.usage_purge import Purged


def purge_old(
    context: PageContext, dialog: Dialog, before: date, found: KeptCalls, done: Callable[[], object]
) -> Job | None:
    """Asks whether calls before a day become totals, and has them do so; `done` follows. None: somebody refused."""
    store = context.workspace.store
    title = tr("Make totals of the calls before {day}?").format(day=formats.day(before))
    if not _is_agreed(context, title, privacy_words.would_go_words(found, before)):
        return None
    return _purged(context, dialog, lambda progress: usage_purge.purge(store, before, progress), done)


def purge_person(context: PageContext, dialog: Dialog, person_id: int, name: str, done: Callable[[], object]) -> None:
    """Offers to make totals of the calls of somebody protected that are kept; where there are none, nothing is said."""
    store = context.workspace.store

    def offer(found: KeptCalls) -> None:
        count = found.calls + found.aside
        if not count:
            done()
            return
        words = ntr(
            "{count} call of {person} is kept for itself.", "{count} calls of {person} are kept one by one.", count
        )
        text = formats.fill(words, {"count": formats.count(count), "person": name})
        more = tr("From now on totals alone are kept of them. What is kept by now can become totals too.")
        title = formats.fill(tr("Make totals of the calls of {person}?"), {"person": name})
        if _is_agreed(context, title, f"{text} {more}"):
            _purged(context, dialog, lambda _progress: usage_purge.purge_person(store, person_id), done)
        else:
            done()

    context.jobs.read(lambda _progress: usage_purge.preview_person(store, person_id), offer, owner=dialog)


def _is_agreed(context: PageContext, title: str, text: str) -> bool:
    question = Question(
        title=title, text=text, act=tr("Make totals"), detail=privacy_words.for_good_words(), destructive=True
    )
    return context.ask.confirm(question)


def _purged(
    context: PageContext, dialog: Dialog, work: Callable[[Progress], Purged], done: Callable[[], object]
) -> Job:
    def finished(result: Purged) -> None:
        if result.purge is not None:
            text = privacy_words.purge_words(result.purge)
            if not result.is_overwritten:
                text = f"{text} {privacy_words.not_overwritten_words()}"
            context.notify(Notice(text, Tone.DONE if result.is_overwritten else Tone.WARNING))
            context.store_changed()
        done()

    job = context.jobs.write(work, finished, owner=dialog, title=tr("Making totals of calls"))
    dialog.stay_for(job)
    return job
