"""The colours of what is printed: the window's light ones, by their names."""

import tomllib
from functools import lru_cache

from telbill_desktop.system.resources import resources

_SERIES = 10


@lru_cache(maxsize=1)
def paper_colours() -> dict[str, str]:
    """Colours as `#rrggbb` by what they are for: `text`, `text_soft`, `border`, `accent`."""
    text = (resources() / "themes" / "light.toml").read_text("utf-8")
    return dict(tomllib.loads(text)["colors"])


def series_colour(at: int) -> str:
    """That of a chart's series; they begin again after the tenth."""
    return paper_colours()[f"chart_{at % _SERIES + 1}"]
