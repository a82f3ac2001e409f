"""Files of usage whose rows name their currency: amounts of two are never added."""

from pathlib import Path

import pytest

from telbill_desktop.domain.table_profile import TableField, TableKind, TableProfile
from tests.importers.usage.names import opened, rows_of

PROFILE = TableProfile(
    "own",
    "Own",
    TableKind.USAGE,
    {
        TableField.USAGE_START: ("Date",),
        TableField.USAGE_OWN: ("Ligne",),
        TableField.USAGE_DURATION: ("Durée",),
        TableField.USAGE_AMOUNT: ("Montant",),
        TableField.CURRENCY: ("Devise",),
    },
)
OVH = "creationDatetime,calling,called,duration,wayType,priceWithoutTax.value,priceWithoutTax.currencyCode\n"


def write(path: Path, *rows: str) -> Path:
    lines = (f"05/03/2026 10:22:{at:02};0612345678;60;{row}\n" for at, row in enumerate(rows, start=10))
    path.write_text("Date;Ligne;Durée;Montant;Devise\n" + "".join(lines), "utf-8")
    return path


@pytest.mark.parametrize("currency", ["USD", "usd", "$", "CHF", "DH"])
def test_an_amount_in_another_currency_is_left_out_and_told(tmp_path: Path, currency: str) -> None:
    path = write(tmp_path / "a.csv", "1,50;EUR", "2,00;EUR", f"4,00;{currency}", f"0;{currency}", "8,00;EUR")
    source = opened(path, profiles=[PROFILE])
    assert [row.amount for row in rows_of(source)] == [1_500_000, 2_000_000, 0, 8_000_000]
    [problem] = source.problems
    assert (problem.line, problem.field, problem.message.code) == (4, TableField.CURRENCY, "usage_row_currency")


@pytest.mark.parametrize("currency", ["", "EUR", "eur", "€", " Euros ", "euro"])
def test_euros_are_known_however_they_are_written(tmp_path: Path, currency: str) -> None:
    source = opened(write(tmp_path / "a.csv", f"1,50;{currency}"), profiles=[PROFILE])
    assert [row.amount for row in rows_of(source)] == [1_500_000]


def test_calls_of_ovh_in_another_currency_are_left_out(tmp_path: Path) -> None:
    path = tmp_path / "ovh.csv"
    row = "2026-03-05T10:22:{at}+01:00,0033972101010,0033612345678,60,outgoing,0.05,{currency}\n"
    path.write_text(OVH + row.format(at=31, currency="EUR") + row.format(at=32, currency="CAD"), "utf-8")
    source = opened(path)
    assert [row.amount for row in rows_of(source)] == [50_000]
    assert [problem.line for problem in source.problems] == [3]
