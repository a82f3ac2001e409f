"""`telbill privacy`: what is kept of calls, and making totals of those that are old enough."""

from typing import Any

from telbill_desktop.cli.exit_codes import DONE
from telbill_desktop.cli.output import printable
from telbill_desktop.cli.session import Session
from telbill_desktop.cli.terminal_progress import TerminalProgress
from telbill_desktop.domain.errors import TelbillError
from telbill_desktop.domain.usage_privacy import KeptCalls, Purge, UsagePrivacy, oldest_kept
from telbill_desktop.exporters import privacy_words
from telbill_desktop.services import usage_privacy, usage_purge
from telbill_desktop.system import formats
from telbill_desktop.system.i18n import tr

CALLS, TOTALS = "calls", "totals"


def run(session: Session) -> int:
    """Says what is kept; decides it, or purges, where the options say so."""
    options = session.options
    if options.keep is not None:
        with session.for_writing() as store:
            usage_privacy.keep_calls(store, each=options.keep == CALLS)
    return _purge(session) if options.purge else _tell(session)


def _tell(session: Session) -> int:
    with session.for_reading() as store:
        found = usage_privacy.privacy(store)
    if session.output.as_json:
        session.output.document(_stated(found))
        return DONE
    session.output.line(privacy_words.decided_words(found))
    session.output.line(privacy_words.kept_words(found.kept))
    if found.purged_before is not None:
        session.output.line(privacy_words.purged_before_words(found.purged_before))
    if found.protected:
        names = ", ".join(name for _id, name in found.protected)
        session.output.line(printable(formats.labelled(tr("Protected people"), names)))
    for purge in found.purges:
        session.output.line(printable(f"{formats.moment(purge.at)}  {privacy_words.purge_words(purge)}"))
    return DONE


def _purge(session: Session) -> int:
    """Only says what it would do unless it is told to do it.

    Raises:
        TelbillError: `usage_purge_ahead`: of every call until then no file would bring more than totals.
    """
    if session.options.before is not None and session.options.before > session.today():
        raise TelbillError("usage_purge_ahead", day=session.options.before)
    before = usage_purge.first_of_month(session.options.before or oldest_kept(session.today()))
    made = usage_purge.Purged(None)
    if session.options.yes:
        with session.for_writing() as store, TerminalProgress() as progress:
            found = usage_purge.preview(store, before)
            made = usage_purge.purge(store, before, progress)
    else:
        with session.for_reading() as store:
            found = usage_purge.preview(store, before)
    if session.output.as_json:
        days = {"before": before.isoformat(), **_counts(found), "done": session.options.yes}
        session.output.document({**days, "overwritten": made.is_overwritten})
        return DONE
    session.output.line(privacy_words.would_go_words(found, before))
    if made.purge is not None:
        session.output.line(tr("Done."))
        if not made.is_overwritten:
            session.output.note(privacy_words.not_overwritten_words())
    elif found.calls + found.aside:
        session.output.line(privacy_words.for_good_words())
        session.output.line(tr("Nothing is changed yet: --yes does it."))
    return DONE


def _stated(found: UsagePrivacy) -> dict[str, Any]:
    return {
        "keep": None if found.keeps_detail is None else CALLS if found.keeps_detail else TOTALS,
        "since": found.since.isoformat() if found.since is not None else None,
        **_counts(found.kept),
        "purged_before": found.purged_before.isoformat() if found.purged_before is not None else None,
        "protected": [name for _id, name in found.protected],
        "purges": [_log(purge) for purge in found.purges],
    }


def _counts(kept: KeptCalls) -> dict[str, Any]:
    return {
        "calls": kept.calls,
        "undone_calls": kept.aside,
        "first_day": kept.first.isoformat() if kept.first is not None else None,
        "last_day": kept.last.isoformat() if kept.last is not None else None,
        "total_ht": f"{kept.amount:.6f}",
    }


def _log(purge: Purge) -> dict[str, Any]:
    return {
        "at": purge.at.isoformat(),
        "before": purge.before.isoformat() if purge.before is not None else None,
        "person": purge.person or None,
        "calls": purge.calls,
        "total_ht": f"{purge.amount:.6f}",
        "os_user": purge.os_user,
    }
