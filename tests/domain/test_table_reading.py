"""What was read of a table, on its way through the worker's pipe."""

import pickle
from datetime import date
from decimal import Decimal

import pytest

from telbill_desktop.domain.list_row import ListRow, ListRows
from telbill_desktop.domain.messages import Message
from telbill_desktop.domain.table_reading import CellProblem, TableReading

AMOUNTS = (Decimal("100.00"), None, Decimal("-0.10"), Decimal("0.00"))
DAYS = (date(2026, 2, 1), None, None)
TEXTS = ("Atelier", "", "", "C1", "", "", "", "", "note")
HEAD = (7, "La Poste", "é-1", date(2026, 1, 1), True, False, "EUR")
ROW = ListRow._make((*HEAD, *AMOUNTS, *DAYS, *TEXTS, True, (Message("table_empty"),)))


@pytest.mark.parametrize("rows", [[], [ROW], [ROW, ROW._replace(number="2", ht=None, ttc=Decimal("12345678901.23"))]])
def test_rows_come_out_of_a_pipe_as_they_went_in(rows: list[ListRow]) -> None:
    problem = CellProblem(3, None, None, "", Message("table_empty"))
    read = TableReading("list", "List", rows=ListRows.of(rows), problems=[problem], repeated=2)
    received = pickle.loads(pickle.dumps(read, pickle.HIGHEST_PROTOCOL))  # noqa: S301 - written in this line
    assert received == read
    assert repr(received) == repr(read)  # the decimals of every amount, too


ROWS = [ROW._replace(line=line, number=str(line)) for line in range(4)]


@pytest.mark.parametrize("rows", [[], ROWS[:1], ROWS])
def test_rows_kept_as_columns_are_the_rows(rows: list[ListRow]) -> None:
    kept = ListRows.of(rows)
    assert (list(kept), len(kept), bool(kept)) == (rows, len(rows), bool(rows))
    assert [kept[place] for place in range(len(rows))] == rows
    assert ListRows.of(kept) is kept


@pytest.mark.parametrize("places", [[], [2], [3, 1], [0, 1, 2, 3], [3, 2, 1, 0]])
def test_some_of_the_rows_are_those_at_their_places(places: list[int]) -> None:
    assert list(ListRows.of(ROWS).only(places)) == [ROWS[place] for place in places]
    assert list(ListRows.of(ROWS)[1:3]) == ROWS[1:3]
    assert list(ListRows.of(ROWS)[::-1]) == ROWS[::-1]
