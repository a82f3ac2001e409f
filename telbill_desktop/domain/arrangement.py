"""Which document an invoice shows and which ones contradict it: the same whatever the order in which they came.

The richest kind of source is shown (`reading.SourceKind`); of the same kind, the one that came first, or another that
agrees with it and holds more lines. What it leaves blank is completed, richest first, by the documents that agree.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from telbill_desktop.domain.figures import InvoiceFigures


@dataclass(frozen=True, slots=True)
class Said:
    """What one document says; `id` grows with each document that comes, `rank` 0 is the best kind."""

    id: int
    rank: int
    figures: InvoiceFigures


@dataclass(frozen=True, slots=True)
class Arrangement:
    """`main` is the document that is shown, `figures` what it and those that agree say, `contradicting` the others."""

    main: int
    figures: InvoiceFigures
    contradicting: frozenset[int]


def arranged(documents: Sequence[Said]) -> Arrangement:
    """What an invoice shows of these documents, at least one."""
    in_order = sorted(documents, key=lambda one: (one.rank, one.id))
    first = in_order[0]
    peers = [one for one in in_order if one.rank == first.rank and one.figures.agrees_with(first.figures)]
    main = min(peers, key=lambda one: (-one.figures.lines, one.id))
    shown, contradicting = main.figures, set()
    for one in in_order:
        if one.figures.agrees_with(shown):
            shown = shown.completed_by(one.figures)
        else:
            contradicting.add(one.id)
    return Arrangement(main.id, shown, frozenset(contradicting))
