"""Trusted lists: what is granted now is taken, from a list whose signature is its keeper's, and nothing from others."""

import re
import sys
from collections.abc import Callable
from datetime import timedelta

import pytest

from telbill_desktop.documents.signatures.trust import described
from telbill_desktop.documents.signatures.trusted_list import LARGEST, anchors_in_list
from telbill_desktop.domain.errors import TelbillError
from telbill_desktop.domain.signature import CertificateFacts
from telbill_desktop.domain.trusted_list import Listed, ServiceKind
from tests.documents import signed_pdfs as make
from tests.documents import trusted_lists as lists
from tests.documents.trusted_lists import Service, authority, trusted_list

with_option = pytest.mark.skipif(not lists.HAS_OPTION, reason="the option eu-lists is not installed")
ISSUING = Service("Cachets d’essai", authority())


def listed(facts: CertificateFacts) -> Listed:
    assert facts.listed is not None
    return facts.listed


def refusal(content: bytes) -> str:
    with pytest.raises(TelbillError) as caught:
        described(content, "liste.xml")
    return caught.value.message.code


@with_option
def test_a_list_names_the_certificates_of_its_services_and_says_what_it_is() -> None:
    content = trusted_list([ISSUING, Service("Horloge", authority("Horloge d’essai"), kind=lists.STAMPS)])
    found = described(content, "liste.xml")
    assert [(one.der, listed(one).service, listed(one).kind) for one in found] == [
        (authority(), "Cachets d’essai", ServiceKind.CERTIFICATES),
        (authority("Horloge d’essai"), "Horloge", ServiceKind.TIMESTAMPS),
    ]
    by = listed(found[0]).by
    assert (by.name, by.territory, by.sequence, by.unread) == ("liste.xml", "FR", 41, 0)
    assert (by.issued, by.next_update) == (lists.NOW - timedelta(days=10), lists.NOW + timedelta(days=80))
    assert (by.signer, by.signer_sha256) == (lists.OPERATOR, lists.digest_of(make.identity(lists.OPERATOR)[0]))
    assert by.sha256 == lists.digest_of(content)


@with_option
def test_what_was_withdrawn_or_is_of_another_kind_or_for_web_sites_alone_is_left_out() -> None:
    granted_once = ((lists.GRANTED, lists.START),)
    content = trusted_list([
        ISSUING,
        Service("Retirée", authority("A"), status=lists.WITHDRAWN, since=lists.NOW, past=granted_once),
        Service("Conservation", authority("B"), kind=lists.ARCHIVES),
        Service("Sites", authority("C"), only_for="ForWebSiteAuthentication"),
        Service("Cachets", authority("D"), only_for="ForeSeals"),
    ])  # fmt: skip
    assert [listed(one).service for one in anchors_in_list(content, "x")] == ["Cachets d’essai", "Cachets"]


@with_option
def test_a_service_is_granted_since_the_first_day_without_a_gap() -> None:
    months = [lists.START + timedelta(days=30 * at) for at in range(4)]
    gap = ((lists.GRANTED, months[2]), (lists.WITHDRAWN, months[1]), (lists.GRANTED, months[0]))
    found = anchors_in_list(
        trusted_list([
            Service("Renouvelée", authority("A"), since=months[1], past=[(lists.GRANTED, months[0])]),
            Service("Interrompue", authority("B"), since=months[3], past=gap, qualifier="QCForESeal"),
        ]),
        "x",
    )  # fmt: skip
    assert [(listed(one).granted_since, listed(one).qualifiers) for one in found] == [
        (months[0], ()),
        (months[2], ("QCForESeal",)),
    ]


@with_option
def test_a_certificate_of_several_services_is_named_once_and_as_an_issuer() -> None:
    stamps = Service("Horloge", authority(), kind=lists.STAMPS)
    [found] = anchors_in_list(trusted_list([stamps, ISSUING]), "x")
    assert listed(found).kind is ServiceKind.CERTIFICATES


@with_option
def test_a_damaged_certificate_is_counted_and_the_others_stand() -> None:
    [found] = anchors_in_list(trusted_list([ISSUING, Service("Abîmée", b"\x30\x03\x02\x01\x05")]), "x")
    assert (listed(found).service, listed(found).by.unread) == ("Cachets d’essai", 1)


