"""The vault: written once, found again whatever happened, never fooled by a name."""

import hashlib
import os
import stat
import sys

import pytest
from sqlalchemy import select

from telbill_desktop.domain.errors import StoreError, TelbillError
from telbill_desktop.store import archive_check, vault
from telbill_desktop.store.engine import Store
from telbill_desktop.store.tables.documents import deposit, deposit_name
from tests.deposits import deposited, path_of

CONTENT = b"%PDF-1.7 a document"
DIGEST = hashlib.sha256(CONTENT).hexdigest()


def put(store: Store, content: bytes = CONTENT, name: str = "invoice.pdf", source: str = "/in") -> int:
    with store.writing() as connection:
        return deposited(store, connection, content, name, source)


def names(store: Store) -> list[str]:
    with store.reading() as connection:
        return list(connection.execute(select(deposit_name.c.name).order_by(deposit_name.c.id)).scalars())


def files(store: Store) -> list[str]:
    return sorted(path.relative_to(store.archive).as_posix() for path in store.archive.rglob("*") if path.is_file())


def test_a_document_lies_under_its_digest_and_comes_back_whole(store: Store) -> None:
    deposit_id = put(store)
    assert vault.read(store, deposit_id) == CONTENT
    assert files(store) == [f"{DIGEST[:2]}/{DIGEST[2:]}"]
    assert path_of(store, deposit_id) == store.archive / DIGEST[:2] / DIGEST[2:]


@pytest.mark.skipif(sys.platform == "win32", reason="modes of POSIX")
def test_a_document_is_the_owners_to_read_and_nobodys_to_write(store: Store) -> None:
    path = path_of(store, put(store))
    assert stat.S_IMODE(path.stat().st_mode) == 0o400
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_the_register_says_what_came_when_and_from_whom(store: Store) -> None:
    deposit_id = put(store)
    with store.reading() as connection:
        row = connection.execute(select(deposit).where(deposit.c.id == deposit_id)).one()
    assert (row.digest_algorithm, row.digest, row.size, row.media_type) == (
        "sha256", DIGEST, len(CONTENT), "application/pdf",
    )  # fmt: skip
    assert row.deposited_at.tzinfo is not None


def test_the_same_content_is_kept_once_with_all_its_names(store: Store) -> None:
    first = put(store)
    assert put(store, name="copy.pdf") == first
    assert put(store, name="copy.pdf", source="/elsewhere") == first
    assert put(store, name="copy.pdf") == first
    assert names(store) == ["invoice.pdf", "copy.pdf", "copy.pdf"]
    assert len(files(store)) == 1


@pytest.mark.parametrize(
    "name",
    ["../../x.pdf", "/etc/passwd", "C:\\x.pdf", "CON", "x" * 300, "a\nb.pdf", "-rf", "\u202egpj.exe", "a ", "a\x1b[2J"],
)
def test_a_hostile_name_is_only_a_value(store: Store, name: str) -> None:
    put(store, name=name)
    assert names(store) == [name]
    assert files(store) == [f"{DIGEST[:2]}/{DIGEST[2:]}"]


def test_a_name_that_no_database_can_hold_is_kept_as_far_as_it_goes(store: Store) -> None:
    put(store, name="a\x00b\udcff.pdf", source="/in\udcfe")
    assert names(store) == ["a\ufffdb\ufffd.pdf"]


def test_a_rolled_back_deposit_can_be_discarded_and_a_registered_one_cannot(store: Store) -> None:
    with store.writing() as connection:
        deposited(store, connection, CONTENT, "invoice.pdf", "/in")
        connection.rollback()
    assert len(files(store)) == 1
    vault.discard(store, DIGEST)
    assert files(store) == []
    put(store)
    vault.discard(store, DIGEST)
    assert len(files(store)) == 1


def test_what_a_killed_program_left_half_written_is_swept_away(store: Store) -> None:
    put(store)
    left = store.archive / vault.INCOMING / "tmp123"
    left.write_bytes(b"half")
    assert archive_check.check(store).orphans == ["incoming/tmp123"]
    vault.sweep(store)
    assert archive_check.check(store).orphans == []


def test_every_kind_of_damage_is_told(store: Store) -> None:
    sound = put(store)
    ids = [put(store, content) for content in (b"to lose", b"to change", b"to cut")]
    lost, changed, cut = (path_of(store, each) for each in ids)
    lost.unlink()
    changed.chmod(0o600)
    changed.write_bytes(b"TO CHANGE")
    cut.chmod(0o600)
    cut.write_bytes(b"to")
    (store.archive / "stranger.txt").write_bytes(b"not ours")
    report = archive_check.check(store)
    assert (report.documents, report.intact) == (4, 1)
    assert [one.digest for one in report.missing] == [hashlib.sha256(b"to lose").hexdigest()]
    assert [one.digest for one in report.altered] == [vault.digest_of(part) for part in (b"to change", b"to cut")]
    assert report.orphans == ["stranger.txt"]
    assert not report.is_sound
    assert vault.read(store, sound) == CONTENT
    for deposit_id, code in zip(ids, ("document_missing", "document_altered", "document_altered"), strict=True):
        with pytest.raises(TelbillError) as raised:
            vault.read(store, deposit_id)
        assert raised.value.message.code == code


def test_a_damaged_document_is_put_right_when_it_comes_again(store: Store) -> None:
    deposit_id = put(store)
    path = path_of(store, deposit_id)
    path.chmod(0o600)
    path.write_bytes(b"damaged")
    assert put(store, name="again.pdf") == deposit_id
    assert vault.read(store, deposit_id) == CONTENT
    assert archive_check.check(store).is_sound


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="modes do not bind this user")
def test_an_archive_that_cannot_be_written_is_a_sentence(store: Store) -> None:
    store.archive.chmod(0o500)
    try:
        with pytest.raises(StoreError) as raised:
            put(store)
    finally:
        store.archive.chmod(0o700)
    assert raised.value.message.code == "store_unwritable"


def test_an_archive_whose_place_is_taken_is_a_sentence(store: Store) -> None:
    (store.archive / DIGEST[:2]).write_bytes(b"a file where a folder belongs")
    with pytest.raises(StoreError) as raised:
        put(store)
    assert raised.value.message.code == "store_unwritable"
