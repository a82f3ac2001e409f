"""Labels that any supplier may print, from `resources/pdf_labels.toml`: good for a proposal, never to import."""

import tomllib
from dataclasses import dataclass
from functools import lru_cache

from telbill_desktop.domain.folding import fold
from telbill_desktop.domain.pdf_template import TemplateField
from telbill_desktop.system.resources import resources


@dataclass(frozen=True, slots=True)
class Labels:
    """For each field its labels folded, the surest first; titles of credit notes and of what is no invoice."""

    of_fields: dict[TemplateField, tuple[str, ...]]
    credit_notes: frozenset[str]
    other_documents: frozenset[str]


@lru_cache(maxsize=1)
def known_labels() -> Labels:
    """What ships with the program."""
    stored = tomllib.loads((resources() / "pdf_labels.toml").read_text("utf-8"))
    return Labels(
        {TemplateField(name): tuple(fold(text) for text in texts) for name, texts in stored["labels"].items()},
        frozenset(fold(text) for text in stored["titles"]["credit_notes"]),
        frozenset(fold(text) for text in stored["titles"]["other_documents"]),
    )


def is_title(text: str, titles: frozenset[str]) -> bool:
    """Whether a column's text is one of these titles, a number or date after it left aside (`Avoir n° A-12`)."""
    words = text.split()
    while words and (any(char.isdigit() for char in words[-1]) or fold(words[-1]) in _BEFORE_A_NUMBER):
        words.pop()
    return fold(" ".join(words)) in titles


_BEFORE_A_NUMBER = frozenset({"", "n°", "no", "nr", "num", "numero", "number", "nummer", "du", "of", "vom", "le"})
