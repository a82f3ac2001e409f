"""The archive's log as a page to read and to print: every row in words, or those of one document."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

from telbill_desktop.domain.archive_event import ArchiveEvent, Head, digest_of, event_of
from telbill_desktop.domain.messages import Message
from telbill_desktop.exporters import html_page as html
from telbill_desktop.exporters.event_words import kind_title, told
from telbill_desktop.exporters.html_page import Markup, utc
from telbill_desktop.system import formats
from telbill_desktop.system.i18n import tr


def log_page(lines: Iterable[str], head: Head, made_at: datetime, faults: Sequence[Message] = ()) -> str:
    """Every row of the log, from its lines as they were hashed; `faults` is what is wrong with it.

    A line that is no row any more, because somebody changed it, is shown as it stands.
    """
    body = [
        html.element("p", tr("As of {moment}. All moments are this computer's clock.").format(moment=utc(made_at))),
        html.facts([(tr("Last row"), str(head.sequence)), (tr("Its digest, SHA-256"), head.digest)]),
        html.element(
            "p",
            tr(
                "Each row holds the digest of the one before. Note the last digest elsewhere, on paper or in a mail: "
                "it stands for everything above it, and shows later whether a row was changed, taken out or cut off."
            ),
            "soft",
        ),
    ]
    if faults:
        body.append(Markup(f'<div class="wrong">{html.listed(formats.sentence(one) for one in faults)}</div>'))
    return html.page(tr("Log of the archive"), [*body, html.table(_titles(), map(_line, lines))])


def document_log_page(name: str, digest: str, events: Iterable[ArchiveEvent], made_at: datetime) -> str:
    """What happened to one document, the first event first."""
    body = [
        html.facts([(tr("Document"), name), ("SHA-256", digest)]),
        html.element("p", tr("As of {moment}. All moments are this computer's clock.").format(moment=utc(made_at))),
    ]
    rows = (_row(event, digest_of(event.record())) for event in sorted(events, key=lambda one: one.sequence))
    return html.page(tr("Log of a document"), [*body, html.table(_titles(), rows)])


def _titles() -> list[str]:
    return [tr("Row"), tr("When"), tr("What"), tr("In detail"), tr("Document"), tr("Who"), tr("Program"), tr("Digest")]


def _line(line: str) -> Sequence[str]:
    digest = digest_of(line)
    try:
        event = event_of(line)
    except ValueError:
        return ["?", "", tr("This row cannot be read."), line, "", "", "", digest]
    return _row(event, digest)


def _row(event: ArchiveEvent, digest: str) -> Sequence[str]:
    return list(_cells(event, digest))


def _cells(event: ArchiveEvent, digest: str) -> Iterator[str]:
    yield str(event.sequence)
    yield utc(event.happened_at)
    yield kind_title(event.kind)
    yield told(event)
    yield str(event.deposit_id or "")
    yield event.os_user
    yield event.program_version
    yield Markup(f"<code>{digest}</code>")
