"""The virtual environment `.venv`: made once, brought up to date when what it depends on has changed.

A stamp inside says what was installed. While pyproject.toml, the build hook and this Python are the same, a start asks
pip nothing. Debian's Python comes without ensurepip: the environment is then made without pip and filled by the
system's pip, which can install into another one since 22.3; where there is no pip either, apt fetches ensurepip.
"""

from __future__ import annotations

import hashlib
import importlib.util
import json
import os
import re
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import system_packages
from failure import NO_ENVIRONMENT, NO_PACKAGES, fail, say

if TYPE_CHECKING:
    from pathlib import Path

NEEDED = (3, 11)
BUILD = ["hatchling", "editables", "babel"]  # what an editable install fetches beside the packages
FIRST_PIP_WITH_PYTHON_OPTION = (22, 3)


class Environment:
    """`.venv` of one checkout."""

    def __init__(self, root: Path, wheels: str | None) -> None:
        self.root = root
        self.folder = root / ".venv"
        self.scripts = self.folder / ("Scripts" if os.name == "nt" else "bin")
        self.python = self.script("python")
        self._wheels = os.path.abspath(wheels) if wheels else None  # noqa: PTH100 - older Pythons read this file
        self._stamp = self.folder / "telbill-stamp.json"

    def script(self, name: str) -> Path:
        """A program of the environment."""
        return self.scripts / (f"{name}.exe" if os.name == "nt" else name)

    def prepare(self, extras: list[str]) -> None:
        """Makes the environment, installs what is missing, compiles an edited catalogue.

        Raises:
            Failure: with the exit codes NO_ENVIRONMENT and NO_PACKAGES.
        """
        stamp = self.read_stamp()
        installed = stamp.get("extras")
        wanted = sorted({*(installed if isinstance(installed, list) else []), *extras})
        current = stamp.get("digest") == self._digest() and self.python.exists()
        if not current and not self._is_usable(stamp):
            self._make()
        if not current or wanted != installed:
            self._install(wanted)
            self.write_stamp(digest=self._digest(), extras=wanted, root=str(self.root))
        self._compile_catalogues()

    def read_stamp(self) -> dict[str, object]:
        """What was installed when this last ran; empty when nothing is known."""
        try:
            stamp = json.loads(self._stamp.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}
        return stamp if isinstance(stamp, dict) else {}

    def write_stamp(self, **facts: object) -> None:
        """Adds facts to the stamp."""
        self._stamp.write_text(json.dumps({**self.read_stamp(), **facts}, indent=1), encoding="utf-8")

    def _digest(self) -> str:
        """Changes when an installation would."""
        digest = hashlib.sha256(f"{sys.version} {self.root}".encode())
        for name in ("pyproject.toml", "packaging/hatch_build.py"):
            digest.update((self.root / name).read_bytes())
        return digest.hexdigest()

    def _is_usable(self, stamp: dict[str, object]) -> bool:
        """A Python that starts, is new enough, and whose scripts point here (a copied checkout's do not)."""
        if not self.python.exists() or stamp.get("root", str(self.root)) != str(self.root):
            return False
        check = f"import sys; sys.exit(sys.version_info < {NEEDED})"
        try:
            return subprocess.run([str(self.python), "-c", check], check=False).returncode == 0
        except OSError:
            return False

    def _make(self) -> None:
        if (self.folder / "pyvenv.cfg").exists():
            shutil.rmtree(self.folder)
        elif self.folder.exists():
            fail(f"{self.folder} is in the way and is no virtual environment.", NO_ENVIRONMENT)
        self._fetch_ensurepip()
        say(f"Making the environment {self.folder}")
        command = [sys.executable, "-m", "venv", str(self.folder)]
        if not _has_ensurepip():
            command.append("--without-pip")
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode != 0:
            shutil.rmtree(self.folder, ignore_errors=True)
            fail(f"no virtual environment: {_last_line(done.stderr or done.stdout)}", NO_ENVIRONMENT)

    def _fetch_ensurepip(self) -> None:
        """Nothing to do with ensurepip or a pip new enough; else apt installs it, or the line to type is said."""
        if _has_ensurepip() or _system_pip():
            return
        package = f"python3.{sys.version_info[1]}-venv"
        say(f"This Python has neither ensurepip nor pip: installing {package}")
        system_packages.install([package], NO_ENVIRONMENT)
        importlib.invalidate_caches()
        if not _has_ensurepip():
            fail(f"{package} is installed, and Python still has no ensurepip.", NO_ENVIRONMENT)

    def _install(self, extras: list[str]) -> None:
        what = f".[{','.join(extras)}]" if extras else "."
        say("Installing the packages (about 150 MB to fetch the first time)")
        command = [*self._pip(), "install", "--disable-pip-version-check", "--no-input", "--editable", what]
        if not sys.stdout.isatty():
            command.append("--quiet")
        if self._wheels:
            command += ["--no-index", "--find-links", self._wheels]
        variables = {**os.environ, "PIP_ROOT_USER_ACTION": "ignore"}
        if subprocess.run(command, cwd=self.root, env=variables, check=False).returncode != 0:
            advice = "Is every wheel in that folder?" if self._wheels else "Is this computer online? See --offline."
            fail(f"the packages could not be installed (pip's words are above). {advice}", NO_PACKAGES)

    def download(self, folder: str) -> None:
        """Fills a folder with every wheel that any command installs, the build's own among them.

        Raises:
            Failure: NO_PACKAGES.
        """
        target = os.path.abspath(folder)  # noqa: PTH100 - older Pythons read this file
        command = [*self._pip(), "download", "--disable-pip-version-check", "--no-input", "--dest", target]
        if subprocess.run([*command, ".[test,lint]", *BUILD], cwd=self.root, check=False).returncode != 0:
            fail("the packages could not be fetched (pip's words are above).", NO_PACKAGES)

    def _pip(self) -> list[str]:
        own = [str(self.python), "-m", "pip"]
        if subprocess.run([*own, "--version"], capture_output=True, check=False).returncode == 0:
            return own
        if not _system_pip():
            fail(f"{self.folder} has no pip. Delete that folder and start again.", NO_PACKAGES)
        return [sys.executable, "-m", "pip", "--python", str(self.python)]

    def _compile_catalogues(self) -> None:
        """Only when a `.po` is newer than its `.mo`: the build has compiled them otherwise."""
        sources = (self.root / "resources" / "i18n").glob("*/LC_MESSAGES/*.po")
        if any(_is_older(source.with_suffix(".mo"), source) for source in sources):
            script = self.root / "packaging" / "catalogue.py"
            if subprocess.run([str(self.python), str(script), "compile"], cwd=self.root, check=False).returncode != 0:
                fail("the catalogue of sentences could not be compiled (see above).", NO_PACKAGES)


def _has_ensurepip() -> bool:
    return importlib.util.find_spec("ensurepip") is not None


def _system_pip() -> bool:
    """Whether this Python has a pip that can install into another environment."""
    done = subprocess.run([sys.executable, "-m", "pip", "--version"], capture_output=True, text=True, check=False)
    found = re.match(r"pip (\d+)\.(\d+)", done.stdout)
    return found is not None and (int(found[1]), int(found[2])) >= FIRST_PIP_WITH_PYTHON_OPTION


def _is_older(made: Path, source: Path) -> bool:
    return not made.exists() or made.stat().st_mtime < source.stat().st_mtime


def _last_line(text: str) -> str:
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return lines[-1] if lines else "no reason was given"
