"""Tables of usage that nobody knows: told from lists of invoices, asked about where cells do not decide, then read."""

import tempfile
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

import pytest

from telbill_desktop.domain.date_text import DateOrder
from telbill_desktop.domain.money import from_micros
from telbill_desktop.domain.table_profile import ColumnFormat, TableChoice, TableKind, TableProfile
from telbill_desktop.domain.table_profile import TableField as F
from telbill_desktop.domain.table_sketch import Answer, Asking, Judgement, Plan, Question, Sketch, Wish
from telbill_desktop.domain.usage import UsageRecord, UsageUnit
from telbill_desktop.gui.dialogs.mapping.plan_state import PlanState
from telbill_desktop.importers.tabular.planning import judged, profile_of
from telbill_desktop.importers.tabular.profile_files import profile_text, read_profile
from telbill_desktop.importers.tabular.sketching import replanned, sketch_of
from telbill_desktop.importers.usage import read_usage
from telbill_desktop.importers.usage.trying import _Anywhere
from tests.table_files import csv_bytes

HEAD = ["Compte", "Ligne", "Appelé", "Date et heure", "Durée", "Coût HT"]
ROWS = [
    ["CF 7", "0639980107", "0612345678", "17/03/2026 10:22:31", "93", "0,1250"],
    ["CF 7", "0639980107", "0145678901", "18/03/2026 11:00:00", "60", "1,5000"],
]


def sketched(rows: Sequence[Sequence[str]]) -> tuple[Sketch, Judgement]:
    return sketch_of(csv_bytes(rows), "export.csv", (), Wish())


def asked(judgement: Judgement, about: Asking) -> Question:
    [found] = [question for question in judgement.questions if question.about is about]
    return found


def answer_of(question: Question, code: str) -> Answer:
    return next(answer for answer in question.answers if answer.words.code == code)


def after(sketch: Sketch, plan: Plan, *answers: tuple[Asking, str]) -> Plan:
    """The plan once these questions are answered, one after the other, as the window does it."""
    state = PlanState(plan, sketch.confidence)
    for about, code in answers:
        question = asked(judged(sketch.survey, state.plan), about)
        state.answer(question, question.answers.index(answer_of(question, code)))
    return state.plan


def read(rows: Sequence[Sequence[str]], profile: TableProfile) -> tuple[list[UsageRecord], list[int], dict[int, str]]:
    """The records, the lines that were left out, and the units of the kinds."""
    units: dict[int, str] = {}

    class Kinds(_Anywhere):
        def kind(self, kind: object) -> int:
            units[len(units)] = kind.unit  # type: ignore[attr-defined] # a UsageKind
            return len(units) - 1

    with tempfile.TemporaryFile() as stream:
        stream.write(csv_bytes(rows))
        file = read_usage(stream, "x.csv", (), TableChoice(profile))
        assert file is not None
        records = [record for chunk, _places in file.chunks(Kinds()) for record in chunk]
        return records, [problem.line for problem in file.problems], units


def test_a_table_of_calls_is_told_by_titles_that_no_invoice_has() -> None:
    sketch, judgement = sketched([HEAD, *ROWS])
    assert (sketch.plan.kind, sketch.plan.kind_sure) == (TableKind.USAGE, True)
    assert sketch.plan.columns == {
        0: F.ACCOUNT,
        1: F.USAGE_OWN,
        2: F.USAGE_OTHER,
        3: F.USAGE_START,
        4: F.USAGE_DURATION,
        5: F.USAGE_AMOUNT,
    }
    assert judgement.lacks == ()
    assert [question.about for question in judgement.questions] == [Asking.UNIT]


@pytest.mark.parametrize(
    "titles",
    [
        ["N° facture", "Date et heure", "Compte", "Volume", "Montant HT", "Montant TTC"],  # an invoice's total
        ["Ligne", "Produit", "Début", "Utilisateur", "Durée", "Montant HT"],  # no moment: a fleet
    ],
)
def test_titles_of_invoices_and_of_the_fleet_are_no_usage(titles: list[str]) -> None:
    sketch, _ = sketched([titles, ["a", "17/03/2026", "17/03/2026", "b", "12", "1,50"]])
    assert sketch.plan.kind is not TableKind.USAGE


def test_one_title_of_usage_beside_a_moment_asks_what_a_row_is() -> None:
    sketch, judgement = sketched([["Ligne", "Horodatage", "Quantité"], ["0639980107", "17/03/2026 10:22:31", "93"]])
    assert (sketch.plan.kind, sketch.plan.kind_sure) == (TableKind.USAGE, False)
    assert TableKind.USAGE in [answer.kind for answer in asked(judgement, Asking.KIND).answers]


