"""Where a rule's values may stand in a document: every text beside, below or within what it names."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from telbill_desktop.domain.folding import fold
from telbill_desktop.domain.page_text import Box, Cell, DocumentText, PageText, TextLine, Word, around
from telbill_desktop.domain.pdf_template import FieldRule, Pages, Place

_BELOW_AT_MOST = 2.5  # heights of the label between it and the value below
_AFTER_LABEL = " :\u00a0=\uff1a"


@dataclass(frozen=True, slots=True)
class Spot:
    """A text that may be a value, the words that make it, and the line that it stands in."""

    text: str
    words: tuple[Word, ...]
    line: str

    @property
    def box(self) -> Box:
        """Where it stands."""
        return around(self.words)


def spots(document: DocumentText, rule: FieldRule) -> Iterator[Spot]:
    """The texts at the rule's place, page after page."""
    for page in _pages(document, rule.pages):
        for at, line in enumerate(page.lines):
            if rule.place is Place.WITHIN:
                yield from _within(line, rule.pattern or "")
            for label in rule.labels:
                target = fold(label)
                if rule.place is Place.RIGHT:
                    yield from right_of(line, target)
                elif rule.place is Place.BELOW:
                    yield from below(page, at, target)


def right_of(line: TextLine, target: str) -> Iterator[Spot]:
    """The rest of a column that begins with the label, or the next column where the label fills its own."""
    for at, cell in enumerate(line.cells):
        rest = after_label(cell.words, target)
        if rest is None:
            continue
        text = joined(rest)
        if not text and at + 1 < len(line.cells):
            rest = list(line.cells[at + 1].words)
            text = joined(rest)
        if text:
            yield Spot(text, tuple(rest), line.text)


def below(page: PageText, at: int, target: str) -> Iterator[Spot]:
    """The column under a label that fills its own, on the next line that has one there."""
    for cell in page.lines[at].cells:
        if fold(cell.text) != target:
            continue
        for line in page.lines[at + 1 :]:
            if line.box.top - cell.box.bottom > _BELOW_AT_MOST * cell.box.height:
                break
            under = [other for other in line.cells if other.box.overlaps_column(cell.box)]
            if under and line.box.middle > cell.box.bottom:
                if len(under) == 1:  # two columns under one label: nothing tells which
                    yield Spot(joined(under[0].words), under[0].words, line.text)
                break


def after_label(words: Sequence[Word], target: str) -> list[Word] | None:
    """What follows the label in words that begin with it, None when they do not.

    A value that is written to the label without a space (`n°562044387`) is cut off it when it begins with a digit.
    """
    read = ""
    for at, word in enumerate(words):
        folded = fold(word.text)
        if read + folded == target:
            return list(words[at + 1 :])
        if (read + folded).startswith(target) and read != target:
            return _cut(word, target[len(read) :], words[at + 1 :])
        if not target.startswith(read + folded):
            return None
        read += folded
    return None


def _cut(word: Word, end: str, following: Sequence[Word]) -> list[Word] | None:
    """The word without the end of a label that it begins with, and what follows."""
    for length in range(1, len(word.text)):
        if fold(word.text[:length]) == end and word.text[length:].lstrip(_AFTER_LABEL)[:1].isdigit():
            box, part = word.box, length / len(word.text)
            left = box.left + (box.right - box.left) * part
            rest = Word(word.text[length:], Box(box.page, left, box.top, box.right, box.bottom))
            return [rest, *following]
    return None


def joined(words: Sequence[Word]) -> str:
    """The words as one text, without what ends a label."""
    return " ".join(word.text for word in words).lstrip(_AFTER_LABEL).rstrip()


def _within(line: TextLine, pattern: str) -> Iterator[Spot]:
    text = line.text
    for found in re.finditer(pattern, text):
        start, end = found.span(1)
        if start < end:
            yield Spot(found[1], tuple(covered(line.cells, start, end)), text)


def covered(cells: Sequence[Cell], start: int, end: int) -> list[Word]:
    """The words of a line's text between two positions in it."""
    found, at = [], 0
    for cell in cells:
        for word in cell.words:
            if at < end and at + len(word.text) > start:
                found.append(word)
            at += len(word.text) + 1
        at += 1
    return found


def _pages(document: DocumentText, which: Pages) -> tuple[PageText, ...]:
    if which is Pages.FIRST:
        return document.pages[:1]
    return document.pages[-1:] if which is Pages.LAST else document.pages
