"""Modules that are empty until something of theirs is asked for.

`importlib.util.LazyLoader` would load a module as soon as anybody looks at its `__spec__`, which PySide does.
"""

import sys
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec
from types import ModuleType
from typing import Any, SupportsIndex


@contextmanager
def later(modules: Mapping[str, Sequence[str]]) -> Iterator[None]:
    """Within it, an import of one of these modules gives an empty one, which is loaded at its first attribute.

    The names beside a module are functions of it that may be picked up without loading it; the first call does.
    """
    before = sys.meta_path
    sys.meta_path = _Finders([_LaterFinder(modules), *before])
    try:
        yield
    finally:
        sys.meta_path = before


class _Finders(list[Any]):
    """Finders of which the first stays it, whatever is put before it: PySide puts its own at 0, and removes it."""

    def insert(self, index: SupportsIndex, finder: object) -> None:
        super().insert(max(1, int(index)), finder)


class _LaterFinder(MetaPathFinder):
    """Finds what the other finders find, and has it loaded later."""

    def __init__(self, modules: Mapping[str, Sequence[str]]) -> None:
        self._modules = modules

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        if fullname not in self._modules:
            return None
        found = (finder.find_spec(fullname, path, target) for finder in sys.meta_path if finder is not self)
        spec = next((one for one in found if one is not None), None)
        if spec is not None and spec.loader is not None:
            spec.loader = _LaterLoader(fullname, spec.loader, self._modules[fullname])
        return spec


class _LaterLoader(Loader):
    """Leaves a module empty but for the `__getattr__` (PEP 562) that loads it."""

    def __init__(self, name: str, loader: Loader, functions: Sequence[str]) -> None:
        self._name = name
        self._loader = loader
        self._functions = functions
        self._lock = threading.RLock()
        self._is_loaded = False

    def exec_module(self, module: ModuleType) -> None:
        """Gives the module its `__getattr__`, and functions that call those of the same name."""

        def load_for(name: str) -> Any:  # noqa: ANN401 - whatever the module has
            if name == "__path__":  # asked by importers, whether it is a package
                raise AttributeError(name)
            with self._lock:
                self._load(module)
            if name not in module.__dict__:
                raise AttributeError(name)
            return module.__dict__[name]

        module.__dict__["__getattr__"] = load_for
        for name in self._functions:
            module.__dict__[name] = _calls(load_for, name)

    def _load(self, module: ModuleType) -> None:
        """Once; what asks while it is being loaded, as in a circle of imports, finds what is there so far."""
        if self._is_loaded:
            return
        self._is_loaded = True
        module.__loader__ = self._loader
        if module.__spec__ is not None:  # PySide renames it and finds its source by the name it had
            module.__spec__.loader, module.__spec__.name = self._loader, self._name
        self._loader.exec_module(module)


def _calls(find: Callable[[str], Callable[..., object]], name: str) -> Callable[..., object]:
    def call(*arguments: object, **named: object) -> object:
        return find(name)(*arguments, **named)

    return call
