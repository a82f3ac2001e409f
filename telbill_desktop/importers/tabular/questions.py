"""What the mapping assistant has to ask: whatever titles and cells do not settle. An answer settles it in the plan."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from telbill_desktop.domain.amount_text import parse_amount
from telbill_desktop.domain.date_text import DateOrder, parse_written_date
from telbill_desktop.domain.errors import TelbillError
from telbill_desktop.domain.field_names import named
from telbill_desktop.domain.messages import Message, Param
from telbill_desktop.domain.table_profile import DATES, NUMBERS, ColumnFormat, TableField, TableKind
from telbill_desktop.domain.table_sketch import Answer, Asking, ColumnSurvey, NumberEvidence, Plan, Question, Survey
from telbill_desktop.importers.tabular.suggesting import candidates_by_look, titles_of
from telbill_desktop.importers.tabular.usage_questions import usage_questions

_MOST_ANSWERS = 6
_CUT = 40
_ORDER_WORDS = {
    DateOrder.DAY_FIRST: "answer_day_first",
    DateOrder.MONTH_FIRST: "answer_month_first",
    DateOrder.YEAR_FIRST: "answer_year_first",
}
_MARK_WORDS = {",": "answer_comma", ".": "answer_point"}
_SILENT_WORDS = {",": "answer_mark_comma", ".": "answer_mark_point"}
_MIXED_WORDS = {",": "answer_mixed_comma", ".": "answer_mixed_point"}
_MOSTLY_WHOLE = {TableField.USAGE_QUANTITY, TableField.USAGE_VOLUME}  # seconds, bytes: silence says nothing here
_BY_LOOK = frozenset(
    {
        *(TableField.NUMBER, TableField.ISSUE_DATE, TableField.HT, TableField.TTC, TableField.LINE_AMOUNT),
        *(TableField.USAGE_START, TableField.USAGE_DATE, TableField.USAGE_OWN, TableField.USAGE_DURATION),
    }
)


def questions_of(survey: Survey, plan: Plan, lacks: Sequence[frozenset[TableField]]) -> tuple[Question, ...]:
    """The questions that are open, the most far-reaching first."""
    return (
        *_about_rows(survey, plan),
        *(_about_clash(survey, field, columns) for field, columns in clashes_of(plan).items()),
        *(_about_meaning(survey, column, fields) for column, fields in plan.perhaps.items()),
        *_about_missing(survey, plan, lacks),
        *_about_numbers(survey, plan),
        *_about_dates(survey, plan),
        *(usage_questions(survey, plan) if plan.kind is TableKind.USAGE else ()),
    )


def clashes_of(plan: Plan) -> dict[TableField, tuple[int, ...]]:
    """The fields that several columns are said to be."""
    places: dict[TableField, list[int]] = {}
    for column, field in sorted(plan.columns.items()):
        places.setdefault(field, []).append(column)
    return {field: tuple(columns) for field, columns in places.items() if len(columns) > 1}


def proved_order(survey: Survey, column: int) -> DateOrder | None:
    """The order that a column's own days prove, or those of columns that write days alike; None: nothing does."""
    own = survey.columns[column].dates
    if len(own.orders) == 1:
        return own.orders[0]
    others = {one.dates.orders[0] for one in survey.columns if one.dates.proves and one.dates.shape == own.shape} & set(
        own.orders
    )
    return others.pop() if len(others) == 1 else None


def proved_figures(survey: Survey, plan: Plan) -> list[tuple[str, str]]:
    """The decimal marks with their groupings that the table's cells prove, or the user chose, one for each column."""
    proved = {one.column: one.numbers.formats[0] for one in survey.columns if one.numbers.proves}
    proved |= {column: one for column, one in plan.formats.items() if plan.columns.get(column) in NUMBERS}
    return [(one.decimal_mark, one.grouping) for one in proved.values()]


def _about_rows(survey: Survey, plan: Plan) -> Iterator[Question]:
    if not plan.header_sure:
        line = survey.rows[survey.header].line
        yes = Answer(Message("answer_header"), header=True)
        yield Question(Asking.HEADER, Message("ask_header", {"line": line}), (yes,))
    if not plan.kind_sure:
        answers = (
            Answer(Message("answer_list"), kind=TableKind.INVOICE_LIST),
            Answer(Message("answer_lines"), kind=TableKind.INVOICE_LINES),
            Answer(Message("answer_fleet"), kind=TableKind.FLEET),
            Answer(Message("answer_usage"), kind=TableKind.USAGE),
        )
        yield Question(Asking.KIND, Message("ask_kind"), answers)


def _about_clash(survey: Survey, field: TableField, columns: tuple[int, ...]) -> Question:
    answers = tuple(
        Answer(
            Message("answer_column", _naming(survey.columns[chosen])),
            columns={column: field if column == chosen else None for column in columns},
        )
        for chosen in columns
    )
    return Question(Asking.COLUMN, Message("ask_clash", {"field": named([field])}), answers, columns)


