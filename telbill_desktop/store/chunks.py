"""Long lists in pieces: one statement takes only so many values."""

from collections.abc import Iterator, Sequence
from typing import TypeVar

_T = TypeVar("_T")  # 3.11 has no generic functions of its own yet
_CHUNK = 500


def chunks(items: Sequence[_T]) -> Iterator[Sequence[_T]]:
    """The items in pieces that one statement takes."""
    return (items[start : start + _CHUNK] for start in range(0, len(items), _CHUNK))
