"""The calls of an exchange, whose file lists both ways alike: whose line it was is told by the two numbers."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import select

from telbill_desktop.domain.fleet import FleetItemFields
from telbill_desktop.domain.reading import FileStatus
from telbill_desktop.domain.table_profile import TableChoice, TableField
from telbill_desktop.domain.usage_view import CallOrder, UsageFilter, UsageGrouping
from telbill_desktop.importers.usage import rows
from telbill_desktop.services import fleet, usage
from telbill_desktop.services.intake import FileResult
from telbill_desktop.store.engine import Store, create_store
from telbill_desktop.store.tables.fleet import fleet_item
from tests.services.scenarios_of_contracts import line
from tests.usage_files import take

OUTSIDE, ABROAD, OWN, UNKNOWN = "0698765432", "+212612345678", "0144556677", "0144556688"
ROW = (
    '"","{src}","{dst}","ctx","","SIP/1","SIP/2","Dial","","{when}","","",95,90,"ANSWERED","DOCUMENTATION","{id}",""\n'
)
CHOICE = TableChoice(constants={TableField.ACCOUNT: "Standard", TableField.OPERATOR: "Telco Ouest"})


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """One whose fleet has one line."""
    with create_store(tmp_path / "store") as store:
        line(store, "+33144556677")
        yield store


def exchange(path: Path, *calls: tuple[str, str]) -> Path:
    rows = [
        ROW.format(src=src, dst=dst, when=f"2026-03-05 10:22:{at:02}", id=at) for at, (src, dst) in enumerate(calls)
    ]
    path.write_text("".join(rows), "utf-8")
    return path


def add_like_it(store: Store, number: str) -> None:
    """Another line of the fleet, with the plan and the account of the one that is there."""
    with store.reading() as connection:
        [one] = connection.execute(select(fleet_item))
    fleet.add_items(store, FleetItemFields(one.account_id, one.product_id, one.start, number=number))


def took(store: Store, path: Path) -> FileResult:
    return take(store, path, choice=CHOICE)


def kept(store: Store) -> list[tuple[str, str, str]]:
    """Of each call, in their order: the line, the number called or calling, the category."""
    keys, _ = usage.calls_of(store, UsageFilter(), CallOrder.START)
    return [(one.number, one.called, one.category) for one in reversed(usage.calls(store, keys))]


def holds(store: Store, digits: str) -> bool:
    with store.reading() as connection:
        return digits in "\n".join(connection.connection.driver_connection.iterdump())  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("src", "dst", "told"),
    [
        ("101", OUTSIDE, ("101", "069876*", "national_mobile")),
        (OUTSIDE, "101", ("101", "069876*", "inbound")),
        (OUTSIDE, "s", ("s", "069876*", "inbound")),
        (OUTSIDE, OWN, ("+33144556677", "069876*", "inbound")),
        (ABROAD, "33144556677", ("+33144556677", "+21261234*", "inbound")),
        ("+33144556677", OUTSIDE, ("+33144556677", "069876*", "national_mobile")),
        (OWN, "3103", ("+33144556677", "3103", "special")),
        ("anonymous", "101", ("101", "anonymous", "inbound")),
        ("Masqué", "101", ("101", "Masqué", "inbound")),
        ("NUMÉRO PRIVÉ", OWN, ("+33144556677", "NUMÉRO PRIVÉ", "inbound")),
        ("", OWN, ("+33144556677", "", "inbound")),
        ("accueil", OUTSIDE, ("accueil", "069876*", "national_mobile")),
    ],
)
def test_whoever_calls_from_outside_is_kept_without_the_last_digits(
    store: Store, tmp_path: Path, src: str, dst: str, told: tuple[str, str, str]
) -> None:
    assert took(store, exchange(tmp_path / "Master.csv", (src, dst))).status is FileStatus.IMPORTED
    assert kept(store) == [told]
    assert not holds(store, "98765432")
    assert not holds(store, "12612345678")


def test_of_two_numbers_that_nobody_knows_nothing_is_kept_until_the_fleet_has_one(store: Store, tmp_path: Path) -> None:
    path = exchange(tmp_path / "Master.csv", ("101", OUTSIDE), (OUTSIDE, UNKNOWN), ("anonymous", UNKNOWN))
    first = took(store, path)
    assert first.table is not None
    assert [(one.line, one.message.code) for one in first.table.problems] == [
        (2, "usage_line_untold"),
        (3, "usage_line_untold"),
    ]
    assert [one.text for one in first.table.problems] == ["069876*", "anonymous"]  # in lists of errors neither
    assert (first.table.new, holds(store, "98765432")) == (1, False)
    add_like_it(store, "+33144556688")
    again = took(store, path)
    assert again.table is not None
    assert (again.table.new, again.table.identical, again.table.wrong) == (2, 1, 0)
    assert [number for number, _, category in kept(store) if category == "inbound"] == ["+33144556688"] * 2


def test_a_call_is_the_same_when_the_fleet_has_come_to_know_who_called(store: Store, tmp_path: Path) -> None:
    path = exchange(tmp_path / "Master.csv", (UNKNOWN, "3103"), (UNKNOWN, OWN))
    took(store, path)
    add_like_it(store, "+33144556688")
    again = took(store, path)
    assert again.table is not None
    assert (again.table.new, again.table.identical) == (0, 2)
    assert {one.key: one.total.count for one in usage.usage(store, UsageFilter(), UsageGrouping.MONTH).groups} == {
        "202603": 2
    }


def test_of_the_numbers_that_called_so_many_are_remembered_and_no_more(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept_at_once: list[int] = []

    def looked_at(meaning: rows.RowMeaning, text: str) -> str:
        found = number_of(meaning, text)
        kept_at_once.append(len(meaning._numbers))
        return found

    number_of = rows.RowMeaning._number
    monkeypatch.setattr(rows.RowMeaning, "_number", looked_at)
    monkeypatch.setattr(rows, "_MOST_NUMBERS", 3, raising=False)
    calls = [*((f"06987654{at:02}", OWN) for at in range(9)), (OWN, OUTSIDE), ("101", OUTSIDE)]
    path = exchange(tmp_path / "Master.csv", *calls)
    assert took(store, path).status is FileStatus.IMPORTED
    assert max(kept_at_once) == 3
    monkeypatch.undo()
    assert took(store, path).status is FileStatus.DUPLICATE
