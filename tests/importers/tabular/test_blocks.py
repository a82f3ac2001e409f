"""Rows are read many at once, and say what they would say one by one."""

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal

import pytest

from telbill_desktop.documents.tables import open_table
from telbill_desktop.domain.errors import TelbillError
from telbill_desktop.domain.list_row import ListRow
from telbill_desktop.domain.table import Cell, TableFile
from telbill_desktop.domain.table_profile import ColumnFormat
from telbill_desktop.domain.table_reading import CellProblem
from telbill_desktop.importers.tabular import row_values
from telbill_desktop.importers.tabular.cells import CellReader
from telbill_desktop.importers.tabular.invoice_list import read_list
from telbill_desktop.importers.tabular.profile_files import built_in_profiles
from telbill_desktop.importers.tabular.recognising import fitting
from telbill_desktop.importers.tabular.row_values import Block, Corrections, RowReader
from tests.importers.tabular.samples import STATION_TITLES

USUAL = [f"Facture;09/05/2022;{number};1 168,48;1 176,88;Client 1;00002501" for number in range(9)]
ODD = [
    "Avoir;09/05/2022;A1;168,48;176,88;Client 1;00002501",
    "Avoir;09/05/2022;A2;-168,48;-176,88;Client 1;00002501",
    "Avoir;09/05/2022;A3;-0,00;0,00;Client 1;00002501",
    "Facture;;B1;168,48;176,88;Client 1;00002501",
    "Facture;31/02/2022;B2;168,48;176,88;Client 1;00002501",
    "Facture;09/05/2022;Total;168,48;176,88;;",
    "Facture;09/05/2022;;168,48;176,88;;",
    "Facture;09/05/2022;B3;;;Client 1;00002501",
    "Facture;09/05/2022;B4;100,00;;;",
    "Facture;09/05/2022;B5;100,00;190,00;;",
    "Facture;09/05/2022;B6;100,005;120,00;;",
    "Facture;09/05/2022;B7;12;€ 13,5;;",
    "Rejet;09/05/2022;B8;100,00;120,00;;",
    "Facture;09/05/2022;0;1 168,48;1 176,88;Client 1;00002501",
    "Facture;09/05/2022;0;1 168,48;1 176,89;Client 1;00002501",
    "Facture;09/05/2022;B9;100,00;120,00;Client 1;00002501;x",
    ' ; ;"";-;—; ;',
    "Facture;09/05/2022",
    '"Fac\nture";09/05/2022;C1;"1\n2";12,00;;',
    "Facture;09/05/2022;C2;1 234 567 890 123,45;1 234 567 890 123,45;;",
]


class OneByOne(RowReader):
    """Reads every row for itself."""

    def blocks(self, table: TableFile) -> Iterator[Block | CellProblem]:
        """Rows without their columns."""
        for found in self.read(table):
            yield found if isinstance(found, CellProblem) else Block([found.row], None)


def said_by(
    reader: type[RowReader], lines: Sequence[str], corrections: Corrections
) -> tuple[list[ListRow], list[CellProblem], int]:
    table = open_table("\n".join([STATION_TITLES, *lines, ""]).encode())
    found = fitting(table, "x.csv", built_in_profiles())[0]
    return read_list(table, found, reader(found, {}, corrections))


@pytest.mark.parametrize("odd", [*([one] for one in ODD), ODD, ODD[::-1]])
@pytest.mark.parametrize("corrections", [{}, {(3, 3): "99,00", (12, 3): "99,00"}])
def test_rows_say_many_at_once_what_they_say_one_by_one(odd: list[str], corrections: Corrections) -> None:
    lines = [*USUAL, *odd, *USUAL[:2], "Facture;10/05/2022;Z;1,00;1,20;;"]
    together, apart = said_by(RowReader, lines, corrections), said_by(OneByOne, lines, corrections)
    assert together == apart
    assert repr(together) == repr(apart)  # the decimals of every amount, too


def test_a_second_table_ends_the_first_at_its_line(monkeypatch: pytest.MonkeyPatch) -> None:
    for size in (1, 2, 256):
        monkeypatch.setattr(row_values, "_BLOCK", size)
        rows, problems, _repeated = said_by(RowReader, [*USUAL[:3], STATION_TITLES, *USUAL[3:]], {})
        assert [row.number for row in rows] == ["0", "1", "2"]
        assert [(one.line, one.message.code) for one in problems] == [(5, "row_second_table")]


@pytest.mark.parametrize(
    "cells",
    [
        ["1,00", "-0,00", "12 345,60", "1\u202f234\u00a0567,89", "999999999999,99"],
        ["1,00", None, Decimal("2.5"), "", "- 3,00", "(4,00)", "+5,10 \u20ac", "6", "7,1"],
        ["1,00\n2,00", "3,00"],
        ["1,00", "01 234,00"],
        ["1,00", "1 234 567 890 123,45"],
        ["1,00", "1 23,45"],
        ["1,00", "\u0661,00"],
        ["1,00", "1,005"],
        ["1,00", True],
        ["1,00", "1.00"],
    ],
)
def test_totals_are_read_at_once_as_each_alone(cells: list[Cell]) -> None:
    reader = CellReader(ColumnFormat(decimal_mark=","))

    def outcome(read: Callable[[], list[Decimal | None]]) -> str:
        try:
            return repr(read())
        except TelbillError as error:
            return repr(error.message)

    assert outcome(lambda: reader.totals(cells)) == outcome(lambda: [reader.total(cell) for cell in cells])
