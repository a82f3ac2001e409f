"""The wheel carries what the program needs, and works away from the checkout."""

import os
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def elsewhere(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A virtual environment with the wheel, and this one's packages behind it; the checkout is out of its sight."""
    folder = tmp_path_factory.mktemp("elsewhere")
    venv.create(folder, with_pip=False)
    python = str(_program(folder, "python"))
    command = [sys.executable, "-m", "pip", "--python", python, "install", "--no-deps", "--no-index", str(wheel)]
    subprocess.run(command, check=True, capture_output=True)
    (site,) = folder.glob("Lib/site-packages" if os.name == "nt" else "lib/*/site-packages")
    (site / "behind.pth").write_text(sysconfig.get_path("purelib"))
    return folder


def test_the_wheel_holds_resources_migrations_and_compiled_catalogues(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    assert "telbill_desktop/_resources/i18n/fr/LC_MESSAGES/telbill.mo" in names
    for folder, below in (("resources", "_resources"), ("db", "_db")):
        shipped = {
            f"telbill_desktop/{below}/{path.relative_to(ROOT / folder).as_posix()}"
            for path in (ROOT / folder).rglob("*")
            if path.is_file() and "__pycache__" not in path.parts
        }
        assert shipped - names == set()


def test_no_test_and_no_cache_is_in_the_wheel(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        strays = [name for name in archive.namelist() if "tests/" in name or "__pycache__" in name]
    assert strays == []


def test_the_installed_program_starts(elsewhere: Path, tmp_path: Path) -> None:
    done = _run([str(_program(elsewhere, "telbill")), "--version"], tmp_path)
    assert done.returncode == 0, done.stderr
    assert "0.1.0" in done.stdout


def test_the_installed_program_finds_its_own_resources_and_speaks_french(elsewhere: Path, tmp_path: Path) -> None:
    code = (
        "from telbill_desktop.system import i18n, resources; i18n.use_language('fr');"
        "print(resources.resources()); print(resources.database_files());"
        "print(i18n.tr('There is nothing to undo.'))"
    )
    done = _run([str(_program(elsewhere, "python")), "-c", code], tmp_path)
    assert done.returncode == 0, done.stderr
    found, migrations, sentence = done.stdout.splitlines()
    assert Path(found).is_relative_to(elsewhere)
    assert (Path(migrations) / "migrations" / "env.py").is_file()
    assert sentence == "Il n’y a rien à annuler."


def _program(folder: Path, name: str) -> Path:
    return folder / "Scripts" / f"{name}.exe" if os.name == "nt" else folder / "bin" / name


def _run(command: list[str], folder: Path) -> subprocess.CompletedProcess[str]:
    variables = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    variables["PYTHONIOENCODING"] = "utf-8"
    return subprocess.run(
        command, cwd=folder, env=variables, capture_output=True, text=True, check=False, encoding="utf-8"
    )
