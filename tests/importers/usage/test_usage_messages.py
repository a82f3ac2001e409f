"""Messages in tables whose rows tell a duration of everything."""

from pathlib import Path

import pytest

from telbill_desktop.domain.table_profile import TableChoice, TableKind, TableProfile
from telbill_desktop.domain.table_profile import TableField as F
from telbill_desktop.domain.usage import UsageUnit
from tests.importers.usage.names import read
from tests.usage_files import write


@pytest.mark.parametrize("label", ["SMS", "SMS depuis l'étranger"])
@pytest.mark.parametrize("written", ["1", "5", "00:00:01", "2 s"])
def test_a_message_is_one_whatever_its_row_says_of_a_duration(tmp_path: Path, label: str, written: str) -> None:
    titles = ("Compte", "Ligne", "Catégorie d'appel", "N° appelé", "Date et heure", "Durée", "Montant HT", "Nombre")
    fields = (F.ACCOUNT, F.USAGE_OWN, F.USAGE_LABEL, F.USAGE_OTHER, F.USAGE_START, F.USAGE_DURATION, F.USAGE_AMOUNT)
    columns = {field: (title,) for field, title in zip(fields, titles, strict=False)}
    row = ("CF 1", "0612345678", label, "0698765432", "05/03/2026 10:22:31", written, "0,10", "3")
    later = (*row[:4], "06/03/2026 10:22:31", *row[5:])  # of which everything is only looked up
    path = write(tmp_path / "a.csv", [row, later], titles)
    found = read(path, TableChoice(TableProfile("own", "Own", TableKind.USAGE, columns)))
    assert [(one.kind.unit, one.quantity) for one in found] == [(UsageUnit.PIECES, 1)] * 2
    counted = TableProfile("own", "Own", TableKind.USAGE, {**columns, F.USAGE_COUNT: ("Nombre",)})
    assert [one.quantity for one in read(path, TableChoice(counted))] == [3, 3]
