"""Files of usage among others: how far they are, what is left when they are stopped, which account is asked for."""

from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from telbill_desktop.domain.errors import CancelledError
from telbill_desktop.domain.progress import Unwatched
from telbill_desktop.domain.reading import FileStatus, Outcome, Reading
from telbill_desktop.domain.table_profile import TableChoice, TableField
from telbill_desktop.domain.usage_view import UsageFilter, UsageGrouping
from telbill_desktop.services import gathering, invoices, usage
from telbill_desktop.services.history import history
from telbill_desktop.services.intake import FileResult, gather, import_files, preview_files
from telbill_desktop.store.engine import DATABASE, Store, create_store
from telbill_desktop.store.sqlite import bulk
from telbill_desktop.workspaces import ReadsUsage
from tests.store_contents import contents
from tests.usage_files import TITLES, Call, call, on, take, take_calls, write

CDR = (
    '"","101","0612345678","ctx","","SIP/1","SIP/2","Dial","","{when}","{when}","{when}",95,90,'
    '"ANSWERED","DOCUMENTATION","{id}",""\n'
)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """An empty one."""
    with create_store(tmp_path / "store") as store:
        yield store


class Watched:
    """A progress that is looked at, and stopped once a file is being read."""

    def __init__(self, *, stop: bool = False) -> None:
        self.steps: list[tuple[int, int]] = []
        self._stop = stop

    def step(self, done: int, total: int, _text: str = "") -> None:
        """Notes it."""
        self.steps.append((done, total))
        if self._stop and 0 < done < total:
            raise CancelledError


def many(count: int) -> list[Call]:
    days = (f"{at % 28 + 1:02}/03/2026 10:{at // 60 % 60:02}:{at % 60:02}" for at in range(count))
    return [call(start=day, called=f"06{at:08}") for at, day in enumerate(days)]


@pytest.mark.parametrize("dry_run", [True, False])
def test_a_file_shows_how_much_of_it_is_read(store: Store, dry_run: bool) -> None:  # noqa: FBT001
    watched = Watched()
    take_calls(store, many(11_000), progress=watched, dry_run=dry_run)
    shares = [done / total for done, total in watched.steps]
    read = [share for share in shares if 0 < share < 1]
    assert read == sorted(read)
    assert any(0.3 < share < 0.6 for share in read)  # 5 000 of 11 000 rows


@pytest.mark.parametrize("dry_run", [True, False])
def test_a_file_that_is_stopped_leaves_nothing(
    store: Store,
    monkeypatch: pytest.MonkeyPatch,
    dry_run: bool,  # noqa: FBT001
) -> None:
    monkeypatch.setattr(bulk, "_CACHE", 50)  # kilobytes: what does not fit is written before it is whole
    take_calls(store, on("01/02/2026"), name="before.csv")
    before = contents(store)
    with pytest.raises(CancelledError):
        take_calls(store, many(11_000), progress=Watched(stop=True), dry_run=dry_run)
    assert contents(store) == before
    assert len(history(store)) == 1
    assert not holds(store, b"060000*")


def test_a_file_that_is_damaged_at_its_end_leaves_nothing(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bulk, "_CACHE", 50)
    take_calls(store, on("01/02/2026"), name="before.csv")
    before = contents(store)
    rows = [*many(11_000), call(label='"never closed')]
    assert take_calls(store, rows).status is FileStatus.REFUSED
    assert contents(store) == before
    assert not holds(store, b"060000*")


def holds(store: Store, called: bytes) -> bool:
    """Whether the store's file or its log holds these bytes."""
    log = store.folder / f"{DATABASE}-wal"
    return called in log.read_bytes() + (store.folder / DATABASE).read_bytes()


