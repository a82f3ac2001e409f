"""A profile of the user's that nearly knows a table is what the assistant begins with, and it forgets nothing."""

from dataclasses import replace

from telbill_desktop.domain.date_text import DateOrder
from telbill_desktop.domain.table_profile import ColumnFormat, TableKind, TableProfile
from telbill_desktop.domain.table_profile import TableField as F
from telbill_desktop.domain.table_sketch import Confidence, Wish
from telbill_desktop.importers.tabular.planning import extended, profile_of
from telbill_desktop.importers.tabular.sketching import NO_PROFILE, sketch_of
from tests.table_files import csv_bytes

MINE = TableProfile(
    "mine",
    "Mine",
    TableKind.INVOICE_LIST,
    {F.NUMBER: ("Clé", "Facture"), F.ISSUE_DATE: ("Jour",), F.HT: ("Somme",), F.DUE_DATE: ("Terme",)},
    constants={F.OPERATOR: "Orange"},
    words={F.TYPE: {"Remise": "credit_note"}},
    ignored=("Lieu",),
    date_order=DateOrder.YEAR_FIRST,
    formats={F.HT: ColumnFormat(".", ",", DateOrder.YEAR_FIRST)},
    file_name="orange.*",
)
TABLE = csv_bytes([["Clé", "Jour", "Somme", "Lieu", "Montant TTC"], ["F-1", "2026-02-01", "1,234.50", "Ici", "9.50"]])


def test_the_plan_begins_with_it_and_a_new_column_is_proposed_beside() -> None:
    sketch, judgement = sketch_of(TABLE, "x.csv", [MINE], Wish())
    assert sketch.profile == MINE
    assert sketch.plan.columns == {0: F.NUMBER, 1: F.ISSUE_DATE, 2: F.HT, 4: F.TTC}
    assert sketch.plan.constants == {F.OPERATOR: "Orange"}
    assert sketch.confidence[0] is Confidence.CHOSEN
    assert judgement.lacks == (frozenset({F.CURRENCY}),)
    assert judgement.formats[2] == ColumnFormat(".", ",", DateOrder.YEAR_FIRST)


def test_titles_words_and_patterns_that_it_knew_stay_known() -> None:
    sketch, _ = sketch_of(TABLE, "x.csv", [MINE], Wish())
    plan = replace(sketch.plan, constants={**sketch.plan.constants, F.CURRENCY: "EUR"})
    made = extended(MINE, profile_of(sketch.survey, plan, "", "Mine"))
    assert made.columns == {**MINE.columns, F.TTC: ("Montant TTC",)}
    assert (made.words, made.file_name, made.ignored) == (MINE.words, MINE.file_name, ("Lieu",))
    assert made.constants == {F.OPERATOR: "Orange", F.CURRENCY: "EUR"}


def test_a_title_that_means_something_else_now_leaves_its_former_field() -> None:
    sketch, _ = sketch_of(TABLE, "x.csv", [MINE], Wish())
    columns = {**sketch.plan.columns, 3: F.SUB_ACCOUNT}
    del columns[2]
    made = extended(MINE, profile_of(sketch.survey, replace(sketch.plan, columns=columns), "", "Mine"))
    assert F.HT not in made.columns
    assert made.columns[F.SUB_ACCOUNT] == ("Lieu",)
    assert made.ignored == ("Somme",)


def test_one_begins_without_it_when_the_user_says_so() -> None:
    sketch, _ = sketch_of(TABLE, "x.csv", [MINE], Wish(), NO_PROFILE)
    assert sketch.profile is None
    assert sketch.profiles == (MINE,)
    assert sketch.plan.constants == {}


def test_a_profile_that_ships_is_never_begun_with_unasked() -> None:
    station = csv_bytes([["Type", "Date", "N° de facture", "Souscripteur"], ["Facture", "17/11/2026", "1", "Client"]])
    sketch, _ = sketch_of(station, "x.csv", (), Wish())
    assert sketch.profile is None
    assert F.OPERATOR not in sketch.plan.constants
