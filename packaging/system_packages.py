"""What lies outside `.venv`: Python itself, the libraries that Qt's wheels expect of the system, the display.

The list was found in a bare Debian 12: the first eight are needed to import Qt at all, the others to open a window
under X11. The same names serve on Debian 13 and Ubuntu, whose renamed packages still answer to them.
"""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

from failure import NO_LIBRARIES, fail, say

if TYPE_CHECKING:
    from environment import Environment

QT_LIBRARIES = [
    "libgl1",
    "libegl1",
    "libglib2.0-0",
    "libdbus-1-3",
    "libfontconfig1",
    "libxkbcommon0",
    "libx11-6",
    "libbrotli1",
    "libxcb-cursor0",
    "libxcb-icccm4",
    "libxcb-keysyms1",
    "libxcb-shape0",
    "libxkbcommon-x11-0",
]
_PROBE = "from PySide6 import QtNetwork, QtSvg, QtWidgets; QtWidgets.QApplication([])"
_DEAD_DISPLAY = "could not connect to display"  # Qt's words: no library is missing


def program(name: str) -> str | None:
    """Where a program is on this computer."""
    return shutil.which(name)


def display() -> bool:
    """Whether a window can be expected to show."""
    chosen = os.environ.get("QT_QPA_PLATFORM", "").split(":")[0]
    if chosen in ("offscreen", "minimal"):
        return False
    if not sys.platform.startswith("linux"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def prepare(environment: Environment, *, display: bool) -> bool:
    """Makes Qt start, by installing the libraries that it misses; returns whether a display can be used.

    Raises:
        Failure: NO_LIBRARIES with the line to type, where apt may not be used or does not help.
    """
    platform = "display" if display else "offscreen"
    known = environment.read_stamp().get("qt_starts", [])
    known = known if isinstance(known, list) else []
    if platform in known:
        return display
    problem = _qt_problem(environment, display=display)
    if problem and _DEAD_DISPLAY not in problem and sys.platform.startswith("linux"):
        say("Qt misses libraries of the system.")
        install(QT_LIBRARIES, NO_LIBRARIES)
        problem = _qt_problem(environment, display=display)
    if problem and display:
        say("The display of this session cannot be used.")
        return prepare(environment, display=False)
    if problem:
        fail(f"Qt does not start: {_last_line(problem)}", NO_LIBRARIES)
    environment.write_stamp(qt_starts=sorted({*known, platform}))
    return display


def install(packages: list[str], exit_code: int) -> None:
    """Installs Debian packages, as root or with a sudo that asks nothing.

    Raises:
        Failure: with the line to type, where neither is possible or apt fails.
    """
    install_command = ["apt-get", "install", "--yes", "--no-install-recommends", *packages]
    by_hand = f"sudo {shlex.join(install_command)}" if program("apt-get") else f"install {' '.join(packages)}"
    privilege = _privilege()
    if privilege is None or not program("apt-get"):
        fail(f"packages of the system are missing. Type this line, then start again:\n  {by_hand}", exit_code)
    say(f"Installing by apt: {' '.join(packages)}")
    setting = ["env", "DEBIAN_FRONTEND=noninteractive"]
    subprocess.run([*privilege, *setting, "apt-get", "update", "--quiet=2"], check=False)
    done = subprocess.run([*privilege, *setting, *install_command, "--quiet=2"], stdout=subprocess.DEVNULL, check=False)
    if done.returncode != 0:
        fail(f"apt could not install them (its words are above). To try by hand:\n  {by_hand}", exit_code)


def how_to_install_python() -> str:
    """Advice by system."""
    if program("apt-get"):
        return "Type: sudo apt-get install python3.11 python3.11-venv (or get it from python.org), then start again."
    return "Get one from https://www.python.org/downloads/ and start again."


def _privilege() -> list[str] | None:
    """What to put before a command that needs root; None when root cannot be had without a password."""
    if os.name != "posix":
        return None
    if os.geteuid() == 0:
        return []
    if program("sudo") and subprocess.run(["sudo", "-n", "true"], capture_output=True, check=False).returncode == 0:
        return ["sudo", "-n"]
    return None


def _qt_problem(environment: Environment, *, display: bool) -> str:
    """Why Qt does not start; empty when it does."""
    variables = dict(os.environ)
    if not display:
        variables["QT_QPA_PLATFORM"] = "offscreen"
    done = subprocess.run(
        [str(environment.python), "-c", _PROBE], env=variables, capture_output=True, text=True, check=False
    )
    return "" if done.returncode == 0 else f"exit code {done.returncode}\n{done.stderr}"


def _last_line(text: str) -> str:
    return [line.strip() for line in text.splitlines() if line.strip()][-1]
