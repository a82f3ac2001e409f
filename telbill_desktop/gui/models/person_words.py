"""How somebody is told from others of the same name."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from telbill_desktop.domain.fleet import Person


def person_words(name: str, team: str) -> str:
    """`Camille Perrin · Gestion`, or the name alone."""
    return f"{name} · {team}" if team else name


def offered_people(known: Iterable[Person]) -> list[Person]:
    """Those who may still get something."""
    return [one for one in known if one.left_on is None]
