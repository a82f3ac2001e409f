"""The columns of the archive's list, on screen and in exports: titles in the user's language, values with types."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from types import MappingProxyType

from telbill_desktop.domain.archive_view import ArchiveRow
from telbill_desktop.domain.retention import DocumentKind
from telbill_desktop.domain.sentence_marker import N_
from telbill_desktop.domain.signature import Integrity, Trust
from telbill_desktop.exporters.cell_text import Cell
from telbill_desktop.exporters.document_words import kind_words
from telbill_desktop.system import formats
from telbill_desktop.system.i18n import tr


class ArchiveColumn(StrEnum):
    """Columns of the list, in order."""

    RECEIVED = "received"
    FILE = "file"
    LINK = "link"
    SIGNATURE = "signature"
    SIGNER = "signer"
    KEEP_UNTIL = "keep_until"


def archive_titles() -> dict[ArchiveColumn, str]:
    """Their titles."""
    return {
        ArchiveColumn.RECEIVED: tr("Received on"),
        ArchiveColumn.FILE: tr("File"),
        ArchiveColumn.LINK: tr("Linked to"),
        ArchiveColumn.SIGNATURE: tr("Signature"),
        ArchiveColumn.SIGNER: tr("Signer"),
        ArchiveColumn.KEEP_UNTIL: tr("Keep until"),
    }


_TRUST = {
    Trust.TRUSTED: N_("intact"),
    Trust.UNKNOWN: N_("signer unknown"),
    Trust.EXPIRED: N_("certificate expired"),
    Trust.REVOKED: N_("certificate withdrawn"),
    Trust.WEAK: N_("weak signature"),
    Trust.NONE: N_("signer unknown"),
}
_INTEGRITY = {
    Integrity.MODIFIED: N_("changed after signature"),
    Integrity.INVALID: N_("invalid"),
    Integrity.UNVERIFIABLE: N_("cannot be verified"),
    Integrity.UNSIGNED: N_("not signed"),
}


def kind_name(kind: DocumentKind) -> str:
    """What a document is, as a title: with a capital."""
    words = kind_words(kind)
    return words[:1].upper() + words[1:]


def signature_word(integrity: Integrity | None, trust: Trust | None) -> str:
    """What is said of its signatures, in a word or two; None: nobody looked."""
    if integrity is None:
        return tr("not looked at yet")
    return tr(_TRUST[trust or Trust.NONE] if integrity is Integrity.INTACT else _INTEGRITY[integrity])


def link_text(row: ArchiveRow) -> str:
    """What it belongs to: its invoice by number, what a company's document is called, or else its kind."""
    if row.number:
        return f"{kind_name(row.kind)} {row.number}"
    if row.label:
        return formats.labelled(tr("Document"), row.label)
    return kind_name(row.kind)


_VALUES: Mapping[ArchiveColumn, Callable[[ArchiveRow], Cell]] = MappingProxyType(
    {
        ArchiveColumn.RECEIVED: lambda row: row.deposited_at.astimezone().date(),
        ArchiveColumn.FILE: lambda row: row.name,
        ArchiveColumn.LINK: link_text,
        ArchiveColumn.SIGNATURE: lambda row: signature_word(row.integrity, row.trust),
        ArchiveColumn.SIGNER: lambda row: row.signer,
        ArchiveColumn.KEEP_UNTIL: lambda row: row.keep_until,
    }
)


def archive_list(rows: Iterable[ArchiveRow], columns: Sequence[ArchiveColumn]) -> Iterator[Sequence[Cell]]:
    """Titles, then a row for each document; kind, size and fingerprint stand behind what is shown."""
    titles = archive_titles()
    yield [*(titles[column] for column in columns), tr("Kind"), tr("Size"), "SHA-256"]
    for row in rows:
        yield [*(_VALUES[column](row) for column in columns), kind_name(row.kind), row.size, row.digest]
