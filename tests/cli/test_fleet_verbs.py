"""`fleet`: what is listed, how a thing is named, and what is done with it."""

from datetime import date
from pathlib import Path

import pytest

from telbill_desktop.domain.fleet import FleetItemFields
from telbill_desktop.services import fleet
from telbill_desktop.store.engine import open_store
from tests.cli.conftest import Run
from tests.cli.source_004 import listed


@pytest.mark.usefixtures("account")
def test_what_is_in_service_has_the_fields_of_the_command_line(run: Run) -> None:
    found = run("fleet", "list", "--on", "2026-04-11", "--account", "CF 2", "--json").document
    assert list(found) == ["items"]
    assert len(found["items"]) == 13
    assert found["items"][9] == {
        "id": found["items"][9]["id"],
        "product": "Licence Advanced",
        "code": "ADVANCED",
        "kind": "licence",
        "account": "CF 2 / SC-2",
        "quantity": 1,
        "number": None,
        "iccid": None,
        "user": "Zoé Maillard",
        "team": "Accueil",
        "start": "2025-01-01",
        "end": None,
        "paid_until": None,
        "line": None,
    }
    assert run("fleet", "list", "--on", "2024-12-31", "--json").document == {"items": []}


@pytest.mark.usefixtures("account")
@pytest.mark.parametrize(
    ("narrowed", "count"),
    [
        (("--product", "did"), 3),
        (("--product", "numéro france", "--account", "CF 2"), 3),
        (("--product", "licence"), 10),
        (("--product", "Licence Smart"), 0),
        (("--person", "zoe maillard"), 1),
        (("--person", "Zoé", "--product", "DID"), 0),
    ],
)
def test_what_is_in_service_is_narrowed_to_a_product_and_a_person(
    run: Run, narrowed: tuple[str, ...], count: int
) -> None:
    ran = run("fleet", "list", "--on", "2026-04-11", *narrowed, "--json")
    assert (ran.code, ran.err, len(ran.document["items"])) == (0, "", count)


@pytest.mark.usefixtures("account")
def test_a_number_goes_through_everything_that_can_be_done_with_it(run: Run) -> None:
    number = "+33 1 99 00 10 01"
    assert run("fleet", "assign", number, "--person", "zoe maillard", "--on", "2026-04-02").code == 0
    [item] = [one for one in listed(run, "2026-04-02") if one["number"] == "+33199001001"]
    assert item["user"] == "Zoé Maillard"
    assert run("fleet", "release", "01 99 00 10 01", "--on", "2026-04-03").code == 0
    changed = run("fleet", "change", "0199001001", "--product", "SMART", "--on", "2026-04-04", "--json").document
    assert [(one["product"], one["end"]) for one in changed["items"]] == [
        ("Numéro France", "2026-04-04"),
        ("Licence Smart", None),
    ]
    gone = run("fleet", "remove", "0199001001", "--on", "2026-04-05", "--json").document
    assert [one["end"] for one in gone["items"]] == ["2026-04-05"]
    assert "+33199001001" not in {one["number"] for one in listed(run, "2026-04-05")}
    assert run("undo").code == 0
    assert "+33199001001" in {one["number"] for one in listed(run, "2026-04-05")}


@pytest.mark.usefixtures("account")
@pytest.mark.parametrize(
    ("number", "typed"),
    [
        ("0199001000", ("0033199001000", "33199001000", "+33 (0)1 99 00 10 00", "199001000", "01.99.00.10.00")),
        ("07 00 12 34 56 78 90", ("07 00 12 34 56 78 90", "07001234567890", "+33 7001234567890")),
    ],
)
def test_a_number_is_found_in_every_way_it_is_typed(run: Run, number: str, typed: tuple[str, ...]) -> None:
    if number.startswith("07"):
        added = ("fleet", "add", "--account", "CF 2", "--product", "DID", "--number", number, "--on", "2026-04-01")
        assert run(*added).code == 0
    for words in typed:
        assert run("fleet", "assign", words, "--person", "zoe maillard", "--on", "2026-04-02").err == ""
        assert run("undo").code == 0


@pytest.mark.usefixtures("account")
def test_what_bears_no_number_is_found_by_its_id_alone(run: Run) -> None:
    free = next(one for one in listed(run, "2026-04-02") if one["number"] is None and one["user"] is None)
    assert run("fleet", "remove", str(free["id"]), "--on", "2026-04-02").err == ""
    for words in ("", "Accueil", "-", "0" * 400):
        assert run("fleet", "remove", words or " ", "--on", "2026-04-02").code == 2


@pytest.mark.usefixtures("account")
@pytest.mark.parametrize(
    "words",
    [
        ("fleet", "list", "--person"),
        ("fleet", "list", "--account"),
        ("fleet", "list", "--product"),
        ("fleet", "list", "--account", "CF 2", "--product"),
        ("fleet", "remove"),
        ("show",),
    ],
)
def test_a_name_that_there_is_not_is_told_by_its_beginning(run: Run, words: tuple[str, ...]) -> None:
    ran = run(*words, "x" * 100_000)
    assert (ran.code, ran.out) == (2, "")
    assert "x" * 60 in ran.err
    assert len(ran.err) < 200


@pytest.mark.usefixtures("account")
def test_the_last_day_in_service_is_shown_and_not_the_first_one_out(run: Run) -> None:
    run("fleet", "remove", "0199001001", "--on", "2026-04-11")
    [row] = [line for line in run("fleet", "list", "--on", "2026-04-10").out.splitlines() if "10 01" in line]
    assert row.endswith("10/04/2026")


@pytest.mark.usefixtures("account")
def test_of_several_of_one_record_the_one_that_was_taken_away_is_said(run: Run, tmp_path: Path) -> None:
    day = date(2026, 4, 11)
    with open_store(tmp_path / "store") as store:
        item = next(one for one in fleet.fleet(store, day) if one.holder is None and one.product.code == "ADVANCED")
        fields = FleetItemFields(item.account_id, item.product.id, item.start, quantity=3)
        [several] = fleet.add_items(store, fields)
    [gone] = run("fleet", "remove", str(several), "--on", "2026-04-11", "--json").document["items"]
    assert (gone["quantity"], gone["end"]) == (1, "2026-04-11")
    assert gone["id"] != several
    left = run("fleet", "list", "--on", "2026-04-11", "--json").document["items"]
    assert [(one["quantity"], one["end"]) for one in left if one["id"] == several] == [(2, None)]
