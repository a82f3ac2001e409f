"""`import`."""

import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from telbill_desktop.cli.exit_codes import DONE, FOUND, WRONG
from telbill_desktop.cli.output import Output, printable
from telbill_desktop.cli.session import Session
from telbill_desktop.cli.terminal_progress import TerminalProgress
from telbill_desktop.domain.errors import CancelledError, StoreError, TelbillError
from telbill_desktop.domain.messages import Message
from telbill_desktop.domain.reading import FileStatus
from telbill_desktop.domain.sentence_marker import N_
from telbill_desktop.services.intake import FileResult, gather, import_files
from telbill_desktop.store.engine import Store, create_store, has_database
from telbill_desktop.system.formats import count, day, labelled, sentence, stated
from telbill_desktop.system.i18n import ntr, tr

STATUS_WORDS = {
    FileStatus.IMPORTED: N_("imported"),
    FileStatus.DUPLICATE: N_("already here"),
    FileStatus.CONFLICT: N_("in conflict"),
    FileStatus.MERGED: N_("merged"),
    FileStatus.UNMAPPED: N_("needs a template"),
    FileStatus.NOT_AN_INVOICE: N_("not an invoice"),
    FileStatus.REFUSED: N_("refused"),
}
_FINE = {FileStatus.IMPORTED, FileStatus.DUPLICATE, FileStatus.MERGED}


def import_paths(session: Session) -> int:
    """Takes files in and tells what became of each."""
    hidden: list[Path] = []
    files = gather(session.options.paths, hidden.append)
    results: list[FileResult] = []
    stopped: TelbillError | None = None
    with _store(session) as store, TerminalProgress() as progress:
        try:
            import_files(
                store, files, session.read, progress, dry_run=session.options.dry_run, on_result=results.append
            )
        except (CancelledError, StoreError) as error:  # a full disk, say: what is in stays in, and is told
            stopped = error
    _tell(session.output, results)
    if not files:
        session.output.note(tr("There is no file to import."))
    if hidden:
        text = ntr("{count} hidden file was left out.", "{count} hidden files were left out.", len(hidden))
        session.output.note(text.format(count=len(hidden)))
    if stopped is not None:
        session.output.note(sentence(stopped.message))
        left = len(files) - len(results)
        text = ntr("{count} file was not taken in.", "{count} files were not taken in.", left)
        session.output.note(text.format(count=count(left)))
        return stopped.exit_code
    return _code(results)


@contextmanager
def _store(session: Session) -> Iterator[Store]:
    """The store to write to; a dry run where there is none looks at an empty one that is thrown away."""
    if not session.options.dry_run or has_database(session.folder):
        with session.for_importing() as store:
            yield store
        return
    with tempfile.TemporaryDirectory() as folder, create_store(Path(folder) / "store") as store:
        yield store


def _tell(output: Output, results: list[FileResult]) -> None:
    if output.as_json:
        output.document(as_json(results))
        return
    for result in results:
        output.line(labelled(tr(STATUS_WORDS[result.status]), printable(result.file) + _figures(result)))
        for message in (*((result.message,) if result.message else ()), *result.warnings):
            output.line(f"    {printable(sentence(message))}")
    counted = Counter(result.status for result in results)
    output.line(", ".join(f"{counted[status]} {tr(word)}" for status, word in STATUS_WORDS.items() if counted[status]))


def as_json(results: list[FileResult]) -> dict[str, Any]:
    """The answer for scripts."""
    counted = Counter(result.status.value for result in results)
    return {"files": [_file(result) for result in results], "summary": dict(sorted(counted.items()))}


def _file(result: FileResult) -> dict[str, Any]:
    return {
        "file": result.file,
        "status": result.status.value,
        "kind": result.kind or None,
        "invoice": result.figures.to_json() if result.figures else None,
        "usage": None,
        "statement": None,
        "fleet": None,
        "warnings": [warning(message) for message in result.warnings],
        "message": sentence(result.message) if result.message else None,
    }


def warning(message: Message) -> dict[str, str]:
    """A warning with its code, which is stable, and its sentence, which is for people."""
    return {"code": message.code, "message": sentence(message)}


def _figures(result: FileResult) -> str:
    if result.figures is None:
        return ""
    figures = result.figures
    named = f"{figures.number}, {day(figures.issue_date)}, {stated(figures.total_ttc, figures.currency)}"
    return f" ({printable(named)})"


def _code(results: list[FileResult]) -> int:
    """Wrong usage when nothing that was named is there; else whether every file went in or was in already."""
    missing = [result for result in results if result.message is not None and result.message.code == "file_missing"]
    if results and len(missing) == len(results):
        return WRONG
    clean = all(result.status in _FINE for result in results)
    return DONE if clean else FOUND
