"""The colours of what is printed: the window's light ones, by their names."""

import tomllib
from functools import lru_cache

from telbill_desktop.system.resources import resources

_SERIES = 6
_SHADES = ((0, 0.0), (255, 0.55), (0, 0.45))  # what a colour is mixed with, white or black, and how much of it


@lru_cache(maxsize=1)
def paper_colours() -> dict[str, str]:
    """Colours as `#rrggbb` by what they are for: `text`, `text_soft`, `border`, `accent`."""
    text = (resources() / "themes" / "light.toml").read_text("utf-8")
    return dict(tomllib.loads(text)["colors"])


def series_colour(at: int) -> str:
    """That of a chart's series: the theme's six, then six lighter and six darker ones; then they begin again."""
    colour = paper_colours()[f"chart_{at % _SERIES + 1}"]
    mixed, share = _SHADES[at // _SERIES % len(_SHADES)]
    parts = [int(colour[place : place + 2], 16) for place in (1, 3, 5)]
    return "#" + "".join(f"{round(part + (mixed - part) * share):02x}" for part in parts)
