"""Profiles on disk: what is saved reads back the same, and no other profile is lost."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from telbill_desktop.domain.date_text import DateOrder
from telbill_desktop.domain.errors import TelbillError
from telbill_desktop.domain.table import Dialect
from telbill_desktop.domain.table_profile import (
    DATES,
    FIELDS_OF,
    NUMBERS,
    ColumnFormat,
    TableChoice,
    TableKind,
    TableProfile,
    UsageDirection,
)
from telbill_desktop.domain.table_profile import TableField as F
from telbill_desktop.domain.table_sketch import Wish
from telbill_desktop.importers.tabular.planning import profile_of
from telbill_desktop.importers.tabular.profile_files import load_profile, read_profile
from telbill_desktop.importers.tabular.profile_saving import key_of, remove_profile, save_profile
from telbill_desktop.importers.tabular.reading import read_table
from telbill_desktop.importers.tabular.sketching import sketch_of
from tests.table_files import wide_table

TEXTS = st.text(st.characters(codec="utf-8"), min_size=1, max_size=12)
FORMATS = st.sampled_from(
    [
        ColumnFormat(mark, grouping, order)
        for mark, grouping in ((",", "."), (".", ","), (",", ""))
        for order in DateOrder
    ]
)
DAYS = {DateOrder.DAY_FIRST: "31/12/2026", DateOrder.MONTH_FIRST: "12/31/2026", DateOrder.YEAR_FIRST: "2026-12-31"}


@st.composite
def profiles(draw: st.DrawFn) -> TableProfile:
    """Any profile that the program could make."""
    kind = draw(st.sampled_from(TableKind))
    fields = sorted(FIELDS_OF[kind])
    columns = draw(
        st.dictionaries(st.sampled_from(fields), st.lists(TEXTS, min_size=1, max_size=3).map(tuple), max_size=9)
    )
    written = draw(FORMATS)
    values = {
        **dict.fromkeys(NUMBERS, st.sampled_from(("12", "-7"))),
        **dict.fromkeys(DATES, st.just(DAYS[written.date_order])),
        F.CURRENCY: st.sampled_from(("EUR", "CHF")),
        F.USAGE_DIRECTION: st.sampled_from([direction.value for direction in UsageDirection]),
    }
    others = st.sampled_from([field for field in fields if field not in columns])
    return TableProfile(
        key="",
        name="p " + draw(TEXTS),
        kind=kind,
        columns={field: tuple(f"{text}@{field}" for text in titles) for field, titles in columns.items()},
        constants={
            field: draw(values.get(field, TEXTS.map("x{}".format))) for field in draw(st.lists(others, max_size=3))
        },
        words=draw(
            st.dictionaries(
                st.just(F.TYPE),
                st.dictionaries(TEXTS, st.just("credit_note"), min_size=1),
                max_size=int(F.TYPE in fields),
            )
        ),
        ignored=tuple(draw(st.lists(TEXTS, max_size=3))),
        decimal_mark=written.decimal_mark,
        grouping=written.grouping,
        date_order=written.date_order,
        formats={field: draw(FORMATS) for field in columns if field in NUMBERS | DATES and draw(st.booleans())},
        dialect=draw(st.none() | st.builds(Dialect, st.just("cp1252"), st.sampled_from(";,\t|"))),
        sheet=draw(st.just("") | TEXTS),
    )


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(profile=profiles())
def test_every_profile_reads_back_as_it_was_saved(profile: TableProfile, tmp_path: Path) -> None:
    saved = save_profile(profile, tmp_path, instead_of=key_of(profile.name))
    assert load_profile(tmp_path / f"{saved.key}.toml") == saved == replace(profile, key=saved.key)


def test_the_assistants_profile_reads_the_next_file_without_a_question(tmp_path: Path) -> None:
    sketch, _ = sketch_of(wide_table(20), "export.csv", (), Wish())
    plan = replace(
        sketch.plan,
        columns={column: field for column, field in sketch.plan.columns.items() if column != 23},
        constants={F.OPERATOR: "Orange", F.CURRENCY: "EUR"},
    )
    saved = save_profile(profile_of(sketch.survey, plan, "", "Orange — liste"), tmp_path)
    assert saved.key == "orange-liste"
    reading = read_table(wide_table(40), "mai.csv", [load_profile(tmp_path / "orange-liste.toml")], TableChoice())
    assert reading.table is not None
    assert (reading.table.profile, len(reading.table.rows), list(reading.table.problems)) == ("orange-liste", 40, [])
    row = reading.table.rows[9]
    assert (row.number, row.is_credit, str(row.ht), str(row.ttc)) == ("FR-2026-00009", True, "-1243.00", "-1491.60")
    assert (row.issue_date.isoformat(), row.due_date and row.due_date.isoformat()) == ("2026-10-10", "2026-10-28")


def test_a_profile_keeps_the_dialect_that_was_chosen_against_the_files_own(tmp_path: Path) -> None:
    content = "N° facture;Date facture;Montant HT;Souscripteur\nF-1;17/11/2026;1,50;'Bréal; fils'\n".encode()
    wish = Wish(dialect=Dialect("utf-8", ";", "'"))
    sketch, _ = sketch_of(content, "x.csv", (), wish)
    plan = replace(sketch.plan, constants={F.OPERATOR: "Orange", F.CURRENCY: "EUR"})
    profile = save_profile(profile_of(sketch.survey, plan, "", "Apostrophes"), tmp_path)
    assert profile.dialect == wish.dialect
    reading = read_table(content, "x.csv", [profile], TableChoice())
    assert reading.table is not None
    assert [row.subscriber for row in reading.table.rows] == ["Bréal; fils"]


def test_another_profile_is_never_overwritten_unasked(tmp_path: Path) -> None:
    first = save_profile(TableProfile("", "Orange", TableKind.INVOICE_LIST, {F.NUMBER: ("N°",)}), tmp_path)
    other = TableProfile("", "orange !", TableKind.INVOICE_LIST, {F.NUMBER: ("Facture",)})
    with pytest.raises(TelbillError) as refused:
        save_profile(other, tmp_path)
    assert refused.value.message.code == "profile_exists"
    assert load_profile(tmp_path / "orange.toml") == first
    assert save_profile(other, tmp_path, instead_of="orange").columns == {F.NUMBER: ("Facture",)}


def test_a_new_name_moves_the_file(tmp_path: Path) -> None:
    first = save_profile(TableProfile("", "Orange", TableKind.INVOICE_LIST, {F.NUMBER: ("N°",)}), tmp_path)
    save_profile(replace(first, name="SFR"), tmp_path, instead_of="orange")
    assert [path.name for path in tmp_path.iterdir()] == ["sfr.toml"]
    remove_profile("sfr", tmp_path)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("name", "code"), [("—", "profile_unnamed"), ("Aircall list", "profile_ships"), ("", "profile_unnamed")]
)
def test_a_name_that_cannot_be_kept_is_refused(tmp_path: Path, name: str, code: str) -> None:
    with pytest.raises(TelbillError) as refused:
        save_profile(TableProfile("", name, TableKind.INVOICE_LIST, {}), tmp_path)
    assert refused.value.message.code == code
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", "utf-8")
    with pytest.raises(TelbillError) as refused:
        save_profile(TableProfile("", "Orange", TableKind.INVOICE_LIST, {}), tmp_path / "file")
    assert refused.value.message.code == "profile_unwritable"


@pytest.mark.parametrize(
    "wrong",
    [
        '[formats.number]\ndecimal_mark = ","',
        '[formats.ht]\ndecimal_mark = ";"',
        '[formats.ht]\ndecimal_mark = ","\ngrouping = ","',
        '[formats.ht]\nmark = ","',
        '[formats.issue_date]\ndate_order = "dym"',
        "formats = 3",
    ],
)
def test_a_wrong_format_of_a_column_names_the_profile_and_the_place(wrong: str) -> None:
    text = (
        f'name = "X"\nkind = "invoice_list"\n{wrong if wrong.startswith("formats") else ""}\n[columns]\nht = ["HT"]\n'
    )
    with pytest.raises(TelbillError) as refused:
        read_profile(text + (wrong if wrong.startswith("[") else ""), "x")
    assert refused.value.message.code == "profile_wrong_value"
    assert str(refused.value.message.params["field"]).startswith("formats")
