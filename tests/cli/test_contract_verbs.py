"""`upcoming`, `quote` and `fleet`: the answers of source 004's own example, what they refuse, and in which words."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from telbill_desktop.domain.billing_terms import BillingTerms, Commitment
from telbill_desktop.domain.contract_fields import BalanceFields, ContractFields, MinimumFields
from telbill_desktop.domain.cycle import Cycle
from telbill_desktop.domain.forecast import SetOffKind
from telbill_desktop.services import account_balances, contract_terms, fleet, products
from telbill_desktop.store.engine import Store, open_store
from telbill_desktop.store.tables.parties import contract, operator
from tests.cli.conftest import Run
from tests.cli.source_004 import APRIL, START, TERMS, listed
from tests.services.scenarios import ids


@pytest.fixture
def writing(tmp_path: Path, account: int) -> Iterator[tuple[Store, int]]:
    """The store, to change it before a verb looks."""
    with open_store(tmp_path / "store") as store:
        yield store, account


def quoted(run: Run, *options: str) -> dict[str, Any]:
    ran = run("quote", "--account", "CF 2", "--json", *options)
    assert ran.err == ""
    return dict(ran.document)


@pytest.mark.usefixtures("account")
@pytest.mark.parametrize(
    ("count", "day", "days", "prorata"),
    [("3", "2026-04-01", 30, "0.00"), ("2", "2026-04-09", 22, "93.86"), ("1", "2026-04-02", 29, "61.87")],
)
def test_each_addition_of_source_004_is_quoted_as_it_was_invoiced(
    run: Run, count: str, day: str, days: int, prorata: str
) -> None:
    found = quoted(run, "--product", "advanced", "--add", count, "--on", day)
    assert found == {
        "product": "Licence Advanced",
        "on": day,
        "unit_price": "64.00",
        "quantity_now": 10,
        "monthly_total_now": "640.00",
        "quantity_added": int(count),
        "first_payment": "2026-05-01",
        "advance_period": {"from": day, "to": "2026-05-01", "days": days},
        "prorata": prorata,
        "monthly_cost_added": f"{64 * int(count)}.00",
        "monthly_total": f"{640 + 64 * int(count)}.00",
        "commitment": {"until": None, "notice_months": None, "notes": []},
        "allowed": True,
        "reason": None,
    }


def test_a_quote_changes_nothing_and_its_addition_is_what_the_next_invoice_then_charges(run: Run, account: int) -> None:
    before = run("upcoming", "--on", "2026-04-20", "--json").document["invoices"]
    for count, day in (("3", "01/04/2026"), ("2", "09/04/2026"), ("1", "02/04/2026")):
        quoted(run, "--product", "ADVANCED", "--add", count, "--on", day)
        assert run("upcoming", "--on", "2026-04-20", "--json").document["invoices"] == before
    assert [one["total_ht"] for one in before] == ["655.00"]
    for count, day in (("3", "01/04/2026"), ("2", "09/04/2026"), ("1", "02/04/2026")):
        done = run("fleet", "add", "--account", "CF 2", "--product", "ADVANCED", "--count", count, "--on", day)
        assert (done.code, done.err) == (0, "")
    [invoice] = run("upcoming", "--on", "2026-04-20", "--json").document["invoices"]
    assert invoice["total_ht"] == "1002.73"
    assert account


def test_what_a_minimum_and_a_commitment_mean_for_a_removal_is_said(
    run: Run, writing: tuple[Store, int], tmp_path: Path
) -> None:
    store, key = writing
    licence = next(one.id for one in products.products_of(store, ids(store, operator)[0]) if one.code == "ADVANCED")
    products.set_minimum(store, MinimumFields(key, licence, 10, Decimal("64.00")))
    bound = ids(store, contract)[0]
    contract_terms.set_terms(store, key, BillingTerms(Cycle(APRIL), TERMS.rule, advance=False, contract_id=bound))
    binding = ContractFields("CADRE-1", commitment=Commitment(START, date(2027, 1, 1), 3))
    contract_terms.edit_contract(store, bound, binding)
    found = quoted(run, "--product", "ADVANCED", "--remove", "1", "--on", "2026-04-11")
    assert (found["monthly_cost_added"], found["monthly_total"]) == ("0.00", "640.00")
    assert (found["commitment"]["until"], found["commitment"]["notice_months"]) == ("2027-01-01", 3)
    assert len(found["commitment"]["notes"]) == 3
    assert tmp_path


@pytest.mark.usefixtures("account")
def test_only_what_nobody_has_can_go(run: Run) -> None:
    assert quoted(run, "--product", "ADVANCED", "--remove", "9", "--on", "2026-04-11")["allowed"] is True
    ran = run("quote", "--account", "CF 2", "--product", "ADVANCED", "--remove", "10", "--on", "2026-04-11", "--json")
    assert (ran.code, ran.document["allowed"]) == (1, False)
    assert ran.document["reason"] == "Only 9 are free: release the users of the others first."
    figures = ("first_payment", "advance_period", "prorata", "monthly_cost_added", "monthly_total")
    assert [ran.document[name] for name in figures] == [None] * 5
    assert (ran.document["quantity_now"], ran.document["monthly_total_now"]) == (10, "640.00")
    [held] = [one for one in run("fleet", "list", "--on", "2026-04-11", "--json").document["items"] if one["user"]]
    done = run("fleet", "remove", str(held["id"]), "--on", "2026-04-11")
    assert (done.code, done.out) == (2, "")
    assert done.err == "Licence Advanced is used by Zoé Maillard: release the user first.\n"


@pytest.mark.parametrize(
    ("in_service", "reason"),
    [
        (10, "Only 10 Licence Advanced are in service on 11/04/2026."),
        (1, "Only one Licence Advanced is in service on 11/04/2026."),
        (0, "Nothing of Licence Advanced is in service on 11/04/2026."),
    ],
    ids=["several", "one", "none"],
)
def test_more_than_there_are_is_refused_with_the_reason_and_no_figures_of_another_removal(
    run: Run, writing: tuple[Store, int], in_service: int, reason: str
) -> None:
    store, _key = writing
    day = date(2026, 4, 11)
    licences = [one for one in fleet.fleet(store, day) if one.product.code == "ADVANCED"]
    for item in licences[in_service:]:
        if item.holder is not None:
            fleet.release(store, item.id, day)
        fleet.remove_item(store, item.id, day)
    ran = run("quote", "--account", "CF 2", "--product", "ADVANCED", "--remove", "9999", "--on", "2026-04-11")
    assert ran.code == 1
    assert [line.split(":")[0] for line in ran.out.splitlines()] == [
        "Product",
        "Unit price per month",
        "In service now",
        "Monthly total now",
        reason,
    ]


@pytest.mark.usefixtures("account")
def test_a_change_of_plan_is_quoted_for_one(run: Run) -> None:
    found = quoted(run, "--product", "ADVANCED", "--change-to", "SMART", "--on", "2026-04-11")
    assert (found["product"], found["unit_price"], found["monthly_cost_added"]) == ("Licence Smart", "24.00", "-40.00")
    assert (found["monthly_total_now"], found["monthly_total"]) == ("640.00", "600.00")
    assert (found["first_payment"], found["prorata"]) == ("2026-05-01", "37.33")  # 64 x 10/30 + 24 x 20/30


def test_the_invoice_to_come_has_the_fields_of_the_command_line(run: Run, writing: tuple[Store, int]) -> None:
    store, key = writing
    for kind, amount in ((SetOffKind.UNPAID, "20.00"), (SetOffKind.PREPAID, "50.00")):
        account_balances.add_balance(store, BalanceFields(key, kind, Decimal(amount), APRIL))
    [found] = run("upcoming", "--on", "2026-04-20", "--account", "cf2", "--json").document["invoices"]
    lines = found.pop("lines")
    assert found == {
        "account": "CF 2 / SC-2",
        "invoice_date": "2026-05-01",
        "available_from": "2026-05-01",
        "period": {"from": "2026-04-01", "to": "2026-05-01"},
        "vat": [{"category": "S", "rate": "20", "basis": "655.00", "amount": "131.00"}],
        "total_ht": "655.00",
        "total_vat": "131.00",
        "total_ttc": "786.00",
        "balance": "-30.00",
        "to_pay": "756.00",
        "payment": {
            "method": "transfer",
            "date": "2026-05-16",
            "means": "",
            "payer": "Compta",
            "action_needed": True,
        },
    }
    assert len(lines) == 13
    assert sum(Decimal(line["amount"]) for line in lines) == Decimal("655.00")
    assert lines[0] == {
        "section": "recurring",
        "label": "Licence Advanced",
        "category": "subscriptions",
        "amount": "64.00",
        "vat_rate": "20",
        "estimate": False,
        "quantity": 1,
        "unit_price": "64.00",
        "days": 30,
        "period_days": 30,
        "from": "2026-04-01",
        "to": "2026-05-01",
        "explanation": "1 at €64.00 for the whole period, from 01/04/2026 to 30/04/2026: €64.00.",
    }


@pytest.mark.usefixtures("account")
def test_so_many_months_are_so_many_invoices(run: Run) -> None:
    found = run("upcoming", "--on", "2026-04-20", "--months", "12", "--json").document["invoices"]
    assert [one["invoice_date"] for one in found][:2] == ["2026-05-01", "2026-06-01"]
    assert len(found) == 12


@pytest.mark.usefixtures("account")
@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("upcoming", "--account", "CF 9"), 2, "There is no billing account “CF 9”."),
        (("upcoming", "--account", ""), 2, "There is no billing account “”."),
        (("upcoming", "--account", "a\nb"), 2, "There is no billing account “a\\u000ab”."),
        (("fleet", "list", "--account", "CF 9"), 2, "There is no billing account “CF 9”."),
        (("quote", "--account", "CF 2", "--product", "GOLD", "--add", "1"), 2, "no product “GOLD”"),
        (("quote", "--account", "CF 2", "--product", "Licence", "--add", "1"), 2, "part of the names of 2 products"),
        (("quote", "--account", "CF 2", "--product", "SMART", "--change-to", "SMART"), 2, "has this plan already"),
        (("quote", "--account", "CF 2", "--product", "SMART"), 2, "--change-to"),
        (("quote", "--account", "CF 2", "--product", "SMART", "--change-to", ""), 2, "no product “”"),
        (("fleet", "add", "--account", "CF 2", "--product", "DID", "--person", ""), 2, "nobody called “”"),
        (("fleet", "add", "--account", "CF 2", "--product", "DID", "--line", ""), 2, "number or id “”"),
        (("quote", "--account", "CF 2", "--product", "SMART", "--add", "0"), 2, "“0” is not a number from 1 on"),
        (("quote", "--account", "CF 2", "--product", "SMART", "--add", "-1"), 2, "--add"),
        (("quote", "--account", "CF 2", "--product", "SMART", "--remove", "x"), 2, "“x” is not a number from 1 on"),
        (("quote", "--account", "CF 2", "--product", "SMART", "--add", "1", "--remove", "1"), 2, "not allowed with"),
        (("quote", "--account", "CF 2", "--product", "SMART", "--add", "1", "--on", "31/02/2026"), 2, "no such day"),
        (("quote", "--account", "CF 2", "--product", "SMART", "--add", "9" * 5000), 2, "at most 10000"),
        (("upcoming", "--months", "0"), 2, "“0” is not a number from 1 on"),
        (("upcoming", "--months", "1000"), 2, "at most 120 months"),
        (("upcoming", "--months", "99999"), 2, "at most 10000"),
        (("upcoming", "--months", "٣"), 2, "is not a number from 1 on"),
        (("fleet", "assign", "0199001001", "--person", "Nobody"), 2, "There is nobody called “Nobody”."),
        (("fleet", "assign", "0199001001"), 2, "fleet assign needs --person"),
        (("fleet", "add", "--account", "CF 2"), 2, "fleet add needs --product"),
        (("fleet", "remove"), 2, "fleet remove needs ITEM"),
        (("fleet", "remove", "9999"), 2, "Nothing in service on that day has the number or id “9999”."),
        (("fleet", "release", "0199001001"), 2, "Nobody has Numéro France on that day."),
        (("fleet", "dance"), 2, "invalid choice"),
        (("fleet", "remove", "0199001001", "--account", "CF 2", "--count", "3"), 2, "takes no --account, --count"),
        (("fleet", "release", "0199001001", "--person", ""), 2, "fleet release takes no --person"),
        (("fleet", "release", "0199001001", "--late"), 2, "fleet release takes no --late"),
        (("fleet", "assign", "0199001001", "--person", "Zoé Maillard", "--number", "1"), 2, "takes no --number"),
        (("fleet", "change", "0199001001", "--product", "SMART", "--person", "Zoé"), 2, "change takes no --person"),
        (("fleet", "add", "5", "--account", "CF 2", "--product", "DID"), 2, "fleet add takes no ITEM"),
        (("fleet", "list", "5"), 2, "fleet list takes no ITEM"),
        (("fleet", "list", "--number", "0199001001"), 2, "fleet list takes no --number"),
        (("fleet", "list", "--person", "Nobody"), 2, "There is nobody called “Nobody”."),
        (("fleet", "list", "--product", "GOLD"), 2, "There is no product “GOLD”."),
        (("fleet", "list", "--product", ""), 2, "There is no product “”."),
        (("fleet", "add", "--account", "CF 2", "--product", "DID", "--number", "12"), 2, "“12” is no phone number."),
        (("fleet", "add", "--account", "CF 2", "--product", "DID", "--number", "0199001001"), 2, "in service already"),
        (
            ("fleet", "add", "--account", "CF 2", "--product", "DID", "--number", "+32 2 555 12 34"),
            2,
            "another country",
        ),
        (("fleet", "add", "--account", "CF 2", "--product", "DID", "--iccid", "89"), 2, "is no SIM card number"),
        (("fleet", "add", "--account", "CF 2", "--product", "DID", "--count", "10001"), 2, "at most 10000"),
    ],
)
def test_what_cannot_be_is_told_in_one_line_and_changes_nothing(
    run: Run, words: tuple[str, ...], code: int, said: str
) -> None:
    before = listed(run, "2026-04-11")
    ran = run(*words, "--json", *(() if "--on" in words or words[0] == "prorate" else ("--on", "2026-04-11")))
    assert (ran.code, ran.out) == (code, "")
    assert said in ran.err.splitlines()[-1]
    assert "inside Telbill" not in ran.err
    assert listed(run, "2026-04-11") == before


def test_verbs_that_read_do_so_while_another_copy_writes(run: Run, writing: tuple[Store, int]) -> None:
    assert writing
    for words in (("upcoming",), ("fleet", "list"), ("quote", "--account", "CF 2", "--product", "SMART", "--add", "1")):
        assert run(*words).code == 0
    assert run("fleet", "remove", "0199001001").code == 3


@pytest.mark.parametrize(
    "words", [("upcoming",), ("fleet", "list"), ("quote", "--account", "x", "--product", "y", "--add", "1")]
)
def test_without_a_store_there_is_nothing_to_read(run: Run, words: tuple[str, ...]) -> None:
    ran = run(*words)
    assert (ran.code, ran.out) == (3, "")
    assert "inside Telbill" not in ran.err


@pytest.mark.usefixtures("account")
def test_a_quote_says_everything_that_source_004_announces(run: Run) -> None:
    out = run("quote", "--account", "CF 2", "--product", "ADVANCED", "--add", "2", "--on", "2026-04-09").out
    said = dict(line.split(": ", 1) for line in out.splitlines())
    assert said == {
        "Product": "Licence Advanced",
        "Unit price per month": "64.00",
        "In service now": "10",
        "Monthly total now": "640.00",
        "Added": "2",
        "Monthly cost added": "128.00",
        "New monthly total": "768.00",
        "First payment": "01/05/2026",
        "Paid first": "09/04/2026 to 30/04/2026, 22 days of 30",
        "Prorata": "93.86",
    }
