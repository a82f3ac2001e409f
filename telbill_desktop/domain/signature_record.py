"""The verdict on a file's signatures as JSON values: what the archive stores at the deposit, and reads years later.

Moments are ISO with their zone, certificates base64 of DER. What a later version adds has to be given a value for the
records of before; a word of a record that this version does not know is an error, never a guess.
"""

from base64 import b64decode, b64encode
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from telbill_desktop.domain.messages import Message, params_from_json, params_to_json
from telbill_desktop.domain.signature import (
    CertificateFacts,
    Evidence,
    Integrity,
    Revocation,
    RevocationList,
    Signature,
    SignatureReport,
    TimeSource,
    Trust,
)

Json = dict[str, Any]


def report_to_json(report: SignatureReport) -> Json:
    """The whole verdict, its signatures and its evidence."""
    return {
        "integrity": report.integrity.value,
        "reason": _said(report.reason),
        "signatures": [_signature(one) for one in report.signatures],
        "warnings": [_said(one) for one in report.warnings],
        "evidence": _evidence(report.evidence) if report.evidence is not None else None,
    }


def report_from_json(stored: Mapping[str, Any]) -> SignatureReport:
    """The verdict that `report_to_json` wrote.

    Raises:
        KeyError, ValueError: the record is not one that it wrote.
    """
    return SignatureReport(
        Integrity(stored["integrity"]),
        _saying(stored["reason"]),
        tuple(_read_signature(one) for one in stored["signatures"]),
        tuple(_saying(one) for one in stored["warnings"]),
        _read_evidence(stored["evidence"]) if stored["evidence"] is not None else None,
    )


def _signature(one: Signature) -> Json:
    return {
        "field": one.field,
        "is_timestamp": one.is_timestamp,
        "integrity": one.integrity.value,
        "trust": one.trust.value,
        "revocation": one.revocation.value,
        "revocation_date": _moment(one.revocation_date),
        "signer": one.signer,
        "issuer": one.issuer,
        "signed_at": _moment(one.signed_at),
        "time_source": one.time_source.value,
        "time_trust": one.time_trust.value,
        "digest": one.digest,
        "problem": _said(one.problem) if one.problem is not None else None,
        "chain": [_certificate(link) for link in one.chain],
    }


def _read_signature(stored: Mapping[str, Any]) -> Signature:
    return Signature(
        field=stored["field"],
        is_timestamp=stored["is_timestamp"],
        integrity=Integrity(stored["integrity"]),
        trust=Trust(stored["trust"]),
        revocation=Revocation(stored["revocation"]),
        revocation_date=_when(stored["revocation_date"]),
        signer=stored["signer"],
        issuer=stored["issuer"],
        signed_at=_when(stored["signed_at"]),
        time_source=TimeSource(stored["time_source"]),
        time_trust=Trust(stored["time_trust"]),
        digest=stored["digest"],
        problem=_saying(stored["problem"]) if stored["problem"] is not None else None,
        chain=tuple(_read_certificate(link) for link in stored["chain"]),
    )


def _certificate(one: CertificateFacts) -> Json:
    return {
        "subject": one.subject,
        "issuer": one.issuer,
        "serial": one.serial,
        "not_before": one.not_before.isoformat(),
        "not_after": one.not_after.isoformat(),
        "sha256": one.sha256,
        "der": b64encode(one.der).decode("ascii"),
    }


def _read_certificate(stored: Mapping[str, Any]) -> CertificateFacts:
    return CertificateFacts(
        stored["subject"],
        stored["issuer"],
        stored["serial"],
        datetime.fromisoformat(stored["not_before"]),
        datetime.fromisoformat(stored["not_after"]),
        stored["sha256"],
        b64decode(stored["der"], validate=True),
    )


def _evidence(one: Evidence) -> Json:
    return {
        "judged_at": one.judged_at.isoformat(),
        "versions": dict(one.versions),
        "anchors": list(one.anchors),
        "lists": [
            {"kind": each.kind.value, "sha256": each.sha256, "issued": _moment(each.issued)} for each in one.lists
        ],
    }


def _read_evidence(stored: Mapping[str, Any]) -> Evidence:
    return Evidence(
        datetime.fromisoformat(stored["judged_at"]),
        tuple(stored["versions"].items()),
        tuple(stored["anchors"]),
        tuple(
            RevocationList(Revocation(each["kind"]), each["sha256"], _when(each["issued"])) for each in stored["lists"]
        ),
    )


def _said(message: Message) -> Json:
    return {"code": message.code, "params": params_to_json(message.params)}


def _saying(stored: Mapping[str, Any]) -> Message:
    return Message(stored["code"], params_from_json(stored["params"]))


def _moment(when: datetime | None) -> str | None:
    return when.isoformat() if when is not None else None


def _when(stored: str | None) -> datetime | None:
    return datetime.fromisoformat(stored) if stored is not None else None
