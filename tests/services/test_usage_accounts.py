"""How an account is named so that an import finds it and no other."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from telbill_desktop.domain.errors import TelbillError
from telbill_desktop.domain.parties import AccountFields, OperatorFields
from telbill_desktop.domain.reading import FileStatus
from telbill_desktop.domain.table_profile import TableChoice, TableField
from telbill_desktop.domain.usage_view import UsageFilter, UsageGrouping
from telbill_desktop.services import history, parties, usage, usage_accounts
from telbill_desktop.store import usage_sums
from telbill_desktop.store.engine import Store, create_store
from tests.usage_files import call, take, write


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """An empty one."""
    with create_store(tmp_path / "store") as store:
        yield store


def test_by_the_first_word_that_is_its_own_else_by_one_that_is_its_own_among_its_operators(store: Store) -> None:
    west = parties.add_operator(store, OperatorFields("Telco Ouest"))
    east = parties.add_operator(store, OperatorFields("Telco Est"))
    alone = parties.add_account(store, west, AccountFields("Siège", number="CF 1"))
    same = parties.add_account(store, west, AccountFields("CF 7"))
    other = parties.add_account(store, east, AccountFields("CF 7"))
    known_by_number = parties.add_account(store, east, AccountFields("CF 7", number="8"))
    assert usage_accounts.naming(store, alone) == {TableField.ACCOUNT: "Siège"}
    assert usage_accounts.naming(store, same) == {TableField.ACCOUNT: "CF 7", TableField.OPERATOR: "Telco Ouest"}
    assert usage_accounts.naming(store, known_by_number) == {TableField.ACCOUNT: "8"}
    with pytest.raises(TelbillError, match="usage_account_twice"):
        usage_accounts.naming(store, other)
    offered = usage_accounts.offered(store)
    assert list(offered.accounts.values()) == [
        *("Telco Est · CF 7", "Telco Est · CF 7"),
        *("Telco Ouest · CF 7", "Telco Ouest · Siège"),
    ]
    assert offered.operators == ("Telco Est", "Telco Ouest")


def test_an_account_that_a_file_writes_in_several_ways_is_made_once(store: Store, tmp_path: Path) -> None:
    rows = [call(account=text, quantity=str(at)) for at, text in enumerate(("CF 1", "cf1", "CF-1"))]
    take(store, write(tmp_path / "a.csv", rows))
    take(store, write(tmp_path / "b.csv", [call(account="Cf1", quantity="9")]))
    groups = usage.usage(store, UsageFilter(), UsageGrouping.ACCOUNT).groups
    assert [group.total.count for group in groups] == [4]


def by_account(store: Store) -> dict[str, int]:
    with store.reading() as connection:
        assert not usage_sums.differences(connection)
    groups = usage.usage(store, UsageFilter(), UsageGrouping.ACCOUNT).groups
    return {group.name.partition(" · ")[2]: group.total.count for group in groups}


def two_accounts(store: Store, tmp_path: Path) -> tuple[int, int, Path]:
    """Two accounts of one operator with a call or two of one user each, and the file that says so."""
    rows = [call(account="CF1"), call(account="CF2", quantity="9"), call(account="CF2", quantity="10")]
    path = write(tmp_path / "a.csv", rows)
    take(store, path)
    kept, merged = sorted(usage_accounts.offered(store).accounts)
    return kept, merged, path


def test_usage_follows_its_account_into_the_one_that_it_is_merged_into(store: Store, tmp_path: Path) -> None:
    kept, merged, path = two_accounts(store, tmp_path)
    parties.merge_accounts(store, kept, merged)
    assert by_account(store) == {"CF1": 3}
    assert take(store, path).status is FileStatus.DUPLICATE
    take(store, write(tmp_path / "b.csv", [call(account="CF2", quantity="11")]))
    assert by_account(store) == {"CF1": 4}
    history.undo(store)
    history.undo(store)
    assert by_account(store) == {"CF1": 1, "CF2": 2}
    history.redo(store)
    assert by_account(store) == {"CF1": 3}
    [only] = usage.usage(store, UsageFilter(account_ids=(kept,)), UsageGrouping.USER).groups
    assert only.total.count == 3


def test_what_names_nobody_is_known_again_after_its_account_was_merged(store: Store, tmp_path: Path) -> None:
    """Charges of an account itself, one of which all have alike: before a merge, between two, after, and undone."""

    def file(account: str, *quantities: int) -> Path:
        of_nobody = call(account=account, line="", user="", called="")
        rows = [of_nobody._replace(quantity=str(one)) for one in quantities]
        return write(tmp_path / f"{account}{quantities}.csv", rows)

    files = [file("CF1", 1, 9), file("CF2", 2, 9), file("CF3", 3, 9)]
    for one in files:
        take(store, one)
    kept, between, merged = sorted(usage_accounts.offered(store).accounts)
    parties.merge_accounts(store, between, merged)
    files.append(file("CF3", 4))
    take(store, files[-1])
    parties.merge_accounts(store, kept, between)
    assert [take(store, one).status for one in files] == [FileStatus.DUPLICATE] * 4
    assert by_account(store) == {"CF1": 7}
    history.undo(store)
    assert [take(store, one).status for one in files] == [FileStatus.DUPLICATE] * 4
    assert by_account(store) == {"CF1": 2, "CF2": 5}


@pytest.mark.parametrize("of_kept", [0, 1])
def test_what_came_after_a_merge_stays_with_its_account_when_the_merge_is_undone(
    store: Store, tmp_path: Path, of_kept: int
) -> None:
    one, other, _ = two_accounts(store, tmp_path)
    kept, merged = (one, other) if of_kept else (other, one)
    name = "CF1" if of_kept else "CF2"
    parties.merge_accounts(store, kept, merged)
    take(store, write(tmp_path / "b.csv", [call(account=name, quantity="11"), call(account=name, line="0622222222")]))
    assert by_account(store) == {name: 5}
    history.undo_act(store, history.history(store)[1].id)
    assert by_account(store) == ({"CF1": 3, "CF2": 2} if of_kept else {"CF1": 1, "CF2": 4})


def test_an_import_of_usage_is_undone_after_the_merge_of_its_accounts(store: Store, tmp_path: Path) -> None:
    kept, merged, _ = two_accounts(store, tmp_path)
    parties.merge_accounts(store, kept, merged)
    with pytest.raises(TelbillError, match="act_changed_since"):
        history.undo_act(store, history.history(store)[-1].id)
    history.undo(store)
    history.undo(store)
    assert by_account(store) == {}


def test_usage_follows_accounts_of_operators_that_are_merged(store: Store, tmp_path: Path) -> None:
    kept, _, _ = two_accounts(store, tmp_path)
    other = parties.add_operator(store, OperatorFields("Telco Ouest"))
    parties.add_account(store, other, AccountFields("CF2", number="CF2"))
    parties.merge_operators(store, other, parties.operator_of(store, kept))
    assert by_account(store) == {"CF1": 1, "CF2": 2}
    history.undo(store)
    assert by_account(store) == {"CF1": 1, "CF2": 2}


def test_of_several_accounts_of_one_name_that_of_the_operator_named_with_it_is_meant(
    store: Store, tmp_path: Path
) -> None:
    west, east = (parties.add_operator(store, OperatorFields(name)) for name in ("Telco Ouest", "Telco Est"))
    [meant, *_others] = (parties.add_account(store, one, AccountFields("CF 7")) for one in (west, east))
    parties.add_account(store, east, AccountFields("CF 7", number="8"))
    file = write(tmp_path / "a.csv", [call(account="CF 7")])
    ask = {TableField.OPERATOR: "Telco Est"}
    for constants in ({}, ask):  # of two operators; two of one operator
        refused = take(store, file, choice=TableChoice(constants=constants))
        assert refused.message is not None
        assert refused.message.code == "usage_account_twice"
    taken = take(store, file, choice=TableChoice(constants=usage_accounts.naming(store, meant)))
    assert taken.status is FileStatus.IMPORTED
    groups = usage.usage(store, UsageFilter(), UsageGrouping.ACCOUNT).groups
    assert [(group.name, group.key) for group in groups] == [("Telco Ouest · CF 7", str(meant))]
