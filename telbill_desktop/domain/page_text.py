"""The words of a document's pages with their places, and the lines and columns that they stand in.

Places are in points (1/72 inch) from the top left corner of the page as it is shown, whatever its rotation.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

_COLUMN_GAP = 0.75  # heights of a word: what is wider parts two columns, a space between words is about 0.3
_SAME_LINE = 0.5  # of the lower word's height, that both have in common


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on a page; `page` counts from 0."""

    page: int
    left: float
    top: float
    right: float
    bottom: float

    @property
    def height(self) -> float:
        """Of the words in it, when it is a line's."""
        return self.bottom - self.top

    @property
    def middle(self) -> float:
        """Half-way down."""
        return (self.top + self.bottom) / 2

    def overlaps_column(self, other: "Box") -> bool:
        """Whether one stands above or below the other."""
        return self.left < other.right and other.left < self.right


@dataclass(frozen=True, slots=True)
class Word:
    """A run of characters without a space."""

    text: str
    box: Box


@dataclass(frozen=True, slots=True)
class Cell:
    """Words of one line that no column parts."""

    words: tuple[Word, ...]

    @property
    def text(self) -> str:
        """Its words, one space apart."""
        return " ".join(word.text for word in self.words)

    @property
    def box(self) -> Box:
        """What its words cover."""
        return around(self.words)


@dataclass(frozen=True, slots=True)
class TextLine:
    """What stands at one height of a page, from left to right."""

    cells: tuple[Cell, ...]

    @property
    def words(self) -> tuple[Word, ...]:
        """All of its words."""
        return tuple(word for cell in self.cells for word in cell.words)

    @property
    def text(self) -> str:
        """Its words one space apart, its columns two."""
        return "  ".join(cell.text for cell in self.cells)

    @property
    def box(self) -> Box:
        """What its words cover."""
        return around(self.words)


@dataclass(frozen=True, slots=True)
class PageText:
    """One page: its size in points, its upright words in lines, and what is written in other directions."""

    index: int
    width: float
    height: float
    lines: tuple[TextLine, ...]
    aside: tuple[Word, ...] = ()

    @property
    def words(self) -> tuple[Word, ...]:
        """The upright words, line by line."""
        return tuple(word for line in self.lines for word in line.words)


@dataclass(frozen=True, slots=True)
class DocumentText:
    """The pages that were read. `page_count` is how many there are; `complete` says that nothing was left out."""

    pages: tuple[PageText, ...]
    page_count: int
    complete: bool = True

    @property
    def has_words(self) -> bool:
        """False for a document whose pages are pictures."""
        return any(page.lines or page.aside for page in self.pages)

    @property
    def lines(self) -> Iterator[TextLine]:
        """The lines of all pages, in order."""
        return (line for page in self.pages for line in page.lines)

    @property
    def texts(self) -> Iterator[str]:
        """Every line's text, then what is written aside."""
        for page in self.pages:
            yield from (line.text for line in page.lines)
            yield " ".join(word.text for word in page.aside)


def around(words: Iterable[Word]) -> Box:
    """The smallest box that holds the words, which are of one page and at least one."""
    boxes = [word.box for word in words]
    return Box(
        boxes[0].page,
        min(box.left for box in boxes),
        min(box.top for box in boxes),
        max(box.right for box in boxes),
        max(box.bottom for box in boxes),
    )


def in_lines(words: Iterable[Word]) -> tuple[TextLine, ...]:
    """The lines that upright words of one page make, from top to bottom; wide gaps part a line's columns."""
    rows: list[list[Word]] = []
    for word in sorted(words, key=lambda each: (each.box.middle, each.box.left)):
        row = next((row for row in reversed(rows[-4:]) if _same_line(row[0].box, word.box)), None)
        if row is None:
            rows.append([word])
        else:
            row.append(word)
    return tuple(TextLine(_cells(sorted(row, key=lambda each: each.box.left))) for row in rows)


def _same_line(first: Box, second: Box) -> bool:
    common = min(first.bottom, second.bottom) - max(first.top, second.top)
    return common >= _SAME_LINE * max(min(first.height, second.height), 0.01)


def _cells(row: list[Word]) -> tuple[Cell, ...]:
    cells: list[list[Word]] = [[row[0]]]
    for before, word in pairwise(row):
        gap = word.box.left - before.box.right
        if gap > _COLUMN_GAP * min(before.box.height, word.box.height):
            cells.append([])
        cells[-1].append(word)
    return tuple(Cell(tuple(cell)) for cell in cells)
