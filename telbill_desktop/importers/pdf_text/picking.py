"""What somebody means who points at a word for a field: the longest run of its column that is a value of that kind."""

from collections.abc import Iterator
from dataclasses import dataclass

from telbill_desktop.domain.errors import TelbillError
from telbill_desktop.domain.page_text import Box, Cell, DocumentText, Word, around
from telbill_desktop.domain.pdf_template import TemplateField
from telbill_desktop.importers.pdf_text.values import Value, Writing, typed

_LONGEST_RUN = 8  # words of a value: « du 29 octobre 2026 au 28 novembre 2026 »
_TRIMMED = " :;,()[]«»\"'"


@dataclass(frozen=True, slots=True)
class Picked:
    """A value on a page: its text, what it means (None for plain text), and where it stands."""

    text: str
    value: Value | None
    box: Box


def picked(cell: Cell, at: int, field: TemplateField | None, writing: Writing) -> Picked:
    """What the word number `at` of a column means for a field; None stands for a field of free text, such as a name.

    Where no value of the field's kind is there, the word itself is given back with `value` None.
    """
    if field is None:
        return Picked(cell.text, None, cell.box)
    best: Picked | None = None
    for start, end in _runs(len(cell.words)):
        if start <= at < end and (best is None or end - start > len(best.text.split())):
            best = _value(cell.words[start:end], field, writing) or best
    word = cell.words[at]
    return best or Picked(word.text.strip(_TRIMMED) or word.text, None, word.box)


def every_place(document: DocumentText, field: TemplateField, value: Value, writing: Writing) -> Iterator[Picked]:
    """The longest runs of words whose value for the field is this one, in the order of the pages."""
    for line in document.lines:
        for cell in line.cells:
            covered = 0  # words of the column that a longer run holds already
            for start, end in sorted(_runs(len(cell.words)), key=lambda run: (run[0], -run[1])):
                found = _value(cell.words[start:end], field, writing) if end > covered else None
                if found is not None and found.value == value:
                    covered = end
                    yield found


def _runs(count: int) -> Iterator[tuple[int, int]]:
    for start in range(count):
        for end in range(start + 1, min(count, start + _LONGEST_RUN) + 1):
            yield start, end


def _value(words: tuple[Word, ...], field: TemplateField, writing: Writing) -> Picked | None:
    text = " ".join(word.text for word in words).strip(_TRIMMED)
    try:
        return Picked(text, typed(field, text, writing), around(words))
    except TelbillError:
        return None
