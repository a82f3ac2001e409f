"""What was said of a document's signatures, for whoever is handed it and was not there: in UTC, and of nobody as "you".

Four answers, never one tick. `signature_words` says three of them to the archive's user.
"""

from collections.abc import Iterator

from telbill_desktop.domain.signature import Integrity, Revocation, Signature, SignatureReport, TimeSource, Trust
from telbill_desktop.exporters.html_page import utc
from telbill_desktop.system import formats
from telbill_desktop.system.i18n import tr


def integrity_words(integrity: Integrity) -> str:
    """Whether the file is what was signed, in one or two words."""
    return {
        Integrity.INTACT: tr("intact"),
        Integrity.MODIFIED: tr("changed since it was signed"),
        Integrity.INVALID: tr("does not match its signature"),
        Integrity.UNVERIFIABLE: tr("cannot be verified"),
        Integrity.UNSIGNED: tr("not signed"),
    }[integrity]


def trust_words(trust: Trust) -> str:
    """Whether who signed is known, in a few words."""
    return {
        Trust.TRUSTED: tr("trusted by the archive's owner"),
        Trust.UNKNOWN: tr("not known: nobody added the issuer"),
        Trust.EXPIRED: tr("the certificate has expired"),
        Trust.REVOKED: tr("the certificate was withdrawn by its issuer"),
        Trust.WEAK: tr("an algorithm or a key that is broken"),
        Trust.NONE: tr("nobody"),
    }[trust]


def revocation_words(one: Signature) -> str:
    """With what it was checked that the certificate was not withdrawn."""
    said = {
        Revocation.NOT_CHECKED: tr("not checked: nothing is looked up on a network"),
        Revocation.CRL: tr("checked with a list of withdrawn certificates that the file holds"),
        Revocation.OCSP: tr("checked with an answer of the issuer that the file holds"),
    }[one.revocation]
    return said if one.revocation_date is None else f"{said} ({utc(one.revocation_date)})"


def time_words(one: Signature) -> str:
    """Since when the signature is there, and who says so."""
    if one.signed_at is None or one.time_source is TimeSource.NONE:
        return tr("not said: the day of the deposit is the only one that is known")
    source = {
        TimeSource.TIMESTAMP: tr("says a time-stamp of a third party: {trust}").format(
            trust=trust_words(one.time_trust)
        ),
        TimeSource.DECLARED: tr("says the signer's own clock"),
    }[one.time_source]
    return f"{utc(one.signed_at)}, {source}"


def answers(report: SignatureReport) -> Iterator[tuple[str, str]]:
    """The four answers, of the signature that answers for the document."""
    yield tr("Integrity"), f"{integrity_words(report.integrity)} — {formats.sentence(report.reason)}"
    signer = report.signer
    if signer is None:
        return
    by = tr("{signer}, certificate issued by {issuer}").format(signer=signer.signer or "?", issuer=signer.issuer or "?")
    yield tr("Signer"), formats.labelled(by, trust_words(signer.trust))
    yield tr("Revocation"), revocation_words(signer)
    yield tr("Date of the signature"), time_words(signer)
