"""Rows of the archive's log in words. What a row of a newer program says besides is shown as it stands."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from telbill_desktop.domain.archive_event import ArchiveEvent, EventKind
from telbill_desktop.domain.retention import DocumentKind
from telbill_desktop.domain.signature import Integrity, Trust
from telbill_desktop.exporters.document_words import kind_words
from telbill_desktop.exporters.verdict_words import integrity_words, trust_words
from telbill_desktop.system import formats
from telbill_desktop.system.i18n import ntr, tr

Facts = Mapping[str, Any]


def kind_title(kind: EventKind) -> str:
    """What happened, in one or two words."""
    return {
        EventKind.DEPOSITED: tr("Deposited"),
        EventKind.FILED: tr("Filed"),
        EventKind.JUDGED: tr("Signatures looked at"),
        EventKind.VERDICT_CHANGED: tr("Another verdict"),
        EventKind.VERIFIED: tr("Whole archive read again"),
        EventKind.EXPORTED: tr("Handed out"),
        EventKind.TRUSTED: tr("Issuer trusted"),
        EventKind.DISTRUSTED: tr("Issuer no longer trusted"),
        EventKind.HELD: tr("Put on hold"),
        EventKind.RELEASED: tr("Hold lifted"),
        EventKind.DISPOSED: tr("Disposed of"),
    }[kind]


def told(event: ArchiveEvent) -> str:
    """What the row says besides: plain text."""
    facts = event.facts
    try:
        return _SAYING[event.kind](facts)
    except (KeyError, ValueError):  # of another version of the program
        return formats.one_after_another(formats.labelled(name, str(value)) for name, value in facts.items())


def _deposited(facts: Facts) -> str:
    return tr("“{name}” from {source}, {size}, SHA-256 {digest}").format(
        name=facts["name"], source=facts["source"], size=formats.size(int(facts["size"])), digest=facts["sha256"]
    )


def _filed(facts: Facts) -> str:
    said = [kind_words(DocumentKind(facts["kind"])), *(str(facts.get(one) or "") for one in ("number", "operator"))]
    until = facts["keep_until"]
    kept = (
        tr("to be kept until {day}").format(day=formats.day(date.fromisoformat(until)))
        if until is not None
        else tr("to be kept while it is needed")
    )
    day = formats.day(date.fromisoformat(facts["document_date"]))
    return ", ".join(one for one in (*said, tr("dated {day}").format(day=day), kept) if one)


def _judged(facts: Facts) -> str:
    said = [integrity_words(Integrity(facts["integrity"]))]
    if facts["signer"]:
        said += [str(facts["signer"]), trust_words(Trust(facts["trust"]))]
    return ", ".join(said)


def _verified(facts: Facts) -> str:
    text = ntr(
        "{intact} of {count} document is as it came",
        "{intact} of {count} documents are as they came",
        facts["documents"],
    )
    said = text.format(intact=formats.count(facts["intact"]), count=formats.count(facts["documents"]))
    wrong = [
        (tr("missing"), facts["missing"]),
        (tr("altered"), facts["altered"]),
        (tr("unreadable"), facts["unreadable"]),
        (tr("rows of the log that are broken"), facts["broken_rows"]),
    ]
    lists = (formats.labelled(name, ", ".join(map(str, found))) for name, found in wrong if found)
    return formats.one_after_another((said, *lists))


def _exported(facts: Facts) -> str:
    text = ntr("{count} document to {place}", "{count} documents to {place}", facts["documents"])
    said = text.format(count=formats.count(facts["documents"]), place=facts["to"])
    verified = tr("read again there and found whole")
    return f"{said}, {verified}" if facts["is_verified"] else said


def _trust(facts: Facts) -> str:
    said = tr("{name}, issued by {issuer}, fingerprint {fingerprint}").format(
        name=facts["name"], issuer=facts["issuer"], fingerprint=facts["fingerprint"]
    )
    if "list" not in facts:
        return said
    listed = tr("from the trusted list of {territory}, number {number} of {day}, “{name}”, SHA-256 {digest}").format(
        territory=facts["list_territory"],
        number=facts["list_number"],
        day=formats.day(datetime.fromisoformat(facts["list_issued"]).date()),
        name=facts["list"],
        digest=facts["list_sha256"],
    )
    signer = tr("signed by {signer}, fingerprint {fingerprint}").format(
        signer=facts["list_signer"], fingerprint=facts["list_signer_fingerprint"]
    )
    return formats.one_after_another((said, f"{listed}, {signer}"))


def _reason(facts: Facts) -> str:
    return str(facts.get("reason", ""))


_SAYING = {
    EventKind.DEPOSITED: _deposited,
    EventKind.FILED: _filed,
    EventKind.JUDGED: _judged,
    EventKind.VERDICT_CHANGED: _judged,
    EventKind.VERIFIED: _verified,
    EventKind.EXPORTED: _exported,
    EventKind.TRUSTED: _trust,
    EventKind.DISTRUSTED: _trust,
    EventKind.HELD: _reason,
    EventKind.RELEASED: _reason,
    EventKind.DISPOSED: _reason,
}