@pytest.mark.parametrize(("cell", "meant"), [("17/03/2026 10:22:31", F.USAGE_START), ("17/03/2026", F.USAGE_DATE)])
def test_a_column_called_date_is_a_moment_or_a_day_by_its_cells(cell: str, meant: F) -> None:
    rows = [["Ligne", "Appelé", "Date", "Heure", "Durée (s)"], ["0639980107", "0612345678", cell, "10:22", "93"]]
    sketch, _ = sketched(rows)
    assert (sketch.plan.kind, sketch.plan.columns[2]) == (TableKind.USAGE, meant)
    assert sketch.plan.columns[3] is F.USAGE_TIME


def test_a_destination_that_is_a_number_is_proposed_as_the_one_called() -> None:
    head = ["Ligne", "Horodatage", "Destination", "Durée (s)"]
    sketch, judgement = sketched([head, *(["101", "17/03/2026 10:22:31", f"061234567{at}", "93"] for at in range(3))])
    assert (2 in sketch.plan.columns, sketch.plan.perhaps[2]) == (False, (F.USAGE_OTHER,))
    assert [question.columns for question in judgement.questions if question.about is Asking.MEANING] == [(2,)]
    sketch, _ = sketched([head, ["101", "17/03/2026 10:22:31", "France", "93"]])
    assert sketch.plan.columns[2] is F.USAGE_ZONE


@pytest.mark.parametrize("title", ["Durée (hh:mm:ss)", "Durée d'appel (HH:MM:SS)", "Durée (h:mm:ss)", "Durée (mm:ss)"])
def test_a_title_may_say_how_its_durations_are_written(title: str) -> None:
    rows = [["Ligne", "Horodatage", title, "Volume (Ko)"], ["101", "17/03/2026 10:22:31", "00:01:33", ""]]
    sketch, judgement = sketched(rows)
    assert sketch.plan.columns[2] is F.USAGE_DURATION
    assert Asking.UNIT not in [question.about for question in judgement.questions]


def test_days_and_amounts_that_can_be_read_in_two_ways_are_asked_about() -> None:
    rows = [HEAD, ["CF 7", "0639980107", "0612345678", "05/03/2026 10:22:31", "93", "1,250"]]
    sketch, judgement = sketched(rows)
    plan = after(
        sketch,
        sketch.plan,
        (Asking.UNIT, "answer_seconds"),
        (Asking.NUMBERS, "answer_point"),
        (Asking.DATES, "answer_month_first"),
    )
    assert not judged(sketch.survey, plan).questions
    profile = profile_of(sketch.survey, plan, "x", "X")
    assert (profile.decimal_mark, profile.date_order) == (".", DateOrder.MONTH_FIRST)
    records, _wrong, _units = read(rows, profile)
    assert records[0][7] == 1_250_000_000
    assert not judgement.is_ready


def test_the_unit_of_a_duration_is_asked_and_kept_in_the_profile() -> None:
    sketch, judgement = sketched([HEAD, *ROWS])
    assert not judgement.is_ready
    plan = after(sketch, sketch.plan, (Asking.UNIT, "answer_minutes"))
    assert judged(sketch.survey, plan).is_ready
    profile = profile_of(sketch.survey, plan, "x", "X")
    assert profile.constants == {F.USAGE_UNIT: "min"}
    assert read_profile(profile_text(profile), "x") == profile
    with_colons = [*ROWS[0][:3], "19/03/2026 10:00:00", "0:01:33", "0,10"]
    records, _wrong, units = read([HEAD, *ROWS, with_colons], profile)
    assert [record[6] for record in records] == [93 * 60, 3600, 93]
    assert set(units.values()) == {UsageUnit.SECONDS}


@pytest.mark.parametrize("title", ["Durée (s)", "Durée (min)"])
def test_a_title_that_names_its_unit_is_not_asked_about(title: str) -> None:
    rows = [[*HEAD[:4], title, HEAD[5]], *ROWS]
    sketch, judgement = sketched(rows)
    assert judgement.is_ready
    records, _wrong, _units = read(rows, profile_of(sketch.survey, sketch.plan, "x", "X"))
    assert records[0][6] == (93 if title == "Durée (s)" else 93 * 60)