ALTERED: dict[str, Callable[[bytes], bytes]] = {
    "a status": lambda content: content.replace(lists.WITHDRAWN.encode(), lists.GRANTED.encode()),
    "a name": lambda content: content.replace(b"Cachets", b"Cachots"),
    "the next update": lambda content: re.sub(rb"(<NextUpdate><dateTime>)\d{4}", rb"\g<1>2099", content),
    "the signature": lambda content: re.sub(rb"(<ds:SignatureValue>)[^<]{8}", rb"\g<1>AAAAAAAA", content),
    "who signed": lambda content: re.sub(
        rb"(<ds:X509Certificate>)[^<]+", rb"\g<1>" + lists.encoded(authority()), content
    ),
    "nobody signed": lambda content: re.sub(rb"<ds:KeyInfo.*</ds:KeyInfo>", b"", content, flags=re.DOTALL),
}


@with_option
@pytest.mark.parametrize("alter", ALTERED.values(), ids=ALTERED)
def test_a_list_that_was_altered_is_refused(alter: Callable[[bytes], bytes]) -> None:
    content = trusted_list([ISSUING, Service("Retirée", authority("A"), status=lists.WITHDRAWN)])
    altered = alter(content)
    assert altered != content
    assert refusal(altered) == "trust_list_altered"


@with_option
def test_what_stands_around_a_signed_list_is_not_read() -> None:
    signed = re.sub(rb"<\?xml[^>]*\?>", b"", trusted_list([ISSUING]))
    signature = re.search(rb"<ds:Signature .*</ds:Signature>", signed, re.DOTALL)
    assert signature is not None
    inside = signed.replace(signature[0], b"") + signature[0]
    false = lists.unsigned([Service("Fausse", authority("Faux"))]).replace(b'Id="liste"', b"")
    around = false.replace(b"</TrustServiceStatusList>", inside + b"</TrustServiceStatusList>")
    assert [listed(one).service for one in anchors_in_list(around, "x")] == ["Cachets d’essai"]


@with_option
def test_a_list_that_has_expired_is_read_and_says_so() -> None:
    past = lists.NOW - timedelta(days=1)
    [found] = anchors_in_list(trusted_list([ISSUING], next_update=past), "x")
    assert listed(found).by.next_update == past
    [closed] = anchors_in_list(trusted_list([ISSUING], next_update=None), "x")
    assert listed(closed).by.next_update is None


@with_option
def test_a_list_that_is_in_force_is_not_signed_with_a_certificate_that_has_expired() -> None:
    content = trusted_list([ISSUING], next_update=lists.NOW + timedelta(days=2000))
    with pytest.raises(TelbillError) as caught:
        anchors_in_list(content, "x", lists.NOW + timedelta(days=1000))
    assert caught.value.message.code == "trust_list_altered"
    assert "expired" in str(caught.value.message.params["reason"])


@with_option
@pytest.mark.parametrize(
    ("content", "code"),
    [
        (lambda: lists.unsigned([ISSUING]), "trust_list_unsigned"),
        (lambda: trusted_list([ISSUING], kind=lists.OF_LISTS), "trust_list_of_lists"),
        (trusted_list, "trust_list_empty"),
        (lambda: lists.signed(lists.unsigned([ISSUING]).replace(b"<TSLSequenceNumber>41<", b"<TSLSequenceNumber>x<")),
         "trust_list_unreadable"),
    ],
    ids=["unsigned", "the list of lists", "empty", "without its number"],
)  # fmt: skip
def test_a_list_that_names_nobody_says_why(content: Callable[[], bytes], code: str) -> None:
    assert refusal(content()) == code


BOMB = b'<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;">]>'


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"<facture/>", "trust_list_other"),
        (b"<TrustServiceStatusList/>", "trust_list_other"),
        (BOMB + lists.unsigned([]).replace(b"Autorit", b"&b;"), "xml_dtd"),
        (b'<!DOCTYPE a SYSTEM "file:///etc/passwd">' + lists.unsigned([]), "xml_dtd"),
        (lists.unsigned([])[:-20], "xml_unreadable"),
        (b"<a>" + b" " * LARGEST + b"</a>", "trust_list_large"),
    ],
    ids=["another root", "another name", "a bomb", "a file", "cut", "too large"],
)
def test_what_is_no_list_is_refused_without_the_option_too(content: bytes, code: str) -> None:
    assert refusal(content) == code


def test_a_list_says_that_it_needs_the_option_where_that_is_absent(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "signxml", None)
    assert refusal(lists.unsigned([ISSUING])) == "trust_list_option"
