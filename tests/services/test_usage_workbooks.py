"""Usage in a workbook: the same calls as in a file of text, known again whichever came first."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from decimal import Decimal
from io import BytesIO
from pathlib import Path

import pytest

from telbill_desktop.documents.tables import open_table
from telbill_desktop.domain.progress import Unwatched
from telbill_desktop.domain.reading import FileStatus, Reading
from telbill_desktop.domain.table_profile import TableChoice, TableField, TableKind, TableProfile
from telbill_desktop.domain.usage_view import CallOrder, UsageFilter, UsageGrouping, UsageSum
from telbill_desktop.importers import read
from telbill_desktop.importers.knowledge import Knowledge
from telbill_desktop.importers.tabular.profile_files import built_in_profiles
from telbill_desktop.importers.tabular.recognising import fitting
from telbill_desktop.importers.usage.trying import problems_of
from telbill_desktop.services import usage
from telbill_desktop.services.intake import FileResult, gather, import_files
from telbill_desktop.store.engine import Store, create_store
from telbill_desktop.workspaces import ReadsUsage
from tests.documents.made_workbooks import ods, repacked, saved, workbook
from tests.usage_files import TITLES, call, take, write

START = datetime(2026, 3, 5, 10, 22, 31)  # noqa: DTZ001 - the wall's clock
ROW = ("F1", "CF1", "0612345678", "Élodie Roche", "Appels nationaux mobiles", "0698765432", START, 93, 0.125)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """An empty store."""
    with create_store(tmp_path / "store") as made:
        yield made


def row(**changed: object) -> tuple[object, ...]:
    names = ("invoice", "account", "line", "user", "label", "called", "start", "quantity", "amount")
    return tuple(changed.get(name, cell) for name, cell in zip(names, ROW, strict=True))


def taken(store: Store, path: Path, content: bytes) -> FileResult:
    """The result of a workbook, imported as the window does it."""
    path.write_bytes(content)

    def reader(found: bytes, name: str) -> Reading:
        return read(found, name, Knowledge(), TableChoice())

    [result] = import_files(store, gather([path]), reader, Unwatched(), usage=ReadsUsage())
    return result


def total(store: Store) -> UsageSum:
    return usage.usage(store, UsageFilter(), UsageGrouping.MONTH).total


def codes(result: FileResult) -> list[str]:
    return [one.code for one in (result.message, *result.warnings) if one is not None]


def test_typed_cells_are_the_calls_that_a_text_says(store: Store, tmp_path: Path) -> None:
    take(store, write(tmp_path / "a.csv", [call(), call(called="3103", amount="1,50", quantity="61")]))
    again = taken(store, tmp_path / "a.xlsx", workbook(TITLES, row(), row(called=3103, amount=1.5, quantity=61)))
    assert again.status is FileStatus.DUPLICATE
    assert again.table is not None
    assert (again.kind, again.table.new, again.table.identical, again.table.wrong) == ("xlsx", 0, 2, 0)
    assert total(store) == UsageSum(2, 154, 0, 0, Decimal("1.625"), 2, 154)


def test_a_workbook_alone_is_read_to_the_micro_euro_with_days_times_and_durations(store: Store, tmp_path: Path) -> None:
    rows = [
        row(amount=0.123456),
        row(start=date(2026, 3, 6), quantity=timedelta(minutes=2, seconds=5), amount=-0.1),
        row(start="07/03/2026 23:59:59", quantity="0:01:00", amount="0,000001"),
        row(label="Internet mobile", called=None, quantity=12_000_000_000, amount=None),
    ]
    result = taken(store, tmp_path / "a.xlsx", workbook(TITLES, *rows))
    assert (result.status, codes(result)) == (FileStatus.IMPORTED, ["usage_counted", "usage_detail_kept"])
    assert total(store) == UsageSum(4, 278, 12_000_000_000, 0, Decimal("0.023457"), 3, 278)
    keys, _more = usage.calls_of(store, UsageFilter(), CallOrder.START)
    assert [one.started.isoformat() for one in usage.calls(store, keys)] == [
        "2026-03-05T10:22:31", "2026-03-05T10:22:31", "2026-03-06T00:00:00", "2026-03-07T23:59:59",
    ]  # fmt: skip


def test_numbers_that_a_spreadsheet_took_for_amounts_have_their_zero_again(store: Store, tmp_path: Path) -> None:
    taken(store, tmp_path / "a.xlsx", workbook(TITLES, row(line=612345678, called=698765432)))
    [one] = usage.calls(store, usage.calls_of(store, UsageFilter(), CallOrder.START)[0])
    assert (one.number, one.called, one.destination) == ("+33612345678", "069876*", "FR")


def test_numbers_whose_plus_a_spreadsheet_took_for_a_sign_are_the_same_calls(store: Store, tmp_path: Path) -> None:
    take(store, write(tmp_path / "a.csv", [call(line="+33612345678", called="+33698765432")]))
    again = taken(store, tmp_path / "a.xlsx", workbook(TITLES, row(line=33612345678, called=33698765432)))
    assert again.status is FileStatus.DUPLICATE


def test_a_row_that_cannot_be_read_is_named_by_its_number_in_the_sheet(store: Store, tmp_path: Path) -> None:
    rows = [(), ("Relevé de mars",), TITLES, row(), (), row(user="a\nb;c", start="demain"), row(quantity=94)]
    result = taken(store, tmp_path / "a.xlsx", workbook(*rows))
    assert result.table is not None
    assert [(one.line, one.message.code) for one in result.table.problems] == [(6, "date_unreadable")]
    assert total(store).count == 2


def test_a_sheet_that_names_minutes_alone_may_hold_two_messages_of_one(store: Store, tmp_path: Path) -> None:
    """A spreadsheet writes the seconds that it was never told."""
    message = row(label="SMS", quantity=1, start=datetime(2026, 3, 5, 10, 22))  # noqa: DTZ001 - the wall's clock
    later = row(start=datetime(2026, 3, 5, 10, 23))  # noqa: DTZ001 - same
    result = taken(store, tmp_path / "a.xlsx", workbook(TITLES, message, message, later))
    assert result.table is not None
    assert (result.table.new, result.table.repeated) == (3, 0)
    as_text = [call(label="SMS", quantity="1", start="05/03/2026 10:22")] * 2
    assert take(store, write(tmp_path / "a.csv", as_text)).status is FileStatus.DUPLICATE


def test_a_sheet_that_names_a_second_anywhere_says_the_same_call_twice(store: Store, tmp_path: Path) -> None:
    message = row(label="SMS", quantity=1, start=datetime(2026, 3, 5, 10, 22))  # noqa: DTZ001 - the wall's clock
    result = taken(store, tmp_path / "a.xlsx", workbook(TITLES, message, message, row()))
    assert result.table is not None
    assert (result.table.new, result.table.repeated) == (2, 1)


def test_what_else_the_workbook_has_is_said(store: Store, tmp_path: Path) -> None:
    import openpyxl  # type: ignore[import-untyped] # noqa: PLC0415 - it ships no types

    book = openpyxl.Workbook()
    book.active.append(["Bonjour"])
    sheet = book.create_sheet("Détail")
    for one in (TITLES, row()):
        sheet.append(one)
    result = taken(store, tmp_path / "a.xlsx", saved(book))
    assert (result.status, total(store).count) == (FileStatus.IMPORTED, 1)
    assert "table_other_sheets" in codes(result)


def test_a_formula_without_its_result_refuses_the_workbook_by_its_cell(store: Store, tmp_path: Path) -> None:
    result = taken(store, tmp_path / "a.xlsx", workbook(TITLES, row(), row(amount="=I2*2")))
    assert (result.status, codes(result)) == (FileStatus.REFUSED, ["cell_without_result"])
    assert result.message is not None
    assert result.message.params["cell"] == "I3"
    assert total(store).count == 0


def test_a_workbook_that_is_damaged_is_refused_as_any(store: Store, tmp_path: Path) -> None:
    whole = workbook(TITLES, row())
    broken = taken(store, tmp_path / "a.xlsx", repacked(whole, {"xl/worksheets/sheet1.xml": "<worksheet"}))
    assert (broken.status, codes(broken)) == (FileStatus.REFUSED, ["table_empty"])


def test_an_opendocument_sheet_is_the_same(store: Store, tmp_path: Path) -> None:
    result = taken(
        store, tmp_path / "a.ods", ods(f'<table:table table:name="A">{ods_rows(TITLES, call())}</table:table>')
    )
    assert (result.status, result.kind, total(store).amount) == (FileStatus.IMPORTED, "ods", Decimal("0.125"))


def test_a_trial_takes_a_blank_amount_of_a_sheet_as_the_import_does() -> None:
    content = ods(f'<table:table table:name="A">{ods_rows(TITLES, call(amount=""), call()[:8])}</table:table>')
    table = open_table(content)
    [found] = fitting(table, "a.ods", built_in_profiles())
    assert problems_of(table.rows[1:], found, of_sheet=True) == []


def ods_rows(*rows: tuple[str, ...]) -> str:
    """Rows of an OpenDocument sheet, which ends each with its last cell that holds something."""

    def cell(text: str) -> str:
        filled = f'<table:table-cell office:value-type="string"><text:p>{text}</text:p></table:table-cell>'
        return filled if text else "<table:table-cell/>"

    return "".join(f"<table:table-row>{''.join(map(cell, row))}</table:table-row>" for row in rows)


def test_the_account_that_somebody_says_goes_before_the_one_in_the_workbooks_name() -> None:
    columns = {
        TableField.USAGE_START: ("Début",),
        TableField.USAGE_OWN: ("Ligne",),
        TableField.USAGE_DURATION: ("Durée",),
    }
    by_name = TableProfile("own", "Own", TableKind.USAGE, columns, file_name=r"(?P<account>CF[0-9]+)\.xlsx")
    content = workbook(("Début", "Ligne", "Durée"), (START, "0612345678", 93))
    for said, meant in (({}, "CF7"), ({TableField.ACCOUNT: "CF9"}, "CF9")):
        source = ReadsUsage(TableChoice(by_name, said)).open(BytesIO(content), "CF7.xlsx")
        assert source is not None
        assert source.account == meant