def test_durations_with_colons_say_themselves_what_they_count_beside_volumes_in_megabytes() -> None:
    head = [*HEAD[:4], "Durée", "Volume", "Coût HT"]
    rows = [
        head,
        ["CF 7", "0639980107", "0612345678", "17/03/2026 10:22:31", "0:01:33", "", "0,10"],
        ["CF 7", "0639980107", "", "18/03/2026 10:22:31", "", "12,5", "0,00"],
    ]
    sketch, judgement = sketched(rows)
    assert asked(judgement, Asking.UNIT).words.params["titles"] == "« Volume »"
    plan = after(sketch, sketch.plan, (Asking.UNIT, "answer_megabytes"))
    records, wrong, units = read(rows, profile_of(sketch.survey, plan, "x", "X"))
    assert wrong == []
    assert [(units[record[4]], record[6]) for record in records] == [
        (UsageUnit.SECONDS, 93),
        (UsageUnit.BYTES, 12_500_000),
    ]


def test_units_of_two_columns_stand_beside_each_other_and_one_can_be_answered_anew() -> None:
    head = [*HEAD[:4], "Durée", "Volume", "Coût HT"]
    rows = [
        head,
        ["CF 7", "0639980107", "0612345678", "17/03/2026 10:22:31", "2", "0", "0,10"],
        ["CF 7", "0639980107", "", "18/03/2026 10:22:31", "0", "3", "0,05"],
    ]
    sketch, judgement = sketched(rows)
    of_duration, of_volume = [one for one in judgement.questions if one.about is Asking.UNIT]
    state = PlanState(sketch.plan, sketch.confidence)
    for question, code in (
        (of_duration, "answer_hours"),
        (of_volume, "answer_gigabytes"),
        (of_duration, "answer_minutes"),
    ):
        state.answer(question, question.answers.index(answer_of(question, code)))
    profile = profile_of(sketch.survey, state.plan, "x", "X")
    assert profile.constants == {F.USAGE_UNIT: "min Go"}
    records, _wrong, _units = read(rows, profile)
    assert [record[6] for record in records] == [120, 3_000_000_000]


def test_a_quantity_without_a_unit_may_be_what_its_category_says() -> None:
    rows = [
        [*HEAD[:4], "Quantité", "Catégorie"],
        [*ROWS[0][:4], "93", "Voix"],
        [*ROWS[1][:2], "", ROWS[1][3], "4096", "Internet mobile"],
    ]
    sketch, _ = sketched(rows)
    plan = after(sketch, sketch.plan, (Asking.UNIT, "answer_by_category"))
    assert judged(sketch.survey, plan).is_ready
    records, _wrong, units = read(rows, profile_of(sketch.survey, plan, "x", "X"))
    counted = [(units[record[4]], record[6]) for record in records]
    assert counted == [(UsageUnit.SECONDS, 93), (UsageUnit.BYTES, 4096)]


def test_a_table_without_accounts_asks_whose_it_is_until_somebody_says_so() -> None:
    rows = [[*HEAD[1:4], "Durée (s)"], ["0639980107", "0612345678", "17/03/2026 10:22:31", "93"]]
    sketch, judgement = sketched(rows)
    assert asked(judgement, Asking.ACCOUNT).blocks
    by_fleet = after(sketch, sketch.plan, (Asking.ACCOUNT, "answer_account_of_line"))
    assert judged(sketch.survey, by_fleet).is_ready
    assert F.ACCOUNT not in profile_of(sketch.survey, by_fleet, "x", "X").constants
    named = replace(sketch.plan, constants={F.ACCOUNT: "CF 7"})
    assert judged(sketch.survey, named).is_ready
    assert profile_of(sketch.survey, named, "x", "X").constants[F.ACCOUNT] == "CF 7"


def test_words_of_direction_and_outcome_are_known_or_asked_about() -> None:
    head = ["Compte", "Ligne", "Correspondant", "Horodatage", "Durée (s)", "Sens", "Statut de l'appel"]
    cells = ["CF 7", "0639980107", "0612345678"]
    rows = [
        head,
        [*cells, "17/03/2026 10:22:31", "93", "Sortant", "Décroché"],
        [*cells, "18/03/2026 10:22:31", "60", "ENTRANT", "Décroché"],
        [*cells, "19/03/2026 10:22:31", "0", "Sortant", "Coupé"],
    ]
    sketch, judgement = sketched(rows)
    assert asked(judgement, Asking.WORD).words.params["text"] == "Coupé"
    plan = after(sketch, sketch.plan, (Asking.WORD, "answer_not"))
    profile = profile_of(sketch.survey, plan, "x", "X")
    assert profile.words == {
        F.USAGE_DIRECTION: {"Sortant": "outbound", "ENTRANT": "received"},
        F.USAGE_STATUS: {"Décroché": "took_place", "Coupé": "not"},
    }
    records, wrong, _units = read(rows, profile)
    assert (len(records), wrong) == (2, [])
    again, judgement = sketch_of(csv_bytes([[*head, "Bavardage"], *rows[1:]]), "x.csv", [profile], Wish())
    assert again.profile == profile
    assert not judgement.questions


