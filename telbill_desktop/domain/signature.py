"""What is said of the signatures of a PDF: four separate answers, never one tick.

Integrity says whether the file is what was signed; trust, who signed and whether the user knows them; revocation, with
what that was checked; time, since when the signature is there, and who says so.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from telbill_desktop.domain.messages import Message
from telbill_desktop.domain.trusted_list import Listed


class Integrity(StrEnum):
    """Whether the file is what was signed."""

    INTACT = "intact"
    MODIFIED = "modified"  # the signed bytes match; the file was changed or extended since
    INVALID = "invalid"  # a signature does not match its bytes
    UNVERIFIABLE = "unverifiable"  # a signature is there, or may be, and cannot be read or judged
    UNSIGNED = "unsigned"


class Trust(StrEnum):
    """Whether the user knows who signed."""

    TRUSTED = "trusted"
    UNKNOWN = "unknown"  # the normal first answer: no issuer was added
    EXPIRED = "expired"
    REVOKED = "revoked"  # withdrawn by its issuer, and nothing proves that it was signed before
    WEAK = "weak"  # with an algorithm or a key that is broken
    NONE = "none"  # nobody: unsigned, or the signature cannot be read


class Revocation(StrEnum):
    """With what it was checked that the certificate was not withdrawn: nothing is looked up on a network."""

    NOT_CHECKED = "not_checked"
    CRL = "crl"  # with a list of revoked certificates that the file holds
    OCSP = "ocsp"  # with an answer of the issuer on this one certificate that the file holds


class TimeSource(StrEnum):
    """Who says when it was signed."""

    TIMESTAMP = "timestamp"  # a third party
    DECLARED = "declared"  # the signer's own clock
    NONE = "none"


@dataclass(frozen=True, slots=True)
class CertificateFacts:
    """One certificate: who it speaks of, who issued it, and the whole of it. `serial` and `sha256` are hexadecimal.

    `listed` is what a trusted list says of it, where it was taken from one; it is not part of a verdict's record.
    """

    subject: str
    issuer: str
    serial: str
    not_before: datetime
    not_after: datetime
    sha256: str
    der: bytes
    listed: Listed | None = None


@dataclass(frozen=True, slots=True)
class RevocationList:
    """What a file holds of revocations, one list or answer; `issued` is None where it cannot be read."""

    kind: Revocation
    sha256: str
    issued: datetime | None = None


@dataclass(frozen=True, slots=True)
class Evidence:
    """With what a file was judged, for whoever asks years later.

    `versions` are of the libraries, `anchors` the SHA-256 of the certificates that the user trusted then.
    """

    judged_at: datetime
    versions: tuple[tuple[str, str], ...]
    anchors: tuple[str, ...] = ()
    lists: tuple[RevocationList, ...] = ()


@dataclass(frozen=True, slots=True)
class Signature:
    """One signature of a file; `field` is the name of its field, `problem` why it is not intact, None where it is.

    `revocation_date` is when the list or answer was issued that the certificate was checked with. `time_trust` is of
    who says the time, where it is a time-stamp. `chain` goes from the signer up, as far as certificates are there.
    """

    field: str
    is_timestamp: bool
    integrity: Integrity
    trust: Trust = Trust.NONE
    revocation: Revocation = Revocation.NOT_CHECKED
    revocation_date: datetime | None = None
    signer: str = ""
    issuer: str = ""
    signed_at: datetime | None = None
    time_source: TimeSource = TimeSource.NONE
    time_trust: Trust = Trust.NONE
    digest: str = ""
    problem: Message | None = None
    chain: tuple[CertificateFacts, ...] = ()


@dataclass(frozen=True, slots=True)
class SignatureReport:
    """The verdict on a file: `reason` says in a sentence why it is what it is; `warnings` stand beside it.

    `evidence` is None where the file was never judged, because reading it took too long.
    """

    integrity: Integrity
    reason: Message
    signatures: tuple[Signature, ...] = ()
    warnings: tuple[Message, ...] = ()
    evidence: Evidence | None = None

    @property
    def signer(self) -> Signature | None:
        """The signature that answers for the document: the first one that is no time-stamp."""
        return next((one for one in self.signatures if not one.is_timestamp), None)

    @property
    def trust(self) -> Trust:
        """Of who signed the document."""
        return self.signer.trust if self.signer is not None else Trust.NONE


@dataclass(frozen=True, slots=True)
class Findings:
    """What was found of a file's signatures, to be judged.

    `marks` is how many signatures a bare look at the bytes finds. `first_changes` is what happened after the first one,
    `tail` whether the last one covers the file but for data of long-term validation.
    """

    marks: int
    signatures: Sequence[Signature]
    first_changes: Message | None
    tail: Message | None


def judged(found: Findings, warnings: Sequence[Message] = ()) -> SignatureReport:
    """The verdict on the whole file: the worst that is known of it.

    Source: only what is proven to be as signed is intact. Every signature matches its bytes; the last one covers the
    file; what came after the first was long-term validation data, time-stamps or a further valid signature; and no
    signature is in the file that was not judged.
    """
    own, notes = tuple(found.signatures), tuple(warnings)
    if not own and not found.marks:
        return SignatureReport(Integrity.UNSIGNED, Message("signature_none"), own, notes)
    for kind in (Integrity.INVALID, Integrity.UNVERIFIABLE):
        worst = next((one for one in own if one.integrity is kind), None)
        if worst is not None:
            return SignatureReport(
                kind, worst.problem or Message("signature_unreadable", {"reason": worst.field}), own, notes
            )
    if found.marks != len(own):
        params = {"marks": found.marks, "judged": len(own)}
        return SignatureReport(Integrity.UNVERIFIABLE, Message("signature_hidden", params), own, notes)
    changed = next((one.problem for one in own if one.integrity is Integrity.MODIFIED), None)
    for later in (found.first_changes, found.tail, changed):
        if later is not None:
            return SignatureReport(Integrity.MODIFIED, later, own, notes)
    return SignatureReport(Integrity.INTACT, Message("signature_intact"), own, notes)
