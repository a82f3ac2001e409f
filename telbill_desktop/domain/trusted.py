"""A certificate that the user trusts: documents that it, or what it issued, signed are by a known signer."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class TrustedCertificate:
    """`fingerprint` is the SHA-256 of `content`, which is DER; `name` and `issuer` are as people read them."""

    fingerprint: str
    name: str
    issuer: str
    expires_at: datetime
    added_at: datetime
    content: bytes
