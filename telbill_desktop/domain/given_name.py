"""Names that the user gives to what is kept: views, perimeters, reports. No two of a kind are called alike."""

from collections.abc import Iterable
from typing import Protocol, TypeVar

from telbill_desktop.domain.errors import TelbillError
from telbill_desktop.domain.folding import fold
from telbill_desktop.domain.keepable import keepable
from telbill_desktop.domain.visible_text import visible

_SHOWN = 60  # characters of a name that there is not


class Kept(Protocol):
    """Something that is kept under a name."""

    @property
    def id(self) -> int:
        """By which it is known when its name changes."""

    @property
    def name(self) -> str:
        """As the user gave it."""


AnyKept = TypeVar("AnyKept", bound=Kept)


def given_name(text: str) -> str:
    """The name as it is kept. Raises TelbillError `name_missing` for one of nothing."""
    name = " ".join(keepable(text).split())
    if not name:
        raise TelbillError("name_missing")
    return name


def same_name(one: str, other: str) -> bool:
    """Whether a reader takes the two for one name: accents, case, spaces and dashes aside."""
    return (fold(one) or one) == (fold(other) or other)


def named(known: Iterable[AnyKept], name: str, unknown: str) -> AnyKept:
    """What goes by that name. Raises a TelbillError of the code `unknown` where nothing does."""
    for one in known:
        if same_name(one.name, name):
            return one
    raise TelbillError(unknown, name=visible(name)[:_SHOWN])


def refuse_taken(known: Iterable[Kept], name: str, taken: str, own_id: int | None = None) -> None:
    """Raises a TelbillError of the code `taken` where another than `own_id` goes by that name."""
    for other in known:
        if other.id != own_id and same_name(other.name, name):
            raise TelbillError(taken, name=other.name)
