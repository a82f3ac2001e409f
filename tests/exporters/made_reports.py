"""Reports that tests write: every kind of column, texts that are trouble, a chart."""

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal

from telbill_desktop.domain.report import Chart, Column, ColumnKind, Report, Table, Value, given

COLUMNS = (
    *(Column("User"), Column("Day", ColumnKind.DAY), Column("Month", ColumnKind.MONTH)),
    *(Column("Began", ColumnKind.MOMENT), Column("Length", ColumnKind.SECONDS), Column("Volume", ColumnKind.BYTES)),
    *(Column("Amount (€)", ColumnKind.AMOUNT), Column("Price (€)", ColumnKind.FINE)),
    *(Column("Quantity", ColumnKind.NUMBER), Column("Calls", ColumnKind.COUNT), Column("Share", ColumnKind.SHARE)),
)
MOMENT = datetime(2026, 11, 17, 8, 2, 5)  # noqa: DTZ001 - by the wall's clock
FULL: Sequence[Value] = (
    *("Élodie <b>LEFÈVRE</b> & fils", date(2026, 11, 17), date(2026, 11, 1), MOMENT, 3725, 507_069_464),
    *(Decimal("-1234.50"), Decimal("0.012500"), Decimal("2.5"), 1234, Decimal("0.255")),
)
EMPTY: Sequence[Value] = ("-12,50", *[None] * 10)
TOTALS: Sequence[Value] = ("Total", None, None, None, 3725, 507_069_464, Decimal("-1234.50"), None, None, 1234, None)


def report(rows: Sequence[Sequence[Value]] = (FULL, EMPTY), *, chart: Chart | None = None) -> Report:
    """Of one table with totals and a note."""
    table = Table("Calls", COLUMNS, given(rows), TOTALS, ["Amounts are without tax."], len(rows))
    return Report("Usage", [("Company", "Brûlerie du Vexin"), ("Period", "2026")], [table], chart)


def of_texts(texts: Sequence[str]) -> Report:
    """A report of nothing but texts."""
    return Report("Texts", [], [Table("Texts", [Column("Text")], given([[text] for text in texts]))])


def monthly(count: int) -> Table:
    """Amounts of so many months, some of them credits."""
    rows = [(date(2024 + at // 12, at % 12 + 1, 1), Decimal(100 + at), Decimal(20 - at * 3)) for at in range(count)]
    columns = (
        Column("Month", ColumnKind.MONTH),
        Column("Plans", ColumnKind.AMOUNT),
        Column("Calls", ColumnKind.AMOUNT),
    )
    return Table("Months", columns, given(rows))
