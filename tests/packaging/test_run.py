"""The README's commands: what they decide without touching this computer."""

import ast
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture.source import ROOT

PACKAGING = ROOT / "packaging"
sys.path.insert(0, str(PACKAGING))  # run.py finds its neighbours in the same way

import system_packages  # noqa: E402 - see the line above
from environment import Environment  # noqa: E402
from failure import NO_LIBRARIES, Failure  # noqa: E402


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(PACKAGING / "run.py"), *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_wrong_usage_is_said_and_installs_nothing() -> None:
    for arguments in ([], ["fly"], ["check", "--fast"]):
        done = run(*arguments)
        assert done.returncode == 2
        assert "usage: run.py" in done.stderr


def test_help_names_the_exit_codes() -> None:
    done = run("--help")
    assert done.returncode == 0
    assert "10 Python is too old" in " ".join(done.stdout.split())


@pytest.mark.parametrize("name", ["run", "environment", "system_packages", "failure"])
def test_an_old_python_can_read_it_far_enough_to_say_that_it_is_old(name: str) -> None:
    ast.parse((PACKAGING / f"{name}.py").read_text(encoding="utf-8"), feature_version=(3, 7))


@pytest.mark.parametrize("name", ["run", "environment", "system_packages", "failure"])
def test_it_needs_nothing_but_the_standard_library(name: str) -> None:
    tree = ast.parse((PACKAGING / f"{name}.py").read_text(encoding="utf-8"))
    names = [
        alias.name.split(".")[0] for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names
    ]
    names += [(node.module or "").split(".")[0] for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
    assert set(names) <= sys.stdlib_module_names | {"run", "environment", "system_packages", "failure"}


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    (tmp_path / "packaging").mkdir()
    (tmp_path / "pyproject.toml").write_text("[project]\n")
    (tmp_path / "packaging" / "hatch_build.py").write_text("# hook\n")
    (tmp_path / ".venv").mkdir()
    return tmp_path


def test_pip_is_asked_again_only_when_what_it_installs_has_changed(checkout: Path) -> None:
    first = Environment(checkout, None)._digest()
    (checkout / "resources").mkdir()
    assert Environment(checkout, None)._digest() == first
    (checkout / "pyproject.toml").write_text("[project]\nname = 'other'\n")
    second = Environment(checkout, None)._digest()
    assert second != first
    (checkout / "packaging" / "hatch_build.py").write_text("# another hook\n")
    assert Environment(checkout, None)._digest() not in {first, second}


def test_the_stamp_keeps_its_facts_and_a_broken_one_is_no_stamp(checkout: Path) -> None:
    environment = Environment(checkout, None)
    assert environment.read_stamp() == {}
    environment.write_stamp(extras=["test"])
    environment.write_stamp(qt_starts=["offscreen"])
    assert environment.read_stamp() == {"extras": ["test"], "qt_starts": ["offscreen"]}
    (checkout / ".venv" / "telbill-stamp.json").write_text("{")
    assert environment.read_stamp() == {}


def test_a_folder_that_is_no_environment_is_left_alone(checkout: Path) -> None:
    (checkout / ".venv" / "precious.txt").write_text("mine")
    with pytest.raises(Failure, match="in the way"):
        Environment(checkout, None)._make()
    assert (checkout / ".venv" / "precious.txt").read_text() == "mine"


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux may be without a display")
def test_without_a_display_it_is_known(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("QT_QPA_PLATFORM", "DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    assert not system_packages.display()
    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-0")
    assert system_packages.display()
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen:size=1x1")
    assert not system_packages.display()


@pytest.mark.skipif(os.name != "posix", reason="sudo and apt are POSIX's")
def test_who_may_not_use_apt_gets_the_exact_line(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    apt = tmp_path / "apt-get"
    apt.write_text("#!/bin/sh\nexit 99\n")
    apt.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    with pytest.raises(Failure) as caught:
        system_packages.install(["libegl1", "libgl1"], NO_LIBRARIES)
    assert caught.value.exit_code == NO_LIBRARIES
    assert "sudo apt-get install --yes --no-install-recommends libegl1 libgl1" in str(caught.value)