def _about_meaning(survey: Survey, column: int, fields: tuple[TableField, ...]) -> Question:
    answers = [Answer(Message("answer_field", {"field": named([one])}), columns={column: one}) for one in fields]
    answers.append(Answer(Message("answer_nothing"), columns={column: None}))
    return Question(Asking.MEANING, Message("ask_meaning", _naming(survey.columns[column])), tuple(answers), (column,))


def _about_missing(survey: Survey, plan: Plan, lacks: Sequence[frozenset[TableField]]) -> Iterator[Question]:
    """Columns that look like what is missing are offered; nothing is imported without it anyway."""
    asked = {field for fields in plan.perhaps.values() for field in fields}
    for group in lacks:
        fields = [field for field in TableField if field in group & _BY_LOOK]
        if not fields or asked & group:
            continue
        answers = [
            Answer(
                Message("answer_column", _naming(column))
                if len(fields) == 1
                else Message("answer_column_field", {**_naming(column), "field": named([field])}),
                columns={column.column: field},
            )
            for field in fields
            for column in candidates_by_look(survey, plan, field)
        ][:_MOST_ANSWERS]
        if answers:
            columns = tuple(column for answer in answers for column in answer.columns)
            yield Question(
                Asking.COLUMN, Message("ask_column", {"field": named(fields)}), tuple(answers), columns, blocks=False
            )


def _about_numbers(survey: Survey, plan: Plan) -> Iterator[Question]:
    unproven = [
        column
        for column, field in sorted(plan.columns.items())
        if field in NUMBERS - _MOSTLY_WHOLE
        and column not in plan.formats
        and _is_silent(survey.columns[column].numbers)
    ]
    doubtful = list(_about_doubtful_numbers(survey, plan))
    yield from doubtful
    if unproven and not doubtful and not proved_figures(survey, plan):
        words = Message("ask_mark", {"titles": titles_of(survey, unproven)})
        answers = tuple(
            Answer(Message(_SILENT_WORDS[mark]), formats=dict.fromkeys(unproven, ColumnFormat(mark))) for mark in ",."
        )
        yield Question(Asking.NUMBERS, words, answers, tuple(unproven))


def _is_silent(evidence: NumberEvidence) -> bool:
    """Whether the column's figures are whole: they say nothing of the decimals that the next file may have."""
    return len(evidence.formats) == 1 and not evidence.proves


def _about_doubtful_numbers(survey: Survey, plan: Plan) -> Iterator[Question]:
    open_ones: dict[tuple[tuple[ColumnFormat, ...], bool], list[int]] = {}
    for column, field in sorted(plan.columns.items()):
        evidence = survey.columns[column].numbers
        if field in NUMBERS and column not in plan.formats and len(evidence.formats) > 1:
            is_mixed = any(_amount(evidence.doubtful, one) is None for one in evidence.formats)
            open_ones.setdefault((evidence.formats, is_mixed), []).append(column)
    for (ways, mixed), columns in open_ones.items():
        text = survey.columns[columns[0]].numbers.doubtful
        titles = titles_of(survey, columns)
        words = (
            Message("ask_mixed_numbers", {"titles": titles})
            if mixed
            else Message("ask_numbers", {"titles": titles, "text": text[:_CUT]})
        )
        answers = tuple(
            Answer(
                Message(_MIXED_WORDS[one.decimal_mark])
                if mixed
                else Message(_MARK_WORDS[one.decimal_mark], {"value": _read(text, one)}),
                formats=dict.fromkeys(columns, one),
            )
            for one in ways
        )
        yield Question(Asking.NUMBERS, words, answers, tuple(columns))


def _about_dates(survey: Survey, plan: Plan) -> Iterator[Question]:
    open_ones: dict[tuple[tuple[DateOrder, ...], str], list[int]] = {}
    for column, field in sorted(plan.columns.items()):
        evidence = survey.columns[column].dates
        asks = field in DATES and column not in plan.formats and len(evidence.orders) > 1
        if asks and proved_order(survey, column) is None:
            open_ones.setdefault((evidence.orders, evidence.shape), []).append(column)
    for (orders, _), columns in open_ones.items():
        text = survey.columns[columns[0]].dates.doubtful
        answers = tuple(
            Answer(
                Message(_ORDER_WORDS[order], {"value": _day(text, order)}),
                formats=dict.fromkeys(columns, ColumnFormat(date_order=order)),
            )
            for order in orders
        )
        code = "ask_dates" if len({_day(text, order) for order in orders}) > 1 else "ask_order"
        words = Message(code, {"titles": titles_of(survey, columns), "text": text[:_CUT]})
        yield Question(Asking.DATES, words, answers, tuple(columns))


def _naming(column: ColumnSurvey) -> dict[str, Param]:
    return {"title": f"« {column.title[:_CUT]} »", "example": column.example[:_CUT] or "—"}


def _read(text: str, written: ColumnFormat) -> Param:
    amount = _amount(text, written)
    return "—" if amount is None else amount


def _amount(text: str, written: ColumnFormat) -> Decimal | None:
    try:
        return parse_amount(text.removesuffix("%"), decimal_mark=written.decimal_mark, grouping=written.grouping)
    except TelbillError:
        return None


def _day(text: str, order: DateOrder) -> Param:
    try:
        return parse_written_date(text, order)
    except TelbillError:
        return "—"