@pytest.mark.parametrize(
    ("own", "other", "meant"),
    [
        ("Appelant", "Appelé", "inbound"),
        ("N° appelant", "N° appelé", "inbound"),
        ("Caller", "Callee", "inbound"),
        ("Ligne", "Correspondant", "received"),
        ("N° de ligne", "Appelé", "received"),
    ],
)
def test_in_a_call_that_came_in_the_line_stands_where_the_titles_say(own: str, other: str, meant: str) -> None:
    head = ["Compte", own, other, "Horodatage", "Durée (s)", "Sens"]
    call = ["CF 7", "0639980107", "0612345678", "17/03/2026 10:22:31", "93"]
    sketch, _ = sketched([head, [*call, "Sortant"], [*call, "Entrant"]])
    words = profile_of(sketch.survey, sketch.plan, "x", "X").words
    assert words == {F.USAGE_DIRECTION: {"Sortant": "outbound", "Entrant": meant}}


def test_rows_that_would_be_left_out_are_shown_with_the_reason() -> None:
    sketch, _ = sketched([[*HEAD[:4], "Durée (s)", HEAD[5]], ROWS[0], [*ROWS[0][:4], "soixante", "0,10"]])
    judgement = judged(sketch.survey, sketch.plan)
    assert {place: message.code for place, message in judgement.wrong.items()} == {(3, 4): "usage_quantity_unreadable"}


def test_what_is_missing_is_offered_by_its_looks() -> None:
    rows = [["A", "B", "Appelé", "Durée (s)"], ["0639980107", "17/03/2026 10:22:31", "0612345678", "93"]]
    sketch, _ = sketched(rows)
    plan, judgement = replanned(sketch.survey, TableKind.USAGE)
    offered = [question for question in judgement.questions if question.about is Asking.COLUMN]
    assert [answer.columns for question in offered for answer in question.answers] == [
        {1: F.USAGE_START},
        {0: F.USAGE_OWN},
    ]
    assert plan.columns == {2: F.USAGE_OTHER, 3: F.USAGE_DURATION}


def test_a_unit_that_nobody_knows_is_said_beside_its_field() -> None:
    sketch, _ = sketched([HEAD, *ROWS])
    judgement = judged(sketch.survey, replace(sketch.plan, constants={F.USAGE_UNIT: "min toises"}))
    assert judgement.wrong_constants[F.USAGE_UNIT].params["text"] == "toises"


def test_amounts_in_another_currency_are_told_by_their_title() -> None:
    rows = [[*HEAD[:4], "Durée (s)", "Coût HT ($)"], *ROWS]
    sketch, _ = sketched(rows)
    with pytest.raises(Exception, match="usage_currency"):
        read(rows, profile_of(sketch.survey, sketch.plan, "x", "X"))


def test_a_profile_that_is_known_asks_nothing_again() -> None:
    sketch, _ = sketched([[*HEAD[1:4], "Durée"], ["0639980107", "0612345678", "17/03/2026 10:22:31", "93"]])
    plan = after(sketch, sketch.plan, (Asking.UNIT, "answer_seconds"), (Asking.ACCOUNT, "answer_account_of_line"))
    mine = replace(profile_of(sketch.survey, plan, "mine", "Mine"), built_in=False)
    again, judgement = sketch_of(
        csv_bytes([[*HEAD[1:4], "Durée", "Bavardage"], ["0639980107", "0612345678", "17/03/2026 10:22:31", "93", "x"]]),
        "x.csv",
        [mine],
        Wish(),
    )
    assert again.profile == mine
    assert judgement.is_ready


def test_a_sum_of_the_rows_is_read_to_the_micro_euro() -> None:
    rows = [[*HEAD[:4], "Durée (s)", HEAD[5]], *ROWS, [*ROWS[0][:3], "19/03/2026 10:00:00", "1", "0,000001"]]
    sketch, _ = sketched(rows)
    records, _wrong, _units = read(rows, profile_of(sketch.survey, sketch.plan, "x", "X"))
    assert from_micros(sum(record[7] for record in records)) == Decimal("1.625001")
    assert judged(sketch.survey, sketch.plan).formats[5] == ColumnFormat(",")
