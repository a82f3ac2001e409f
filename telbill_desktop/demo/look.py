"""How an operator's paper looks and what its small print says."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Look:
    """Colours are `#rrggbb`; `header` is one of band, side, line."""

    colour: str = "#1f5fa8"
    tint: str = "#eaf1f9"
    header: str = "band"
    slogan: str = ""
    service: str = ""
    legal: tuple[str, ...] = ()
