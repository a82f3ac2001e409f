"""The composition root: from the command line to a store, the readers of files, and a verb or the window."""

import contextlib
import gc
import os
import sys
from argparse import Namespace
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from telbill_desktop.cli.exit_codes import DONE, FOUND, WRONG
from telbill_desktop.system import paths
from telbill_desktop.system.i18n import system_language, tr, use_language
from telbill_desktop.system.settings import Settings
from telbill_desktop.workspaces import (
    ReadsUsage,
    StoreWorkspaces,
    describe_in,
    import_readers,
    inspect_in,
    judge_in,
    reader_in,
)

if TYPE_CHECKING:
    from telbill_desktop.cli.output import Output


def main(argv: Sequence[str] | None = None) -> int:
    """Runs `telbill` with these arguments and returns its exit code (`cli.exit_codes`). Never a traceback."""
    if getattr(sys, "frozen", False):  # a packaged program starts its worker process as itself
        import multiprocessing  # noqa: PLC0415 - only there

        multiprocessing.freeze_support()
    words = sys.argv[1:] if argv is None else list(argv)
    if not words:  # as from a desktop's menu: the window is painted without what the command line needs
        settings = _settings()
        use_language(settings.language or system_language())
        return _open_window(Namespace(verb="gui", store=None, lang=None, screenshot=None), settings)
    from telbill_desktop.cli import arguments  # noqa: PLC0415 - the worker's process imports this module without it

    use_language(arguments.language_of(words) or _settings().language or system_language())
    try:
        options = arguments.parse(words)
    except SystemExit as asked:  # argparse has said what there is to say
        return asked.code if isinstance(asked.code, int) else WRONG
    if options.verb == "gui" or (options.verb == "demo" and not options.no_gui):
        return _open_window(options, _settings())
    return _run(options)


def _open_window(options: Namespace, settings: Settings) -> int:
    if options.screenshot:
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    elif _has_no_display():
        sys.stderr.write(tr("There is no display to open a window on.") + "\n")
        return WRONG
    gc.disable()  # until the first page is there: nothing that is imported for it will ever be garbage
    from telbill_desktop.gui.start import Start, run_window  # noqa: PLC0415 - Qt, for the window alone

    is_demo = options.verb == "demo"
    last = "" if options.store or is_demo or os.environ.get(paths.STORE_VARIABLE) else settings.store
    folder = Path(last) if last else _folder(options)  # the window opens what was open last
    if options.screenshot:
        settings.path = None  # a picture is taken of the window; it changes nobody's settings
    workspaces = StoreWorkspaces(folder if is_demo else paths.demo_store(), getattr(options, "size", "small"))
    start = Start(
        folder,
        demo=is_demo,
        paths=tuple(Path(path) for path in getattr(options, "paths", ())),
        picture=Path(options.screenshot) if options.screenshot else None,
    )
    with contextlib.closing(workspaces):
        return run_window(workspaces, settings, start)


def _has_no_display() -> bool:
    """Qt ends the whole process where it finds none."""
    named = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    return sys.platform == "linux" and not any(os.environ.get(name) for name in named)


def _run(options: Namespace) -> int:
    from telbill_desktop.cli.output import (  # noqa: PLC0415 - the window needs none of it before it is painted
        Output,
        fill_in_streams,
        printable,
    )
    from telbill_desktop.domain.errors import CancelledError, TelbillError  # noqa: PLC0415 - the same
    from telbill_desktop.system.formats import sentence  # noqa: PLC0415 - the same

    fill_in_streams()
    output = Output(as_json=options.json)
    try:
        code = _run_verb(options, output)
        output.flush()
    except BrokenPipeError:  # `| head` has what it wanted
        _close_quietly()
        return DONE
    except (CancelledError, KeyboardInterrupt):
        output.note(sentence(CancelledError().message))
        return FOUND
    except TelbillError as error:
        output.note(printable(sentence(error.message)))
        return error.exit_code
    except Exception as error:  # noqa: BLE001 - the command line's excepthook
        output.note(_told_defect(error))
        return WRONG
    return code


def _run_verb(options: Namespace, output: "Output") -> int:
    from telbill_desktop.cli import intake, session, verbs  # noqa: PLC0415 - imports the store and the services
    from telbill_desktop.system.worker import Worker  # noqa: PLC0415 - not needed for the window's first paint

    with Worker(import_readers) as worker:
        if options.verb in verbs.READ_FILES:
            worker.warm()
        return verbs.VERBS[options.verb](
            session.Session(
                options,
                output,
                _folder(options),
                reader_in(worker, intake.choice_of(options)),
                ReadsUsage(intake.choice_of(options), worker),
                judge_in(worker),
                inspect_in(worker),
                describe_in(worker),
            )
        )


def _folder(options: Namespace) -> Path:
    if options.store:
        return Path(options.store)
    return paths.demo_store() if options.verb == "demo" else paths.default_store()


def _settings() -> Settings:
    return Settings.load(paths.settings_folder())


def _told_defect(error: Exception) -> str:
    """One sentence; the traceback goes to the log, without amounts of anybody's business on the screen."""
    from telbill_desktop.system.logs import LOGGER, start_logging, stop_logging  # noqa: PLC0415 - only when it fails

    path = start_logging(paths.log_folder())
    LOGGER.critical("a defect", exc_info=error)
    stop_logging()
    if not os.path.exists(path):  # noqa: PTH110 - Path.exists raises where the system refuses to look
        return tr("Something went wrong inside Telbill, and its log cannot be written to {path}.").format(path=path)
    return tr("Something went wrong inside Telbill; the details are in {path}.").format(path=path)


def _close_quietly() -> None:
    """Python flushes standard output once more at exit, into the closed pipe."""
    with contextlib.suppress(OSError, ValueError):
        nothing = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nothing, sys.stdout.fileno())
