"""Whether a PDF carries its invoice as the standard asks: name, relationship, association, metadata, PDF/A.

Sources: Factur-X 1.0.07 (6.2), ZUGFeRD 1.0 and 2.x, ISO 19005-3. None of it changes a figure: all are warnings.
"""

from telbill_desktop.documents.attachments import STANDARD_NAMES, Attachment, Place
from telbill_desktop.documents.xmp import InvoiceMetadata
from telbill_desktop.domain.profiles import NO_LINES, same_profile
from telbill_desktop.domain.reading import Reading
from telbill_desktop.domain.remarks import Remarks
from telbill_desktop.importers.xml_kinds import Kind

_VERSIONS = frozenset(
    {"1.0", "1p0", "1.0.0", "2p0", "2.0", "2.1", "2.2", "2.3", "1.2", "1.2.0", "2.3.1", "3.0", "3.0.1"}
)
_RELATIONSHIPS = frozenset({"Data", "Alternative"})


def check_container(attachment: Attachment, reading: Reading, metadata: InvoiceMetadata, remarks: Remarks) -> None:
    """Adds what the container does not do as it should."""
    _check_attachment(attachment, reading, remarks)
    _check_metadata(attachment, reading, metadata, remarks)
    if metadata.pdfa_part != "3" or not metadata.output_intent:
        remarks.warn("not_pdfa")


def _check_attachment(attachment: Attachment, reading: Reading, remarks: Remarks) -> None:
    name = attachment.name
    if name.casefold() not in STANDARD_NAMES:
        expected = "ZUGFeRD-invoice.xml" if reading.format == Kind.ZUGFERD_1 else "factur-x.xml"
        remarks.warn("attachment_name", name=name, expected=expected)
    if attachment.place is Place.PAGE:
        remarks.warn("attachment_hidden", name=name)
    elif not attachment.associated:
        remarks.warn("not_associated", name=name)
    profile = reading.draft.profile if reading.draft else None
    if attachment.relationship is None:
        remarks.warn("relationship_missing", name=name)
    elif attachment.relationship not in _RELATIONSHIPS:
        # A profile without lines cannot stand for the document: its XML is data (Factur-X 6.2.1).
        expected = "Data" if profile in NO_LINES else "Data / Alternative"
        remarks.warn("relationship_wrong", name=name, stated=attachment.relationship[:40], expected=expected)


def _check_metadata(attachment: Attachment, reading: Reading, metadata: InvoiceMetadata, remarks: Remarks) -> None:
    if not metadata.declared:
        remarks.warn("xmp_missing")
        return
    profile = reading.draft.profile if reading.draft else None
    if metadata.level and profile and not same_profile(metadata.level, profile):
        remarks.warn("xmp_profile", declared=metadata.level[:80], read=profile[:120])
    if metadata.file_name and metadata.file_name != attachment.name:
        remarks.warn("xmp_name", declared=metadata.file_name[:120], read=attachment.name)
    if metadata.version and metadata.version not in _VERSIONS:
        remarks.warn("xmp_version", declared=metadata.version[:40])
    if metadata.document_type and metadata.document_type.upper() != "INVOICE":
        remarks.warn("xmp_type", declared=metadata.document_type[:40])
