"""Spares PySide, while it is imported, what we never ask of it; `start` imports this before everything else.

**Signatures.** PySide carries a parser of its signatures, which texts of errors and of help are made with, as sources
in a zip, and compiles them at each start: a quarter of the time of `import PySide6.QtWidgets`. Here they stand as
modules that are empty until something of theirs is asked for, and then become what they are (`system.later_module`).

**Features.** PySide's optional features (snake_case, true_property) depend on the module that calls. To know which
modules call Qt, `shibokensupport.feature` reads the source of each module that is imported after it and looks for the
word PySide6: with SQLAlchemy that is 320 files and a tenth of the time to the first rows. We use no such feature, and
know where Qt is used.

Where PySide has no such module or function any more, or was imported before, nothing is changed (bench/start_up.py).
"""

import sys
from types import ModuleType

from telbill_desktop.system.later_module import later

# `mapping` is not among them: PySide's C++ code looks into its dictionary and aborts when nothing is there.
_SIGNATURES = {
    f"shibokensupport.signature.{name}": ()
    for name in ("errorhandler", "layout", "parser", "lib.enum_sig", "lib.pyi_generator", "lib.tool")
}
_FEATURE, _FUNCTION = "shibokensupport.feature", "_mod_uses_pyside"


def uses_qt(module: ModuleType) -> bool:
    """Whether a module calls Qt: ours of the window, PySide's own, and programs that run the window."""
    return module.__name__.startswith(("telbill_desktop.gui", "PySide6", "__main__", "tests", "pytestqt"))


with later(_SIGNATURES):
    from PySide6 import QtCore  # noqa: F401 - for what it brings along

if hasattr(sys.modules.get(_FEATURE), _FUNCTION):
    setattr(sys.modules[_FEATURE], _FUNCTION, uses_qt)
