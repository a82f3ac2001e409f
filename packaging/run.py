r"""The two commands of the README, and the project's own checks. Needs nothing but Python's standard library.

    python3 packaging/run.py demo           environment, packages, system libraries, the demo company, the window
    python3 packaging/run.py test [--all]   the same set-up, then the tests; --all adds the slow ones
    python3 packaging/run.py check          lint, types, floors
    python3 packaging/run.py catalogue      brings the French catalogue up to date with the source
    python3 packaging/run.py wheels FOLDER  fills a folder, so that `--offline FOLDER` works on a computer of this kind

On Windows: `py packaging\run.py demo`. What is set up lives in `.venv` beside this folder; delete that and it is gone.

This file and its two neighbours are read by Pythons older than the program needs, in order to say so.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import system_packages
from environment import Environment
from failure import OLD_PYTHON, Failure, fail, say

if TYPE_CHECKING:
    from collections.abc import Callable

    Command = Callable[[Environment, argparse.Namespace, list[str]], int]

ROOT = Path(__file__).resolve().parent.parent
SCREENSHOT = ROOT / "demo-screenshot.png"
NEEDED = (3, 11)
NEWEST_LOOKED_FOR = 19
TEST_PROCESSES = 4


def main(argv: list[str]) -> int:
    """Runs one command; every failure is one sentence and its own exit code."""
    try:
        if sys.version_info < NEEDED:
            return _with_newer_python(argv)
        options, rest = _parser().parse_known_args(argv)
        command, takes_arguments = COMMANDS[options.command]
        if rest and not takes_arguments:
            _parser().error(f"unrecognized arguments: {' '.join(rest)}")
        return command(Environment(ROOT, options.offline), options, rest)
    except Failure as failure:
        print(f"run.py: {failure}", file=sys.stderr)
        return failure.exit_code
    except KeyboardInterrupt:
        return 130


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="run.py",
        description="Sets Telbill up in .venv and runs it.",
        epilog="Exit codes: that of the program or the tests; 10 Python is too old, 11 no virtual environment can be "
        "made, 12 packages cannot be installed, 13 system libraries are missing.",
    )
    parser.add_argument("command", choices=list(COMMANDS))
    parser.add_argument("--offline", metavar="FOLDER", help="install packages from a folder of wheels only")
    parser.add_argument("--all", action="store_true", help="test: the slow ones too")
    return parser


def _demo(environment: Environment, _options: argparse.Namespace, rest: list[str]) -> int:
    environment.prepare([])
    display = system_packages.prepare(environment, display=system_packages.display())
    command = [str(environment.script("telbill")), "demo", *rest]
    if display or "--no-gui" in rest:
        say("Opening the demo company.")
        return _run(command, os.environ)
    say("There is no display here: the window is drawn without one and saved as a picture.")
    SCREENSHOT.unlink(missing_ok=True)
    status = _run([*command, "--screenshot", str(SCREENSHOT)], _without_display())
    if status == 0 and SCREENSHOT.exists():
        say(f"The picture: {SCREENSHOT}")
        return status
    say(f"No picture: the program ended with code {status}; its words are above.")
    return status or 1


def _test(environment: Environment, options: argparse.Namespace, rest: list[str]) -> int:
    environment.prepare(["test"])
    system_packages.prepare(environment, display=False)
    command = [str(environment.python), "-m", "pytest"]
    if not any(argument == "-n" or argument.startswith(("-n", "--numprocesses")) for argument in rest):
        # Tests that stand together share what is made once for them, so they stay in one process while they can. One
        # process more than processors: a fifth of the time a test waits, for a window or for another process.
        command += ["-n", str(min(TEST_PROCESSES, (os.cpu_count() or 1) + 1)), "--dist", "worksteal"]
    if not options.all:
        command += ["-m", "not slow"]
    variables = _without_display()
    variables.pop("PYTHONDONTWRITEBYTECODE", None)  # the tests start the program again and again: it is compiled once
    return _run(command + rest, variables)


def _check(environment: Environment, _options: argparse.Namespace, _rest: list[str]) -> int:
    environment.prepare(["test", "lint"])
    checks = [
        ["ruff", "check", "."],
        ["ruff", "format", "--check", "."],
        ["mypy"],
        ["lint-imports"],
    ]
    failed = []
    for check in checks:
        say(" ".join(check))
        if _run([str(environment.script(check[0])), *check[1:]], os.environ) != 0:
            failed.append(" ".join(check))
    if failed:
        say(f"Failed: {', '.join(failed)}")
    return 1 if failed else 0


def _catalogue(environment: Environment, _options: argparse.Namespace, _rest: list[str]) -> int:
    environment.prepare([])
    return _run([str(environment.python), str(ROOT / "packaging" / "catalogue.py"), "update"], os.environ)


def _wheels(environment: Environment, _options: argparse.Namespace, rest: list[str]) -> int:
    if len(rest) != 1:
        _parser().error("wheels takes one folder")
    environment.prepare([])
    environment.download(rest[0])
    say(f"Filled. Elsewhere: python3 packaging/run.py --offline {rest[0]} demo")
    return 0


def _run(command: list[str], variables: os._Environ[str] | dict[str, str]) -> int:
    sys.stdout.flush()
    status = subprocess.run(command, cwd=ROOT, env=variables, check=False).returncode
    return status if status >= 0 else 128 - status  # ended by a signal: the shell's way to say which


def _without_display() -> dict[str, str]:
    return {**os.environ, "QT_QPA_PLATFORM": "offscreen"}


def _with_newer_python(argv: list[str]) -> int:
    """Starts again with a newer Python of this computer, or says what to install."""
    newest_first = range(NEWEST_LOOKED_FOR, NEEDED[1] - 1, -1)
    found = next(filter(None, (system_packages.program(f"python3.{minor}") for minor in newest_first)), None)
    if not found:
        here = ".".join(str(part) for part in sys.version_info[:2])
        advice = system_packages.how_to_install_python()
        fail(f"Telbill needs Python 3.11 or newer; this is {here}. {advice}", OLD_PYTHON)
    return subprocess.run([found, __file__, *argv], check=False).returncode


# Each command, and whether what stands after it is its own to understand.
COMMANDS: dict[str, tuple[Command, bool]] = {
    "demo": (_demo, True),
    "test": (_test, True),
    "check": (_check, False),
    "catalogue": (_catalogue, False),
    "wheels": (_wheels, True),
}

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
