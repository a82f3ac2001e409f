"""`import`."""

import tempfile
from argparse import Namespace
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from telbill_desktop.cli.exit_codes import DONE, FOUND, WRONG
from telbill_desktop.cli.output import Output, printable
from telbill_desktop.cli.session import Session
from telbill_desktop.cli.terminal_progress import TerminalProgress
from telbill_desktop.documents.content import TABLE_FORMATS
from telbill_desktop.domain.errors import CancelledError, StoreError, TelbillError
from telbill_desktop.domain.field_names import FIELD_NAMES
from telbill_desktop.domain.messages import Message
from telbill_desktop.domain.reading import FileStatus
from telbill_desktop.domain.sentence_marker import N_
from telbill_desktop.domain.table_profile import TableChoice, TableField, TableKind
from telbill_desktop.domain.table_reading import CellProblem, TableCounts
from telbill_desktop.importers.knowledge import Knowledge, knowledge_in
from telbill_desktop.services import judging
from telbill_desktop.services.intake import FileResult, gather, import_files
from telbill_desktop.store.engine import Store, create_store, has_database
from telbill_desktop.system.formats import count, day, labelled, sentence, stated
from telbill_desktop.system.i18n import ntr, tr
from telbill_desktop.system.paths import settings_folder

STATUS_WORDS = {
    FileStatus.IMPORTED: N_("imported"),
    FileStatus.DUPLICATE: N_("already here"),
    FileStatus.CONFLICT: N_("in conflict"),
    FileStatus.MERGED: N_("merged"),
    FileStatus.UNMAPPED: N_("needs a template"),
    FileStatus.NOT_AN_INVOICE: N_("not an invoice"),
    FileStatus.REFUSED: N_("refused"),
}
_PROBLEMS_SHOWN = 20
_OF_INVOICES = {TableKind.INVOICE_LIST, TableKind.INVOICE_LINES}
_FINE = {FileStatus.IMPORTED, FileStatus.DUPLICATE, FileStatus.MERGED}


def import_paths(session: Session) -> int:
    """Takes files in and tells what became of each.

    Raises:
        TelbillError: `profile_unknown_key`, before anything is read; see `Session.for_importing` too.
    """
    knowledge = knowledge_in(settings_folder())
    for problem in knowledge.problems:  # what was taught and cannot be used
        session.output.note(printable(sentence(problem)))
    profile: str | None = session.options.profile
    if profile is not None:
        _check_profile(profile, knowledge)
    hidden: list[Path] = []
    files = gather(session.options.paths, hidden.append)
    results: list[FileResult] = []
    stopped: TelbillError | None = None
    with _store(session) as store, TerminalProgress() as progress:
        try:
            import_files(
                store,
                files,
                session.read,
                progress,
                usage=session.usage,
                dry_run=session.options.dry_run,
                on_result=results.append,
            )
            if not session.options.dry_run:
                judging.judge_waiting(store, session.inspect, progress)
        except (CancelledError, StoreError) as error:  # a full disk, say: what is in stays in, and is told
            stopped = error
    _tell(session.output, results)
    if profile is not None and results and not any(result.kind in TABLE_FORMATS for result in results):
        unused = tr("None of the files is a table; the profile {profile} was not used.")
        session.output.note(unused.format(profile=profile))
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


def _check_profile(wanted: str, knowledge: Knowledge) -> None:
    from telbill_desktop.importers.tabular.profile_files import built_in_profiles  # noqa: PLC0415 - seldom asked for

    known = sorted(one.key for one in (*built_in_profiles(), *knowledge.table_profiles))
    if wanted not in known:
        raise TelbillError("profile_unknown_key", profile=printable(wanted), known=", ".join(known))


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
        for problem in (result.table.problems if result.table else ())[:_PROBLEMS_SHOWN]:
            line = tr("line {line}").format(line=count(problem.line))
            output.line(f"    {printable(labelled(line, problem_sentence(problem)))}")
    counted = Counter(result.status for result in results)
    output.line(", ".join(_counted(status, counted[status]) for status in STATUS_WORDS if counted[status]))


