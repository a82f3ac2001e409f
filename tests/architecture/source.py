"""The package's source, parsed once for all the rules."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from telbill_desktop.system.collector import collector_paused

ROOT = Path(__file__).resolve().parent.parent.parent
PACKAGE = ROOT / "telbill_desktop"


@dataclass(frozen=True)
class Module:
    """One file of the source."""

    path: Path
    tree: ast.Module
    lines: int

    @property
    def name(self) -> str:
        """Its path below the checkout."""
        return self.path.relative_to(ROOT).as_posix()


@cache
def modules(*folders: str) -> tuple[Module, ...]:
    """Every Python file below these folders of the checkout."""
    paths = sorted(path for folder in folders for path in (ROOT / folder).rglob("*.py"))
    with collector_paused():  # nothing of a tree is garbage, and looking for it takes longer than parsing
        return tuple(_module(path) for path in paths)


@cache
def _module(path: Path) -> Module:
    text = path.read_text(encoding="utf-8")
    return Module(path, ast.parse(text, str(path)), text.count("\n"))


@dataclass(frozen=True)
class Call:
    """A call of a function by its name, and where it stands."""

    module: Module
    node: ast.Call
    function: str

    @property
    def place(self) -> str:
        """File and line."""
        return f"{self.module.name}:{self.node.lineno}"


def calls(*folders: str) -> Iterator[Call]:
    """Every call whose function has a name."""
    for module in modules(*folders):
        for node in ast.walk(module.tree):
            if isinstance(node, ast.Call):
                called = node.func
                if isinstance(called, ast.Name):
                    yield Call(module, node, called.id)
                elif isinstance(called, ast.Attribute):
                    yield Call(module, node, called.attr)
