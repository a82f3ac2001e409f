"""Why an act is not allowed: in the dialog, and on the button that is grey for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from telbill_desktop.gui.widgets.message_panel import MessagePanel
from telbill_desktop.gui.widgets.text import tooltip
from telbill_desktop.system.i18n import tr

if TYPE_CHECKING:
    from telbill_desktop.gui.theme import Theme
    from telbill_desktop.gui.widgets.buttons import Button


class WhyNot(MessagePanel):
    """Hidden while nothing stands against it."""

    def __init__(self, theme: Theme, button: Button) -> None:
        super().__init__(theme)
        self._button = button

    def say_why(self, why: str) -> None:
        """A sentence; an empty one: it is allowed, or nobody knows yet."""
        self.say("bad", tr("Not possible") if why else "", [why] if why else [])
        self._button.setToolTip(tooltip(why))
        self._button.setAccessibleDescription(why)
