"""What the columns of a table ask for in the faces of the document."""

from collections.abc import Sequence

from telbill_desktop.domain.report import Table, Value
from telbill_desktop.exporters import column_fit
from telbill_desktop.exporters.losses import Losses
from telbill_desktop.exporters.pdf.faces import faces, legible


def wishes(table: Table, sample: Sequence[Sequence[Value]]) -> list[column_fit.Wish]:
    """What the columns ask for at full size, by the first rows and the totals."""
    return column_fit.wishes(table, sample, _width)


def _width(text: str, *, is_strong: bool = False) -> float:
    plain, strong = faces()
    return (strong if is_strong else plain).width(legible(text, Losses()), column_fit.SIZE)
