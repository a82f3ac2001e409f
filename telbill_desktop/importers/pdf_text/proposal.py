"""What a page seems to say, for the entry form: values beside labels that invoices usually print. Never imported."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import product

from telbill_desktop.documents.page_words import document_text
from telbill_desktop.domain.entry import is_supplier_id
from telbill_desktop.domain.errors import TelbillError
from telbill_desktop.domain.folding import fold
from telbill_desktop.domain.identifiers import compact
from telbill_desktop.domain.page_text import Cell, DocumentText, PageText, Word, around
from telbill_desktop.domain.pdf_template import TemplateField
from telbill_desktop.importers.pdf_text.labels import is_title, known_labels
from telbill_desktop.importers.pdf_text.picking import Picked
from telbill_desktop.importers.pdf_text.places import Spot, below, joined, right_of
from telbill_desktop.importers.pdf_text.values import Writing, typed

_IDENTIFIER = re.compile(r"(?<![\w])(?:[A-Z]{2} ?[0-9A-Z]{2} ?)?[0-9]{3}(?:[ .]?[0-9]{2,3}){1,4}(?![\w])")
_TOTALS = (TemplateField.HT, TemplateField.VAT, TemplateField.TTC)
_TRIED = 8  # candidates of each total that are tried together
_LONGEST = 8  # words of a value
_TITLES = frozenset({"facture", "avoir", "invoice", "rechnung"})
_OF = frozenset({"du", "of", "vom", "dated"})
_IN_FIGURES = 6  # an identifier has more digits than that
F = TemplateField


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
    candidates = {field: list(_candidates(document, field)) for field in TemplateField}
    found = {field: some[0] for field, some in candidates.items() if some}
    found.update(_that_add_up(candidates))
    if F.ISSUE_DATE not in found and (titled := _date_in_title(document)) is not None:
        found[F.ISSUE_DATE] = titled
    credit_notes = known_labels().credit_notes
    is_credit = any(is_title(cell.text, credit_notes) for cell in _all_cells(document))
    return Proposal(document, found, tuple(_identifiers(document)), is_credit)


def _candidates(document: DocumentText, field: TemplateField) -> Iterator[Picked]:
    """Values beside usual labels, the surest label first."""
    for label in known_labels().of_fields.get(field, ()):
        for page in document.pages:
            for spot in _beside(page, label):
                if (value := _beginning(field, spot.words)) is not None:
                    yield value


def _beginning(field: TemplateField, words: Sequence[Word]) -> Picked | None:
    """The longest beginning of the words that is a value: « 562044387 » of « 562044387 du 2 juillet »."""
    for length in range(min(len(words), _LONGEST), 0, -1):
        text = joined(words[:length])
        try:
            return Picked(text, typed(field, text, Writing()), around(words[:length]))
        except TelbillError:
            continue
    return None


def _that_add_up(candidates: Mapping[TemplateField, Sequence[Picked]]) -> dict[TemplateField, Picked]:
    """The first HT, VAT and TTC of which the two make the third, when there are such."""
    tried = ([each for each in candidates[field][:_TRIED] if isinstance(each.value, Decimal)] for field in _TOTALS)
    for ht, vat, ttc in product(*tried):
        if isinstance(ht.value, Decimal) and isinstance(vat.value, Decimal) and ht.value + vat.value == ttc.value:
            return {F.HT: ht, F.VAT: vat, F.TTC: ttc}
    return {}


def _date_in_title(document: DocumentText) -> Picked | None:
    """« Facture n° 12 du 2 juillet 2026 »."""
    for cell in _all_cells(document):
        words = [fold(word.text) for word in cell.words]
        if words[0] in _TITLES:
            for at, word in enumerate(words):
                if word in _OF and (found := _beginning(F.ISSUE_DATE, cell.words[at + 1 :])) is not None:
                    return found
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
