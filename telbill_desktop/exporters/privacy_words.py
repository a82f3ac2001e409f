"""What the window and the terminal say of the calls that are kept, and of those that become totals."""

from datetime import date

from telbill_desktop.domain.period import last_day_before
from telbill_desktop.domain.usage_privacy import KeptCalls, Purge, UsagePrivacy
from telbill_desktop.system import formats
from telbill_desktop.system.i18n import ntr, tr

HOME = "EUR"


def decided_words(privacy: UsagePrivacy) -> str:
    """What is decided, and when it was."""
    if privacy.keeps_detail is None:
        return tr("Nobody has decided yet: each call is kept, without the last four digits of the number called.")
    words = (
        tr("Each call is kept, without the last four digits of the number called.")
        if privacy.keeps_detail
        else tr("Totals of each month alone are kept, no call for itself.")
    )
    if privacy.since is None:
        return words
    since = tr("Decided on {moment}.").format(moment=formats.moment(privacy.since))
    return f"{words} {since}"


def kept_words(kept: KeptCalls) -> str:
    """How many calls are kept one by one, and of which days."""
    if not kept.calls or kept.first is None or kept.last is None:
        text = tr("No call is kept for itself.")
    else:
        words = ntr(
            "{count} call is kept for itself, of {first}.",
            "{count} calls are kept one by one, from {first} to {last}.",
            kept.calls,
        )
        text = words.format(count=formats.count(kept.calls), first=formats.day(kept.first), last=formats.day(kept.last))
    return _with_aside(text, kept)


def purged_before_words(before: date) -> str:
    """Of which calls totals alone are kept since a purge."""
    text = tr("Of calls before {day} totals alone are kept, also of those that a file brings later.")
    return text.format(day=formats.day(before))


def would_go_words(found: KeptCalls, before: date) -> str:
    """What a purge would make totals of."""
    if found.calls and found.first is not None and found.last is not None:
        words = ntr(
            "{count} call, of {first}, becomes a part of the total of its month. {amount} without tax stays in it.",
            "{count} calls, from {first} to {last}, become totals of their months. {amount} without tax stays in them.",
            found.calls,
        )
        text = words.format(
            count=formats.count(found.calls),
            first=formats.day(found.first),
            last=formats.day(found.last),
            amount=formats.money(found.amount, HOME),
        )
    else:
        last = formats.day(last_day_before(before))
        text = tr("No call until {day} is kept for itself: there is nothing to purge.").format(day=last)
    return _with_aside(text, found)


def for_good_words() -> str:
    """What has to be known before calls go."""
    return tr("This cannot be undone. Backups that were made before still hold the calls, until they are gone.")


def purged_words(purge: Purge) -> str:
    """Whose calls became totals, or of which days."""
    if purge.before is None:
        return formats.fill(tr("calls of {person}"), {"person": purge.person})
    return tr("calls before {day}").format(day=formats.day(purge.before))


def purge_words(purge: Purge) -> str:
    """One purge, as the log has it."""
    what = purged_words(purge)
    words = ntr("{what}: {count} call became a total", "{what}: {count} calls became totals", purge.calls)
    text = words.format(what=what, count=formats.count(purge.calls))
    return f"{text} ({formats.money(purge.amount, HOME)})"


def not_overwritten_words() -> str:
    """That somebody read the store while it was purged."""
    return tr(
        "The store was being read meanwhile: what was removed is in its log still, and goes when the store is closed."
    )


def _with_aside(text: str, kept: KeptCalls) -> str:
    if not kept.aside:
        return text
    words = ntr(
        "{count} more is of an import that was undone.", "{count} more are of imports that were undone.", kept.aside
    )
    return f"{text} {words.format(count=formats.count(kept.aside))}"
