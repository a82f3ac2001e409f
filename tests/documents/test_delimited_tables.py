import csv

import pytest

from telbill_desktop.documents.tables import open_table
from telbill_desktop.documents.tables.recognition import is_delimited
from telbill_desktop.domain.errors import TelbillError
from telbill_desktop.domain.messages import Message
from telbill_desktop.domain.table import Dialect, Row

LIST = "Type;N° de facture;Montant HT (€)\nFacture;62268557;1\u202f234,50\nAvoir;62268558;-12,00\n"


def cells(content: bytes | str, dialect: Dialect | None = None) -> list[tuple[object, ...]]:
    content = content.encode() if isinstance(content, str) else content
    return [row.cells for row in open_table(content, dialect=dialect).rows]


def refusal(content: bytes, dialect: Dialect | None = None) -> Message:
    with pytest.raises(TelbillError) as raised:
        open_table(content, dialect=dialect)
    return raised.value.message


@pytest.mark.parametrize(
    ("content", "encoding"),
    [
        (LIST.encode("utf-8-sig"), "utf-8-sig"),
        (LIST.encode(), "utf-8"),
        (LIST.replace("\u202f", "\xa0").encode("cp1252"), "cp1252"),
        (b"\xff\xfe" + LIST.encode("utf-16-le"), "utf-16-le"),
        (b"\xfe\xff" + LIST.encode("utf-16-be"), "utf-16-be"),
        (LIST.encode("utf-16-le"), "utf-16-le"),
        (LIST.encode("utf-16-be"), "utf-16-be"),
    ],
)
def test_every_encoding_gives_the_same_characters(content: bytes, encoding: str) -> None:
    table = open_table(content)
    assert table.dialect == Dialect(encoding, ";")
    assert table.kind == "csv"
    assert table.rows[0].cells == ("Type", "N° de facture", "Montant HT (€)")
    assert table.rows[1].cells[2] in {"1\u202f234,50", "1\xa0234,50"}
    assert table.remarks == ()


@pytest.mark.parametrize("separator", ["\t", ";", "|", ","])
def test_the_separator_is_found(separator: str) -> None:
    text = f"a{separator}b{separator}c\n1{separator}2{separator}3\n"
    table = open_table(text.encode())
    assert table.dialect == Dialect("utf-8", separator)
    assert [row.cells for row in table.rows] == [("a", "b", "c"), ("1", "2", "3")]


@pytest.mark.parametrize(
    "text",
    [
        "Nom;HT;TTC\nA;1,50;1,80\nB;2,50;3,00\n",
        "1,50;2,60;3,70\n4,50;5,60;6,70\n",
        "x;1,50;2,60\ny;2,50;3,60\n",
        "12, rue Haute;Paris, France;1,50\n3, place Basse;Lyon, France;2,50\n",
        "Relevé du 3 mars, agence de Nantes\n\nNom;HT;TTC\nA;1,50;1,80\nB;2,50;3,00\n",
    ],
)
def test_a_decimal_comma_never_separates_columns(text: str) -> None:
    table = open_table(text.encode())
    assert table.dialect is not None
    assert table.dialect.delimiter == ";"
    assert {len(row.cells) for row in table.rows} <= {1, 3}


def test_a_comma_separates_where_semicolons_stand_in_texts() -> None:
    assert cells('a,b;c,d\n1,"x;y",3\n4,5;6,7\n') == [("a", "b;c", "d"), ("1", "x;y", "3"), ("4", "5;6", "7")]


def test_rows_of_two_widths_are_a_table_and_stay_as_long_as_they_are() -> None:
    text = "E;62268557;2026-11-01\nL;0612345678;12,50;20;A\nL;0612345679;12,50;20;B\nP;1\n"
    assert [len(row) for row in cells(text)] == [3, 5, 5, 2]


def test_the_first_line_of_excel_names_the_separator_and_is_no_row() -> None:
    table = open_table(b"sep=|\r\na;b|c\r\n1;2|3\r\n")
    assert table.dialect == Dialect("utf-8", "|")
    assert table.rows == (Row(2, ("a;b", "c")), Row(3, ("1;2", "3")))


def test_what_the_user_says_overrides_what_is_found() -> None:
    assert cells("a;b\n1;2\n", Dialect("utf-8", ",")) == [("a;b",), ("1;2",)]
    assert cells("é;b\n", Dialect("cp1252", ";")) == [("Ã©", "b")]
    assert cells("'a;b';c\n", Dialect("utf-8", ";", "'")) == [("a;b", "c")]
    assert cells(b"\xef\xbb\xbfa;b\n", Dialect("utf-8", ";")) == [("a", "b")]


@pytest.mark.parametrize("dialect", [Dialect("rot13", ";"), Dialect("utf-8", ""), Dialect("utf-8", ";;")])
def test_a_dialect_that_is_none_is_refused(dialect: Dialect) -> None:
    assert refusal(b"a;b\n", dialect).code == "table_dialect"


