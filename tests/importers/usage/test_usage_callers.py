"""Calls that came in, in a table of callers and of whom they called: whoever called is not the line."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from telbill_desktop.domain.table_profile import TableChoice, TableKind, TableProfile
from telbill_desktop.domain.table_profile import TableField as F
from telbill_desktop.domain.usage import UsageCategory
from telbill_desktop.domain.usage_view import CallOrder, UsageFilter
from telbill_desktop.services import usage
from telbill_desktop.store.engine import Store, create_store
from tests.importers.usage.names import Row, read
from tests.usage_files import TITLES, call, take, write

CALLERS = tuple("N° appelant" if title == "N° ligne" else title for title in TITLES)
OUTSIDE, TOLL_FREE, OWN = "0698765432", "0800123456", "0144556677"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """An empty one."""
    with create_store(tmp_path / "store") as store:
        yield store


def told(row: Row) -> tuple[str, str | None, UsageCategory]:
    return row.line.number, row.called, row.kind.category


def rows() -> list[tuple[str, ...]]:
    """Twice each way, so that what came before is only looked up."""
    free, received = "Appels entrants numéro vert", "Appels reçus"
    once = [
        call(line=OUTSIDE, called=TOLL_FREE, label=free, user=""),
        call(line=OUTSIDE, called=OWN, label=received, user=""),
        call(line="", called=OWN, label=received, user=""),
        call(line=OWN, called=OUTSIDE, user=""),
    ]
    return [*once, *once]


def test_whoever_called_is_kept_without_the_last_digits(tmp_path: Path) -> None:
    once = [
        ("+33800123456", "069876*", UsageCategory.INBOUND_FREE),
        ("+33144556677", "069876*", UsageCategory.INBOUND),
        ("+33144556677", None, UsageCategory.INBOUND),
        ("+33144556677", "069876*", UsageCategory.NATIONAL_MOBILE),
    ]
    assert [told(row) for row in read(write(tmp_path / "a.csv", rows(), CALLERS))] == [*once, *once]


@pytest.mark.parametrize("title", ["Ligne appelante", "Téléphone appelant", "Poste de l'appelant", "caller_id_number"])
def test_a_column_of_whoever_called_is_known_by_that_word(tmp_path: Path, title: str) -> None:
    titles = tuple(title if one == "N° ligne" else one for one in TITLES)
    fields = (F.NUMBER, F.ACCOUNT, F.USAGE_OWN, F.USAGE_USER, F.USAGE_LABEL, F.USAGE_OTHER, F.USAGE_START)
    columns = {field: (own,) for field, own in zip((*fields, F.USAGE_QUANTITY, F.USAGE_AMOUNT), titles, strict=True)}
    profile = TableProfile("own", "Own", TableKind.USAGE, columns)
    [row] = read(write(tmp_path / "a.csv", rows()[1:2], titles), TableChoice(profile))
    assert told(row) == ("+33144556677", "069876*", UsageCategory.INBOUND)


def test_where_the_line_has_a_column_it_is_the_line_whoever_called(tmp_path: Path) -> None:
    [row] = read(write(tmp_path / "a.csv", [call(line=OWN, called=OUTSIDE, label="Appels reçus")]))
    assert told(row) == ("+33144556677", "069876*", UsageCategory.INBOUND)


def test_nothing_in_the_store_is_the_number_of_a_caller(store: Store, tmp_path: Path) -> None:
    take(store, write(tmp_path / "a.csv", rows(), CALLERS))
    keys, _ = usage.calls_of(store, UsageFilter(), CallOrder.START)
    assert {one.number for one in usage.calls(store, keys)} == {"+33800123456", "+33144556677"}
    with store.reading() as connection:
        dump = "\n".join(connection.connection.driver_connection.iterdump())  # type: ignore[union-attr]
    assert OUTSIDE[1:] not in dump
