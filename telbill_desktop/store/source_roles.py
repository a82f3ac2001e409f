"""The documents of one invoice: which is shown, which contradict it, and about which somebody has decided.

What was decided stands in the document's own figures: `settled` lists the fields that were taken from it, none when the
invoice was kept as it was. From then on no document displaces what is shown: a new one that differs is a conflict,
unless it says what was decided about already.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Self

from sqlalchemy import Connection, RowMapping, select

from telbill_desktop.domain.arrangement import Arrangement, Said, arranged
from telbill_desktop.domain.conflict import ConflictField
from telbill_desktop.domain.figures import InvoiceFigures
from telbill_desktop.store.tables.documents import invoice_source
from telbill_desktop.store.unit_of_work import UnitOfWork

MAIN, OTHER, CONFLICT = "main", "other", "conflict"
SETTLED = "settled"


@dataclass(frozen=True, slots=True)
class Told:
    """One document of an invoice. `settled` is None as long as nobody decided about it."""

    id: int
    role: str
    rank: int
    figures: InvoiceFigures
    settled: tuple[str, ...] | None
    stored: dict[str, Any]

    @classmethod
    def of(cls, row: RowMapping) -> Self:
        """A row of `invoice_source`."""
        figures = InvoiceFigures.from_json(row["figures"])
        return cls(row["id"], row["role"], row["rank"], figures, settled_fields(row["figures"]), row["figures"])


def settled_fields(stored: dict[str, Any]) -> tuple[str, ...] | None:
    """The fields that somebody took from a document; None when nobody decided about it."""
    fields = stored.get(SETTLED)
    return None if fields is None else tuple(fields)


def documents_of(connection: Connection, invoice_id: int) -> list[Told]:
    """The documents of an invoice in the order in which they came."""
    wanted = select(invoice_source).where(invoice_source.c.invoice_id == invoice_id).order_by(invoice_source.c.id)
    return [Told.of(row) for row in connection.execute(wanted).mappings()]


def whose_lines(documents: Sequence[Told]) -> Told | None:
    """The document whose lines the invoice shows: the one that they were taken from last, else the main one."""
    taken = [one for one in documents if one.settled is not None and ConflictField.LINES.value in one.settled]
    main = [one for one in documents if one.role == MAIN]
    return next(iter([*reversed(taken), *main]), None)


def arrange(documents: Sequence[Told], newest: int) -> Arrangement | None:
    """What the documents make together, with the one that came just now.

    None when what is shown stands as it is: somebody decided about it, or no document that is at hand is to be shown.
    """
    main = [one.id for one in documents if one.role == MAIN]
    if not main or any(one.settled is not None for one in documents):
        return None
    made = arranged([Said(one.id, one.rank, one.figures) for one in documents])
    return made if made.main in {*main, newest} else None


def give_roles(unit: UnitOfWork, documents: Sequence[Told], arrangement: Arrangement) -> None:
    """Notes which document is shown and which contradict it."""
    for one in documents:
        role = CONFLICT if one.id in arrangement.contradicting else OTHER
        unit.update(invoice_source, one.id, {"role": MAIN if one.id == arrangement.main else role})


def give_role(unit: UnitOfWork, source_id: int, role: str) -> None:
    """Notes what one document is to its invoice."""
    unit.update(invoice_source, source_id, {"role": role})


def decide(unit: UnitOfWork, document: Told, role: str, fields: Sequence[str]) -> None:
    """Notes that somebody decided about a document, and what was taken from it."""
    unit.update(invoice_source, document.id, {"role": role, "figures": {**document.stored, SETTLED: list(fields)}})


def decided_alike(documents: Sequence[Told], figures: InvoiceFigures) -> bool:
    """Whether somebody decided already about a document that says the very same."""
    return any(one.settled is not None and one.figures.claims_as(figures) for one in documents)
