"""Certificates that the user trusts: each comes and goes by an act that the log tells."""

from collections.abc import Sequence
from datetime import UTC, datetime

from sqlalchemy import Connection, insert, select, update

from telbill_desktop.domain.archive_event import EventKind
from telbill_desktop.domain.keepable import keepable
from telbill_desktop.domain.signature import CertificateFacts
from telbill_desktop.domain.trusted import TrustedCertificate
from telbill_desktop.domain.trusted_list import Listed
from telbill_desktop.store import archive_log
from telbill_desktop.store.ids import next_ids
from telbill_desktop.store.tables.archive import trusted_certificate

_IN_FORCE = trusted_certificate.c.removed_at.is_(None)


def trusted(connection: Connection) -> list[TrustedCertificate]:
    """Those in force, by name."""
    asked = select(trusted_certificate).where(_IN_FORCE).order_by(trusted_certificate.c.name, trusted_certificate.c.id)
    return [
        TrustedCertificate(row.fingerprint, row.name, row.issuer, row.expires_at, row.added_at, row.content)
        for row in connection.execute(asked)
    ]


def trust(connection: Connection, certificates: Sequence[CertificateFacts]) -> int:
    """Trusts these from now on; how many were not trusted before."""
    known = {one.fingerprint for one in trusted(connection)}
    new = {one.sha256: one for one in certificates if one.sha256 not in known}
    for key, one in zip(next_ids(connection, trusted_certificate, len(new)) if new else (), new.values(), strict=True):
        row = {
            "id": key,
            "fingerprint": one.sha256,
            "name": keepable(one.subject),
            "issuer": keepable(one.issuer),
            "expires_at": one.not_after,
            "content": one.der,
            "added_at": datetime.now(UTC),
            "removed_at": None,
        }
        connection.execute(insert(trusted_certificate), row)
        facts = {"fingerprint": one.sha256, "name": row["name"], "issuer": row["issuer"]}
        archive_log.append(connection, EventKind.TRUSTED, facts | _list_facts(one.listed))
    return len(new)


def _list_facts(listed: Listed | None) -> dict[str, str | int]:
    """Of which trusted list a certificate was taken, and who signed that; nothing where it was taken from none."""
    if listed is None:
        return {}
    return {
        "service": keepable(listed.service),
        "list": keepable(listed.by.name),
        "list_sha256": listed.by.sha256,
        "list_territory": keepable(listed.by.territory),
        "list_number": listed.by.sequence,
        "list_issued": listed.by.issued.isoformat(),
        "list_signer": keepable(listed.by.signer),
        "list_signer_fingerprint": listed.by.signer_sha256,
    }


def distrust(connection: Connection, fingerprint: str) -> bool:
    """Trusts it no more; whether it was trusted."""
    row = connection.execute(
        select(trusted_certificate).where(_IN_FORCE, trusted_certificate.c.fingerprint == fingerprint)
    ).first()
    if row is None:
        return False
    removed = update(trusted_certificate).where(trusted_certificate.c.id == row.id)
    connection.execute(removed.values(removed_at=datetime.now(UTC)))
    facts = {"fingerprint": fingerprint, "name": row.name, "issuer": row.issuer}
    archive_log.append(connection, EventKind.DISTRUSTED, facts)
    return True
