"""One XML document to a reading: recognise, read, settle the sign, check, round for the store."""

from dataclasses import replace
from typing import TYPE_CHECKING

from telbill_desktop.documents.xml_parsing import parse_xml
from telbill_desktop.domain.checking import Facts, check
from telbill_desktop.domain.errors import TelbillError
from telbill_desktop.domain.messages import Message
from telbill_desktop.domain.precision import storable
from telbill_desktop.domain.profiles import profile_name
from telbill_desktop.domain.reading import Outcome, Reading
from telbill_desktop.domain.remarks import Remarks
from telbill_desktop.domain.signs import normalised
from telbill_desktop.importers.cii import read_cii
from telbill_desktop.importers.read_invoice import ReadInvoice
from telbill_desktop.importers.ubl import read_ubl
from telbill_desktop.importers.xml_fields import Node
from telbill_desktop.importers.xml_kinds import Kind, Recognised, recognised

if TYPE_CHECKING:
    from lxml.etree import _Element

_NOT_INVOICES = {
    Kind.ORDER_X: "is_order_x",
    Kind.FATTURAPA: "is_fatturapa",
    Kind.LIFECYCLE: "is_lifecycle",
}


def read_xml(content: bytes) -> Reading:
    """The reading of one XML document: an invoice, something else by its name, or a refusal that says why."""
    remarks = Remarks()
    try:
        root = parse_xml(content, remarks)
    except TelbillError as error:
        return Reading(Outcome.REFUSED, "xml", message=error.message)
    known = recognised(str(root.tag))
    try:
        if known.kind is Kind.ENVELOPE:
            root, known = _unwrapped(root, known)
        if not known.kind.is_invoice:
            return _something_else(known)
        return _read(root, known, remarks)
    except TelbillError as error:
        return Reading(Outcome.REFUSED, known.kind.value, warnings=tuple(remarks.messages), message=error.message)


def _unwrapped(root: "_Element", known: Recognised) -> "tuple[_Element, Recognised]":
    """The document inside a PEPPOL envelope (SBDH).

    Raises:
        TelbillError: `several_in_envelope`: one file is one invoice, and none of several may be lost.
    """
    inside = [(child, kind) for child in root if (kind := recognised(str(child.tag))).kind.is_invoice]
    if len(inside) > 1:
        raise TelbillError("several_in_envelope", count=len(inside))
    return inside[0] if inside else (root, known)


def _something_else(known: Recognised) -> Reading:
    if known.kind is Kind.WEB_PAGE:
        return Reading(Outcome.REFUSED, "html", message=Message("is_web_page"))
    if code := _NOT_INVOICES.get(known.kind):
        return Reading(Outcome.NOT_AN_INVOICE, known.kind.value, message=Message(code))
    if known.kind is Kind.UBL_OTHER:
        return Reading(
            Outcome.NOT_AN_INVOICE,
            f"ubl-{known.root.casefold()}",
            message=Message("is_other_ubl", {"root": known.root}),
        )
    return Reading(Outcome.NOT_AN_INVOICE, known.kind.value, message=Message("is_other_xml", {"root": known.root[:80]}))


def _read(root: "_Element", known: Recognised, remarks: Remarks) -> Reading:
    if not known.standard:
        remarks.warn("namespace_unknown", root=known.root)
    node = Node(root)
    if known.kind in {Kind.CII, Kind.ZUGFERD_1}:
        read = read_cii(node, remarks)
    else:
        read = read_ubl(node, remarks, credit_document=known.kind is Kind.UBL_CREDIT_NOTE)
    draft = normalised(replace(read.draft, profile=_profile(read, remarks)), credit_document=read.credit_document)
    adjustments = read.line_adjustments
    facts = Facts(
        line_adjustments=tuple(-each for each in adjustments) if draft.sign_flipped else adjustments,
        seller_is_taxed=read.seller_is_taxed,
    )
    kept = storable(draft)  # first of all: what is beyond measure is refused before anything is computed with it
    check(draft, facts, remarks)
    return Reading(
        Outcome.READ,
        known.kind.value,
        draft=kept,
        warnings=tuple(remarks.messages),
        to_check=remarks.to_check,
    )


def _profile(read: ReadInvoice, remarks: Remarks) -> str | None:
    """The usual name of the profile; an unknown one by its own words, and remarked (BR-1, Factur-X's closed list)."""
    if read.guideline is None:
        remarks.warn("profile_missing")
        return None
    name = profile_name(read.guideline)
    if name is None:
        remarks.warn("profile_unknown", profile=read.guideline[:120])
    return name or read.guideline[:200]
