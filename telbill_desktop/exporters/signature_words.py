"""What the archive's user is told of one signature besides its integrity: who signed, if withdrawn, and since when.

`verdict_words` says the same to others.
"""

from telbill_desktop.domain.sentence_marker import N_
from telbill_desktop.domain.signature import Revocation, Signature, TimeSource, Trust
from telbill_desktop.system import formats
from telbill_desktop.system.i18n import tr

_TRUST = {
    Trust.TRUSTED: N_("known: you trust its issuer"),
    Trust.UNKNOWN: N_("not known yet: nobody added its issuer"),
    Trust.EXPIRED: N_("its certificate has expired"),
    Trust.REVOKED: N_("its certificate was withdrawn by its issuer"),
    Trust.WEAK: N_("signed with an algorithm or a key that is broken"),
}
_TIME = {
    TimeSource.TIMESTAMP: N_("{day}, says a time-stamp of a third party"),
    TimeSource.DECLARED: N_("{day}, says the signer"),
    TimeSource.NONE: N_("not said"),
}
_REVOCATION = {
    Revocation.NOT_CHECKED: N_("not checked offline"),
    Revocation.CRL: N_("checked with the list of revoked certificates of {day} that the file holds"),
    Revocation.OCSP: N_("checked with the issuer's answer of {day} that the file holds"),
}


def trust_words(trust: Trust) -> str:
    """Whether the user knows who signed; nothing where nobody did."""
    return tr(_TRUST[trust]) if trust in _TRUST else ""


def time_words(one: Signature) -> str:
    """When it was signed, and who says so."""
    when = formats.moment(one.signed_at) if one.signed_at is not None else ""
    return tr(_TIME[one.time_source]).format(day=when)


def revocation_words(one: Signature) -> str:
    """With what it was checked that the certificate was not withdrawn."""
    said = tr(_REVOCATION[one.revocation])
    return said.format(day=formats.day(one.revocation_date.date())) if one.revocation_date is not None else said
