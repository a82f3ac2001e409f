"""How the command line names the verdict on a document."""

from telbill_desktop.domain.sentence_marker import N_
from telbill_desktop.domain.signature import Integrity
from telbill_desktop.system.i18n import tr

_WORDS = {
    Integrity.INTACT: N_("as it was signed"),
    Integrity.MODIFIED: N_("changed after it was signed"),
    Integrity.INVALID: N_("does not match its signature"),
    Integrity.UNVERIFIABLE: N_("cannot be verified"),
    Integrity.UNSIGNED: N_("not signed"),
}


def integrity_word(integrity: Integrity | None) -> str:
    """In a word or a few; None: nobody looked."""
    return tr(_WORDS[integrity]) if integrity is not None else tr("not looked at yet")
