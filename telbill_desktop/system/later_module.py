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

# What an import asks of a module, which is none of its contents.
_OF_THE_IMPORT = frozenset(
    ("__class__", "__dict__", "__file__", "__loader__", "__name__", "__package__", "__path__", "__spec__")
)
# One for all: a later module may ask for another while it is loaded, on two threads the other way round.
_LOADING = threading.RLock()


@contextmanager
def later(modules: Mapping[str, Sequence[str]]) -> Iterator[None]:
    """Within it, an import of one of these modules gives an empty one, which is loaded at its first attribute.

    The names beside a module are functions of it that may be picked up without loading it; the first call does.
    A load that fails says so to whoever asked, and is tried again for the next who asks.
    """
    finder = _LaterFinder(modules)
    before = sys.meta_path
    sys.meta_path = _Finders([finder, *before])
    try:
        yield
    finally:
        before[:] = [each for each in sys.meta_path if each is not finder]
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
    """Leaves a module empty, and of a class that loads it when it is asked for something."""

    def __init__(self, name: str, loader: Loader, functions: Sequence[str]) -> None:
        self._name = name
        self._loader = loader
        self._functions = functions
        self._is_loading = False

    def exec_module(self, module: ModuleType) -> None:
        """Until the module is loaded its class answers in its place; from then on it is a module as any other."""
        stubs = {name: self._stub(module, name) for name in self._functions}

        class LaterModule(ModuleType):
            def __getattribute__(_self, name: str) -> Any:  # noqa: N805, ANN401 - `self` is the loader
                if name in stubs:
                    return stubs[name]
                if name not in _OF_THE_IMPORT:
                    self._load(module)
                return ModuleType.__getattribute__(module, name)

        module.__class__ = LaterModule

    def _stub(self, module: ModuleType, name: str) -> Callable[..., object]:
        def call(*arguments: object, **named: object) -> object:
            self._load(module)
            return ModuleType.__getattribute__(module, name)(*arguments, **named)

        return call

    def _load(self, module: ModuleType) -> None:
        """Other threads wait; what asks on this one meanwhile, as in a circle of imports, finds what is there so far.

        After a failure the module is empty again.
        """
        with _LOADING:
            if self._is_loading or type(module) is ModuleType:
                return
            contents = ModuleType.__getattribute__(module, "__dict__")
            before, spec = dict(contents), contents["__spec__"]
            contents["__loader__"] = spec.loader = self._loader
            spec.name = self._name  # PySide renames it and finds its source by the name it had
            self._is_loading = True
            try:
                self._loader.exec_module(module)
            except BaseException:
                contents.clear()
                contents.update(before)
                raise
            finally:
                self._is_loading = False
            module.__class__ = ModuleType
