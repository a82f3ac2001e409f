"""What the assistant proposes for a table that nobody knows, and what it asks instead of guessing."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from telbill_desktop.domain.date_text import DateOrder
from telbill_desktop.domain.table_profile import ColumnFormat, TableChoice, TableKind
from telbill_desktop.domain.table_profile import TableField as F
from telbill_desktop.domain.table_sketch import Answer, Asking, Judgement, Plan, Question, Sketch, Wish
from telbill_desktop.importers.tabular.planning import judged, profile_of
from telbill_desktop.importers.tabular.reading import read_table
from telbill_desktop.importers.tabular.sketching import replanned, sketch_of
from telbill_desktop.importers.tabular.title_words import title_words
from tests.table_files import WIDE_TITLES, Value, csv_bytes, wide_table, xlsx_bytes

GIVEN = {F.OPERATOR: "Orange", F.CURRENCY: "EUR"}


def sketched(rows: Sequence[Sequence[str]], delimiter: str = ";") -> tuple[Sketch, Judgement]:
    return sketch_of(csv_bytes(rows, delimiter=delimiter), "export.csv", (), Wish())


def asked(judgement: Judgement, about: Asking) -> Question:
    found = [question for question in judgement.questions if question.about is about]
    assert len(found) == 1, judgement.questions
    return found[0]


def answered(plan: Plan, answer: Answer) -> Plan:
    """The plan after an answer, as the window makes it."""
    columns = {**plan.columns, **answer.columns}
    return replace(
        plan,
        columns={column: field for column, field in columns.items() if field is not None},
        perhaps={column: fields for column, fields in plan.perhaps.items() if column not in answer.columns},
        formats={**plan.formats, **answer.formats},
        header_sure=plan.header_sure or answer.header,
    )


def listed(
    ht: Sequence[str], dates: Sequence[str] = (), titles: Sequence[str] = ("N° facture", "Date facture")
) -> list[list[str]]:
    days = dates or ["17/11/2026"] * len(ht)
    return [
        [*titles, "Montant HT"],
        *([f"F-{n}", day, text] for n, (day, text) in enumerate(zip(days, ht, strict=True))),
    ]


def test_forty_columns_are_known_by_their_titles_and_their_formats_by_their_cells() -> None:
    sketch, judgement = sketch_of(wide_table(), "export.csv", (), Wish())
    found = {WIDE_TITLES[column]: field for column, field in sketch.plan.columns.items()}
    assert found == {
        "Réf. facture": F.NUMBER,
        "Émise le": F.ISSUE_DATE,
        "Échéance": F.DUE_DATE,
        "Type de pièce": F.TYPE,
        "Société": F.SUBSCRIBER,
        "Code client": F.CLIENT_CODE,
        "Compte de facturation": F.ACCOUNT,
        "Radical": F.RADICAL,
        "Sous-compte": F.SUB_ACCOUNT,
        "Contrat cadre": F.FRAMEWORK_CONTRACT,
        "N° de contrat": F.LOCAL_CONTRACT,
        "N° d'engagement": F.PURCHASE_ORDER,
        "Début de période": F.PERIOD_START,
        "Fin de période": F.PERIOD_END,
        "Montant HT": F.HT,
        "Total HT": F.HT,
        "TVA": F.VAT,
        "Montant TTC": F.TTC,
        "Net à payer": F.AMOUNT_DUE,
        "Observations": F.NOTE,
    }
    by_title = {WIDE_TITLES[column]: written for column, written in judgement.formats.items()}
    assert by_title["Montant HT"] == ColumnFormat(",")
    assert by_title["Montant TTC"] == ColumnFormat(".")
    assert by_title["Émise le"].date_order is DateOrder.DAY_FIRST
    assert by_title["Échéance"].date_order is DateOrder.YEAR_FIRST
    assert (sketch.plan.kind, sketch.plan.kind_sure) == (TableKind.INVOICE_LIST, True)
    assert judgement.wrong == {}
    assert judgement.lacks == (frozenset({F.OPERATOR}), frozenset({F.CURRENCY}))


def test_two_columns_that_both_look_like_the_amount_without_tax_are_asked_about() -> None:
    sketch, judgement = sketch_of(wide_table(), "export.csv", (), Wish())
    question = asked(judgement, Asking.COLUMN)
    assert question.blocks
    assert [WIDE_TITLES[column] for column in question.columns] == ["Montant HT", "Total HT"]
    plan = replace(answered(sketch.plan, question.answers[0]), constants=GIVEN)
    after = judged(sketch.survey, plan)
    assert after.questions == ()
    assert after.is_ready
    assert plan.columns[WIDE_TITLES.index("Montant HT")] is F.HT
    assert WIDE_TITLES.index("Total HT") not in plan.columns


def test_a_thousand_and_a_quarter_is_asked_about_with_both_amounts() -> None:
    sketch, judgement = sketched(listed(["1,234", "5,678", "12"]))
    question = asked(judgement, Asking.NUMBERS)
    assert question.blocks
    assert question.words.params["text"] == "1,234"
    assert {answer.words.params["value"] for answer in question.answers} == {Decimal("1.234"), Decimal(1234)}
    whole = next(answer for answer in question.answers if answer.words.params["value"] == 1234)
    plan = replace(answered(sketch.plan, whole), constants=GIVEN)
    reading = read_table(
        csv_bytes(listed(["1,234", "5,678", "12"])),
        "export.csv",
        (),
        TableChoice(profile_of(sketch.survey, plan, "x", "X")),
    )
    assert reading.table is not None
    assert [row.ht for row in reading.table.rows] == [Decimal("1234.00"), Decimal("5678.00"), Decimal("12.00")]


@pytest.mark.parametrize(
    ("cells", "mark", "grouping"),
    [
        (["1,234", "0,125"], ",", ""),
        (["1,234", "12,50"], ",", ""),
        (["1.234", "12,50"], ",", "."),
        (["1.234,56"], ",", "."),
        (["1,234.56"], ".", ","),
        (["1'234.56"], ".", "'"),
        (["1 234,56", "7"], ",", ""),
        (["12.5", "1234.56"], ".", ""),
    ],
)
def test_one_cell_that_can_be_read_in_one_way_only_settles_its_column(
    cells: list[str], mark: str, grouping: str
) -> None:
    _, judgement = sketched(listed(cells))
    assert [question for question in judgement.questions if question.about is Asking.NUMBERS] == []
    assert judgement.formats[2] == ColumnFormat(mark, grouping)


def test_decimals_written_in_two_ways_are_asked_about_and_the_others_are_wrong_cells() -> None:
    sketch, judgement = sketched(listed(["12,50", "12.50"]))
    question = asked(judgement, Asking.NUMBERS)
    marks = [answer.formats[2].decimal_mark for answer in question.answers]
    assert marks == [",", "."]
    after = judged(sketch.survey, replace(answered(sketch.plan, question.answers[0]), constants=GIVEN))
    assert {place: message.code for place, message in after.wrong.items()} == {(3, 2): "amount_other_mark"}


def test_whole_amounts_are_written_as_the_other_columns_are() -> None:
    rows = [["N° facture", "Date facture", "Montant HT", "Montant TTC"], ["F-1", "17/11/2026", "100", "120.50"]]
    _, judgement = sketched(rows)
    assert judgement.formats[2] == ColumnFormat(".")


def test_a_day_that_can_be_two_is_asked_about() -> None:
    sketch, judgement = sketched(listed(["1,50", "2,50"], ["01/02/2023", "05/05/2023"]))
    question = asked(judgement, Asking.DATES)
    assert question.blocks
    assert {answer.words.params["value"] for answer in question.answers} == {date(2023, 2, 1), date(2023, 1, 2)}
    by_day = {answer.words.code: answer for answer in question.answers}
    after = judged(sketch.survey, answered(sketch.plan, by_day["answer_month_first"]))
    assert after.formats[1].date_order is DateOrder.MONTH_FIRST
    assert [one for one in after.questions if one.about is Asking.DATES] == []


def test_a_day_of_three_pairs_of_figures_has_three_readings() -> None:
    _, judgement = sketched(listed(["1,50"], ["01/02/03"]))
    question = asked(judgement, Asking.DATES)
    values = {answer.words.params["value"] for answer in question.answers}
    assert values == {date(2003, 2, 1), date(2003, 1, 2), date(2001, 2, 3)}


@pytest.mark.parametrize(
    ("days", "order"),
    [
        (["01/02/2023", "13/02/2023"], DateOrder.DAY_FIRST),
        (["01/02/2023", "02/13/2023"], DateOrder.MONTH_FIRST),
        (["2023-02-01", "2023-03-01"], DateOrder.YEAR_FIRST),
        (["05/05/2023", "05/17/2023"], DateOrder.MONTH_FIRST),
    ],
)
def test_a_part_above_twelve_settles_the_order_of_days(days: list[str], order: DateOrder) -> None:
    _, judgement = sketched(listed(["1,50"] * len(days), days))
    assert [question for question in judgement.questions if question.about is Asking.DATES] == []
    assert judgement.formats[1].date_order is order


def test_a_fifth_of_may_says_nothing_of_the_next_file_and_is_asked_about() -> None:
    _, judgement = sketched(listed(["1,50"], ["05/05/2023"]))
    question = asked(judgement, Asking.DATES)
    assert question.words.code == "ask_order"
    assert [answer.words.code for answer in question.answers] == ["answer_day_first", "answer_month_first"]


def test_whole_amounts_alone_say_nothing_of_the_decimals_of_the_next_file() -> None:
    sketch, judgement = sketched(listed(["100", "1200"]))
    question = asked(judgement, Asking.NUMBERS)
    assert question.blocks
    point = question.answers[1]
    plan = replace(answered(sketch.plan, point), constants=GIVEN)
    assert judged(sketch.survey, plan).is_ready
    assert profile_of(sketch.survey, plan, "x", "X").decimal_mark == "."


def test_a_column_that_writes_days_as_another_one_does_needs_no_question() -> None:
    rows = [["N° facture", "Date facture", "Échéance", "Montant HT"], ["F-1", "01/02/2026", "28/02/2026", "1,50"]]
    _, judgement = sketched(rows)
    assert [question.about for question in judgement.questions] == []
    assert judgement.formats[1].date_order is DateOrder.DAY_FIRST


def test_an_amount_without_a_word_about_tax_is_asked_about() -> None:
    sketch, judgement = sketched([["N° facture", "Date facture", "Montant"], ["F-1", "17/11/2026", "12,50"]])
    question = asked(judgement, Asking.MEANING)
    assert [answer.columns for answer in question.answers] == [{2: F.HT}, {2: F.TTC}, {2: None}]
    assert question.blocks
    assert 2 not in sketch.plan.columns


def test_a_title_that_its_cells_contradict_is_asked_about() -> None:
    _, judgement = sketched([["N° facture", "Date facture", "Montant HT"], ["F-1", "en novembre", "12,50"]])
    assert asked(judgement, Asking.MEANING).columns == (1,)


def test_a_missing_column_is_offered_by_the_look_of_its_cells() -> None:
    rows = [["Clé", "Jour", "Montant HT"], ["F-2026-1", "17/11/2026", "1,50"], ["F-2026-2", "18/11/2026", "2,50"]]
    _, judgement = sketch_of(csv_bytes(rows), "x.csv", (), Wish(header=0))
    offered = {question.words.params["field"].words[0]: question for question in judgement.questions}  # type: ignore[union-attr]
    assert offered["Invoice number"].answers[0].columns == {0: F.NUMBER}
    assert offered["Invoice date"].answers[0].columns == {1: F.ISSUE_DATE}
    assert not offered["Invoice date"].blocks


def test_a_row_that_may_be_an_invoice_or_a_line_is_asked_about() -> None:
    rows = [["N° facture", "Date facture", "Quantité", "Montant HT"], ["F-1", "17/11/2026", "2", "1,50"]]
    sketch, judgement = sketched(rows)
    question = asked(judgement, Asking.KIND)
    lines = next(answer for answer in question.answers if answer.kind is TableKind.INVOICE_LINES)
    assert lines.kind is not None
    plan, _ = replanned(sketch.survey, lines.kind)
    assert plan.columns == {0: F.NUMBER, 1: F.ISSUE_DATE, 2: F.LINE_QUANTITY, 3: F.LINE_AMOUNT}


def test_lines_are_told_by_their_titles_and_a_number_that_repeats() -> None:
    rows = [
        ["N° facture", "Date facture", "Libellé", "Qté", "PU HT", "Montant HT", "Taux de TVA"],
        ["F-1", "17/11/2026", "Forfait", "2", "10,00", "20,00", "20 %"],
        ["F-1", "17/11/2026", "Option", "1", "5,00", "5,00", "20 %"],
    ]
    sketch, judgement = sketched(rows)
    assert (sketch.plan.kind, sketch.plan.kind_sure) == (TableKind.INVOICE_LINES, True)
    assert sketch.plan.columns[6] is F.LINE_VAT_RATE
    assert judged(sketch.survey, replace(sketch.plan, constants=GIVEN)).is_ready
    assert judgement.wrong == {}


def test_titles_stand_below_an_operators_heading() -> None:
    rows = [["Votre espace client"], ["Édité le 17/11/2026"], *listed(["1,50"])]
    sketch, _ = sketched(rows)
    assert (sketch.survey.header, sketch.survey.header_sure) == (2, True)


def test_a_table_without_titles_asks_before_its_first_row_is_taken_for_them() -> None:
    _, judgement = sketched([["F-1", "17/11/2026", "12,50"], ["F-2", "18/11/2026", "13,50"]])
    assert asked(judgement, Asking.HEADER).blocks


def test_a_workbooks_own_days_and_numbers_need_no_format() -> None:
    rows: list[list[Value]] = [
        ["N° facture", "Date facture", "Montant HT"],
        ["F-1", date(2023, 2, 1), 1234.5],
        ["F-2", date(2023, 3, 1), 12],
    ]
    sketch, judgement = sketch_of(xlsx_bytes(rows), "x.xlsx", (), Wish())
    assert judgement.questions == ()
    assert judgement.wrong == {}
    assert sketch.survey.kind == "xlsx"


def test_the_sheet_is_chosen_and_kept_in_the_profile() -> None:
    content = xlsx_bytes(listed(["1,50"]), sheet="Factures", others=["Notes"])
    sketch, _ = sketch_of(content, "x.xlsx", (), Wish(sheet="Notes"))
    assert (sketch.survey.sheet, sketch.survey.sheets) == ("Notes", ("Factures", "Notes"))
    assert profile_of(sketch.survey, sketch.plan, "x", "X").sheet == "Notes"


def test_the_currency_is_proposed_only_where_the_table_names_it() -> None:
    with_it, _ = sketched([["N° facture", "Date facture", "Montant HT (€)"], ["F-1", "17/11/2026", "1,50"]])
    without, _ = sketched(listed(["1,50"]))
    assert with_it.plan.constants == {F.CURRENCY: "EUR"}
    assert without.plan.constants == {}


def test_a_wrong_constant_and_a_row_that_lacks_something_are_said() -> None:
    rows = listed(["1,50", "", "x"])
    sketch, _ = sketched(rows)
    wrong_currency = judged(sketch.survey, replace(sketch.plan, constants={**GIVEN, F.CURRENCY: "euros"}))
    assert wrong_currency.wrong_constants[F.CURRENCY].code == "row_currency_wrong"
    assert not wrong_currency.is_ready
    wrong_rows = judged(sketch.survey, replace(sketch.plan, constants=GIVEN))
    assert {place: message.code for place, message in wrong_rows.wrong.items()} == {
        (3, 2): "row_amount_missing",
        (4, 2): "amount_unreadable",
    }


@pytest.mark.parametrize("kind", TableKind)
def test_no_title_is_sure_and_doubtful_at_once(kind: TableKind) -> None:
    words = title_words()
    assert set(words.sure[kind]) & set(words.perhaps[kind]) == set()
    assert set(words.sure[kind]) & words.nothing == set()


FLEET = ["Compte", "Forfait", "MSISDN", "ICCID", "Utilisateur", "Activation"]


def test_titles_of_the_fleet_without_an_amount_are_a_fleet() -> None:
    rows = [[*FLEET], *([f"CF {n}", "F20", f"063998770{n}", "", "Zoé", f"1{n}/06/2026"] for n in range(4))]
    sketch, judgement = sketched(rows)
    assert (sketch.plan.kind, sketch.plan.kind_sure) == (TableKind.FLEET, True)
    assert list(sketch.plan.columns.values()) == [
        *(F.ACCOUNT, F.ITEM_PRODUCT, F.ITEM_NUMBER, F.ITEM_ICCID, F.ITEM_USER, F.ITEM_START),
    ]
    assert (judgement.lacks, judgement.questions, judgement.wrong) == ((), (), {})
    profile = profile_of(sketch.survey, sketch.plan, "mine", "Mine")
    reading = read_table(csv_bytes(rows), "parc.csv", [profile], TableChoice())
    assert reading.table is not None
    assert [row.number for row in reading.table.fleet] == [f"+3363998770{n}" for n in range(4)]


@pytest.mark.parametrize("more", [["Montant HT"], ["N° facture"], ["Prix unitaire HT", "N° facture"]])
def test_titles_of_the_fleet_beside_an_amount_or_an_invoice_are_not(more: list[str]) -> None:
    rows = [
        [*FLEET, *more],
        *([f"CF {n}", "F20", f"063998770{n}", "", "Zoé", f"1{n}/06/2026", "1,50", "7"] for n in (1, 2)),
    ]
    assert sketched(rows)[0].plan.kind is not TableKind.FLEET
