"""`telbill archive bundle --year Y --out PLACE`: a year's documents, read again where they go."""

from typing import Any

from telbill_desktop.cli.account_choice import account_named
from telbill_desktop.cli.exit_codes import DONE, FOUND
from telbill_desktop.cli.output import printable
from telbill_desktop.cli.session import Session
from telbill_desktop.cli.terminal_progress import TerminalProgress
from telbill_desktop.domain.bundle import Bundled, BundleRequest
from telbill_desktop.domain.messages import Message
from telbill_desktop.services.bundles import make_bundle
from telbill_desktop.system import formats
from telbill_desktop.system.i18n import ntr, tr


def bundle(session: Session) -> int:
    """Writes the bundle; 1 when a document is lacking from it, or something is wrong with the log.

    Raises:
        TelbillError: nothing was written: see `exporters.bundle.writing.write_bundle`; an account is not known.
    """
    from telbill_desktop.exporters.bundle.writing import write_bundle  # noqa: PLC0415 - no other verb needs it

    options = session.options
    with session.for_writing() as store, TerminalProgress() as progress:
        accounts = tuple(sorted({account_named(store, one) for one in options.accounts or ()}))
        request = BundleRequest(options.year, options.accounting_year, accounts, with_others=not accounts)
        made = make_bundle(
            store,
            request,
            lambda contents, read, told: write_bundle(options.out, contents, read, told),
            progress,
        )
    if session.output.as_json:
        session.output.document(_stated(made))
    else:
        _print(session, made)
    return DONE if made.is_whole else FOUND


def _print(session: Session, made: Bundled) -> None:
    count = len(made.deposit_ids)
    text = ntr(
        "{count} document ({size}) copied to {place}, and verified there.",
        "{count} documents ({size}) copied to {place}, and verified there.",
        count,
    )
    said = text.format(count=formats.count(count), size=formats.size(made.size), place=made.place)
    session.output.line(printable(said))
    if not made.is_elsewhere:
        session.output.note(tr("The copy lies on the same disk as the archive: a copy elsewhere is still needed."))
    for one in _problems(made):
        session.output.note(
            printable(one["message"] if not one["file"] else formats.labelled(one["file"], one["message"]))
        )


def _stated(made: Bundled) -> dict[str, Any]:
    return {
        "documents": len(made.deposit_ids),
        "folder": made.place,
        "other_medium": made.is_elsewhere,
        "verified": True,  # what was not is an error, and nothing is left of it
        "problems": _problems(made),
    }


def _problems(made: Bundled) -> list[dict[str, Any]]:
    lacking = [_problem(one.reason, one.document.name, one.document.digest) for one in made.lacking]
    return lacking + [_problem(one) for one in made.faults]


def _problem(message: Message, file: str | None = None, digest: str | None = None) -> dict[str, Any]:
    return {"code": message.code, "file": file, "sha256": digest, "message": formats.sentence(message)}
