"""The archive's log: a row that is edited, taken out, moved, or cut from the end is found, by its number."""

import json
import sqlite3
import threading
from collections.abc import Callable
from contextlib import closing
from datetime import date
from hashlib import sha256
from pathlib import Path

import pytest

from telbill_desktop.domain.archive_event import EventKind, Head, event_of
from telbill_desktop.domain.errors import TelbillError
from telbill_desktop.domain.progress import Unwatched
from telbill_desktop.services import archive, archive_acts
from telbill_desktop.store import archive_check, archive_head, archive_log, vault
from telbill_desktop.store.backup import verified_copy
from telbill_desktop.store.engine import DATABASE, Store, open_store
from tests.new_stores import filled_store

ROWS = 8
Refusal = Callable[[str], pytest.RaisesExc[TelbillError]]
Change = Callable[[sqlite3.Connection], object]


@pytest.fixture
def filled(tmp_path: Path) -> Path:
    """A store whose log has rows of deposits."""
    filled_store(tmp_path / "filled", deposit_some)
    return tmp_path / "filled"


def deposit_some(store: Store) -> None:
    for at in range(ROWS):
        vault.take(store, b"%PDF-1.7 " + str(at).encode(), f"facture {at}.pdf", "/in")


def rows_broken(folder: Path) -> list[int]:
    with open_store(folder, for_writing=False) as store:
        return [one.row for one in archive_check.check(store).breaks]


def changed(folder: Path, change: Change) -> list[int]:
    with closing(sqlite3.connect(folder / DATABASE)) as file, file:
        file.execute("PRAGMA foreign_keys=OFF")
        change(file)
    return rows_broken(folder)


def execute(*statements: str) -> Change:
    def run(file: sqlite3.Connection) -> None:
        for one in statements:
            file.execute(one)

    return run


def with_another_size(*, hashed_again: bool) -> Change:
    """Row 3 says another size, and says so with a digest that fits where asked."""

    def run(file: sqlite3.Connection) -> None:
        [record] = file.execute("SELECT record FROM archive_event WHERE id = 3").fetchone()
        said = json.loads(record)
        said["facts"]["size"] += 1
        text = json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        file.execute("UPDATE archive_event SET record = ? WHERE id = 3", (text,))
        if hashed_again:
            digest = sha256(text.encode()).hexdigest()
            file.execute("UPDATE archive_event SET digest = ? WHERE id = 3", (digest,))

    return run


def hashed_anew(file: sqlite3.Connection) -> None:
    """Somebody who knows how chains the whole log again after having edited row 3."""
    with_another_size(hashed_again=True)(file)
    previous = ""
    for key, record in file.execute("SELECT id, record FROM archive_event ORDER BY id").fetchall():
        said = {**json.loads(record), "previous": previous}
        text = json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        previous = sha256(text.encode()).hexdigest()
        file.execute("UPDATE archive_event SET record = ?, digest = ? WHERE id = ?", (text, previous, key))


def test_a_log_that_nobody_touched_is_whole(filled: Path) -> None:
    assert rows_broken(filled) == []


def test_a_line_of_the_log_is_the_line_that_the_next_one_vouches_for(filled: Path) -> None:
    with open_store(filled, for_writing=False) as store, store.reading() as connection:
        lines = list(archive_log.records(connection))
    digests = [sha256(line.encode()).hexdigest() for line in lines]
    assert [event_of(line).previous for line in lines] == ["", *digests[:-1]]
    assert archive_head.kept(filled) == Head(ROWS, digests[-1])


def with_line(row: int, line: str) -> Change:
    """A row whose line is another one, with the digest that fits."""

    def run(file: sqlite3.Connection) -> None:
        digest = sha256(line.encode()).hexdigest()
        file.execute("UPDATE archive_event SET record = ?, digest = ? WHERE id = ?", (line, digest, row))

    return run


COPIED = "SELECT {row}, happened_at, kind, deposit_id, record, digest FROM archive_event WHERE id = 1"


