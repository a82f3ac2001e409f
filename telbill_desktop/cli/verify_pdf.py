"""`telbill verify-pdf FILE...`: whether PDFs are what was signed, who signed, since when; nothing is kept."""

from pathlib import Path
from typing import Any

from telbill_desktop.cli.exit_codes import DONE, FOUND
from telbill_desktop.cli.output import printable
from telbill_desktop.cli.session import Session
from telbill_desktop.cli.trusted_lists import say_of_list
from telbill_desktop.domain.messages import Message
from telbill_desktop.domain.signature import Integrity, Signature, SignatureReport
from telbill_desktop.exporters.signature_words import revocation_words, time_words, trust_words
from telbill_desktop.services.signatures import anchors_of, described_file, judged_file
from telbill_desktop.system import formats
from telbill_desktop.system.i18n import tr

_GOOD = {Integrity.INTACT, Integrity.UNSIGNED}


def verify(session: Session) -> int:
    """One verdict a file; 1 when a signed file is not proven to be as it was signed.

    Raises:
        TelbillError: a file cannot be read, or is no certificate.
    """
    trusted = [described_file(Path(one), session.describe) for one in session.options.trust or ()]
    for certificates in trusted:
        say_of_list(session, certificates)
    anchors = [anchor for certificates in trusted for anchor in anchors_of(certificates)]
    files = [str(one) for one in session.options.files]
    found = [(name, judged_file(Path(name), anchors, session.judge)) for name in files]
    if session.output.as_json:
        session.output.document([_stated(name, one) for name, one in found])
    else:
        for name, one in found:
            session.output.line(formats.labelled(printable(name), formats.sentence(one.reason)))
            for line in [*_said(one), *map(_warned, one.warnings)]:
                session.output.line(f"  {printable(line)}")
    return DONE if all(one.integrity in _GOOD for _, one in found) else FOUND


def _said(report: SignatureReport) -> list[str]:
    """The other three answers, of the signature that answers for the document."""
    signer = report.signer
    if signer is None or not signer.signer:
        return []
    return [
        formats.labelled(
            tr("Signer"), formats.labelled(f"{signer.signer} ({signer.issuer})", trust_words(signer.trust))
        ),
        formats.labelled(tr("Revocation"), revocation_words(signer)),
        formats.labelled(tr("Signed on"), time_words(signer)),
    ]


def _warned(warning: Message) -> str:
    return formats.labelled(tr("To know"), formats.sentence(warning))


def _stated(name: str, report: SignatureReport) -> dict[str, Any]:
    signer = report.signer
    return {
        "file": name,
        "integrity": report.integrity.value,
        "trust": report.trust.value,
        "revocation": signer.revocation.value if signer else None,
        "signed_at": _moment(signer),
        "time_source": signer.time_source.value if signer else None,
        "signer": signer.signer if signer else None,
        "signatures": [_signature(one) for one in report.signatures],
        "warnings": [{"code": one.code, "message": formats.sentence(one)} for one in report.warnings],
        "message": formats.sentence(report.reason),
    }


def _signature(one: Signature) -> dict[str, Any]:
    return {
        "field": one.field,
        "kind": "timestamp" if one.is_timestamp else "signature",
        "integrity": one.integrity.value,
        "trust": one.trust.value,
        "revocation": one.revocation.value,
        "revocation_date": one.revocation_date.date().isoformat() if one.revocation_date is not None else None,
        "signer": one.signer,
        "issuer": one.issuer,
        "signed_at": _moment(one),
        "time_source": one.time_source.value,
        "time_trust": one.time_trust.value,
        "digest": one.digest,
        "message": formats.sentence(one.problem) if one.problem else None,
    }


def _moment(one: Signature | None) -> str | None:
    return one.signed_at.isoformat() if one is not None and one.signed_at is not None else None
