"""What is wrong with a file of usage: cells, rows and bytes that cannot be read are told; nothing is lost unsaid."""

from pathlib import Path

import pytest

from telbill_desktop.domain.errors import TelbillError
from telbill_desktop.domain.table_profile import TableChoice, TableField, TableKind, TableProfile
from tests.importers.usage.names import Names, opened, read, rows_of
from tests.usage_files import TITLES, call, write


def test_windows_1252_and_utf_8_say_the_same(tmp_path: Path) -> None:
    rows = [call(user="Noël Œuvrard", label="Numéros spéciaux à coût partagé"), call(amount="0,05")]
    utf8, windows = (write(tmp_path / f"{name}.csv", rows, encoding=name) for name in ("utf-8-sig", "cp1252"))
    assert read(utf8) == read(windows)


@pytest.mark.parametrize(
    ("cell", "code", "field"),
    [
        ({"start": "32/03/2026 10:22:31"}, "date_impossible", TableField.USAGE_START),
        ({"start": "05/03/2026 25:00:00"}, "usage_time_unreadable", TableField.USAGE_START),
        ({"quantity": "beaucoup"}, "usage_quantity_unreadable", TableField.USAGE_QUANTITY),
        ({"quantity": "-5"}, "usage_quantity_unreadable", TableField.USAGE_QUANTITY),
        ({"quantity": "", "amount": "0"}, "usage_quantity_unreadable", TableField.USAGE_QUANTITY),
        ({"amount": "1.5"}, "amount_other_mark", TableField.USAGE_AMOUNT),
        ({"amount": "0,1234567"}, "amount_too_precise", TableField.USAGE_AMOUNT),
        ({"amount": "NaN"}, "amount_unreadable", TableField.USAGE_AMOUNT),
        ({"amount": "99999999999999"}, "amount_too_large", TableField.USAGE_AMOUNT),
        ({"amount": "-100 000 000,00"}, "amount_too_large", TableField.USAGE_AMOUNT),
        ({"quantity": "9" * 20}, "usage_quantity_unreadable", TableField.USAGE_QUANTITY),
        ({"quantity": "9" * 15}, "usage_quantity_unreadable", TableField.USAGE_QUANTITY),
        ({"user": "Roche; Élodie"}, "usage_row_wide", None),
    ],
)
def test_a_cell_that_cannot_be_read_is_named_with_its_line_and_the_others_are_read(
    tmp_path: Path, cell: dict[str, str], code: str, field: TableField | None
) -> None:
    source = opened(write(tmp_path / "a.csv", [call(), call(**cell), call(quantity="94")]))
    assert [row.quantity for row in rows_of(source)] == [93, 94]
    [problem] = source.problems
    assert (problem.line, problem.message.code, problem.field) == (3, code, field)
    assert source.wrong == 1


def test_a_separator_inside_quotation_marks_parts_nothing(tmp_path: Path) -> None:
    [row] = read(write(tmp_path / "a.csv", [call(user='"Roche; Élodie"')]))
    assert row.line.user == "Roche; Élodie"


def test_a_quotation_mark_that_is_never_closed_refuses_the_file(tmp_path: Path) -> None:
    beyond_what_is_looked_at = [call()] * 1500
    rows = [*beyond_what_is_looked_at, call(user='"Roche'), *beyond_what_is_looked_at]
    source = opened(write(tmp_path / "a.csv", rows))
    with pytest.raises(TelbillError) as refused:
        rows_of(source)
    assert refused.value.message.code == "table_long_cell"
    source._stream.close()


def test_a_file_that_changes_while_it_is_read_is_refused(tmp_path: Path) -> None:
    path = write(tmp_path / "a.csv", [call()])
    source = opened(path)
    chunks = source.chunks(Names())
    next(chunks)
    with path.open("ab") as stream:
        stream.write(b"more\r\n")
    with pytest.raises(TelbillError) as refused:
        list(chunks)
    assert refused.value.message.code == "file_changed_meanwhile"
    source._stream.close()


def test_a_row_of_blanks_is_none(tmp_path: Path) -> None:
    source = opened(write(tmp_path / "a.csv", [call(), ("  ",) + ("",) * 8, (" ",), call()]))
    assert len(rows_of(source)) == 2
    assert source.wrong == 0


def test_a_volume_that_no_sum_could_hold_is_left_out(tmp_path: Path) -> None:
    path = write(tmp_path / "a.csv", [call(quantity="999999999999")], titles=[*TITLES[:7], "Volume", TITLES[8]])
    profile = TableProfile(
        "own",
        "Own",
        TableKind.USAGE,
        {
            TableField.USAGE_START: (TITLES[6],),
            TableField.USAGE_OWN: (TITLES[2],),
            TableField.USAGE_VOLUME: ("Volume",),
        },
        constants={TableField.USAGE_UNIT: "Go"},
    )
    source = opened(path, TableChoice(profile=profile))
    assert rows_of(source) == []
    assert [problem.message.code for problem in source.problems] == ["usage_quantity_unreadable"]


