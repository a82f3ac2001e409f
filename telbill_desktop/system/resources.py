"""Files that ship with the program: `resources/` and `db/`, inside the wheel or beside the package in a checkout."""

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent.parent


def resources() -> Path:
    """Icons, themes, catalogues, fonts."""
    return _shipped("_resources", "resources")


def database_files() -> Path:
    """Migrations and the demo company."""
    return _shipped("_db", "db")


def _shipped(in_wheel: str, in_checkout: str) -> Path:
    wheel = _PACKAGE / in_wheel
    return wheel if wheel.is_dir() else _PACKAGE.parent / in_checkout
