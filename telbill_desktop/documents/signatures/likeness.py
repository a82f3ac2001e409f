"""Whether a PDF is still what it was when it was signed: everything that is reached from its catalogue, then and now.

A list of what may be changed is made by somebody who thinks of changes. This goes the other way: two revisions are
walked side by side, and every difference is one, but for what a further signature and an archive of long term add:
validation data, a signature's own field where it takes up no room on a page or was prepared before, and marks of when
and by which program the file was written.
"""

import re
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from pyhanko.pdf_utils.generic import (
    ArrayObject,
    BooleanObject,
    ByteStringObject,
    DictionaryObject,
    EncryptedObjAccess,
    FloatObject,
    IndirectObject,
    NullObject,
    NumberObject,
    Reference,
    StreamObject,
    TextStringObject,
)
from pyhanko.pdf_utils.rw_common import PdfHandler

from telbill_desktop.documents.signatures.metadata import said_in

_BESIDE = {"/DSS", "/Extensions"}  # of the catalogue: shown by nobody
_FORM_BESIDE = {"/Fields", "/SigFlags"}
_DEFAULTS = {"/DR", "/DA"}  # of a form: how its fields are written, where there were none
_SIGNED_LATER = {"/V", "/AP", "/F", "/M", "/Ff", "/Type", "/Subtype", "/P"}  # of a field that was prepared
_OF_A_SIGNATURE = _SIGNED_LATER | {
    "/FT",
    "/T",
    "/TU",
    "/Rect",
    "/Lock",
    "/SV",
    "/DA",
    "/MK",
    "/BS",
    "/Border",
    "/DR",
    "/H",
}
_OF_THE_WRITING = {"/ModDate", "/Producer"}  # of what the document says of itself
_MOST = 2_000_000  # pairs of objects that are looked at


class UnlikeError(Exception):
    """Something differs; its argument is where."""


def check_likeness(before: PdfHandler, now: PdfHandler) -> None:
    """Whether a revision shows and does what the one before did.

    Raises:
        UnlikeError: it does not, or nobody can say.
    """
    _Walk(before, now).whole()


class _Walk:
    """Two revisions, side by side; pairs of references that were met once are not walked again."""

    def __init__(self, before: PdfHandler, now: PdfHandler) -> None:
        self._before, self._now = before, now
        self._met: set[tuple[Any, ...]] = set()
        self._waiting: list[tuple[Any, Any, str]] = []
        self._new_fields: set[tuple[int, int]] = set()

    def whole(self) -> None:
        """The catalogue, the form first: what is new in it may stand on pages."""
        old, new = self._before.root, self._now.root
        self._form(_at(old, "/AcroForm"), _at(new, "/AcroForm"))
        self._metadata(_at(old, "/Metadata"), _at(new, "/Metadata"))
        self._keys(old, new, "catalogue", _BESIDE | {"/AcroForm", "/Metadata", "/Version"})
        version = _at(new, "/Version")
        if version is not None and not re.fullmatch(r"/[12]\.[0-9]", str(version)):
            raise UnlikeError("/Version")
        self._keys(_said_by(self._before), _said_by(self._now), "/Info", _OF_THE_WRITING)
        while self._waiting:
            self._pair(*self._waiting.pop())

    def _form(self, old: Any, new: Any) -> None:  # noqa: ANN401 - PDF objects, or None
        if old is None and new is None:
            return
        old, new = old if old is not None else DictionaryObject(), _dictionary(new, "/AcroForm")
        fields, later = [_list(_raw(form, "/Fields")) for form in (old, new)]
        for before, now in zip(fields, later, strict=False):
            self._compare(before, now, "/Fields")
        if len(later) < len(fields):
            raise UnlikeError("/Fields")
        for added in later[len(fields) :]:
            self._new_field(added)
        defaults = _DEFAULTS - set(old) if all(_is_signature(_resolved(one)) for one in fields) else set()
        self._keys(old, new, "/AcroForm", _FORM_BESIDE | defaults)

    def _new_field(self, added: Any) -> None:  # noqa: ANN401 - a PDF object
        field = _dictionary(_resolved(added), "/Fields")
        if not _is_signature(field) or set(field) - _OF_A_SIGNATURE or _takes_room(field) or _at(field, "/V") is None:
            raise UnlikeError("/Fields")
        if isinstance(added, IndirectObject):
            self._new_fields.add((added.idnum, added.generation))

    def _metadata(self, old: Any, new: Any) -> None:  # noqa: ANN401 - PDF objects, or None
        said = [said_in(one.data) if isinstance(one, StreamObject) else [] for one in (old, new)]
        if said[0] != said[1]:
            raise UnlikeError("/Metadata")

    def _compare(self, old: Any, new: Any, where: str) -> None:  # noqa: ANN401 - PDF objects
        self._waiting.append((old, new, where))

    def _pair(self, old: Any, new: Any, where: str) -> None:  # noqa: ANN401 - PDF objects
        if isinstance(old, IndirectObject) and isinstance(new, IndirectObject):
            pair = (old.idnum, old.generation, new.idnum, new.generation)
            if pair in self._met:
                return
            self._met.add(pair)
            if len(self._met) > _MOST:
                raise UnlikeError("/Size")
        old, new = _resolved(old), _resolved(new)
        if isinstance(old, DictionaryObject) and isinstance(new, DictionaryObject):
            self._dictionaries(old, new, where)
        elif isinstance(old, ArrayObject) and isinstance(new, ArrayObject):
            self._lists(_list(old), _list(new), where)
        elif _plain(old) != _plain(new):
            raise UnlikeError(where)

    def _dictionaries(self, old: DictionaryObject, new: DictionaryObject, where: str) -> None:
        if isinstance(old, StreamObject) or isinstance(new, StreamObject):
            if not (isinstance(old, StreamObject) and isinstance(new, StreamObject)):
                raise UnlikeError(where)
            if old.encoded_data != new.encoded_data:
                raise UnlikeError(where)
        left_out: set[str] = set()
        if _is_signature(old) and _is_signature(new) and _above(old, "/V") is None and _above(new, "/V") is not None:
            left_out = _SIGNED_LATER
        elif _at(old, "/Type") == "/Page":
            left_out = {"/Annots"}
            self._annotations(_raw(old, "/Annots"), _raw(new, "/Annots"))
        self._keys(old, new, where, left_out)

    def _annotations(self, old: Any, new: Any) -> None:  # noqa: ANN401 - PDF objects, or None
        before, now = _list(old), _list(new)
        added = [one for one in now[len(before) :] if not self._is_new_field(one)]
        if len(now) < len(before) or added:
            raise UnlikeError("/Annots")
        self._lists(before, now[: len(before)], "/Annots")

    def _is_new_field(self, one: Any) -> bool:  # noqa: ANN401 - a PDF object
        return isinstance(one, IndirectObject) and (one.idnum, one.generation) in self._new_fields

    def _keys(self, old: DictionaryObject, new: DictionaryObject, where: str, left_out: Iterable[str]) -> None:
        for key in (set(old) | set(new)) - set(left_out):
            self._compare(_raw(old, key), _raw(new, key), f"{where[-60:]} {key}" if where != "/Parent" else key)

    def _lists(self, old: list[Any], new: list[Any], where: str) -> None:
        if len(old) != len(new):
            raise UnlikeError(where)
        for before, now in zip(old, new, strict=True):
            self._compare(before, now, where)


