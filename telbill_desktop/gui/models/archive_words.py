"""The verdict on a document's signatures for its reader: what it means, what to do; and its four answers."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from telbill_desktop.domain.sentence_marker import N_
from telbill_desktop.domain.signature import Integrity, Trust
from telbill_desktop.domain.visible_text import visible
from telbill_desktop.exporters.archive_columns import kind_name, signature_word
from telbill_desktop.exporters.signature_words import revocation_words, time_words, trust_words
from telbill_desktop.gui.delegates.archive_pills import verdict_look
from telbill_desktop.gui.models.detail_facts import MISSING, Fact
from telbill_desktop.gui.models.source_facts import in_groups
from telbill_desktop.system import formats
from telbill_desktop.system.i18n import tr

if TYPE_CHECKING:
    from telbill_desktop.domain.archive_view import ArchivedDocument, SeenName, Verdict
    from telbill_desktop.domain.signature import CertificateFacts, SignatureReport

_FETCH_AGAIN = N_("Do not use it as a supporting document; fetch the original again from the operator's portal.")
_TITLES = {
    Integrity.MODIFIED: N_("Changed after signature"),
    Integrity.INVALID: N_("The signature does not match"),
    Integrity.UNVERIFIABLE: N_("Cannot be verified"),
    Integrity.UNSIGNED: N_("Not signed"),
}
_ADVICE = {
    Integrity.MODIFIED: _FETCH_AGAIN,
    Integrity.INVALID: _FETCH_AGAIN,
    Integrity.UNVERIFIABLE: N_(
        "Nobody can say whether it is as it was signed: fetch the original again from the operator's portal."
    ),
}
_SIGNER_TITLES = {
    Trust.TRUSTED: N_("Intact, signed by somebody whom you trust"),
    Trust.UNKNOWN: N_("Intact, signer not known yet"),
    Trust.EXPIRED: N_("Intact, certificate expired"),
    Trust.REVOKED: N_("Intact, certificate withdrawn"),
    Trust.WEAK: N_("Intact, weak signature"),
}
_SIGNER_ADVICE = {
    Trust.TRUSTED: N_("Keep this file as it is: it is the original."),
    Trust.UNKNOWN: N_(
        "That is usual for the first file of an operator. Once you have compared its certificate with what the "
        "operator publishes, trust it: its other files are then known too."
    ),
    Trust.EXPIRED: N_("What was said when it was deposited stands; keep this file as it is."),
    Trust.REVOKED: N_(
        "Nothing proves that it was signed before. Ask the operator before you use it as a supporting document."
    ),
    Trust.WEAK: N_("Such a signature proves little: ask the operator for another one."),
}


class Said(NamedTuple):
    """A verdict for a panel: its tone (ok, info, warn, bad), what it is, what it means and what to do."""

    tone: str
    title: str
    sentences: tuple[str, ...]


def verdict_said(document: ArchivedDocument) -> Said:
    """The last verdict on a document in words."""
    row = document.row
    if row.disposed_at is not None:
        gone = formats.fill(tr("Disposed of on {day}"), {"day": row.disposed_at.astimezone().date()})
        return Said("info", gone, (tr("Its bytes were given up; the register and the log keep what it was."),))
    if document.latest is None:
        return Said("info", tr("Not looked at yet"), (tr("Its signatures are looked at in the background."),))
    report = document.latest.report
    reason = visible(formats.sentence(report.reason))
    if report.integrity is Integrity.INTACT:
        trust = report.trust if report.trust in _SIGNER_TITLES else Trust.UNKNOWN
        tone = {"ok": "ok", "bad": "bad"}.get(verdict_look(report.integrity, trust)[1], "info")
        return Said(tone, tr(_SIGNER_TITLES[trust]), (reason, tr(_SIGNER_ADVICE[trust])))
    if report.integrity is Integrity.UNSIGNED:
        same = {"day": row.deposited_at.astimezone().date()}
        return Said("info", tr(_TITLES[report.integrity]), (formats.fill(tr("As it was received on {day}."), same),))
    tone = "warn" if report.integrity is Integrity.UNVERIFIABLE else "bad"
    return Said(tone, tr(_TITLES[report.integrity]), (reason, tr(_ADVICE[report.integrity])))


def answer_facts(document: ArchivedDocument) -> list[Fact]:
    """Integrity, signer, revocation and date, each for itself; then what was said at the deposit, and today."""
    if document.latest is None:
        return []
    report = document.latest.report
    integrity = signature_word(report.integrity, Trust.TRUSTED)
    facts = [Fact(tr("Integrity"), integrity, strong=report.integrity is not Integrity.UNSIGNED)]
    deposited = formats.fill(tr("deposit {day}"), {"day": document.row.deposited_at})
    signer = report.signer
    if signer is None or not signer.signer:
        return [*facts, Fact(tr("Date"), deposited)]
    by = formats.labelled(f"{visible(signer.signer)} ({visible(signer.issuer)})", trust_words(signer.trust))
    return [
        *facts,
        Fact(tr("Signer"), by),
        Fact(tr("Revocation"), revocation_words(signer)),
        Fact(tr("Date"), tr("{signed}; {deposit}").format(signed=time_words(signer), deposit=deposited)),
        *_then_and_now(document.at_deposit, document.latest),
    ]


def _then_and_now(first: Verdict | None, last: Verdict) -> list[Fact]:
    """What was said at the deposit beside what can be said today."""
    if first is None:
        return []
    return [Fact(tr("At the deposit"), _told(first)), Fact(tr("Today"), _told(last))]


def _told(verdict: Verdict) -> str:
    word = signature_word(verdict.report.integrity, verdict.report.trust)
    return formats.fill(tr("{word}, looked at on {day}"), {"word": word, "day": verdict.judged_at})


def other_signatures(report: SignatureReport) -> list[str]:
    """The signatures besides the one that answers for the document, each in a line."""
    lines = []
    for one in report.signatures:
        if one is report.signer:
            continue
        what = tr("Time-stamp") if one.is_timestamp else tr("Signature")
        said = (visible(one.signer) or MISSING, signature_word(one.integrity, one.trust), time_words(one))
        lines.append(formats.labelled(what, " · ".join(said)))
    return lines


def certificate_facts(one: CertificateFacts) -> list[Fact]:
    """One certificate: by whom it was issued, from when to when, and its fingerprint."""
    days = {"start": one.not_before.astimezone().date(), "end": one.not_after.astimezone().date()}
    return [
        Fact(tr("Certificate"), visible(one.subject), strong=True),
        Fact(tr("Issuer"), visible(one.issuer)),
        Fact(tr("Valid"), formats.fill(tr("from {start} to {end}"), days)),
        Fact(tr("Fingerprint"), in_groups(one.sha256)),
    ]


def file_facts(document: ArchivedDocument) -> list[Fact]:
    """What identifies the file, and how it came."""
    row = document.row
    by = tr("{user}, with version {version}").format(user=document.os_user, version=document.program_version)
    return [
        Fact("SHA-256", in_groups(row.digest)),
        Fact(tr("Size"), formats.size(row.size)),
        Fact(tr("Deposited"), f"{formats.moment(row.deposited_at)} — {visible(by)}"),
        Fact(tr("Came as"), "\n".join(map(_name, document.names)) or MISSING),
    ]


def keeping_facts(document: ArchivedDocument) -> list[Fact]:
    """What it is, and until when it is kept."""
    row = document.row
    until = formats.day(row.keep_until) if row.keep_until is not None else tr("while needed")
    return [
        Fact(tr("What it is"), kind_name(row.kind), strong=True),
        Fact(tr("Its date"), formats.day(row.document_date)),
        Fact(tr("Keep until"), until, strong=True),
        Fact(tr("On hold"), visible(row.hold) if row.hold else tr("no")),
    ]


def _name(one: SeenName) -> str:
    words = {"name": visible(one.name), "source": visible(one.source), "when": one.seen_at}
    return formats.fill(tr("{name}, from {source}, on {when}"), words)
