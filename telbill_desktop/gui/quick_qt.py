"""Spares PySide, while it is imported, what we never ask of it; `start` imports this before everything else.

**Signatures.** PySide carries a parser of its signatures, which texts of errors and of help are made with, as sources
in a zip, and compiles them at each start: a quarter of the time of `import PySide6.QtWidgets`. Here they stand as
modules that are empty until something of theirs is asked for, and then become what they are (`system.later_module`).

**Features.** PySide's optional features (snake_case, true_property) depend on the module that calls. To know which
modules want them, PySide puts itself in the place of `__import__`, looks at each import statement and reads the source
of each module: with SQLAlchemy that is 320 files and a tenth of the time to the first rows. We use no such feature:
the interpreter's own `__import__` takes its place again.

Where PySide has no such module or function any more, nothing is changed (bench/start_up.py).
"""

import builtins

from telbill_desktop.system.later_module import later

# `mapping` is not among them: PySide's C++ code looks into its dictionary and aborts when nothing is there.
_SIGNATURES = {
    f"shibokensupport.signature.{name}": ()
    for name in ("errorhandler", "layout", "parser", "lib.enum_sig", "lib.pyi_generator", "lib.tool")
}

with later(_SIGNATURES):
    from PySide6 import QtCore  # noqa: F401 - for what it brings along

if hasattr(builtins, "__orig_import__"):
    builtins.__import__ = builtins.__orig_import__
