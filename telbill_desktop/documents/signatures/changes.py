"""What was changed in a PDF after its first signature, as far as an invoice is concerned.

A library's analysis says whether the changes are of a kind that a certification may permit. Of an invoice that is not
enough: filled in fields are changes, and so is a new field that is seen on the page.
"""

from collections.abc import Sequence
from hashlib import sha256
from typing import Any

from pyhanko.pdf_utils.generic import ArrayObject, DictionaryObject, StreamObject
from pyhanko.pdf_utils.reader import HistoricalResolver, PdfFileReader
from pyhanko.sign.diff_analysis import ModificationLevel
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko.sign.validation.status import SignatureCoverageLevel

from telbill_desktop.documents.signatures.judging import Status
from telbill_desktop.documents.signatures.likeness import UnlikeError, check_likeness
from telbill_desktop.documents.signatures.tail import is_accounted_for
from telbill_desktop.domain.messages import Message

_DEEPEST = 32  # levels of fields


def changed_since_first(
    reader: PdfFileReader, first: EmbeddedPdfSignature, level: ModificationLevel | None, *, docmdp_ok: bool
) -> Message | None:
    """What came after the first signature that is neither validation data nor a further signature; None: nothing.

    `level` is what the library says of it, None where it could not: what is found here has to do then.
    """
    if not docmdp_ok:
        return Message("signature_forbidden")
    if level is not None and level > ModificationLevel.FORM_FILLING:
        return Message("signature_changed")
    if first.signed_revision == reader.total_revisions - 1:
        return None
    return _unlike(reader.get_historical_resolver(first.signed_revision), reader)


def _unlike(then: HistoricalResolver, reader: PdfFileReader) -> Message | None:
    known, found = _fields(then.root), _fields(reader.root)
    if {name: value for name, (kind, value, _) in known.items() if kind != "/Sig"} != {
        name: value for name, (kind, value, _) in found.items() if kind != "/Sig"
    }:
        return Message("signature_form_changed")
    if any(seen and (name not in known or not known[name][2]) for name, (_, _, seen) in found.items()):
        return Message("signature_seen")
    try:
        check_likeness(then, reader)
    except UnlikeError:
        return Message("signature_changed")
    return None


def left_uncovered(
    content: bytes, reader: PdfFileReader, judged: Sequence[tuple[EmbeddedPdfSignature, Status]]
) -> Message | None:
    """What came after the signatures that is no revision of validation data, or of none at all; None: nothing."""
    for read, status in judged:
        if status.coverage not in {SignatureCoverageLevel.ENTIRE_FILE, SignatureCoverageLevel.ENTIRE_REVISION}:
            return Message("signature_tail")
        end = int(read.byte_range[2]) + int(read.byte_range[3])
        if not is_accounted_for(content, reader, read.signed_revision, end):
            return Message("signature_tail")
    level = judged[-1][1].modification_level
    return Message("signature_tail") if level is not None and level > ModificationLevel.LTA_UPDATES else None


def _fields(root: DictionaryObject) -> dict[str, tuple[str, str, bool]]:
    """Kind, value and whether it is seen, of every field by its whole name."""
    found: dict[str, tuple[str, str, bool]] = {}
    form = _at(root, "/AcroForm")
    for at, field in enumerate(_at(form, "/Fields") or () if isinstance(form, DictionaryObject) else ()):
        _gather(field.get_object(), "", str(at), "", found, _DEEPEST)
    return found


def _gather(
    field: Any,  # noqa: ANN401 - a PDF object
    above: str,
    place: str,
    kind: str,
    found: dict[str, tuple[str, str, bool]],
    depth: int,
) -> None:
    if not isinstance(field, DictionaryObject) or depth == 0:
        raise ValueError("/Fields")
    own, kids = str(_at(field, "/T") or ""), _at(field, "/Kids")
    name, kind = (f"{above}.{own}" if own else f"{above}#{place}"), str(_at(field, "/FT") or kind)
    found[name] = (kind, _shown(field) if kind != "/Sig" else "", _is_seen(field))
    for at, kid in enumerate(kids if isinstance(kids, ArrayObject) else ()):
        _gather(kid.get_object(), name, str(at), kind, found, depth - 1)


def _shown(field: DictionaryObject) -> str:
    """What a field holds and how it looks: a viewer shows the look, whatever the value says."""
    look, parts = _at(field, "/AP"), [repr(_at(field, key)) for key in ("/V", "/AS", "/F", "/Rect")]
    for state in sorted(look) if isinstance(look, DictionaryObject) else ():
        drawn = _at(look, state)
        streams = [drawn] if isinstance(drawn, StreamObject) else [_at(drawn, key) for key in sorted(drawn)]
        parts += [sha256(one.data).hexdigest() for one in streams if isinstance(one, StreamObject)]
    return " ".join(parts)


def _is_seen(field: DictionaryObject) -> bool:
    """Whether it takes up room on a page."""
    box = _at(field, "/Rect")
    if not isinstance(box, ArrayObject) or len(box) != 4:  # noqa: PLR2004 - left, bottom, right, top
        return False
    left, bottom, right, top = (float(side.get_object()) for side in box)
    return left != right and bottom != top


def _at(owner: DictionaryObject, key: str) -> Any:  # noqa: ANN401 - a PDF object, or None
    return owner[key].get_object() if key in owner else None