def test_a_preview_says_what_an_import_does_and_writes_nothing(store: Store) -> None:
    take_calls(store, on("05/03/2026"), name="before.csv")
    before = contents(store)
    calls = [
        *on("05/03/2026", "06/03/2026", "06/03/2026"),
        call(start="07/03/2026 10:00:00", amount="x"),
        call(start="31/02/2026"),
    ]
    shown = take_calls(store, calls, dry_run=True)
    assert contents(store) == before
    done = take_calls(store, calls)
    assert shown == done
    assert done.table is not None
    assert (done.table.new, done.table.identical, done.table.repeated, done.table.wrong) == (1, 1, 1, 2)
    assert [(one.line, one.field, one.text) for one in done.table.problems] == [
        (5, TableField.USAGE_AMOUNT, "x"),
        (6, TableField.USAGE_START, "31/02/2026"),
    ]


def asterisk(tmp_path: Path) -> Path:
    path = tmp_path / "Master.csv"
    path.write_text("".join(CDR.format(when=f"2026-03-05 10:22:{at:02}", id=at) for at in range(5)), "utf-8")
    return path


def test_the_account_that_somebody_names_for_a_file_is_used_for_that_file_alone(store: Store, tmp_path: Path) -> None:
    take_calls(store, on("05/03/2026", account="CF 7"), name="before.csv")
    path, other = asterisk(tmp_path), tmp_path / "other.csv"
    write(other, on("06/03/2026", account="CF 8"))
    asked, plain = previewed(store, [path, other], {})
    assert (asked.status, asked.message and asked.message.code) == (FileStatus.UNMAPPED, "usage_no_account")
    assert plain.status is FileStatus.IMPORTED
    own = {path: ReadsUsage(TableChoice(constants={TableField.ACCOUNT: "CF 7"}))}
    assert [one.status for one in previewed(store, [path, other], own)] == [FileStatus.IMPORTED] * 2
    files, usual = gather([path, other]), ReadsUsage()
    import_files(store, files, unread, Unwatched(), usage=usual, usage_for=own)
    assert accounts(store) == {"CF 7": 6, "CF 8": 1}


def test_an_account_that_nobody_knows_is_made_of_the_operator_named_with_it(store: Store, tmp_path: Path) -> None:
    path = asterisk(tmp_path)
    constants = {TableField.ACCOUNT: "Standard"}
    refused = take(store, path, choice=TableChoice(constants=constants))
    assert refused.message is not None
    assert refused.message.code == "usage_account_unknown"
    made = take(store, path, choice=TableChoice(constants={**constants, TableField.OPERATOR: "Telco Ouest"}))
    assert made.status is FileStatus.IMPORTED
    assert accounts(store) == {"Standard": 5}
    assert [one.label for one in invoices.operators(store)] == ["Telco Ouest"]


def test_a_text_too_large_for_a_list_of_invoices_can_be_described(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gathering, "_LARGEST_FILE", 1_000)
    path = tmp_path / "unknown.csv"
    write(path, many(50), [title.replace("N° appelé", "Autre bout") for title in TITLES])
    [result] = previewed(store, [path], {})
    assert (result.status, result.kind, result.message and result.message.code) == (
        *(FileStatus.UNMAPPED, "csv"),
        "usage_unknown",
    )
    path.write_bytes(b"%PDF-1.7" + b"\0" * 2_000)
    [result] = previewed(store, [path], {})
    assert result.status is FileStatus.REFUSED


def previewed(store: Store, paths: list[Path], own: Mapping[Path, ReadsUsage]) -> list[FileResult]:
    return preview_files(store, gather(paths), unread, Unwatched(), ReadsUsage(), own)


def unread(_content: bytes, _name: str) -> Reading:
    return Reading(Outcome.REFUSED, "")


def accounts(store: Store) -> dict[str, int]:
    """The calls that are charged to each account, as they are added up."""
    groups = usage.usage(store, UsageFilter(), UsageGrouping.ACCOUNT).groups
    return {group.name.rpartition(" · ")[2]: group.total.count for group in groups}


def test_a_text_in_utf_16_is_read_as_its_first_bytes_say(store: Store, tmp_path: Path) -> None:
    path = tmp_path / "unicode.csv"
    write(path, many(2_000), encoding="utf-16")  # more than is looked at to know it
    result = take(store, path)
    assert result.table is not None
    assert (result.table.new, result.table.wrong) == (2_000, 0)
