"""How wide columns are before the user says otherwise: as wide as what they usually hold, in the language in use."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtGui import QFontMetrics

from telbill_desktop.gui.delegates.cells import PADDING, cell_font

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from telbill_desktop.gui.theme import Theme

K = TypeVar("K", bound=str)
_MARGIN = 8  # pixels that Qt's header keeps beside a title
_TITLE_SIZE = 12  # as resources/themes/telbill.qss has it
_LONGEST_TITLE = 92  # pixels at 100 % text; a longer one ends in an ellipsis and has a tooltip


@dataclass(frozen=True, slots=True)
class Stretch:
    """The column that takes the room which those `beside` it leave, never less than `least` pixels at 100 % text.

    Where that is too little, the others shrink to `tight`, pixels on this screen; then those of `spare` give way, the
    first one first.
    """

    column: str
    least: int
    beside: Sequence[str]
    tight: Mapping[str, int] = field(default_factory=dict)
    spare: Sequence[str] = ()


def measured_widths(theme: Theme, titles: Mapping[K, str], samples: Mapping[str, str]) -> dict[str, int]:
    """Pixels for each column, from its title and a usual text."""
    text, title = QFontMetrics(cell_font(theme)), QFontMetrics(theme.font("strong", _TITLE_SIZE))
    padding, longest, arrow = 2 * theme.dp(PADDING) + 1, theme.dp(_LONGEST_TITLE), theme.dp(_MARGIN)

    def width(name: str, words: str) -> int:
        of_title = min(title.horizontalAdvance(words), longest) + arrow
        return padding + max(of_title, text.horizontalAdvance(samples.get(name, "")))

    return {str(name): width(name, words) for name, words in titles.items()}
