"""What the archive stores of a verdict is the verdict: whatever it says, it comes back as it was."""

import json
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from telbill_desktop.domain.messages import Message
from telbill_desktop.domain.signature import (
    CertificateFacts,
    Evidence,
    Integrity,
    Revocation,
    RevocationList,
    Signature,
    SignatureReport,
    TimeSource,
    Trust,
)
from telbill_desktop.domain.signature_record import report_from_json, report_to_json

zones = st.sampled_from([UTC, timezone(timedelta(hours=2)), timezone(timedelta(hours=-3, minutes=-30))])
moments = st.datetimes(datetime(1990, 1, 1), datetime(2300, 1, 1), timezones=zones)  # noqa: DTZ001 - of the zones
certificates = st.builds(
    CertificateFacts, st.text(), st.text(), st.text(), moments, moments, st.text(), der=st.binary(max_size=40)
)
messages = st.one_of(
    st.builds(Message, st.sampled_from(["signature_intact", "signature_tail", "signature_bytes"])),
    st.builds(lambda reason: Message("signature_unreadable", {"reason": reason}), st.text()),
    st.builds(lambda marks: Message("signature_hidden", {"marks": marks, "judged": 1}), st.integers(0, 99)),
)
signatures = st.builds(
    Signature,
    field=st.text(),
    is_timestamp=st.booleans(),
    integrity=st.sampled_from(Integrity),
    trust=st.sampled_from(Trust),
    revocation=st.sampled_from(Revocation),
    revocation_date=st.none() | moments,
    signer=st.text(),
    issuer=st.text(),
    signed_at=st.none() | moments,
    time_source=st.sampled_from(TimeSource),
    time_trust=st.sampled_from(Trust),
    digest=st.text(),
    problem=st.none() | messages,
    chain=st.lists(certificates, max_size=3).map(tuple),
)
lists = st.builds(RevocationList, st.sampled_from(Revocation), st.text(), st.none() | moments)
evidence = st.builds(
    Evidence,
    moments,
    versions=st.dictionaries(st.text(), st.text(), max_size=3).map(lambda known: tuple(known.items())),
    anchors=st.lists(st.text(), max_size=3).map(tuple),
    lists=st.lists(lists, max_size=3).map(tuple),
)
reports = st.builds(
    SignatureReport,
    st.sampled_from(Integrity),
    messages,
    signatures=st.lists(signatures, max_size=3).map(tuple),
    warnings=st.lists(messages, max_size=3).map(tuple),
    evidence=st.none() | evidence,
)


@given(reports)
def test_a_verdict_comes_back_as_it_was_stored(report: SignatureReport) -> None:
    stored = json.loads(json.dumps(report_to_json(report)))
    found = report_from_json(stored)
    assert found == report
    assert report_to_json(found) == stored  # the zones too, which equal moments do not show


@pytest.mark.parametrize(
    ("key", "value", "error"),
    [("integrity", "fine", ValueError), ("reason", {"code": "signature_fine", "params": {}}, KeyError)],
)
def test_a_record_of_another_making_is_an_error_and_no_verdict(key: str, value: object, error: type[Exception]) -> None:
    stored = report_to_json(SignatureReport(Integrity.UNSIGNED, Message("signature_none")))
    with pytest.raises(error):
        report_from_json({**stored, key: value})
