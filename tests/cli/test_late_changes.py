"""`quote` and `fleet` with `--late`: what invoices that came lack is on the next one."""

from datetime import date
from decimal import Decimal
from pathlib import Path

from tests.builders import draft
from tests.cli.conftest import Run
from tests.new_stores import new_store
from tests.services.scenarios import read, take
from tests.services.scenarios_of_contracts import account, plan


def test_what_is_told_late_is_on_the_next_invoice_with_what_those_that_came_lack(run: Run, tmp_path: Path) -> None:
    with new_store(tmp_path / "store") as store:
        account(store)
        plan(store)
        take(store, read(draft(number="LATE-1", issue_date=date(2026, 3, 1))))
    words = ("--account", "CF 2", "--product", "F20", "--on", "2026-02-01", "--late", "--json")
    assert run("fleet", "add", *(word for word in words if word != "--late")).code == 0
    [before] = run("upcoming", "--json").document["invoices"]
    made = run("quote", *words, "--add", "1").document
    assert any("came without it" in note for note in made["commitment"]["notes"])
    lacking = Decimal(made["prorata"])
    assert lacking >= Decimal("22.59")  # 16 of 31 days, then the whole period from 17 February on, at 14.90
    assert run("fleet", "add", *words).code == 0
    [after] = run("upcoming", "--json").document["invoices"]
    more = Decimal(after["total_ht"]) - Decimal(before["total_ht"]) - lacking
    assert more in {Decimal("14.90"), Decimal("15.90")}  # the price of the period that the next invoice begins
    [caught] = [line for line in after["lines"] if line["section"] == "prorata"]
    assert (Decimal(caught["amount"]), "could not know of it" in caught["explanation"]) == (lacking, True)
