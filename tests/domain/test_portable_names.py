"""Names of files that every system takes, whatever somebody wrote."""

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from telbill_desktop.domain.portable_names import LONGEST, Names, portable


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("../../etc/passwd", "etc-passwd"),
        ("C:\\Windows\\x", "C--Windows-x"),
        ("CON", "_CON"),
        ("nul.txt", "_nul.txt"),
        ("LPT¹", "_LPT¹"),
        ("CONSEIL", "CONSEIL"),
        ("A\x00B\u202egpj", "A_B_gpj"),
        ("  CF 2 / SC-2. ", "CF 2 - SC-2"),
        ('a<b>"c"?*', "a_b__c"),
        ("-rf", "rf"),
        ("e\u0301te\u0301", "été"),
        ("...", ""),
    ],
)
def test_a_name_keeps_what_a_reader_needs(text: str, name: str) -> None:
    assert portable(text) == name


@given(st.text(max_size=400))
@example("é" * 400)
@example("😀" * 400)
def test_whatever_is_written_becomes_one_part_of_a_path(text: str) -> None:
    name = Names().name("", portable(text) or "x", "pdf")
    assert len(name) <= LONGEST
    assert len(name.encode()) <= 255
    assert not set(name) & set('<>:"/\\|?*')
    assert all(unicodedata.category(char) not in {"Cc", "Cf", "Cs", "Co", "Cn"} for char in name)
    assert name == name.strip()
    assert name not in {".", ".."}


def test_two_things_of_one_folder_never_share_a_name() -> None:
    names = Names()
    given_names = [names.name("a", stem, "pdf") for stem in ("Été", "été", "e\u0301te\u0301", "L" * 300, "l" * 300)]
    assert given_names[1] == "été (2).pdf"
    assert len({unicodedata.normalize("NFC", name).casefold() for name in given_names}) == len(given_names)
    assert names.name("b", "Été", "pdf") == "Été.pdf"


def test_one_thing_has_one_name() -> None:
    names = Names()
    assert [names.name("", part, of=part) for part in ("Orange", "ORANGE", "Orange")] == [
        "Orange",
        "ORANGE (2)",
        "Orange",
    ]
