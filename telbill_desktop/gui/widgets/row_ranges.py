"""Chosen rows as ranges: cheap, however many rows are chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtCore import QItemSelection


def row_ranges(selection: QItemSelection) -> list[tuple[int, int]]:
    """First and last row of each run of chosen rows, both included, from the top."""
    parts = (selection.at(position) for position in range(selection.size()))
    return sorted({(part.top(), part.bottom()) for part in parts if part.isValid()})
