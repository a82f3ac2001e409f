"""Where each document lies in a bundle, under a name that a person understands."""

from collections.abc import Iterable
from pathlib import PurePosixPath

from telbill_desktop.domain.bundle import BundleDocument
from telbill_desktop.domain.portable_names import Names, portable
from telbill_desktop.system.i18n import tr

ORIGINALS = "originals"
_LONGEST_FOLDER, _LONGEST_SELLER, _LONGEST_NUMBER = 40, 30, 50  # characters: Windows takes 260 of a whole path
_SUFFIXES = {"application/pdf": "pdf", "application/xml": "xml", "image/png": "png", "image/jpeg": "jpg"}
_TABLES = frozenset({"csv", "txt", "tsv", "xlsx", "xls", "ods"})  # what a document of no known kind may be
_UNKNOWN = "bin"


def paths_of(documents: Iterable[BundleDocument]) -> dict[int, str]:
    """The path of each document below the bundle, by deposit, with slashes; no two differ by capitals alone."""
    names = Names()
    return {one.deposit_id: _path(names, one) for one in documents}


def file_stem(one: BundleDocument) -> str:
    """`2026-03-17_Hexamobile_62268557`: what a document is called, without its suffix."""
    called = one.number or one.label or one.name.rpartition(".")[0] or one.name
    parts = (portable(one.operator, _LONGEST_SELLER), portable(called, _LONGEST_NUMBER) or portable(tr("unnamed")))
    return "_".join(part for part in (one.document_date.isoformat(), *parts) if part)


def suffix_of(document: BundleDocument) -> str:
    """What opens it, by what it is; by its name only where that is a table's."""
    if (known := _SUFFIXES.get(document.media_type)) is not None:
        return known
    said = PurePosixPath(document.name).suffix.removeprefix(".").casefold()
    return said if said in _TABLES else _UNKNOWN


def _path(names: Names, one: BundleDocument) -> str:
    folder = ORIGINALS
    for text in _folders(one):
        part = portable(text, _LONGEST_FOLDER) or portable(tr("unnamed"))
        folder = f"{folder}/{names.name(folder, part, of=text)}"
    return f"{folder}/{names.name(folder, file_stem(one), suffix_of(one))}"


def _folders(one: BundleDocument) -> tuple[str, ...]:
    if one.invoices == 0:
        return (tr("companies"), one.owner) if one.owner else (tr("other documents"),)
    # A table of many invoices is of many accounts.
    return (one.operator, one.account) if one.invoices == 1 and one.account else (one.operator,)
