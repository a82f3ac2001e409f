"""What the list of what to fetch says above and below itself, and the pills of its rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from telbill_desktop.domain.to_fetch import FetchFold, FetchState
from telbill_desktop.exporters.to_fetch_columns import fetch_state_name
from telbill_desktop.gui.delegates.pills import Pill
from telbill_desktop.system import formats
from telbill_desktop.system.formats import fill
from telbill_desktop.system.i18n import ntr, tr

if TYPE_CHECKING:
    from datetime import date

    from telbill_desktop.domain.copies import CopyState
    from telbill_desktop.domain.to_fetch import FetchRow, FetchTally, ToFetch

_LOOKS = {
    FetchState.LATE: ("triangle-alert", "warn"),
    FetchState.AVAILABLE: ("download", "info"),
    FetchState.TO_COME: ("dot", "neutral"),
    FetchState.GONE: ("circle-x", "bad"),
}


def state_words(row: FetchRow) -> str:
    """How things stand with a document; of a fold, what there is instead of its documents."""
    return tr("XML archived") if isinstance(row, FetchFold) else fetch_state_name(row.state)


def state_pill(row: FetchRow, *, is_unfolded: bool) -> Pill:
    """The same with an icon; that of a fold says whether it is open."""
    if isinstance(row, FetchFold):
        return Pill(state_words(row), "chevron-down" if is_unfolded else "chevron-right", "neutral")
    return Pill(state_words(row), *_LOOKS[row.state])


def deletion_pill(one: ToFetch, today: date) -> Pill | None:
    """How many days are left, where they are few."""
    if one.deleted_on is None or not one.is_deleted_soon(today):
        return None
    left = (one.deleted_on - today).days
    words = ntr("in {count} day", "in {count} days", left).format(count=formats.count(left))
    return Pill(words, "triangle-alert", "warn", before=formats.day(one.deleted_on))


def summary_words(counted: FetchTally) -> str:
    """What there is to do this month."""
    count = formats.count
    parts = (
        (counted.late, ntr("{count} invoice is late", "{count} invoices are late", counted.late)),
        (counted.available, ntr("{count} to fetch", "{count} to fetch", counted.available)),
        (counted.to_come, ntr("{count} to come", "{count} to come", counted.to_come)),
        (counted.gone, ntr("{count} no longer on the portal", "{count} no longer on the portal", counted.gone)),
        (
            counted.xml_only,
            ntr(
                "{count} archived as XML without its PDF", "{count} archived as XML without their PDF", counted.xml_only
            ),
        ),
    )
    listed = ", ".join(words.format(count=count(number)) for number, words in parts if number)
    if not listed:
        return tr("Nothing to fetch.")
    soon = counted.deleted_soon
    warning = ntr(
        "{count} will be deleted from its portal within a month.",
        "{count} will be deleted from their portal within a month.",
        soon,
    ).format(count=count(soon))
    return f"{listed}. {warning}" if soon else f"{listed}."


def copies_words(state: CopyState) -> tuple[str, str]:
    """The tone and the sentences about what has no verified copy on another medium; nothing of an empty archive."""
    facts = {"day": state.last_at.astimezone().date() if state.last_at else "", "place": state.last_place}
    if not state.documents:
        return "info", ""
    if state.last_at is None:
        if state.documents == 1:
            return "warn", tr("The document of the archive was never copied to another medium.")
        words = tr("None of the {count} documents of the archive was ever copied to another medium.")
        return "warn", words.format(count=formats.count(state.documents))
    if state.newer:
        words = ntr(
            "{count} document is newer than the last verified copy on another medium (of {day}, {place}).",
            "{count} documents are newer than the last verified copy on another medium (of {day}, {place}).",
            state.newer,
        )
        return "warn", fill(words, {"count": state.newer, **facts})
    if state.without:
        words = ntr(
            "{count} document has no verified copy on another medium; the last copy is of {day}, {place}.",
            "{count} documents have no verified copy on another medium; the last copy is of {day}, {place}.",
            state.without,
        )
        return "warn", fill(words, {"count": state.without, **facts})
    words = tr("Every document has a verified copy on another medium; the last copy is of {day}, {place}.")
    return "ok", fill(words, facts)