MANY = [call()] * 1500  # more than what a file is recognised by


def refused(path: Path) -> tuple[str, dict[str, object]]:
    source = opened(path)
    with pytest.raises(TelbillError) as raised:
        rows_of(source)
    source._stream.close()
    return raised.value.message.code, dict(raised.value.message.params)


def test_a_quotation_mark_that_swallows_the_last_rows_refuses_the_file(tmp_path: Path) -> None:
    path = write(tmp_path / "a.csv", [*MANY, call(user='"Du\r\npont"'), call(user='"Roche'), call(), call()])
    assert refused(path) == ("table_quote", {"line": 1504})
    path = write(tmp_path / "b.csv", [*MANY, call(amount='"0,1250')])
    assert refused(path) == ("table_quote", {"line": 1502})


def test_a_byte_that_is_no_character_refuses_the_file_with_its_line(tmp_path: Path) -> None:
    path = write(tmp_path / "a.csv", [*MANY, call(user="Zoé"), call()], encoding="cp1252")
    path.write_bytes(path.read_bytes().replace(b"Zo\xe9", b"Zo\x81"))
    assert refused(path) == ("table_byte", {"line": 1502, "encoding": "cp1252"})


def test_a_file_that_says_it_is_utf_8_is_not_read_as_something_else(tmp_path: Path) -> None:
    path = write(tmp_path / "a.csv", [*MANY, call(user="Zoé"), call()])
    path.write_bytes(path.read_bytes().replace("Zoé".encode(), b"Zo\xe9"))
    assert refused(path) == ("table_byte", {"line": 1502, "encoding": "utf-8"})


def test_a_file_that_is_nearly_utf_8_is_read_with_a_warning(tmp_path: Path) -> None:
    path = write(tmp_path / "a.csv", [*MANY, call(user="Zoé"), call()], encoding="utf-8")
    path.write_bytes(path.read_bytes().replace("Zoé".encode(), b"Zo\xe9"))
    source = opened(path)
    assert len(rows_of(source)) == 1502
    assert [(remark.code, remark.params["line"]) for remark in source.remarks] == [("table_nearly_utf8", 1502)]


def test_a_file_in_windows_1252_throughout_is_read_without_a_warning(tmp_path: Path) -> None:
    source = opened(write(tmp_path / "a.csv", [call()], encoding="cp1252"))
    assert len(rows_of(source)) == 1
    assert source.remarks == ()


def test_the_last_byte_alone_may_tell_that_a_file_is_windows_1252(tmp_path: Path) -> None:
    titles = ("Date et heure", "N ligne", "Duree / Volume", "Utilisateur", "CF")
    path = tmp_path / "a.csv"
    path.write_bytes(";".join(titles).encode() + b"\r\n05/03/2026 10:22:31;0612345678;93;Zo;CF1\xe9")
    columns = (TableField.USAGE_START, TableField.USAGE_OWN, TableField.USAGE_QUANTITY, TableField.USAGE_USER)
    named = zip((*columns, TableField.ACCOUNT), ((title,) for title in titles), strict=True)
    profile = TableProfile("own", "Own", TableKind.USAGE, dict(named))
    [row] = read(path, TableChoice(profile=profile))
    assert row.line.account == "CF1é"


def test_cells_of_several_lines_may_stand_where_the_look_at_the_beginning_ends(tmp_path: Path) -> None:
    for encoding in ("utf-8-sig", "cp1252", "utf-16"):
        rows = [call(user='"Élodie\r\n' + "R\n" * 40 + 'oche"')] * 1500
        assert len(read(write(tmp_path / f"{encoding}.csv", rows, encoding=encoding))) == 1500


def test_a_cell_that_a_stray_quotation_mark_filled_with_another_row_is_told(tmp_path: Path) -> None:
    stray = [call(user='"Roche'), call(user='"Roche"')]
    source = opened(write(tmp_path / "a.csv", [call(), *stray, call(user='"Du\r\npont"', quantity="94")]))
    assert [row.quantity for row in rows_of(source)] == [93, 94]
    assert [(problem.line, problem.message.code) for problem in source.problems] == [(4, "usage_cell_of_rows")]


def test_cells_that_a_spreadsheet_was_told_to_leave_as_text_are_what_they_say(tmp_path: Path) -> None:
    cells = {"line": "0612345678", "called": "0698765432", "account": "0042", "invoice": "F1"}
    formulas = call(**{name: f'="{cell}"' for name, cell in cells.items()})
    in_quotes = call(**{name: f'"=""{cell}"""' for name, cell in cells.items()})
    apostrophes = call(**{name: f"'{cell}" if cell[0] == "0" else cell for name, cell in cells.items()})
    rows = read(write(tmp_path / "a.csv", [call(**cells), formulas, in_quotes, apostrophes]))
    assert rows == rows[:1] * 4
