"""`telbill report` down to users and calls: what usage files that came with invoices tell."""

import csv
from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook  # type: ignore[import-untyped] # it ships no types

from telbill_desktop.domain.invoice import AccountReference, Party
from telbill_desktop.services import people, usage_privacy
from telbill_desktop.services.people import PersonFields
from telbill_desktop.store.engine import open_store
from tests.builders import draft, ubl_xml
from tests.cli.conftest import Run

HEAD = (
    "N° facture;Compte de facturation;N° ligne;Utilisateur;Catégorie d'appel;N° appelé;Date et heure de début;"
    "Durée (s) / Volume (octets);Montant HT (€)"
)
ROWS = (
    "F-1;CF 2;0639980101;Camille Perrin;Appels nationaux mobiles;0612345678;03/11/2026 09:12:33;125;0,1234",
    "F-1;CF 2;0639980101;Camille Perrin;SMS;0612345678;03/11/2026 08:15:33;1;0,0800",
    "F-1;CF 2;0639980177;Zoé Maillard;Internet mobile (données);;04/11/2026 10:00:00;123456789;0",
    "F-1;CF 2;0639980177;Zoé Maillard;Appels nationaux fixes;0145678901;04/11/2026 09:59:59;61;1,5000",
    "F-2;CF 2;0639980101;Camille Perrin;Appels nationaux mobiles;0612345678;03/10/2026 09:12:33;60;0,5000",
)


@pytest.fixture
def used(run: Run, tmp_path: Path) -> Run:
    """Two invoices, each with its usage file's rows; Camille is of the team « Ventes »."""
    for number in ("F-1", "F-2"):
        (tmp_path / f"{number}.xml").write_bytes(ubl_xml(draft(number=number)))
        assert run("import", str(tmp_path / f"{number}.xml")).code == 0
    (tmp_path / "usage.csv").write_text("\n".join((HEAD, *ROWS)) + "\n", encoding="utf-8-sig")
    assert run("import", str(tmp_path / "usage.csv")).code == 0
    with open_store(tmp_path / "store") as store:
        people.add_person(store, PersonFields("Camille Perrin", "Ventes"))
    return run


def reported(run: Run, path: Path, *words: str) -> list[dict[str, str]]:
    ran = run("report", *words, "--plain", "--out", str(path))
    assert (ran.code, ran.err) == (0, "")
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def test_each_user_of_an_invoice_has_what_its_lines_charge_and_what_was_used(used: Run, tmp_path: Path) -> None:
    rows = reported(used, tmp_path / "users.csv", "invoices", "--level", "users")
    first = [row for row in rows if row["Invoice number"] == "F-1"]
    assert [(row["User"], row["Team"], row["Number"]) for row in first] == [
        ("Camille Perrin", "Ventes", "06 39 98 01 01"),
        ("Zoé Maillard", "", "06 39 98 01 77"),
        ("Not assigned", "", ""),
    ]
    camille, zoe, nobody = first
    assert Decimal(camille["Subscriptions"]) == Decimal("40.00")  # of the line that names the number as it is printed
    assert (camille["Uses"], camille["Duration (seconds)"], camille["Messages"]) == ("2", "125", "1")
    assert Decimal(camille["Usage excl. VAT"]) == Decimal("0.2034")
    assert (zoe["Total excl. VAT"], zoe["Volume (bytes)"]) == ("", "123456789")
    assert Decimal(nobody["Total excl. VAT"]) == Decimal("10.01")
    assert sum(Decimal(row["Total excl. VAT"] or 0) for row in first) == Decimal("50.01")


def test_calls_of_an_invoice_come_one_user_after_the_other_by_the_clock(used: Run, tmp_path: Path) -> None:
    rows = reported(used, tmp_path / "calls.csv", "invoices", "--level", "calls")
    assert [(row["Invoice number"], row["User"], row["Start"]) for row in rows] == [
        ("F-1", "Camille Perrin", "2026-11-03T08:15:33"),
        ("F-1", "Camille Perrin", "2026-11-03T09:12:33"),
        ("F-1", "Zoé Maillard", "2026-11-04T09:59:59"),
        ("F-1", "Zoé Maillard", "2026-11-04T10:00:00"),
        ("F-2", "Camille Perrin", "2026-10-03T09:12:33"),
    ]
    assert {row["Number called"] for row in rows} == {"06 12 34 •• ••", "01 45 67 •• ••", ""}
    assert sum(Decimal(row["Cost of usage excl. VAT"]) for row in rows) == Decimal("2.2034")


def test_consumption_of_some_days_by_user_and_call_by_call(used: Run, tmp_path: Path) -> None:
    users = reported(used, tmp_path / "users.csv", "consumption", "--from", "1/11/2026")
    assert [(row["User"], row["Team"]) for row in users] == [("Zoé Maillard", ""), ("Camille Perrin", "Ventes")]
    assert [Decimal(row["Cost of usage excl. VAT"]) for row in users] == [Decimal("1.5"), Decimal("0.2034")]
    assert [(row["Uses"], row["Out of bundle"]) for row in users] == [("2", "1"), ("2", "2")]
    calls = reported(used, tmp_path / "calls.csv", "consumption", "--level", "calls", "--to", "31/10/2026")
    assert [(row["Invoice number"], row["Start"]) for row in calls] == [("F-2", "2026-10-03T09:12:33")]
    every = reported(used, tmp_path / "calls.csv", "consumption", "--level", "calls")
    assert [row["Start"] for row in every] == sorted(row["Start"] for row in every)


