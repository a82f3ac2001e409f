"""The XML signature of a trusted list; needs the option `eu-lists`, so it is imported when a list is there.

What is read of a list is what was signed, as the verifier gives it back, never the file beside it.
"""

from base64 import b64decode
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from asn1crypto import x509
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.x509 import load_der_x509_certificate
from lxml.etree import LxmlError
from signxml.exceptions import SignXMLException
from signxml.xades import XAdESSignatureConfiguration, XAdESVerifier

from telbill_desktop.domain.errors import TelbillError

if TYPE_CHECKING:
    from cryptography.x509 import Certificate
    from lxml.etree import _Element

_DS = "{http://www.w3.org/2000/09/xmldsig#}"
_CERTIFICATES = f"./{_DS}Signature/{_DS}KeyInfo/{_DS}X509Data/{_DS}X509Certificate"
_LONGEST = 200  # letters of what a library says
_MOST = 8  # certificates in one signature: the signer's and its issuers'
_FAILS = (  # of what a hostile file holds
    SignXMLException,
    LxmlError,
    UnsupportedAlgorithm,
    ValueError,
    TypeError,
    AttributeError,
    AssertionError,
    NotImplementedError,
    LookupError,
)


@dataclass(frozen=True, slots=True)
class SignedList:
    """What is proven to be signed, as XML, and with whose certificate it was verified."""

    content: bytes
    root: "_Element"
    signer: x509.Certificate


def signed_list(content: bytes, root: "_Element", name: str, moment: datetime) -> SignedList:
    """The list as it was signed, with a certificate that stands in its signature and is valid at that moment.

    Raises:
        TelbillError: `trust_list_altered`.
    """
    reason = ""
    for encoded in root.findall(_CERTIFICATES)[:_MOST]:
        try:
            der = b64decode(encoded.text or "")
            found = _verified(content, load_der_x509_certificate(der), root.tag, moment)
        except _FAILS as error:  # another of its certificates may be the signer's
            reason = reason or " ".join(str(error).split())[:_LONGEST] or type(error).__name__
            continue
        if found is not None:
            return SignedList(*found, x509.Certificate.load(der))
    raise TelbillError("trust_list_altered", name=name, reason=reason or "X509Certificate")


def _verified(content: bytes, signer: "Certificate", tag: str, moment: datetime) -> "tuple[bytes, _Element] | None":
    terms = XAdESSignatureConfiguration(location="./", expect_references=True, verification_time=moment)
    for part in XAdESVerifier().verify(content, x509_cert=signer, expect_config=terms):
        if part.signed_xml is not None and part.signed_xml.tag == tag:
            return part.signed_data, part.signed_xml
    return None
