"""What a PDF holds for the judging of its signatures: certificates, lists of revoked ones, answers of issuers.

They stand in the signatures themselves and in the file's store of validation data (/DSS). Nobody signs the latter: what
is read here is believed by nobody yet, and what cannot be read is left out.
"""

import zlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any

from asn1crypto import cms, crl, ocsp, x509
from pyhanko.pdf_utils.generic import ArrayObject, DictionaryObject, StreamObject
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader

from telbill_desktop.documents.signatures.certificates import has_signed, without_doubles, without_proof
from telbill_desktop.domain.signature import Revocation, RevocationList

_BROKEN = (PdfError, ValueError, TypeError, KeyError, IndexError, OSError, zlib.error)
_ARCHIVED = "adobe_revocation_info_archival"
_STAMP = "signature_time_stamp_token"
_MOST = 500  # certificates or lists that are looked at: an honest file holds a dozen


@dataclass(frozen=True, slots=True)
class Held:
    """What a file holds; lists and answers that can be read, and the facts of all of them.

    `is_sound` says whether all that stands beside the signatures can be read, and was made by whom it says, as far as
    the certificates that are there tell.
    """

    certificates: tuple[x509.Certificate, ...] = ()
    crls: tuple[crl.CertificateList, ...] = ()
    answers: tuple[ocsp.BasicOCSPResponse, ...] = ()
    lists: tuple[RevocationList, ...] = ()
    is_sound: bool = True


def held_by(reader: PdfFileReader, signed: Iterable[cms.SignedData]) -> Held:
    """What a file's signatures and its store of validation data hold, each once."""
    signatures = [each for one in signed for each in (one, *_stamps(one))]
    stored = [_certificate(data) for data in _stored(reader, "/Certs", "/Cert")]
    within = [each for one in signatures for each in _certificates(one)]
    certificates = without_doubles([*within, *(one for one in stored if one is not None)])[:_MOST]
    crls = {data: _crl(data) for one in signatures for data in _archived(one, "crl")}
    beside = {data: _crl(data) for data in _stored(reader, "/CRLs", "/CRL")}
    answers = {data: _answer(data) for one in signatures for data in _archived(one, "ocsp")}
    said = {data: _answer(data) for data in _stored(reader, "/OCSPs", "/OCSP")}
    everything: list[object] = [*stored, *beside.values(), *said.values()]
    is_sound = (
        None not in everything
        and without_proof([one for one in stored if one is not None], certificates) is None
        and all(_is_made_by_its_issuer(one, certificates) for one in beside.values() if one is not None)
        and all(_is_made_by_its_responder(one, certificates) for one in said.values() if one is not None)
    )
    crls, answers = crls | beside, answers | said
    return Held(
        certificates=tuple(certificates),
        crls=tuple(one for one in crls.values() if one is not None),
        answers=tuple(one for one in answers.values() if one is not None),
        lists=(
            *(
                _fact(Revocation.CRL, data, one and one["tbs_cert_list"]["this_update"].native)
                for data, one in crls.items()
            ),
            *(
                _fact(Revocation.OCSP, data, one and one["tbs_response_data"]["produced_at"].native)
                for data, one in answers.items()
            ),
        ),
        is_sound=is_sound,
    )


def _fact(kind: Revocation, data: bytes, issued: datetime | None) -> RevocationList:
    return RevocationList(kind, sha256(data).hexdigest(), issued)


def _is_made_by_its_issuer(listed: crl.CertificateList, known: Sequence[x509.Certificate]) -> bool:
    """False when somebody of the issuer's name is there, and nobody of that name has signed the list."""
    named = [one.public_key for one in known if one.subject == listed.issuer]
    body, signature = listed["tbs_cert_list"].dump(), listed["signature"].native
    return not named or any(has_signed(key, signature, body, listed["signature_algorithm"]) for key in named)


def _is_made_by_its_responder(answer: ocsp.BasicOCSPResponse, known: Sequence[x509.Certificate]) -> bool:
    """False when the answer says whose it is, and neither they nor anybody known has signed it."""
    own = list(answer["certs"] or ())
    body, signature = answer["tbs_response_data"].dump(), answer["signature"].native
    keys = [one.public_key for one in (*own, *known)]
    is_signed = any(has_signed(key, signature, body, answer["signature_algorithm"]) for key in keys)
    return not own or (is_signed and without_proof(own, [*own, *known]) is None)


def certificates_of(signed: cms.SignedData) -> list[x509.Certificate]:
    """Those that stand in a signature and in its time-stamps.

    Raises:
        ValueError, TypeError: one of them cannot be read.
    """
    every = [one for each in (signed, *_stamps(signed)) for one in each["certificates"] or ()]
    return [_whole(one.chosen) for one in every if one.name == "certificate"]


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


def _certificate(data: bytes) -> x509.Certificate | None:
    with suppress(*_BROKEN):
        return _whole(x509.Certificate.load(data, strict=True))
    return None


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