@pytest.mark.parametrize(
    ("change", "row"),
    [
        pytest.param(with_another_size(hashed_again=False), 3, id="edited"),
        pytest.param(with_another_size(hashed_again=True), 3, id="edited, its digest too"),
        pytest.param(hashed_anew, 3, id="edited, and all hashed again: the register says otherwise"),
        pytest.param(execute("UPDATE archive_event SET kind = 'exported' WHERE id = 4"), 4, id="its kind"),
        pytest.param(execute("UPDATE archive_event SET happened_at = '2020-01-01T00:00:00+00:00' WHERE id = 4"), 4),
        pytest.param(execute("UPDATE archive_event SET deposit_id = 1 WHERE id = 4"), 4, id="its document"),
        pytest.param(execute("UPDATE archive_event SET digest = 'x' WHERE id = 4"), 4, id="its digest"),
        pytest.param(execute("DELETE FROM archive_event WHERE id = 5"), 5, id="removed"),
        pytest.param(execute("DELETE FROM archive_event WHERE id = 1"), 1, id="the first one removed"),
        pytest.param(execute("DELETE FROM archive_event WHERE id > 6"), 7, id="cut"),
        pytest.param(execute("DELETE FROM archive_event"), 1, id="emptied"),
        pytest.param(
            execute(
                "UPDATE archive_event SET id = 99 WHERE id = 2",
                "UPDATE archive_event SET id = 2 WHERE id = 3",
                "UPDATE archive_event SET id = 3 WHERE id = 99",
            ),
            2,
            id="reordered",
        ),
        pytest.param(
            execute(
                "DELETE FROM archive_event WHERE id = 5",
                "UPDATE archive_event SET id = id - 1 WHERE id > 5",
            ),
            5,
            id="removed, the others moved up",
        ),
        pytest.param(execute("UPDATE archive_event SET id = 9223372036854775807 WHERE id = 8"), 8, id="put far away"),
        pytest.param(execute("INSERT INTO archive_event " + COPIED.format(row=0)), 0, id="put before the first"),
        pytest.param(execute("INSERT INTO archive_event " + COPIED.format(row=-7)), -7, id="put far before the first"),
        pytest.param(execute("UPDATE archive_event SET record = CAST(x'ff' AS TEXT) WHERE id = 4"), 4, id="no text"),
        pytest.param(execute("UPDATE archive_event SET kind = CAST(x'ff' AS TEXT) WHERE id = 4"), 4, id="kind no text"),
        pytest.param(with_line(8, "[" * 100_000), 8, id="nested without end"),
        pytest.param(with_line(8, "{}"), 8, id="a line that says nothing"),
    ],
)
def test_what_was_done_to_the_log_is_found_with_its_row(filled: Path, change: Change, row: int) -> None:
    assert changed(filled, change)[0] == row


def test_a_log_that_was_written_anew_is_not_the_one_whose_head_lies_beside_the_archive(filled: Path) -> None:
    def by_somebody_else(file: sqlite3.Connection) -> None:
        hashed_anew(file)
        previous = ""
        for key, record in file.execute("SELECT id, record FROM archive_event ORDER BY id").fetchall():
            [size] = file.execute("SELECT size FROM deposit WHERE id = ?", (key,)).fetchone()
            said = {**json.loads(record), "previous": previous, "clock": "another one"}
            said["facts"]["size"] = size
            text = json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
            previous = sha256(text.encode()).hexdigest()
            file.execute("UPDATE archive_event SET record = ?, digest = ? WHERE id = ?", (text, previous, key))

    assert changed(filled, by_somebody_else) == [ROWS]


def test_what_was_done_to_the_register_is_found_with_the_row_that_says_otherwise(filled: Path) -> None:
    assert changed(filled, execute("UPDATE deposit SET size = size + 1 WHERE id = 4"))[0] == 4


def test_a_document_that_the_log_does_not_know_is_found(filled: Path) -> None:
    copied = "SELECT 99, digest_algorithm, 'x', size, media_type, deposited_at, os_user, program_version FROM deposit"
    broken = changed(filled, execute(f"INSERT INTO deposit {copied} WHERE id = 1"))
    assert broken == [0]


def test_an_old_database_that_is_put_back_is_found_and_stays_found_when_the_program_goes_on(filled: Path) -> None:
    old = (filled / DATABASE).read_bytes()
    with open_store(filled) as store:
        vault.take(store, b"%PDF-1.7 later", "later.pdf", "/in")
    (filled / DATABASE).write_bytes(old)
    assert rows_broken(filled) == [ROWS + 1]
    with open_store(filled) as store:
        for at in range(3):
            vault.take(store, b"%PDF-1.7 after " + str(at).encode(), "after.pdf", "/in")
    assert rows_broken(filled) == [ROWS + 1]


def test_a_head_that_is_gone_is_told_and_not_made_again_in_silence(filled: Path) -> None:
    (filled / archive_head.FILE).unlink()
    with open_store(filled) as store:
        vault.take(store, b"%PDF-1.7 later", "later.pdf", "/in")
    assert rows_broken(filled) == [ROWS + 1]


