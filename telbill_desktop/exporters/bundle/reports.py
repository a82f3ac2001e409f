"""The verdicts on a bundle's documents with their evidence: at the deposit, and the last one."""

from collections.abc import Iterator

from telbill_desktop.domain.archive_view import Verdict
from telbill_desktop.domain.bundle import BundleDocument
from telbill_desktop.domain.signature import CertificateFacts, Evidence, Signature
from telbill_desktop.exporters import html_page as html
from telbill_desktop.exporters.bundle.shelf import Shelf
from telbill_desktop.exporters.html_page import Markup, utc
from telbill_desktop.exporters.verdict_words import answers, integrity_words
from telbill_desktop.system import formats
from telbill_desktop.system.i18n import tr


def anchor(document: BundleDocument) -> str:
    """Where a document's verdicts stand on the page."""
    return f"d{document.digest[:16]}"


def report_page(shelf: Shelf) -> str:
    """One page for all documents, in the order of the inventory."""
    explained = tr(
        "Verdicts of this program on the signatures of the documents, as its archive keeps them. A signer that nobody "
        "added is the usual first answer, and no fault of the document. Any PDF reader that checks signatures gives a "
        "second opinion on the original."
    )
    sections = (part for document in shelf.contents.documents for part in _section(shelf, document))
    return html.page(tr("Verdicts on signatures"), [html.element("p", explained), *sections])


def _section(shelf: Shelf, document: BundleDocument) -> Iterator[Markup]:
    yield Markup(f'<section id="{anchor(document)}">')
    yield html.element("h2", shelf.paths[document.deposit_id])
    yield html.facts([("SHA-256", document.digest), (tr("State"), shelf.state(document))])
    first, last = document.at_deposit, document.latest
    if first is None or last is None:
        yield html.element("p", tr("Nobody has looked at the signatures of this document yet."))
    else:
        yield html.element("h3", tr("First verdict, {moment}").format(moment=utc(first.judged_at)))
        yield from _verdict(first)
        if last != first:
            yield html.element("h3", tr("Last verdict, {moment}").format(moment=utc(last.judged_at)))
            yield from _verdict(last)
    yield Markup("</section>")


def _verdict(verdict: Verdict) -> Iterator[Markup]:
    report = verdict.report
    yield html.facts(answers(report))
    if report.warnings:
        yield html.element("p", tr("Warnings:"))
        yield html.listed(formats.sentence(one) for one in report.warnings)
    if report.signatures:
        titles = [tr("Field"), tr("Kind"), tr("Verdict"), tr("Signer"), tr("Issuer"), tr("Algorithm of the digest")]
        yield html.table(titles, map(_signature, report.signatures))
    chain = [link for one in report.signatures for link in one.chain]
    if chain:
        titles = [tr("Certificate"), tr("Issuer"), tr("Serial number"), tr("Valid"), "SHA-256"]
        yield html.table(titles, map(_link, dict.fromkeys(chain)))
    if report.evidence is not None:
        yield html.facts(_evidence(report.evidence))


def _signature(one: Signature) -> list[str]:
    kind = tr("time-stamp") if one.is_timestamp else tr("signature")
    said = integrity_words(one.integrity)
    problem = f"{said} — {formats.sentence(one.problem)}" if one.problem is not None else said
    return [one.field, kind, problem, one.signer, one.issuer, one.digest]


def _link(one: CertificateFacts) -> list[str]:
    valid = tr("from {first} to {last}").format(first=utc(one.not_before), last=utc(one.not_after))
    return [one.subject, one.issuer, one.serial, valid, one.sha256]


def _evidence(one: Evidence) -> Iterator[tuple[str, str]]:
    yield tr("Judged on"), utc(one.judged_at)
    yield tr("With"), ", ".join(f"{name} {version}" for name, version in one.versions)
    yield tr("Certificates trusted then"), ", ".join(one.anchors)
    lists = (
        f"{each.kind.value} {each.sha256} {utc(each.issued) if each.issued else ''}".rstrip() for each in one.lists
    )
    yield tr("Revocation lists in the file"), formats.one_after_another(lists)
