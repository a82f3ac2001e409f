"""What a page seems to say, for the entry form: values beside labels that invoices usually print. Never imported."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from telbill_desktop.documents.page_words import document_text
from telbill_desktop.domain.entry import is_supplier_id
from telbill_desktop.domain.errors import TelbillError
from telbill_desktop.domain.identifiers import compact
from telbill_desktop.domain.page_text import Cell, DocumentText, PageText, Word, around
from telbill_desktop.domain.pdf_template import TemplateField
from telbill_desktop.importers.pdf_text.labels import is_title, known_labels
from telbill_desktop.importers.pdf_text.picking import Picked
from telbill_desktop.importers.pdf_text.places import Spot, below, right_of
from telbill_desktop.importers.pdf_text.values import Writing, typed

_IDENTIFIER = re.compile(r"(?<![\w])(?:[A-Z]{2} ?[0-9A-Z]{2} ?)?[0-9]{3}(?:[ .]?[0-9]{2,3}){1,4}(?![\w])")
_IN_FIGURES = 6  # an identifier has more digits than that


@dataclass(frozen=True, slots=True)
class Proposal:
    """The pages' words and what was found in them; `identifiers` are SIREN, SIRET and VAT numbers with their places."""

    document: DocumentText
    found: Mapping[TemplateField, Picked]
    identifiers: tuple[Picked, ...]
    is_credit_note: bool


def proposal_of(content: bytes) -> Proposal:
    """Run in the worker process.

    Raises:
        TelbillError: see `page_words.document_text`.
    """
    document = document_text(content)
    found = {}
    for field in TemplateField:
        best = _best(document, field)
        if best is not None:
            found[field] = best
    credit_notes = known_labels().credit_notes
    is_credit = any(is_title(cell.text, credit_notes) for line in document.lines for cell in line.cells)
    return Proposal(document, found, tuple(_identifiers(document)), is_credit)


def _best(document: DocumentText, field: TemplateField) -> Picked | None:
    """The value beside the surest label that has one; the first page's when there are several."""
    writing = Writing()
    for label in known_labels().of_fields.get(field, ()):
        for page in document.pages:
            for spot in _beside(page, label):
                try:
                    return Picked(spot.text, typed(field, spot.text, writing), spot.box)
                except TelbillError:
                    continue
    return None


def _beside(page: PageText, label: str) -> Iterator[Spot]:
    for at, line in enumerate(page.lines):
        yield from right_of(line, label)
        yield from below(page, at, label)


def _identifiers(document: DocumentText) -> Iterator[Picked]:
    """Each identifier once, where it stands first."""
    seen = set()
    for cell in _all_cells(document):
        text = cell.text
        for found in _IDENTIFIER.finditer(text):
            for part, plain in _readings(found[0]):
                if plain not in seen:
                    seen.add(plain)
                    start = found.start() + found[0].find(part)
                    yield Picked(plain, plain, around(_words_at(cell, start, start + len(part))))


def _all_cells(document: DocumentText) -> Iterator[Cell]:
    for page in document.pages:
        for line in page.lines:
            yield from line.cells


def _readings(text: str) -> Iterator[tuple[str, str]]:
    """The text, or what is left of it without its first group, where that is an identifier that can exist."""
    for part in (text, text.partition(" ")[2]):
        plain = compact(part)
        if sum(char.isdigit() for char in plain) > _IN_FIGURES and is_supplier_id(plain):
            yield part, plain
            return


def _words_at(cell: Cell, start: int, end: int) -> list[Word]:
    found, at = [], 0
    for word in cell.words:
        if at < end and at + len(word.text) > start:
            found.append(word)
        at += len(word.text) + 1
    return found
