"""`telbill archive`: documents kept as they came, verified, listed; whom the user trusts to sign."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from telbill_desktop.cli.archive_bundle import bundle
from telbill_desktop.cli.exit_codes import DONE, FOUND, WRONG
from telbill_desktop.cli.output import printable
from telbill_desktop.cli.session import Session
from telbill_desktop.cli.terminal_progress import TerminalProgress
from telbill_desktop.cli.trusted_lists import say_of_list
from telbill_desktop.domain.archive_view import ArchiveFilter, ArchiveGroup, ArchiveRow
from telbill_desktop.domain.errors import StoreError
from telbill_desktop.domain.signature import Integrity
from telbill_desktop.exporters.verdict_words import integrity_words
from telbill_desktop.services import archive, archive_acts, judging, missing_months, trust
from telbill_desktop.services.archive_acts import Archived
from telbill_desktop.services.gathering import gather
from telbill_desktop.store.engine import Store
from telbill_desktop.system import formats
from telbill_desktop.system.i18n import ntr, tr

_GOOD = {None, Integrity.INTACT, Integrity.UNSIGNED}
_WITHOUT_WRITING = {"store_held", "store_unwritable", "store_read_only"}


def run(session: Session) -> int:
    """The act that the command line names."""
    acts = {"add": _add, "list": _list, "verify": _verify, "trust": _trust, "bundle": bundle}
    return acts[session.options.act](session)


def _add(session: Session) -> int:
    """Keeps files and says what is said of their signatures; 1 when one was not kept, or is not as it was signed."""
    hidden: list[Path] = []
    files = gather(session.options.files, hidden.append)
    with session.for_importing() as store, TerminalProgress() as progress:
        done = archive_acts.archive_files(store, files, session.read, progress, session.inspect, usage=session.usage)
        judging.judge_waiting(store, session.inspect, progress)
        found = archive.rows(store, [one.deposit_id for one in done if one.deposit_id is not None])
    rows = {row.deposit_id: row for row in found}
    if session.output.as_json:
        session.output.document([_added(one, rows.get(one.deposit_id or 0)) for one in done])
    else:
        for one in done:
            session.output.line(formats.labelled(printable(one.file), _told(one, rows.get(one.deposit_id or 0))))
    if hidden:
        text = ntr("{count} hidden file was left out.", "{count} hidden files were left out.", len(hidden))
        session.output.note(text.format(count=len(hidden)))
    missing = [one for one in done if one.problem is not None and one.problem.code == "file_missing"]
    if not done or len(missing) == len(done):
        return WRONG
    is_fine = all(one.problem is None for one in done) and all(row.integrity in _GOOD for row in found)
    return DONE if is_fine else FOUND


def _list(session: Session) -> int:
    wanted = ArchiveFilter(text=session.options.text, group=ArchiveGroup(session.options.group))
    with session.for_reading() as store:
        rows = archive.rows(store, archive.find_ids(store, wanted, session.today()))
    if session.output.as_json:
        session.output.document({"documents": [_row(row) for row in rows]})
        return DONE
    headers = [tr("Received on"), tr("File"), tr("Invoice"), tr("Signature"), tr("Signer"), tr("Keep until")]
    session.output.table(
        headers,
        [
            [
                formats.day(row.deposited_at.astimezone().date()),
                row.name,
                row.number or row.label,
                _verdict(row),
                row.signer,
                formats.day(row.keep_until) if row.keep_until is not None else tr("while needed"),
            ]
            for row in rows
        ],
    )
    return DONE


def _verify(session: Session) -> int:
    """Reads everything again; 1 when anything is wrong."""
    with _writable_if_may_be(session) as store, TerminalProgress() as progress:
        found = archive_acts.verify(store, progress)
        gaps = [one for one in missing_months.missing(store, session.today()) if one.months]
    first = found.breaks[0] if found.breaks else None
    if session.output.as_json:
        session.output.document(
            {
                "documents": found.documents,
                "intact": found.intact,
                "missing": [one.shown for one in found.missing],
                "altered": [one.shown for one in found.altered],
                "unreadable": [one.shown for one in found.unreadable],
                "orphans": found.orphans,
                "chain": "broken" if found.breaks else "intact",
                "chain_row": first.row if first is not None else None,
                "chain_breaks": [{"row": one.row, "message": formats.sentence(one.reason)} for one in found.breaks],
                "missing_months": [
                    {"operator": one.portal.operator, "account": one.portal.account, "month": f"{each.day:%Y-%m}"}
                    for one in gaps
                    for each in one.months
                ],
            }
        )
    else:
        _say_check(session, found)
        for one in gaps:
            months = ", ".join(formats.month(each.day) for each in one.months)
            said = tr("{operator}, {account}: {months}")
            named = said.format(operator=one.portal.operator, account=one.portal.account, months=months)
            session.output.line(formats.labelled(tr("months without an invoice"), printable(named)))
    return DONE if found.is_sound and not found.orphans and not gaps else FOUND


def _say_check(session: Session, found: archive_acts.ArchiveCheck) -> None:
    text = ntr(
        "{intact} of {count} document is as it came.",
        "{intact} of {count} documents are as they came.",
        found.documents,
    )
    session.output.line(text.format(intact=formats.count(found.intact), count=formats.count(found.documents)))
    for word, documents in (
        (tr("missing"), found.missing),
        (tr("altered"), found.altered),
        (tr("unreadable"), found.unreadable),
    ):
        for one in documents:
            session.output.line(formats.labelled(word, printable(one.shown)))
    for name in found.orphans:
        session.output.line(formats.labelled(tr("file that the register does not know"), printable(name)))
    for broken in found.breaks:
        session.output.line(formats.labelled(tr("log"), printable(formats.sentence(broken.reason))))
    if not found.breaks:
        session.output.line(tr("The log is whole."))


def _trust(session: Session) -> int:
    """Trusts a certificate, or no more, and looks again at what is signed."""
    options = session.options
    if options.list:
        with session.for_reading() as store:
            return _say_trusted(session, store)
    with session.for_importing() as store, TerminalProgress() as progress:
        if options.remove is not None:
            trust.distrust(store, _fingerprint(store, options.remove))
        else:
            stated = Path(options.signed_by) if options.signed_by is not None else None
            found = trust.certificates_in(Path(options.certificate), session.describe, stated)
            say_of_list(session, found, is_signer_stated=stated is not None)
            trust.trust(store, found)
        judging.judge_again(store, session.inspect, progress)
        return _say_trusted(session, store)


def _fingerprint(store: Store, said: str) -> str:
    """The whole fingerprint of which somebody typed the beginning, with or without colons."""
    typed = said.replace(":", "").replace(" ", "").casefold()
    found = [one.fingerprint for one in trust.trusted(store) if typed and one.fingerprint.startswith(typed)]
    return found[0] if len(found) == 1 else typed


def _say_trusted(session: Session, store: Store) -> int:
    known = trust.trusted(store)
    if session.output.as_json:
        session.output.document(
            {
                "trusted": [
                    {
                        "fingerprint": one.fingerprint,
                        "name": one.name,
                        "issuer": one.issuer,
                        "expires_at": one.expires_at.isoformat(),
                        "added_at": one.added_at.isoformat(),
                    }
                    for one in known
                ]
            }
        )
        return DONE
    session.output.table(
        [tr("Name"), tr("Issuer"), tr("Expires on"), tr("Fingerprint")],
        [[one.name, one.issuer, formats.day(one.expires_at.date()), one.fingerprint[:16] + "…"] for one in known],
    )
    return DONE


@contextmanager
def _writable_if_may_be(session: Session) -> Iterator[Store]:
    """The store for writing, so that the log is told; for reading where another copy or the disk forbids it."""
    try:
        store = session.for_writing()
    except StoreError as error:
        if error.message.code not in _WITHOUT_WRITING:
            raise
        session.output.note(tr("The log is told nothing of this check: the store cannot be written now."))
        store = session.for_reading()
    with store:
        yield store


def _verdict(row: ArchiveRow) -> str:
    return integrity_words(row.integrity) if row.integrity is not None else tr("not looked at yet")


def _added(one: Archived, row: ArchiveRow | None) -> dict[str, Any]:
    said = _row(row) if row is not None else {}
    return {
        "file": one.file,
        "sha256": said.get("sha256"),
        "status": _status(one),
        "integrity": said.get("integrity"),
        "keep_until": said.get("keep_until"),
        "kind": said.get("kind"),
        "invoice": said.get("invoice"),
        "import": one.result.status.value if one.result is not None else None,
        "message": formats.sentence(one.problem) if one.problem is not None else None,
    }


def _status(one: Archived) -> str:
    if one.problem is not None:
        return "refused"
    return "archived" if one.is_new else "duplicate"


def _told(one: Archived, row: ArchiveRow | None) -> str:
    if one.problem is not None or row is None:
        return printable(formats.sentence(one.problem)) if one.problem is not None else ""
    kept = tr("archived") if one.is_new else tr("already here")
    until = formats.day(row.keep_until) if row.keep_until is not None else tr("while needed")
    keep = tr("keep until {day}").format(day=until)
    return ", ".join(part for part in (kept, printable(row.number), _verdict(row), keep) if part)


def _row(row: ArchiveRow) -> dict[str, Any]:
    return {
        "name": row.name,
        "sha256": row.digest,
        "size": row.size,
        "media_type": row.media_type,
        "deposited_at": row.deposited_at.isoformat(),
        "kind": row.kind.value,
        "document_date": row.document_date.isoformat(),
        "keep_until": row.keep_until.isoformat() if row.keep_until is not None else None,
        "hold": row.hold or None,
        "invoice": row.number or None,
        "operator": row.operator or None,
        "account": row.account or None,
        "label": row.label or None,
        "integrity": row.integrity.value if row.integrity is not None else None,
        "trust": row.trust.value if row.trust is not None else None,
        "signer": row.signer or None,
    }
