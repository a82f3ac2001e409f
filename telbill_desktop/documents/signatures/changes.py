"""What was changed in a PDF after its first signature, as far as an invoice is concerned.

A library's analysis says whether the changes are of a kind that a certification may permit. Of an invoice that is not
enough: filled in fields are changes, and so is a new field that is seen on the page.
"""

from hashlib import sha256
from typing import Any

from pyhanko.pdf_utils.generic import ArrayObject, DictionaryObject, StreamObject
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.diff_analysis import ModificationLevel
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko.sign.validation.status import DocumentTimestampStatus, PdfSignatureStatus, SignatureCoverageLevel

from telbill_desktop.domain.messages import Message

_DEEPEST = 32  # levels of fields


def changed_since_first(
    reader: PdfFileReader, first: EmbeddedPdfSignature, level: ModificationLevel, *, docmdp_ok: bool
) -> Message | None:
    """What came after the first signature that is neither validation data nor a further signature; None: nothing."""
    if not docmdp_ok:
        return Message("signature_forbidden")
    if level > ModificationLevel.FORM_FILLING:
        return Message("signature_changed")
    before, now = reader.get_historical_root(first.signed_revision), reader.root
    known, found = _fields(before), _fields(now)
    if {name: value for name, (kind, value, _) in known.items() if kind != "/Sig"} != {
        name: value for name, (kind, value, _) in found.items() if kind != "/Sig"
    }:
        return Message("signature_form_changed")
    if any(seen and (name not in known or not known[name][2]) for name, (_, _, seen) in found.items()):
        return Message("signature_seen")
    return None


def left_uncovered(status: PdfSignatureStatus | DocumentTimestampStatus) -> Message | None:
    """What came after the last signature that is no validation data; None: nothing."""
    if status.coverage is SignatureCoverageLevel.ENTIRE_FILE:
        return None
    is_extended = status.coverage is SignatureCoverageLevel.ENTIRE_REVISION
    level = status.modification_level
    if is_extended and level is not None and level <= ModificationLevel.LTA_UPDATES:
        return None
    return Message("signature_tail")


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
