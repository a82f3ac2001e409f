"""Trusted lists (ETSI TS 119 612): who issues certificates in a country, and since when, as its authority says.

A list is worth what its own signature is worth. `signer_sha256` is the fingerprint of the certificate with which that
signature was verified; whether that is the authority's, somebody has to compare.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class ServiceKind(StrEnum):
    """What a service that is granted does."""

    CERTIFICATES = "certificates"  # issues qualified certificates
    TIMESTAMPS = "timestamps"  # makes qualified time-stamps


@dataclass(frozen=True, slots=True)
class TrustedList:
    """A list as a file; `territory` is a country in two letters, `sha256` of the whole file.

    `next_update` is None of a list that is closed. `unread` is how many of its services could not be read.
    """

    name: str
    sha256: str
    territory: str
    sequence: int
    issued: datetime
    next_update: datetime | None
    signer: str
    signer_sha256: str
    unread: int = 0


@dataclass(frozen=True, slots=True)
class Listed:
    """What a list says of a certificate: for which service it stands, granted since when, with which qualifiers.

    `qualifiers` are the list's own words (such as QCForESeal), each for certificates that it describes further.
    """

    by: TrustedList
    service: str
    kind: ServiceKind
    granted_since: datetime
    qualifiers: tuple[str, ...] = ()
