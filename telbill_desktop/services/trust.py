"""Whom the user trusts to sign: explicit, told in the archive's log, taken back at any time."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from telbill_desktop.domain.errors import TelbillError
from telbill_desktop.domain.messages import Message, Param
from telbill_desktop.domain.signature import CertificateFacts
from telbill_desktop.domain.trusted import TrustedCertificate
from telbill_desktop.domain.trusted_list import TrustedList
from telbill_desktop.services.signatures import Anchors, Describe, described_file
from telbill_desktop.store import trusting
from telbill_desktop.store.engine import Store


def trusted(store: Store) -> list[TrustedCertificate]:
    """The certificates that are trusted, by name."""
    with store.reading() as connection:
        return trusting.trusted(connection)


def anchors(store: Store) -> Anchors:
    """The same as whoever judges signatures wants them."""
    return [(one.content, one.name) for one in trusted(store)]


def certificates_in(path: Path, describe: Describe, signed_by: Path | None = None) -> list[CertificateFacts]:
    """What a file of certificates holds, for the user to look at first: PEM, DER, or a trusted list.

    Args:
        path: the file.
        describe: reads it.
        signed_by: a file of the certificates that may have signed the list. Without one, whoever signed it is in what
            `notes_on` says, for the user to compare.

    Raises:
        TelbillError: a file cannot be read; `trust_unreadable`, `trust_list_…`, `xml_…`.
    """
    found = described_file(path, describe, path.name)
    if signed_by is None:
        return found
    listed = list_of(found)
    if listed is None:
        raise TelbillError("trust_list_unneeded", name=path.name)
    stated = {one.sha256 for one in described_file(signed_by, describe) if one.listed is None}
    if listed.signer_sha256 not in stated:
        raise TelbillError("trust_list_another", name=path.name, signer=listed.signer, fingerprint=listed.signer_sha256)
    return found


def list_of(certificates: Sequence[CertificateFacts]) -> TrustedList | None:
    """The trusted list that certificates were taken from, if they were."""
    return next((one.listed.by for one in certificates if one.listed is not None), None)


def notes_on(
    certificates: Sequence[CertificateFacts], now: datetime, *, is_signer_stated: bool = False
) -> list[Message]:
    """What the user has to know of a trusted list that certificates were taken from; nothing of others."""
    listed = list_of(certificates)
    if listed is None:
        return []
    said: dict[str, Param] = {"territory": listed.territory, "number": listed.sequence, "day": listed.issued.date()}
    notes = [Message("trust_list_says", {**said, "count": len(certificates)})]
    if not is_signer_stated:
        signer = {"signer": listed.signer, "fingerprint": listed.signer_sha256}
        notes.append(Message("trust_list_signer", signer))
    if listed.next_update is None:
        notes.append(Message("trust_list_closed"))
    elif listed.next_update < now:
        notes.append(Message("trust_list_expired", {"day": listed.next_update.date()}))
    if listed.unread:
        notes.append(Message("trust_list_unread", {"count": listed.unread}))
    return notes


def trust(store: Store, certificates: Sequence[CertificateFacts]) -> int:
    """Trusts these from now on; how many were not trusted before. `judging.judge_again` says what changes by it."""
    with store.writing() as connection:
        return trusting.trust(connection, certificates)


def distrust(store: Store, fingerprint: str) -> None:
    """Trusts that certificate no more.

    Raises:
        TelbillError: `trust_gone`.
    """
    with store.writing() as connection:
        if not trusting.distrust(connection, fingerprint):
            raise TelbillError("trust_gone")
