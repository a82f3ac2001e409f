"""The words, icons and tones under which verdicts on signatures are shown, in the list and in the detail alike."""

from telbill_desktop.domain.signature import Integrity, Trust
from telbill_desktop.exporters.archive_columns import signature_word
from telbill_desktop.gui.delegates.pills import Pill

_LOOKS = {
    Integrity.MODIFIED: ("triangle-alert", "bad"),
    Integrity.INVALID: ("circle-x", "bad"),
    Integrity.UNVERIFIABLE: ("file-question-mark", "warn"),
    Integrity.UNSIGNED: ("minus", "neutral"),
}
_OF_SIGNER = {
    Trust.TRUSTED: ("circle-check", "ok"),
    Trust.REVOKED: ("circle-x", "bad"),
    Trust.WEAK: ("triangle-alert", "bad"),
}


def verdict_look(integrity: Integrity | None, trust: Trust | None) -> tuple[str, str]:
    """The icon and the tone of a verdict."""
    if integrity is None:
        return "history", "neutral"
    if integrity is Integrity.INTACT:
        return _OF_SIGNER.get(trust or Trust.NONE, ("circle-alert", "warn"))
    return _LOOKS[integrity]


def signature_pill(integrity: Integrity | None, trust: Trust | None) -> Pill:
    """What is said of a document's signatures."""
    icon, tone = verdict_look(integrity, trust)
    return Pill(signature_word(integrity, trust), icon, tone)
