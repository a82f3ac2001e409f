"""Every dependency is imported somewhere and says why it is there."""

import ast
import re
import sys
import tomllib
from functools import cache

import pytest

from tests.architecture.source import ROOT, modules

IMPORTED_AS = {
    "PySide6-Essentials": "PySide6",
    "SQLAlchemy": "sqlalchemy",
    "pyHanko": "pyhanko",
    "pyhanko-certvalidator": "pyhanko_certvalidator",
    "python-calamine": "python_calamine",
    "python-dateutil": "dateutil",
    "python-stdnum": "stdnum",
}
PROJECT = (ROOT / "pyproject.toml").read_text(encoding="utf-8")


def declared() -> list[str]:
    """Names of the packages that the program needs, or uses where an option is installed."""
    project = tomllib.loads(PROJECT)["project"]
    requirements = [*project["dependencies"], *project["optional-dependencies"]["eu-lists"]]
    return [re.split(r"[<>=\[; ]", requirement)[0] for requirement in requirements]


@pytest.mark.parametrize("name", declared())
def test_a_dependency_is_imported(name: str) -> None:
    assert IMPORTED_AS.get(name, name) in {package for _, package in imported("telbill_desktop", "db")}


@pytest.mark.parametrize("name", declared())
def test_a_dependency_says_why_it_is_there(name: str) -> None:
    assert re.search(rf'^  "{re.escape(name)}[^"]*",\s+# \S+', PROJECT, re.MULTILINE)


def test_nothing_is_imported_that_is_not_declared() -> None:
    known = {
        *sys.stdlib_module_names,
        "telbill_desktop",
        "shiboken6",
        *(IMPORTED_AS.get(name, name) for name in declared()),
    }
    # shiboken6 is PySide6's own half
    assert {(place, package) for place, package in imported("telbill_desktop") if package not in known} == set()


@cache
def imported(*folders: str) -> set[tuple[str, str]]:
    """Every package that is imported below these folders, with where."""
    return {
        (each.name, module.split(".")[0])
        for each in modules(*folders)
        for node in ast.walk(each.tree)
        for module in _imports(node)
    }


def _imports(node: ast.AST) -> list[str]:
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    if isinstance(node, ast.ImportFrom) and node.module and node.level == 0:
        return [node.module]
    return []
