"""What a PDF holds for the judging of its signatures: certificates, lists of revoked ones, answers of issuers.

They stand in the signatures themselves and in the file's store of validation data (/DSS). Nobody signs the latter: what
is read here is believed by nobody yet, and what cannot be read is left out.
"""

import zlib
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from asn1crypto import cms, crl, ocsp, x509
from pyhanko.pdf_utils.generic import ArrayObject, DictionaryObject, StreamObject
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader

from telbill_desktop.documents.signatures.certificates import without_doubles
from telbill_desktop.domain.signature import Revocation, RevocationList

_BROKEN = (PdfError, ValueError, TypeError, KeyError, IndexError, OSError, zlib.error)
_ARCHIVED = "adobe_revocation_info_archival"
_STAMP = "signature_time_stamp_token"
_MOST = 500  # certificates or lists that are looked at: an honest file holds a dozen


@dataclass(frozen=True, slots=True)
class Held:
    """What a file holds; lists and answers that can be read, and the facts of all of them."""

    certificates: tuple[x509.Certificate, ...] = ()
    crls: tuple[crl.CertificateList, ...] = ()
    answers: tuple[ocsp.BasicOCSPResponse, ...] = ()
    lists: tuple[RevocationList, ...] = ()


def held_by(reader: PdfFileReader, signed: Iterable[cms.SignedData]) -> Held:
    """What a file's signatures and its store of validation data hold, each once."""
    signatures = [each for one in signed for each in (one, *_stamps(one))]
    certificates = [each for one in signatures for each in _certificates(one)]
    for data in _stored(reader, "/Certs", "/Cert"):
        with suppress(*_BROKEN):
            certificates.append(_whole(x509.Certificate.load(data, strict=True)))
    crls = {data: _crl(data) for one in signatures for data in _archived(one, "crl")}
    crls |= {data: _crl(data) for data in _stored(reader, "/CRLs", "/CRL")}
    answers = {data: _answer(data) for one in signatures for data in _archived(one, "ocsp")}
    answers |= {data: _answer(data) for data in _stored(reader, "/OCSPs", "/OCSP")}
    return Held(
        certificates=tuple(without_doubles(certificates)[:_MOST]),
        crls=tuple(one for one in crls.values() if one is not None),
        answers=tuple(one for one in answers.values() if one is not None),
        lists=(
            *(
                RevocationList(
                    Revocation.CRL,
                    sha256(data).hexdigest(),
                    one["tbs_cert_list"]["this_update"].native if one else None,
                )
                for data, one in crls.items()
            ),
            *(
                RevocationList(
                    Revocation.OCSP,
                    sha256(data).hexdigest(),
                    one["tbs_response_data"]["produced_at"].native if one else None,
                )
                for data, one in answers.items()
            ),
        ),
    )


def _stored(reader: PdfFileReader, listed: str, alone: str) -> list[bytes]:
    """The streams of one kind in the store of validation data, in its lists and in those of each signature (/VRI)."""
    found: list[bytes] = []
    store = _at(reader.root, "/DSS")
    by_signature = _at(store, "/VRI")
    owners = [(store, listed)]
    if isinstance(by_signature, DictionaryObject):
        owners += [(_at(by_signature, name), alone) for name in list(by_signature)[:_MOST]]
    for owner, key in owners:
        for at in range(len(streams)) if isinstance(streams := _at(owner, key), ArrayObject) else ():
            with suppress(*_BROKEN):
                stream = streams[at].get_object()
                if isinstance(stream, StreamObject) and len(found) < _MOST:
                    found.append(stream.data)
    return found


def _at(owner: Any, key: str) -> Any:  # noqa: ANN401 - a PDF object, or None
    with suppress(*_BROKEN):
        if isinstance(owner, DictionaryObject) and key in owner:
            return owner[key].get_object()
    return None


def _certificates(signed: cms.SignedData) -> Iterator[x509.Certificate]:
    for one in signed["certificates"] or ():
        with suppress(*_BROKEN):
            if one.name == "certificate":
                yield _whole(one.chosen)


def _archived(signed: cms.SignedData, kind: str) -> list[bytes]:
    """The lists or answers that stand in a signature, among what it signs or beside it."""
    found: list[bytes] = []
    with suppress(*_BROKEN):
        if kind == "crl":
            found += [one.chosen.dump() for one in signed["crls"] or () if one.name == ""]
        for signer in signed["signer_infos"]:
            for attribute in signer["signed_attrs"] or ():
                if attribute["type"].native == _ARCHIVED:
                    found += [one.dump() for value in attribute["values"] for one in value[kind] or ()]
    return found


def _stamps(signed: cms.SignedData) -> list[cms.SignedData]:
    found: list[cms.SignedData] = []
    with suppress(*_BROKEN):
        for signer in signed["signer_infos"]:
            for attribute in signer["unsigned_attrs"] or ():
                if attribute["type"].native == _STAMP:
                    found += [value["content"] for value in attribute["values"]]
    return found


def _whole(certificate: x509.Certificate) -> x509.Certificate:
    """A certificate of which everything that is asked of it later can be read."""
    _ = certificate.native, certificate.public_key.dump()
    return certificate


def _crl(data: bytes) -> crl.CertificateList | None:
    with suppress(*_BROKEN):
        listed = crl.CertificateList.load(data, strict=True)
        _ = listed["tbs_cert_list"]["this_update"].native, listed["signature"].native, listed.issuer.native
        return listed
    return None


def _answer(data: bytes) -> ocsp.BasicOCSPResponse | None:
    with suppress(*_BROKEN):
        response = ocsp.OCSPResponse.load(data, strict=True)
        if response["response_status"].native == "successful":
            answer = response.basic_ocsp_response
            _ = answer.native
            return answer
    return None