def test_calls_of_other_accounts_than_those_that_are_asked_for_are_not_listed(used: Run, tmp_path: Path) -> None:
    other = "F-9;CF 3;0639980188;Noé Petit;SMS;0612345678;05/11/2026 08:15:33;1;0,0800"
    (tmp_path / "other.csv").write_text(f"{HEAD}\n{other}\n", encoding="utf-8-sig")
    assert used("import", str(tmp_path / "other.csv")).code == 0
    words = ("consumption", "--level", "calls", "--account")
    for account, users in (("CF 3", {"Noé Petit"}), ("CF 2", {"Camille Perrin", "Zoé Maillard"})):
        rows = reported(used, tmp_path / "calls.csv", *words, account)
        assert {row["User"] for row in rows} == users


def test_what_each_kind_of_usage_cost_adds_up_below_the_months(used: Run, tmp_path: Path) -> None:
    assert used("report", "consumption", "--out", str(tmp_path / "a.xlsx")).code == 0
    titles, *rows = load_workbook(tmp_path / "a.xlsx")["By month"].values
    costs = [at for at, title in enumerate(titles) if str(title).startswith(("Calls", "SMS"))]
    months, total = rows[:-1], rows[-1]
    assert len(costs) == 3
    assert [total[at] for at in costs] == [sum(month[at] or 0 for month in months) for at in costs]


def test_usage_of_another_operators_invoice_of_that_number_is_not_its_own(used: Run, tmp_path: Path) -> None:
    other = draft(number="F-1", seller=Party("Ondefixe", siren="999000029"), account=AccountReference(number="CF 9"))
    (tmp_path / "other.xml").write_bytes(ubl_xml(other))
    assert used("import", str(tmp_path / "other.xml")).code in {0, 1}
    rows = reported(used, tmp_path / "calls.csv", "invoices", "--level", "calls")
    assert {row["Operator"] for row in rows} == {"Hexamobile SA"}


def test_a_level_that_a_report_has_not_is_wrong_usage(run: Run, tmp_path: Path) -> None:
    ran = run("report", "consumption", "--level", "lines", "--out", str(tmp_path / "a.csv"))
    assert (ran.code, "has no level lines" in ran.err) == (2, True)


def test_without_any_usage_the_reports_are_empty(run: Run, tmp_path: Path) -> None:
    (tmp_path / "F-1.xml").write_bytes(ubl_xml(draft(number="F-1")))
    run("import", str(tmp_path / "F-1.xml"))
    assert reported(run, tmp_path / "a.csv", "consumption", "--level", "calls", "--from", "1/1/2026") == []
    assert reported(run, tmp_path / "b.csv", "invoices", "--level", "calls") == []
    assert run("report", "consumption", "--out", str(tmp_path / "c.pdf")).code == 0


def added_up(sheet: Any) -> tuple[list[Any], list[Any]]:  # noqa: ANN401 - openpyxl has no types
    """What the rows of a sheet add up to, column by column, and its last row; both of figures alone."""
    _titles, *rows, last = sheet.iter_rows(values_only=True)
    figures = [at for at, value in enumerate(last) if value is not None and value != "Total"]
    sums = [sum((_figure(row[at]) for row in rows if row[at] is not None), Decimal(0)) for at in figures]
    return sums, [_figure(last[at]) for at in figures]


def _figure(value: Any) -> Decimal:  # noqa: ANN401 - as it stands in a cell
    return Decimal(int(value.total_seconds())) if isinstance(value, timedelta) else Decimal(str(value))


def test_users_and_calls_of_invoices_add_up_below_them(used: Run, tmp_path: Path) -> None:
    assert used("report", "invoices", "--level", "calls", "--out", str(tmp_path / "r.xlsx")).code == 0
    book = load_workbook(tmp_path / "r.xlsx")
    for name, count in (("By user", 9), ("Calls", 4)):
        sums, totals = added_up(book[name])
        assert (len(totals), totals) == (count, sums)


def test_calls_of_which_totals_alone_are_kept_are_in_what_users_used_and_in_no_sum_of_calls(
    run: Run, tmp_path: Path
) -> None:
    (tmp_path / "F-1.xml").write_bytes(ubl_xml(draft(number="F-1")))
    run("import", str(tmp_path / "F-1.xml"))
    with open_store(tmp_path / "store") as store:
        usage_privacy.keep_calls(store, each=False)
    (tmp_path / "usage.csv").write_text("\n".join((HEAD, *ROWS[:4])) + "\n", encoding="utf-8-sig")
    run("import", str(tmp_path / "usage.csv"))
    assert run("report", "invoices", "--level", "calls", "--out", str(tmp_path / "r.xlsx")).code == 0
    book = load_workbook(tmp_path / "r.xlsx")
    sums, totals = added_up(book["By user"])
    assert totals == sums
    assert "Total" not in [row[0] for row in book["Calls"].iter_rows(values_only=True)]