def test_rows_know_the_line_on_which_they_begin() -> None:
    text = 'a;b\r\n"deux\r\nlignes";2\r\n\r\n;\r\n"un\rvieux\nMac";3\r\nfin;4'
    assert open_table(text.encode()).rows == (
        Row(1, ("a", "b")),
        Row(2, ("deux\r\nlignes", "2")),
        Row(6, ("un\rvieux\nMac", "3")),
        Row(9, ("fin", "4")),
    )


def test_cells_are_neither_stripped_nor_changed() -> None:
    assert cells(' a ;"b ";\xa0c\n=1+1;+33612;"say ""oui"""\n00;-;1e5\n') == [
        (" a ", "b ", "\xa0c"),
        ("=1+1", "+33612", 'say "oui"'),
        ("00", "-", "1e5"),
    ]


def test_a_byte_without_character_is_named_by_its_line() -> None:
    assert refusal(b"a;b\n\xe9;2\n\x81;3\n") == Message("table_byte", {"line": 3, "encoding": "cp1252"})
    content = ("a;b\nc;d\n" * 9).encode("utf-16-le") + b"\0\xd8"
    assert refusal(content).params["line"] == 19
    assert refusal(b"a;b\n\xe9;2\n", Dialect("utf-8", ";")).params == {"line": 2, "encoding": "utf-8"}


def test_a_null_character_is_refused() -> None:
    assert refusal(b"a;b\n1;\x002\n") == Message("table_null", {"line": 2})
    assert refusal(b"a;b\n" * 3000 + b"1;\x002\n") == Message("table_null", {"line": 3001})


def test_a_text_that_is_nearly_utf8_says_so() -> None:
    table = open_table("Société;Montant\nÉté;1\n".encode() + b"Caf\xe9;2\n")
    assert table.remarks == (Message("table_nearly_utf8", {"line": 3}),)


def test_an_open_quotation_mark_is_named_by_its_line() -> None:
    assert refusal(b'a;b\n1;2\n3;"4\n5;6\n') == Message("table_quote", {"line": 3})
    assert refusal(b'a;b\n"1\n2";"3\n4') == Message("table_quote", {"line": 3})
    assert refusal(b'sep=;\na;b\n1;"2') == Message("table_quote", {"line": 3})


def test_a_cell_without_end_is_named_by_its_line() -> None:
    limit = csv.field_size_limit()
    content = b'a;b\n"1\n2";3\n4;"' + b"x\n" * limit + b'";5\n'
    assert refusal(content) == Message("table_long_cell", {"line": 4, "limit": limit})


def test_too_many_columns_and_endless_lines_are_refused() -> None:
    assert len(cells(b"a;" * 999 + b"b\n")[0]) == 1000
    assert refusal(b"a;" * 1000 + b"b\n") == Message("table_wide", {"limit": 1000})
    assert refusal(b"a;b\n" + b";" * 4_000_001 + b"\n").code == "table_long_line"


def test_too_many_rows_are_refused() -> None:
    assert refusal(b"1;2\n" * 2_000_001) == Message("table_long", {"limit": 2_000_000})


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "content_empty"),
        (b" \r\n\t\n", "content_empty"),
        (b";;\n;;\n", "table_empty"),
        (b"\x01\x02;\x03\n\x04;\x05\n", "table_not_text"),
        (
            "Bonjour, veuillez trouver la facture.\nElle est due demain, merci.\nBien à vous\n".encode(),
            "table_no_columns",
        ),
        (b"<Invoice>\n<ID>1</ID>\n</Invoice>\n", "table_no_columns"),
    ],
)
def test_what_is_no_table_is_said(content: bytes, code: str) -> None:
    assert refusal(content).code == code
    assert not is_delimited(content) or code == "table_empty"


def test_a_list_of_numbers_is_a_table_of_one_column() -> None:
    assert cells("Ligne\n0612345678\n0612345679\n") == [("Ligne",), ("0612345678",), ("0612345679",)]


@pytest.mark.parametrize("content", [LIST.encode(), LIST.encode("utf-16-le"), b"sep=,\n1\n", (LIST * 2000).encode()])
def test_a_table_of_text_is_recognised(content: bytes) -> None:
    assert is_delimited(content)


def test_recognition_is_not_misled_by_a_letter_that_its_look_cuts_in_two() -> None:
    row = "é;b\n".encode()
    for shift in range(4):
        assert is_delimited(b"x" * shift + row * 40_000)


@pytest.mark.parametrize("text", ["bonjour", ":20:131110\n:25:45050050/76198810\n:61:0603,45\n", "a, b\n"])
def test_another_text_is_not_taken_for_a_table(text: str) -> None:
    assert not is_delimited(text.encode())
