"""Profiles as files: what is written reads back the same, and a wrong file is named with its fault."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from telbill_desktop.domain.date_text import DateOrder
from telbill_desktop.domain.errors import TelbillError
from telbill_desktop.domain.table import Dialect
from telbill_desktop.domain.table_profile import FIELDS_OF, TableKind, TableProfile
from telbill_desktop.importers.knowledge import knowledge_in
from telbill_desktop.importers.tabular.profile_files import built_in_profiles, profile_text, read_profile

TEXTS = st.text(st.characters(exclude_categories=("Cs", "Cc")) | st.sampled_from('"\\\x7f\t€'), min_size=1, max_size=12)


@st.composite
def profiles(draw: st.DrawFn) -> TableProfile:
    kind = draw(st.sampled_from(TableKind))
    fields = st.sampled_from(sorted(FIELDS_OF[kind]))
    mark = draw(st.sampled_from(",."))
    dialect = st.builds(Dialect, st.sampled_from(("utf-8", "cp1252")), st.sampled_from((";", "\t", ",")), st.just('"'))
    return TableProfile(
        key="mine",
        name=draw(TEXTS),
        kind=kind,
        columns=draw(st.dictionaries(fields, st.lists(TEXTS, min_size=1, max_size=3).map(tuple), max_size=5)),
        constants=draw(st.dictionaries(fields, TEXTS, max_size=3)),
        words=draw(st.dictionaries(fields, st.dictionaries(TEXTS, TEXTS, min_size=1, max_size=3), max_size=2)),
        ignored=draw(st.lists(TEXTS, max_size=3).map(tuple)),
        decimal_mark=mark,
        grouping=draw(st.sampled_from(("", "'", "." if mark == "," else ","))),
        date_order=draw(st.sampled_from(DateOrder)),
        dialect=draw(st.none() | dialect),
        sheet=draw(st.just("") | TEXTS),
    )


@given(profiles())
def test_a_profile_written_to_a_file_reads_back_the_same(profile: TableProfile) -> None:
    assert read_profile(profile_text(profile), "mine") == profile


def test_the_profiles_that_ship_can_be_read_and_have_different_names() -> None:
    found = built_in_profiles()
    assert {"la-station-list", "la-station-lines", "bouygues-multi-cf", "aircall-list", "transatel-details"} <= {
        one.key for one in found
    }
    assert len({one.name for one in found}) == len(found)


GOOD = 'name = "Mine"\nkind = "invoice_list"\n[columns]\nnumber = ["N°"]\n'


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("name = ", "profile_unreadable"),
        (GOOD.replace('"Mine"', '""'), "profile_wrong_value"),
        (GOOD.replace("invoice_list", "invoices"), "profile_wrong_value"),
        (GOOD.replace("number", "numero"), "profile_wrong_value"),
        (GOOD.replace("number", "line_label"), "profile_wrong_value"),  # a list has no lines
        (GOOD.replace('["N°"]', '"N°"'), "profile_wrong_value"),
        ('colour = "red"\n' + GOOD, "profile_wrong_value"),
        ('decimal_mark = ";"\n' + GOOD, "profile_wrong_value"),
        ('decimal_mark = "."\ngrouping = "."\n' + GOOD, "profile_wrong_value"),
        ('date_order = "ydm"\n' + GOOD, "profile_wrong_value"),
        ('file_name = "("\n' + GOOD, "profile_unreadable"),
        ('file_name = "(?P<colour>.*)"\n' + GOOD, "profile_wrong_value"),
    ],
)
def test_a_wrong_profile_is_named_with_its_fault(text: str, code: str) -> None:
    with pytest.raises(TelbillError) as caught:
        read_profile(text, "mine")
    assert caught.value.message.code == code
    assert caught.value.message.params["profile"] == "mine"


def test_the_user_s_profiles_are_known_and_broken_ones_are_told(tmp_path: Path) -> None:
    folder = tmp_path / "table_profiles"
    folder.mkdir()
    (folder / "mine.toml").write_text(GOOD, "utf-8")
    (folder / "broken.toml").write_text("name = ", "utf-8")
    known = knowledge_in(tmp_path)
    assert [one.key for one in known.table_profiles] == ["mine"]
    assert [problem.params["profile"] for problem in known.problems] == ["broken"]
    (folder / "broken.toml").write_text(GOOD.replace("Mine", "Other"), "utf-8")
    assert [one.name for one in knowledge_in(tmp_path).table_profiles] == ["Other", "Mine"]
