"""What a list of invoices says, row by row or column by column: it has tens of thousands, and most of it repeats."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from itertools import repeat
from operator import is_, itemgetter
from typing import Any, NamedTuple, Self, overload

from telbill_desktop.domain.messages import Message


class ListRow(NamedTuple):
    """One invoice as a row of a list states it.

    Amounts are signed (a credit note's are negative) in whole cents of `currency`; None: the list leaves it blank.
    Texts are "" where there is none. `line` is the row's place in the file.
    """

    line: int
    operator: str
    number: str
    issue_date: date
    is_credit: bool
    sign_flipped: bool
    currency: str
    ht: Decimal | None
    vat: Decimal | None
    ttc: Decimal | None
    amount_due: Decimal | None
    due_date: date | None
    period_start: date | None
    period_end: date | None
    subscriber: str
    account: str
    radical: str
    client_code: str
    sub_account: str
    purchase_order: str
    framework_contract: str
    local_contract: str
    note: str
    to_check: bool
    warnings: tuple[Message, ...]


class ListRows(Sequence[ListRow]):
    """Rows that are kept as columns: `told` holds, by the name of each field of a `ListRow`, what every row says."""

    __slots__ = ("_count", "told")

    def __init__(self, told: Mapping[str, Sequence[Any]]) -> None:
        self.told = told
        self._count = len(told["line"])

    @classmethod
    def of(cls, rows: Iterable[ListRow]) -> Self:
        """These rows, which may be such columns already."""
        if isinstance(rows, cls):
            return rows
        columns = list(zip(*rows, strict=True)) or [()] * len(ListRow._fields)
        return cls(dict(zip(ListRow._fields, columns, strict=True)))

    def only(self, places: Sequence[int]) -> Self:
        """The rows at these places, in their order."""
        if list(places) == list(range(self._count)):
            return self
        if not places:
            return type(self).of(())
        taken = itemgetter(*places, places[0])  # of one place it would give no tuple
        return type(self)({name: taken(column)[:-1] for name, column in self.told.items()})

    def with_warnings(self, warnings: Sequence[tuple[Message, ...]]) -> Self:
        """The same rows, of each of which this is said."""
        return type(self)({**self.told, "warnings": warnings})

    def __len__(self) -> int:
        return self._count

    def __iter__(self) -> Iterator[ListRow]:
        return map(ListRow._make, zip(*self.told.values(), strict=True))

    @overload
    def __getitem__(self, place: int) -> ListRow: ...
    @overload
    def __getitem__(self, place: slice) -> Self: ...
    def __getitem__(self, place: int | slice) -> ListRow | Self:
        """One row, or the rows of a slice."""
        if isinstance(place, slice):
            return self.only(range(*place.indices(self._count)))
        return ListRow._make(column[place] for column in self.told.values())

    def __eq__(self, other: object) -> bool:
        return isinstance(other, ListRows) and list(self) == list(other)

    __hash__ = None  # type: ignore[assignment] # unhashable, as a list is

    def __repr__(self) -> str:
        return f"ListRows.of({list(self)!r})"

    def __reduce__(self) -> tuple[Any, ...]:
        """Through a pipe amounts go in one text, and what is one in all of the rows once."""
        packed: dict[str, Any] = {
            name: column[:1] if _is_one(column) else tuple(column) for name, column in self.told.items()
        }
        for name in _AMOUNTS:
            packed[name] = ";".join(["" if amount is None else str(amount) for amount in packed[name]])
        return _unpacked, (packed, self._count)


def _is_one(column: Sequence[object]) -> bool:
    """Whether the very same object stands in every row: what is merely equal may be written otherwise."""
    return bool(column) and column[0] is column[-1] and all(map(is_, column, repeat(column[0])))


_AMOUNTS = ("ht", "vat", "ttc", "amount_due")


def _unpacked(told: dict[str, Any], count: int) -> ListRows:
    if not count:
        return ListRows.of(())
    for name in _AMOUNTS:
        told[name] = tuple([Decimal(amount) if amount else None for amount in told[name].split(";")])
    return ListRows({name: column if len(column) == count else column * count for name, column in told.items()})
