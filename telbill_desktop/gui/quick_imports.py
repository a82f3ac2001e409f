"""Spares PySide the reading of every source file; imported by `start` right after Qt, before everything else of ours.

PySide's optional features (snake_case, true_property) depend on the module that calls. To know which modules call Qt,
`shibokensupport.feature` reads the source of each module that is imported after it and looks for the word PySide6:
with SQLAlchemy that is 320 files and a tenth of the time to the first rows (bench/start_up.py). We use no such
feature, and know where Qt is used. Where PySide has no such function any more, nothing is changed.
"""

import sys
from types import ModuleType

_FEATURE, _FUNCTION = "shibokensupport.feature", "_mod_uses_pyside"


def uses_qt(module: ModuleType) -> bool:
    """Whether a module calls Qt: ours of the window, PySide's own, and programs that run the window."""
    return module.__name__.startswith(("telbill_desktop.gui", "PySide6", "__main__", "tests", "pytestqt"))


if hasattr(sys.modules.get(_FEATURE), _FUNCTION):
    setattr(sys.modules[_FEATURE], _FUNCTION, uses_qt)
