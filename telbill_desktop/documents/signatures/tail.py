"""What stands after the signed bytes of a PDF: every byte of it has to be accounted for by later revisions.

A parser reads what the cross-references point at and passes over the rest. Another parser, or the same when something
is damaged, looks for objects everywhere: so nothing may stand there that no cross-reference names.
"""

import re
from itertools import pairwise

from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.pdf_utils.xref import XRefSectionData

_OBJECT = re.compile(rb"(?<![0-9])[0-9]{1,10}\s+[0-9]{1,5}\s+obj(?![a-z])")
_END_OF_OBJECT = re.compile(rb"\sendobj\s*\Z|[)>\]]endobj\s*\Z")
_WORD = re.compile(rb"xref\s*\Z")
_TABLE = re.compile(rb"xref\s.*\btrailer\b.*\bstartxref\s+[0-9]+\s+%%EOF\s*", re.DOTALL)
_STREAM = re.compile(rb"[0-9]+\s+[0-9]+\s+obj\b.*\bendobj\s+(%[^\r\n]*\s+)*startxref\s+[0-9]+\s+%%EOF\s*", re.DOTALL)


def is_accounted_for(content: bytes, reader: PdfFileReader, revision: int, start: int) -> bool:
    """Whether what follows `start`, where a revision ends, is whole revisions, and nothing beside their objects."""
    if not content[start:].strip():
        return True
    tables, objects = set[int](), set[int]()
    for later in range(revision + 1, reader.xrefs.total_revisions):
        section = reader.xrefs.get_xref_data(later)
        objects |= {at for _, at in section.standard_xrefs.values()}
        tables.add(_begin(content, reader.xrefs.get_xref_container_info(later).start_location))
        if section.hybrid is not None:  # a second table, which readers of another age choose
            if not _says_the_same(section, section.hybrid.xref_data):
                return False
            objects.add(section.hybrid.meta_info.start_location)
    return _is_whole(content, start, tables, objects - tables)


def _is_whole(content: bytes, start: int, tables: set[int], objects: set[int]) -> bool:
    """Whether objects and tables, at these places, are all that there is, each from its first byte to its end."""
    places = sorted(objects | tables)
    if not tables or places[0] < start or content[start : places[0]].strip():
        return False
    if any(found.start() not in objects | tables for found in _OBJECT.finditer(content, start)):
        return False
    chunks = [(at, content[at:end]) for at, end in pairwise([*places, len(content)])]
    return all(_is_table(chunk) if at in tables else _is_object(chunk) for at, chunk in chunks)


def _begin(content: bytes, place: int) -> int:
    """Where a table begins: the library tells where its word ends."""
    word = _WORD.search(content, max(0, place - 12), place)
    return word.start() if word is not None else place


def _says_the_same(section: XRefSectionData, other: XRefSectionData) -> bool:
    return not other.xrefs_in_objstm and other.standard_xrefs.items() <= section.standard_xrefs.items()


def _is_object(chunk: bytes) -> bool:
    return bool(_OBJECT.match(chunk) and _END_OF_OBJECT.search(chunk[-40:]))


def _is_table(chunk: bytes) -> bool:
    whole = _TABLE.fullmatch(chunk) or _STREAM.fullmatch(chunk)
    return whole is not None and chunk.count(b"startxref") == 1 and chunk.count(b"%%EOF") == 1
