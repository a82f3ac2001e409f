"""Profiles as files: what is written reads back the same, and a wrong file is named with its fault."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from telbill_desktop.domain.date_text import DateOrder
from telbill_desktop.domain.errors import TelbillError
from telbill_desktop.domain.invoice_kinds import Category, InvoiceType
from telbill_desktop.domain.messages import Message
from telbill_desktop.domain.table import Dialect
from telbill_desktop.domain.table_profile import (
    DATES,
    FIELDS_OF,
    NUMBERS,
    TableField,
    TableKind,
    TableProfile,
    UsageDirection,
)
from telbill_desktop.importers import read
from telbill_desktop.importers.knowledge import Knowledge, knowledge_in
from telbill_desktop.importers.tabular.profile_files import built_in_profiles, profile_text, read_profile
from telbill_desktop.system.formats import sentence
from tests.importers.tabular import samples

TEXTS = st.text(st.characters(exclude_categories=("Cs", "Cc")) | st.sampled_from('"\\\x7f\t€'), min_size=1, max_size=12)
CELLS = {
    **dict.fromkeys(NUMBERS, st.sampled_from(("12", "-7", "0"))),
    TableField.CURRENCY: st.sampled_from(("EUR", "CHF")),
    TableField.USAGE_DIRECTION: st.sampled_from(tuple(UsageDirection)).map(str),
}
DAYS = {DateOrder.DAY_FIRST: "31/12/2026", DateOrder.MONTH_FIRST: "12/31/2026", DateOrder.YEAR_FIRST: "2026-12-31"}
MEANINGS = {TableField.TYPE: InvoiceType, TableField.LINE_CATEGORY: Category}


@st.composite
def profiles(draw: st.DrawFn) -> TableProfile:
    kind = draw(st.sampled_from(TableKind))
    fields = st.sampled_from(sorted(FIELDS_OF[kind]))
    titles = draw(st.dictionaries(fields, st.lists(TEXTS, min_size=1, max_size=3).map(tuple), max_size=5))
    order = draw(st.sampled_from(DateOrder))
    cells = {**CELLS, **dict.fromkeys(DATES, st.just(DAYS[order]))}
    constants = {field: draw(cells.get(field, TEXTS.map("x{}".format))) for field in draw(st.lists(fields, max_size=3))}
    worded = {field for field in sorted(set(MEANINGS) & FIELDS_OF[kind]) if draw(st.booleans())}
    mark = draw(st.sampled_from(",."))
    dialect = st.builds(Dialect, st.sampled_from(("utf-8", "cp1252")), st.sampled_from((";", "\t", ",")), st.just('"'))
    return TableProfile(
        key="mine",
        name=draw(TEXTS),
        kind=kind,
        columns={field: tuple(f"{text}@{field}" for text in texts) for field, texts in titles.items()},
        constants=constants,
        words={
            field: draw(st.dictionaries(TEXTS, st.sampled_from(MEANINGS[field]).map(str), min_size=1, max_size=3))
            for field in sorted(worded)
        },
        ignored=draw(st.lists(TEXTS, max_size=3).map(tuple)),
        decimal_mark=mark,
        grouping=draw(st.sampled_from(("", "'", "." if mark == "," else ","))),
        date_order=order,
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
        ("name = " + "[" * 5000, "profile_unreadable"),
    ],
)
def test_a_wrong_profile_is_named_with_its_fault(text: str, code: str) -> None:
    with pytest.raises(TelbillError) as caught:
        read_profile(text, "mine")
    assert caught.value.message.code == code
    assert caught.value.message.params["profile"] == "mine"


@pytest.mark.parametrize(
    ("more", "field", "text"),
    [
        ('subscriber = ["Client", "n° !"]\n', "columns.subscriber", "n° !"),  # compared as titles are
        ('[words.type]\n"Avoir" = "creditnote"\n', "words.type", "creditnote"),
        ('[words.line_category]\n"Appels" = "usages"\n', "words.line_category", "usages"),
        ('[words.currency]\n"Euro" = "EUR"\n', "words.currency", "{'Euro': 'EUR'}"),
        ('[constants]\nissue_date = "soon"\n', "constants.issue_date", "soon"),
        ('[constants]\nissue_date = "31/02/2026"\n', "constants.issue_date", "31/02/2026"),
        ('[constants]\nht = "12,345"\n', "constants.ht", "12,345"),
        ('[constants]\nht = "-"\n', "constants.ht", "-"),
        ('[constants]\ncurrency = "euros"\n', "constants.currency", "euros"),
    ],
)
def test_what_no_row_could_be_read_by_is_refused_when_the_file_is_opened(more: str, field: str, text: str) -> None:
    with pytest.raises(TelbillError) as caught:
        read_profile(GOOD.replace("invoice_list", "invoice_lines") + more, "mine")
    assert caught.value.message.code == "profile_wrong_value"
    assert caught.value.message.params == {"profile": "mine", "field": field, "text": text}


def test_who_called_is_a_word_that_is_known_where_a_profile_says_it_of_every_row() -> None:
    calls = 'name = "Mine"\nkind = "usage"\n[columns]\nusage_own = ["Poste"]\n[constants]\nusage_direction = "{word}"\n'
    found = read_profile(calls.format(word="by_numbers"), "mine")
    assert found.constants == {TableField.USAGE_DIRECTION: UsageDirection.BY_NUMBERS}
    with pytest.raises(TelbillError) as caught:
        read_profile(calls.format(word="both"), "mine")
    assert caught.value.message.params == {"profile": "mine", "field": "constants.usage_direction", "text": "both"}


def test_constants_are_read_as_the_profile_says_that_they_are_written() -> None:
    us = 'decimal_mark = "."\ndate_order = "mdy"\n' + GOOD + '[constants]\nissue_date = "12/31/2026"\nht = "1.50"\n'
    assert read_profile(us, "mine").constants == {TableField.ISSUE_DATE: "12/31/2026", TableField.HT: "1.50"}
    with pytest.raises(TelbillError):
        read_profile(us.replace("mdy", "dmy"), "mine")


def test_a_profile_in_the_place_of_one_that_ships_is_told_and_not_used(tmp_path: Path) -> None:
    folder = tmp_path / "table_profiles"
    folder.mkdir()
    (folder / "aircall-list.toml").write_text(GOOD, "utf-8")
    known = knowledge_in(tmp_path)
    assert known.table_profiles == ()
    assert [(one.code, one.params["profile"]) for one in known.problems] == [("profile_key_ships", "aircall-list")]


@pytest.mark.parametrize("kind", ["bytes", "folder", "link"])
def test_what_is_no_file_of_text_is_told_and_the_others_are_used(tmp_path: Path, kind: str) -> None:
    folder = tmp_path / "table_profiles"
    folder.mkdir()
    (folder / "mine.toml").write_text(GOOD, "utf-8")
    if kind == "bytes":
        (folder / "x.toml").write_bytes(bytes(range(256)))
    elif kind == "folder":
        (folder / "x.toml").mkdir()
    else:
        (folder / "x.toml").symlink_to(tmp_path / "nowhere")
    known = knowledge_in(tmp_path)
    assert [one.key for one in known.table_profiles] == ["mine"]
    assert [(one.code, one.params["profile"]) for one in known.problems] == [("profile_unreadable", "x")]


def test_a_folder_of_profiles_that_is_none_is_named_and_templates_are_looked_at_all_the_same(tmp_path: Path) -> None:
    (tmp_path / "table_profiles").write_text("x", "utf-8")
    (tmp_path / "pdf_templates").mkdir()
    (tmp_path / "pdf_templates" / "broken.toml").write_text("name = ", "utf-8")
    known = knowledge_in(tmp_path)
    assert [one.params["file"] for one in known.template_problems] == ["broken.toml"]
    [problem] = known.profile_problems
    assert sentence(problem).startswith("The folder table_profiles of your profiles of tables cannot be read: ")


def test_a_table_says_which_profiles_could_not_be_used() -> None:
    broken = Message("profile_unreadable", {"profile": "broken", "reason": "x"})
    known = Knowledge(profile_problems=(broken,), template_problems=(Message("template_unreadable", {}),))
    for text in (samples.STATION, "a;b\n1;2\n"):
        warnings = read(text.encode(), "a.csv", known).warnings
        assert [one.code for one in warnings if one.code != "table_read_by"] == ["profile_unreadable"]


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
