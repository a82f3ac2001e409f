"""Whom the user trusts to sign: explicit, told in the archive's log, taken back at any time."""

from collections.abc import Sequence
from pathlib import Path

from telbill_desktop.domain.errors import TelbillError
from telbill_desktop.domain.signature import CertificateFacts
from telbill_desktop.domain.trusted import TrustedCertificate
from telbill_desktop.services.gathering import FileToRead, content_of
from telbill_desktop.services.signatures import Anchors, Describe
from telbill_desktop.store import trusting
from telbill_desktop.store.engine import Store


def trusted(store: Store) -> list[TrustedCertificate]:
    """The certificates that are trusted, by name."""
    with store.reading() as connection:
        return trusting.trusted(connection)


def anchors(store: Store) -> Anchors:
    """The same as whoever judges signatures wants them."""
    return [(one.content, one.name) for one in trusted(store)]


def certificates_in(path: Path, describe: Describe) -> list[CertificateFacts]:
    """What a file of certificates holds, PEM or DER, for the user to look at first.

    Raises:
        TelbillError: the file cannot be read; `trust_unreadable`.
    """
    return describe(content_of(FileToRead(path, str(path))), path.name)


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
