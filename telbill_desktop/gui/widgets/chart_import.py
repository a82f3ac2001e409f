"""Imports what draws charts, on a reader's thread, when the first of them is seen: half a second, seldom needed."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

from telbill_desktop.system.collector import leave_alone

if TYPE_CHECKING:
    from types import ModuleType

CANVAS = "telbill_desktop.gui.widgets.chart_canvas"


def import_canvas() -> ModuleType:
    """The module of `ChartCanvas`. Its hundred thousand objects stay, and are not looked through for garbage."""
    module = importlib.import_module(CANVAS)
    leave_alone()
    return module
