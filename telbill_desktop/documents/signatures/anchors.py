"""The certificates that the user trusts, of which a list of a country brings hundreds: those that a file can lead to.

Judging asks every anchor its names over and over; of four hundred, all but one or two have nothing to do with a file.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from asn1crypto import x509

from telbill_desktop.documents.signatures.held import Held
from telbill_desktop.documents.signatures.trust import certificates_in

_KEPT = 2048  # files of certificates: the worker's process judges many documents with the same ones


@dataclass(frozen=True, slots=True)
class Anchor:
    """A trusted certificate with its names as they are compared; `key` is the SHA-1 by which an answer calls it."""

    certificate: x509.Certificate
    subject: str
    issuer: str
    key: bytes


def anchors_in(files: Iterable[tuple[bytes, str]]) -> list[Anchor]:
    """The certificates of all files, each with its name.

    Raises:
        TelbillError: `trust_unreadable`.
    """
    return [one for content, name in files for one in _anchors_of(content, name)]


@lru_cache(maxsize=_KEPT)
def _anchors_of(content: bytes, name: str) -> tuple[Anchor, ...]:
    return tuple(
        Anchor(one, one.subject.hashable, one.issuer.hashable, one.public_key.sha1)
        for one in certificates_in(content, name)
    )


def within_reach(anchors: Sequence[Anchor], held: Held) -> list[x509.Certificate]:
    """Those that bear the name of somebody in the file, or of an issuer of theirs, or of one of those, in their order.

    Whoever signed a list of withdrawn certificates, or an answer on one, is somebody in the file too.
    """
    names = {name.hashable for one in held.certificates for name in (one.subject, one.issuer)}
    names |= {one.issuer.hashable for one in held.crls}
    responders = [one["tbs_response_data"]["responder_id"] for one in held.answers]
    names |= {one.chosen.hashable for one in responders if one.name == "by_name"}
    keys = {one.native for one in responders if one.name == "by_key"}
    reached: set[int] = set()
    while True:
        new = [at for at, one in enumerate(anchors) if at not in reached and (one.subject in names or one.key in keys)]
        if not new:
            return [anchors[at].certificate for at in sorted(reached)]
        reached.update(new)
        names.update(anchors[at].issuer for at in new)
