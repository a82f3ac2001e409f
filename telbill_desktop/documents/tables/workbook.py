"""What an Excel workbook consists of: its sheets in order, which of them are hidden, and where their parts are."""

import posixpath
from dataclasses import dataclass
from typing import TYPE_CHECKING

from telbill_desktop.documents.tables.package import Package, damaged
from telbill_desktop.domain.errors import TelbillError

if TYPE_CHECKING:
    from lxml.etree import _Element

_MAIN = "xl/workbook.xml"
_HIDDEN = {"hidden", "veryHidden"}
_RELATION_ID = ("{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id",
                "{http://purl.oclc.org/ooxml/officeDocument/relationships}id")  # fmt: skip


@dataclass(frozen=True, slots=True)
class SheetPart:
    """A worksheet: its name, the part that holds it, whether the user sees its tab."""

    name: str
    part: str
    hidden: bool


@dataclass(frozen=True, slots=True)
class Workbook:
    """`strings` and `styles` name parts, "" where there is none. `from_1904`: its days count from 1904."""

    sheets: tuple[SheetPart, ...]
    strings: str
    styles: str
    from_1904: bool


def opened_workbook(package: Package) -> Workbook:
    """The workbook of the package.

    Raises:
        TelbillError: `table_damaged`, `table_dtd`, `table_binary` (.xlsb), `table_no_sheets`.
    """
    main = _main_part(package)
    root = _parsed(package.xml(main))
    folder, file = posixpath.split(main)
    relations = _relations(package, f"{folder}/_rels/{file}.rels", folder)
    by_id = {identifier: (kind, part) for identifier, kind, part in relations}
    sheets = []
    for element in root.iter("{*}sheet"):
        identifier = next((element.get(name) for name in _RELATION_ID if element.get(name)), "") or ""
        kind, part = by_id.get(identifier, ("", ""))
        if kind == "worksheet":
            hidden = element.get("state", "visible") in _HIDDEN
            sheets.append(SheetPart(element.get("name", ""), part, hidden))
    if not sheets:
        raise TelbillError("table_no_sheets")
    of_kind = {kind: part for _, kind, part in relations}
    properties = root.find("{*}workbookPr")
    from_1904 = properties is not None and properties.get("date1904") in {"1", "true", "on"}
    return Workbook(tuple(sheets), of_kind.get("sharedStrings", ""), of_kind.get("styles", ""), from_1904)


def _main_part(package: Package) -> str:
    if "_rels/.rels" in package:
        for _, kind, part in _relations(package, "_rels/.rels", ""):
            if kind == "officeDocument" and part.lower().endswith(".bin"):
                raise TelbillError("table_binary")
            if kind == "officeDocument" and part in package:
                return part
    return _MAIN


def _relations(package: Package, name: str, folder: str) -> list[tuple[str, str, str]]:
    """(id, last word of the type, part) of every relation that stays inside the package."""
    found = []
    for element in _parsed(package.xml(name)).iter("{*}Relationship"):
        if element.get("TargetMode") != "External":
            target = element.get("Target", "").replace("\\", "/")
            part = posixpath.normpath(target.lstrip("/") if target.startswith("/") else posixpath.join(folder, target))
            found.append((element.get("Id", ""), element.get("Type", "").rpartition("/")[2], part))
    return found


def _parsed(content: bytes) -> "_Element":
    from lxml import etree  # noqa: PLC0415 - loaded at first use

    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        remove_comments=True,
        recover=False,
    )
    try:
        return etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        raise damaged(error) from None
