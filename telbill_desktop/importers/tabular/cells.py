"""Cells as values: exact, by what the profile says of the way in which they are written; blank is None."""

import re
from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from telbill_desktop.domain.amount_text import MAX_WHOLE_DIGITS, parse_amount
from telbill_desktop.domain.date_text import DateOrder, parse_written_date
from telbill_desktop.domain.errors import TelbillError
from telbill_desktop.domain.table import Cell
from telbill_desktop.domain.table_profile import ColumnFormat

_BLANKS = frozenset({"", "-", "--", "—", "–"})  # noqa: RUF001 - dashes that stand for « nothing »
_CENTS = Decimal("0.01")
_MOMENT = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2}) [0-9]{2}:[0-9]{2}:[0-9]{2}")  # as documents.tables writes it
_SHOWN = 40
# France's rates of VAT as parts of one; none of them is a rate in percent.
_RATES_OF_ONE = frozenset(map(Decimal, ("0.2", "0.1", "0.085", "0.055", "0.021", "0.0105")))
_SPACES = " \u00a0\u202f\u2009"  # within an amount


class CellReader:
    """Reads cells that are written in one way; what repeats is read once."""

    def __init__(self, written: ColumnFormat) -> None:
        self._mark, self._grouping, self._order = written.decimal_mark, written.grouping, written.date_order
        groups = rf"[1-9][0-9]{{0,2}}(?:[{_SPACES}][0-9]{{3}})+|[0-9]{{1,12}}"
        self._usual = re.compile(
            rf"-?(?:{groups})(?:{re.escape(self._mark)}[0-9]{{1,12}})?\Z"
        )  # what is finer than a millionth is rounded when it is stored
        total = (
            rf"-?(?:[1-9][0-9]{{0,2}}(?:[{_SPACES}][0-9]{{3}}){{1,3}}|[0-9]{{1,12}}){re.escape(self._mark)}[0-9]{{2}}"
        )
        self._usual_totals = re.compile(rf"(?:{total}\n)*{total}\Z")
        self._days: dict[Cell, date | None] = {}

    def text(self, cell: Cell) -> str:
        """The text without what surrounds it; "" for a dash that stands for nothing; a number as one writes it."""
        if isinstance(cell, str):
            plain = cell.strip()
            return "" if plain in _BLANKS else plain
        if isinstance(cell, Decimal):
            return f"{cell:f}"
        return "" if cell is None else str(cell)

    def number(self, cell: Cell) -> Decimal | None:
        """An amount, a quantity, a price or a rate.

        Raises:
            TelbillError: see `amount_text.parse_amount`; `row_not_an_amount` for a day or a yes.
        """
        if cell is None:
            return None
        if isinstance(cell, Decimal):
            return _bounded(cell)
        if not isinstance(cell, str):
            raise TelbillError("row_not_an_amount", text=str(cell))
        if self._usual.match(cell):
            return _bounded(Decimal("".join(cell.split()).replace(self._mark, ".")))
        plain = cell.strip()
        if plain in _BLANKS:
            return None
        return parse_amount(plain, decimal_mark=self._mark, grouping=self._grouping)

    def rate(self, cell: Cell) -> Decimal | None:
        """A rate in percent, with its sign or without: `20 %`. A workbook stores what it shows as 20 % as 0.2.

        Raises:
            TelbillError: as `number`.
        """
        if isinstance(cell, Decimal) and cell in _RATES_OF_ONE:
            return cell * 100
        return self.number(cell.strip().removesuffix("%") if isinstance(cell, str) else cell)

    def total(self, cell: Cell) -> Decimal | None:
        """A total of an invoice, with its two decimals.

        Raises:
            TelbillError: as `number`; `row_total_too_precise` beyond the cent, which is never rounded in silence.
        """
        amount = self.number(cell)
        if amount is None:
            return None
        exact = amount.quantize(_CENTS)
        if exact != amount:
            raise TelbillError("row_total_too_precise", text=self.text(cell)[:_SHOWN])
        return exact or abs(exact)  # no minus nothing

    def totals(self, cells: Sequence[Cell]) -> list[Decimal | None]:
        """`total` of each cell; where all are written with two decimals, each step goes over all of them at once.

        Raises:
            TelbillError: as `total`, for the first that is none.
        """
        try:
            text = "\n".join(cells)  # type: ignore[arg-type] # what is no text is told by the error
        except TypeError:
            return list(map(self.total, cells))
        if self._usual_totals.match(text) is None or text.count("\n") != len(cells) - 1:
            return list(map(self.total, cells))
        for space in _SPACES:
            text = text.replace(space, "")
        amounts = map(Decimal, text.replace(self._mark, ".").split("\n"))
        return [amount or abs(amount) for amount in amounts]

    def day(self, cell: Cell) -> date | None:
        """A day.

        Raises:
            TelbillError: see `date_text.parse_written_date`.
        """
        if isinstance(cell, date):
            return self._days.setdefault(cell, cell)  # one object for a day: it goes once through the pipe
        if cell not in self._days:
            plain = self.text(cell)
            if stored := _MOMENT.fullmatch(plain):  # a workbook's own day and hour, in no order that a table chose
                plain, order = stored[1], DateOrder.YEAR_FIRST
            else:
                order = self._order
            self._days[cell] = parse_written_date(plain, order) if plain else None
        return self._days[cell]


def _bounded(amount: Decimal) -> Decimal:
    if amount and amount.adjusted() >= MAX_WHOLE_DIGITS:
        raise TelbillError("amount_too_large", text=f"{amount:.3g}")
    return amount