def _counted(status: FileStatus, files: int) -> str:
    """So many files of which this became: `2 imported`."""
    words = {
        FileStatus.IMPORTED: ntr("{count} imported", "{count} imported", files),
        FileStatus.DUPLICATE: ntr("{count} already here", "{count} already here", files),
        FileStatus.CONFLICT: ntr("{count} in conflict", "{count} in conflict", files),
        FileStatus.MERGED: ntr("{count} merged", "{count} merged", files),
        FileStatus.UNMAPPED: ntr("{count} needs a template", "{count} need a template", files),
        FileStatus.NOT_AN_INVOICE: ntr("{count} is not an invoice", "{count} are not invoices", files),
        FileStatus.REFUSED: ntr("{count} refused", "{count} refused", files),
    }
    return words[status].format(count=count(files))


def as_json(results: list[FileResult]) -> dict[str, Any]:
    """The answer for scripts."""
    counted = Counter(result.status.value for result in results)
    return {"files": [_file(result) for result in results], "summary": dict(sorted(counted.items()))}


def choice_of(options: Namespace) -> TableChoice:
    """What the options decide of tables."""
    account = getattr(options, "account", None)
    constants = {TableField.ACCOUNT: account} if options.verb == "import" and account else {}
    return TableChoice(getattr(options, "profile", None), constants)


def _table(counts: TableCounts) -> dict[str, Any]:
    return {
        "profile": counts.profile,
        "new": counts.new,
        "identical": counts.identical,
        "completed": counts.completed,
        "changed": counts.changed,
        "repeated": counts.repeated,
        "conflicts": list(counts.conflicts),
        "errors": [
            {"line": problem.line, "text": problem.text, "message": problem_sentence(problem)}
            for problem in counts.problems
        ],
    }


def _fleet(counts: TableCounts) -> dict[str, Any]:
    return {
        "profile": counts.profile,
        "new": counts.new,
        "identical": counts.identical,
        "changed": counts.changed,
        "repeated": counts.repeated,
        "errors": [
            {"line": problem.line, "text": problem.text, "message": problem_sentence(problem)}
            for problem in counts.problems
        ],
    }


def _usage(counts: TableCounts) -> dict[str, Any]:
    return {
        "profile": counts.profile,
        "new": counts.new,
        "identical": counts.identical,
        "changed": 0,
        "repeated": counts.repeated,
        "wrong": counts.wrong,
        "total_ht": f"{counts.amount:.6f}",
        "errors": [
            {"line": problem.line, "text": problem.text, "message": problem_sentence(problem)}
            for problem in counts.problems
        ],
    }


def problem_sentence(problem: CellProblem) -> str:
    """Why a row could not be taken, with the name of its field."""
    told = sentence(problem.message)
    return labelled(tr(FIELD_NAMES[problem.field]), told) if problem.field is not None else told


def _file(result: FileResult) -> dict[str, Any]:
    return {
        "file": result.file,
        "status": result.status.value,
        "kind": result.kind or None,
        "invoice": result.figures.to_json() if result.figures else None,
        "invoices": _table(result.table) if result.table and result.table.kind in _OF_INVOICES else None,
        "usage": _usage(result.table) if result.table and result.table.kind is TableKind.USAGE else None,
        "statement": None,
        "fleet": _fleet(result.table) if result.table and result.table.kind is TableKind.FLEET else None,
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
    return DONE if all(map(_is_clean, results)) else FOUND


def _is_clean(result: FileResult) -> bool:
    """Whether the whole file went in, or was in: no row was left out, no invoice contradicts what is known."""
    table = result.table
    if table is None or result.status not in _FINE:
        return result.status in _FINE
    return not table.problems and (table.kind is TableKind.FLEET or not table.changed)
