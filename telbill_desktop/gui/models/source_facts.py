"""The documents of one invoice, described and compared."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from telbill_desktop.domain.line_agreement import LINES_DIFFER
from telbill_desktop.domain.reading import SourceKind
from telbill_desktop.domain.visible_text import visible
from telbill_desktop.gui.models.detail_facts import MISSING, Fact
from telbill_desktop.gui.models.invoice_cells import type_name
from telbill_desktop.system import formats
from telbill_desktop.system.i18n import tr

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal

    from telbill_desktop.domain.figures import InvoiceFigures
    from telbill_desktop.domain.invoice_detail import Source


@dataclass(frozen=True, slots=True)
class Compared:
    """One figure as each document gives it; `differs` when they do not all say the same."""

    name: str
    texts: tuple[str, ...]
    differs: bool


def kind_name(kind: SourceKind) -> str:
    """What kind of source it is."""
    return {
        SourceKind.XML: tr("Invoice in XML"),
        SourceKind.DETAIL: tr("Detail file"),
        SourceKind.PDF_TEXT: tr("Text of the PDF"),
        SourceKind.LIST_ROW: tr("Row of a list"),
    }[kind]


def role_name(source: Source) -> str:
    """What the document is to the invoice."""
    if source.role == "other" and source.settled is not None:
        return tr("conflict settled")
    names = {"main": tr("shown"), "other": tr("says the same"), "conflict": tr("says something else")}
    return names.get(source.role, source.role)


def source_facts(source: Source) -> list[Fact]:
    """What is known of one document."""
    return [
        Fact(tr("Kind"), f"{kind_name(source.kind)} ({source.format})"),
        Fact(tr("Size"), formats.size(source.size)),
        Fact(tr("Deposited"), formats.moment(source.deposited_at)),
        Fact(source.digest_algorithm.upper().replace("SHA256", "SHA-256"), in_groups(source.digest)),
        *(Fact(tr("Differs"), formats.sentence(one)) for one in source.warnings if one.code in LINES_DIFFER),
        *([Fact(tr("Also named"), ", ".join(source.names[1:]))] if len(source.names) > 1 else []),
    ]


def in_groups(digest: str) -> str:
    """Groups of sixteen: a line can break between them."""
    return " ".join(digest[at : at + 16] for at in range(0, len(digest), 16))


def compared(sources: Sequence[Source]) -> list[Compared]:
    """The figures side by side, in the documents' order: best source first."""
    columns = [_figures(source.figures) for source in sources]
    return [
        Compared(name, tuple(column[at][1] for column in columns), len({column[at][1] for column in columns}) > 1)
        for at, (name, _) in enumerate(columns[0] if columns else ())
    ]


def _figures(figures: InvoiceFigures) -> list[tuple[str, str]]:
    def money(value: Decimal | None) -> str:
        return formats.stated(value, figures.currency)

    return [
        (tr("Type"), type_name(figures.type, figures.type_code)),
        (tr("Invoice number"), visible(figures.number)),
        (tr("Date"), formats.day(figures.issue_date)),
        (tr("Due date"), formats.day(figures.due_date) if figures.due_date else MISSING),
        (tr("Total excl. VAT"), money(figures.total_ht)),
        (tr("VAT"), money(figures.total_vat)),
        (tr("Total incl. VAT"), money(figures.total_ttc)),
        (tr("Amount due"), money(figures.amount_due)),
        (tr("Lines"), formats.count(figures.lines)),
    ]
