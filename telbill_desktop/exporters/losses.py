"""What a file could not hold of the texts that were to be written into it: counted, so that it can be said."""

import re
from dataclasses import dataclass

from telbill_desktop.domain.keepable import REPLACEMENT, keepable
from telbill_desktop.system import formats
from telbill_desktop.system.i18n import ntr


@dataclass(slots=True)
class Losses:
    """Characters that were replaced by `REPLACEMENT`, and texts that were cut because a cell holds no more."""

    replaced: int = 0
    cut: int = 0

    def keepable(self, text: str) -> str:
        """The text with what UTF-8 cannot hold replaced, and counted."""
        kept = keepable(text)
        if kept != text:
            self.replaced += kept.count(REPLACEMENT) - text.count(REPLACEMENT)
        return kept

    def without(self, illegal: re.Pattern[str], text: str) -> str:
        """The text with every character that `illegal` finds replaced, and counted."""
        kept, count = illegal.subn(REPLACEMENT, text)
        self.replaced += count
        return kept


@dataclass(frozen=True, slots=True)
class Written:
    """A file that was written: the rows of all its tables, totals and titles aside, and what it could not hold."""

    rows: int
    replaced_characters: int = 0
    cut_texts: int = 0


def losses_told(written: Written) -> str:
    """What the file could not hold, in sentences; nothing where it holds everything."""
    replaced, cut = written.replaced_characters, written.cut_texts
    sentences = []
    if replaced:
        words = ntr(
            "{count} character that such a file cannot hold was replaced by {sign}.",
            "{count} characters that such a file cannot hold were replaced by {sign}.",
            replaced,
        )
        sentences.append(words.format(count=formats.count(replaced), sign=REPLACEMENT))
    if cut:
        words = ntr(
            "{count} text is longer than a cell can be, and was cut.",
            "{count} texts are longer than a cell can be, and were cut.",
            cut,
        )
        sentences.append(words.format(count=formats.count(cut)))
    return " ".join(sentences)
