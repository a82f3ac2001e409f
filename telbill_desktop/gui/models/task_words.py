"""What is to be done, in words: a sentence, a figure beside it, an icon."""

from __future__ import annotations

from typing import TYPE_CHECKING

from telbill_desktop.domain.tasks import TASK_NAMES, PutOff, Snooze, Task, TaskKind
from telbill_desktop.domain.visible_text import visible
from telbill_desktop.system import formats
from telbill_desktop.system.formats import fill
from telbill_desktop.system.i18n import ntr, tr

if TYPE_CHECKING:
    from datetime import date

_LOOKS = {
    TaskKind.ARCHIVE_UNSOUND: ("circle-x", "bad"),
    TaskKind.SIGNATURE: ("file-x", "bad"),
    TaskKind.CONFLICT: ("git-merge", "warn"),
    TaskKind.NOTICE: ("bell", "warn"),
    TaskKind.MISSING: ("file-question-mark", "warn"),
    TaskKind.PORTAL: ("download", "warn"),
    TaskKind.TO_CHECK: ("triangle-alert", "warn"),
    TaskKind.TO_REVIEW: ("star", "info"),
    TaskKind.COMMITMENT: ("bell", "info"),
    TaskKind.CONDITION: ("bell", "info"),
    TaskKind.DOCUMENT: ("bell", "info"),
    TaskKind.TERMS: ("pencil", "neutral"),
    TaskKind.PRICE: ("pencil", "neutral"),
    TaskKind.TO_COMPLETE: ("pencil", "neutral"),
    TaskKind.RETENTION: ("files", "neutral"),
}


def task_look(task: Task) -> tuple[str, str]:
    """An icon and a tone; the sentence says the same."""
    return _LOOKS[task.kind]


def task_sentence(task: Task) -> str:
    """What is to be done."""
    about, more = visible(task.about), visible(task.more)
    if task.kind is TaskKind.MISSING and task.count > 1:
        return fill(tr("{count} invoices awaited — {name}"), {"count": task.count, "name": about})
    if task.count > 1 or task.kind in {TaskKind.PORTAL, TaskKind.RETENTION}:
        words = _of_many(task)
        return f"{words} — {about}" if about else words
    name = tr(TASK_NAMES[task.kind])
    said = " · ".join(part for part in (about, more) if part)
    return f"{name} — {said}" if said else name


def task_figure(task: Task, today: date) -> str:
    """What stands beside it: an amount, or how many days are left."""
    if task.amount is not None:
        return formats.money(task.amount.amount, task.amount.currency)
    days = task.days_left(today)
    if days is None or task.kind is TaskKind.ARCHIVE_UNSOUND:
        return ""
    if days < 0:
        return fill(tr("{days} d ago"), {"days": -days})
    return fill(tr("{days} d"), {"days": days})


def task_tooltip(task: Task) -> str:
    """The day that it is about."""
    if task.day is None:
        return ""
    day = {"day": task.day}
    if task.kind is TaskKind.MISSING:
        return fill(tr("Should have been there by {day}"), day)
    if task.kind is TaskKind.ARCHIVE_UNSOUND:
        return fill(tr("Verified on {day}"), day)
    if task.kind is TaskKind.PORTAL:
        return fill(tr("There until {day}, the first of them"), day)
    return fill(tr("Until {day}"), day)


def put_off_words(how_long: PutOff) -> str:
    """In the menu."""
    return {
        PutOff.TOMORROW: tr("Until tomorrow"),
        PutOff.WEEK: tr("For a week"),
        PutOff.MONTH: tr("For a month"),
        PutOff.FOR_GOOD: tr("For good"),
    }[how_long]


def snooze_words(one: Snooze) -> str:
    """Until when something is put off."""
    return tr("for good") if one.until is None else fill(tr("until {day}"), {"day": one.until})


def _of_many(task: Task) -> str:
    count = task.count
    words = {
        TaskKind.SIGNATURE: ntr("{count} signature in doubt", "{count} signatures in doubt", count),
        TaskKind.CONFLICT: ntr(
            "{count} invoice with documents that contradict each other",
            "{count} invoices with documents that contradict each other",
            count,
        ),
        TaskKind.PORTAL: ntr(
            "{count} PDF soon deleted from the portal", "{count} PDFs soon deleted from the portals", count
        ),
        TaskKind.TO_CHECK: ntr("{count} invoice to check", "{count} invoices to check", count),
        TaskKind.TO_REVIEW: ntr("{count} invoice to review", "{count} invoices to review", count),
        TaskKind.TERMS: ntr("{count} account without billing terms", "{count} accounts without billing terms", count),
        TaskKind.PRICE: ntr(
            "{count} operator with products without a price", "{count} operators with products without a price", count
        ),
        TaskKind.TO_COMPLETE: ntr("{count} record to complete", "{count} records to complete", count),
        TaskKind.RETENTION: ntr(
            "{count} document need not be kept any more", "{count} documents need not be kept any more", count
        ),
    }[task.kind]
    return words.format(count=formats.count(count))