def _said_by(handler: PdfHandler) -> DictionaryObject:
    """What the document says of itself in a revision, which the trailer's own reference would look up in the last."""
    found = _raw(handler.trailer_view, "/Info")
    if isinstance(found, IndirectObject):
        found = _resolved(handler.get_object(Reference(found.idnum, found.generation, handler)))
    return found if isinstance(found, DictionaryObject) else DictionaryObject()


def _raw(owner: DictionaryObject, key: str) -> Any:  # noqa: ANN401 - a PDF object as it is written, or None
    if key not in owner:
        return None
    is_clear = key == "/Contents" and "/ByteRange" in owner  # a signature is never encrypted
    return owner.raw_get(key, EncryptedObjAccess.RAW if is_clear else EncryptedObjAccess.TRANSPARENT)


def _at(owner: DictionaryObject, key: str) -> Any:  # noqa: ANN401 - a PDF object, or None
    return _resolved(_raw(owner, key))


def _resolved(value: Any) -> Any:  # noqa: ANN401 - a PDF object, or None
    found = value.get_object() if isinstance(value, IndirectObject) else value
    found = getattr(found, "decrypted", found)
    return None if isinstance(found, NullObject) else found


def _dictionary(value: Any, where: str) -> DictionaryObject:  # noqa: ANN401 - a PDF object, or None
    if not isinstance(value, DictionaryObject):
        raise UnlikeError(where)
    return value


def _list(value: Any) -> list[Any]:  # noqa: ANN401 - PDF objects as they are written
    found = _resolved(value)
    return [found.raw_get(at) for at in range(len(found))] if isinstance(found, ArrayObject) else []


def _plain(value: Any) -> tuple[str, Any]:  # noqa: ANN401 - a number, a name, a text
    """What a value is, of its kind: a name is no text, and true is no 1; but 612.0 is 612."""
    if isinstance(value, BooleanObject):
        return "truth", value.value
    if isinstance(value, NumberObject | FloatObject):
        return "number", Decimal(value)
    if isinstance(value, TextStringObject | ByteStringObject):
        return "text", bytes(value.original_bytes)
    return type(value).__name__, value


def _is_signature(field: Any) -> bool:  # noqa: ANN401 - a PDF object, or None
    return isinstance(field, DictionaryObject) and bool(_above(field, "/FT") == "/Sig")


def _above(field: DictionaryObject, key: str) -> Any:  # noqa: ANN401 - a PDF object, or None
    """What a field says, or the one that it is a part of."""
    own, parent = _at(field, key), _at(field, "/Parent")
    return _at(parent, key) if own is None and isinstance(parent, DictionaryObject) else own


def _takes_room(field: DictionaryObject) -> bool:
    box = _at(field, "/Rect")
    if box is None:
        return False
    left, bottom, right, top = (float(_resolved(side)) for side in _list(box))
    return left != right and bottom != top