def test_a_program_killed_between_its_commit_and_the_head_leaves_no_fault(filled: Path) -> None:
    head = (filled / archive_head.FILE).read_bytes()
    with open_store(filled) as store:
        vault.take(store, b"%PDF-1.7 later", "later.pdf", "/in")
    (filled / archive_head.FILE).write_bytes(head)
    assert rows_broken(filled) == []
    with open_store(filled) as store:
        vault.take(store, b"%PDF-1.7 again", "again.pdf", "/in")
    assert rows_broken(filled) == []


def test_a_backup_knows_the_head_of_its_day(filled: Path) -> None:
    with open_store(filled) as store:
        copy = verified_copy(filled / DATABASE, store.backups, version=8)
        vault.take(store, b"%PDF-1.7 later", "later.pdf", "/in")
    assert json.loads(copy.manifest.read_text())["archive_head"]["sequence"] == ROWS
    assert rows_broken(filled) == []
    (filled / archive_head.FILE).unlink()
    assert ROWS in changed(filled, hashed_anew)


def test_threads_that_write_in_turns_leave_the_head_of_the_last_row(store: Store) -> None:
    def deposit(thread: int) -> None:
        for at in range(20):
            vault.take(store, f"%PDF-1.7 {thread} {at}".encode(), f"{thread}-{at}.pdf", "/in")

    threads = [threading.Thread(target=deposit, args=(at,)) for at in range(4)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    with store.reading() as connection:
        last = archive_head.last(connection)
    assert (last.sequence, archive_head.kept(store.folder)) == (80, last)
    assert archive_check.check(store).is_sound


def test_a_transaction_that_fails_leaves_neither_row_nor_head(store: Store) -> None:
    vault.take(store, b"%PDF-1.7 one", "one.pdf", "/in")
    before = archive_head.kept(store.folder)

    def fail() -> None:
        with store.writing() as connection:
            archive_log.append(connection, EventKind.EXPORTED, {})
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert archive_head.kept(store.folder) == before
    assert archive_check.check(store).is_sound


@pytest.mark.parametrize("line", ["no line", "{}", "[" * 100_000, '{"sequence": Infinity}'])
def test_a_row_that_is_no_row_any_more_hides_nothing_else(filled: Path, line: str) -> None:
    with open_store(filled) as store:
        archive_acts.verify(store, Unwatched())
        archive_acts.verify(store, Unwatched())
    changed(filled, with_line(ROWS + 2, line))
    assert changed(filled, with_line(4, line))[0] == 4
    with open_store(filled, for_writing=False) as store:
        assert archive.document(store, 4).events == ()
        last = archive.summary(store, date(2026, 11, 28)).last_check
    assert last is not None
    assert last.documents == ROWS


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[" * 100_000,
        '{"sequence": Infinity, "digest": ""}',
        '{"sequence": 99999999999999999999, "digest": ""}',
    ],
)
def test_a_head_that_is_none_is_told_and_keeps_nobody_from_writing(filled: Path, text: str) -> None:
    (filled / archive_head.FILE).write_text(text)
    with open_store(filled) as store:
        vault.take(store, b"%PDF-1.7 later", "later.pdf", "/in")
    with open_store(filled, for_writing=False) as store:
        [told] = archive_check.check(store).breaks
    assert told.reason.code == "log_head_missing"


def test_text_that_is_none_any_more_is_a_damaged_store(filled: Path, refusal: Refusal) -> None:
    with closing(sqlite3.connect(filled / DATABASE)) as file, file:
        file.execute("UPDATE deposit SET digest = CAST(x'ff' AS TEXT) WHERE id = 4")
    with open_store(filled, for_writing=False) as store, refusal("store_damaged"):
        archive_check.check(store)


def test_where_the_head_cannot_be_written_nothing_is_done(filled: Path, refusal: Refusal) -> None:
    aside = filled / (archive_head.FILE + ".new")
    aside.mkdir()
    content = b"%PDF-1.7 later"
    with open_store(filled) as store:
        with refusal("store_unwritable"):
            vault.take(store, content, "later.pdf", "/in")
        found = archive_check.check(store)
        assert (found.documents, found.orphans, found.breaks) == (ROWS, [], [])
        aside.rmdir()
        vault.take(store, content, "later.pdf", "/in")
    assert rows_broken(filled) == []
    assert archive_head.kept(filled) != Head()
