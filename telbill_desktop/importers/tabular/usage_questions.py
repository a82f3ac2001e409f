"""What the mapping assistant asks of a table of usage beyond figures and days: units, accounts, words of cells."""

import re
from collections.abc import Iterator

from telbill_desktop.domain.messages import Message
from telbill_desktop.domain.table_profile import TableField, UsageDirection, UsageStatus
from telbill_desktop.domain.table_sketch import Answer, Asking, ColumnSurvey, Plan, Question, Survey
from telbill_desktop.importers.tabular.title_words import title_words
from telbill_desktop.importers.usage.cells import unit_in

_CLOCK = re.compile(r"[0-9]+:[0-9]{2}(?::[0-9]{2})?(?:[.,][0-9]+)?")
_CUT = 40
_MOST_WORDS = 8  # of a column that are asked about; the others are reported when the file is read
_SECONDS = (("answer_seconds", "s"), ("answer_minutes", "min"), ("answer_hours", "h"))
_BYTES = (
    *(("answer_bytes", "octets"), ("answer_kilobytes", "Ko")),
    *(("answer_megabytes", "Mo"), ("answer_gigabytes", "Go")),
)
_UNITS = {
    TableField.USAGE_DURATION: _SECONDS,
    TableField.USAGE_VOLUME: _BYTES,
    # Several units: each row is counted in the one of its category.
    TableField.USAGE_QUANTITY: (("answer_by_category", "s octets n"), *_SECONDS, *_BYTES[2:3], ("answer_pieces", "n")),
}
_MEANINGS: dict[TableField, tuple[tuple[str, str], ...]] = {
    TableField.USAGE_DIRECTION: (
        ("answer_outbound", UsageDirection.OUTBOUND.value),
        ("answer_inbound", UsageDirection.INBOUND.value),
    ),
    TableField.USAGE_STATUS: (
        ("answer_took_place", UsageStatus.TOOK_PLACE.value),
        ("answer_not", UsageStatus.NOT.value),
    ),
}


def usage_questions(survey: Survey, plan: Plan) -> Iterator[Question]:
    """Those that are open."""
    yield from _about_units(survey, plan)
    yield from _about_account(plan)
    for field in _MEANINGS:
        yield from _about_words(survey, plan, field)


def units_said(survey: Survey, plan: Plan) -> str:
    """The units of quantities, as titles name them or somebody answered: `s Mo`; "" for none."""
    columns = [column for column, field in sorted(plan.columns.items()) if field in _UNITS]
    units = [plan.units.get(column) or unit_in(survey.columns[column].title) for column in columns]
    return " ".join(dict.fromkeys(" ".join(units).split()))


def words_of(survey: Survey, plan: Plan) -> dict[TableField, dict[str, str]]:
    """What cells of directions and outcomes mean: as somebody said, else as their words are known."""
    found = {}
    for field in _MEANINGS:
        if (column := _column_of(plan, field)) is not None:
            known = {text: meant for text in _texts(survey, column) if (meant := title_words().meaning(field, text))}
            found[field] = {**known, **plan.words.get(field, {})}
    if directions := found.get(TableField.USAGE_DIRECTION):
        inbound = UsageDirection.INBOUND if _names_callers(survey, plan) else UsageDirection.RECEIVED
        for text, meant in directions.items():
            directions[text] = inbound.value if meant == UsageDirection.INBOUND else meant
    return found


def _names_callers(survey: Survey, plan: Plan) -> bool:
    """Whether the column of the line holds whoever called, « Appelant » beside « Appelé », and not the line itself."""
    own, other = _column_of(plan, TableField.USAGE_OWN), _column_of(plan, TableField.USAGE_OTHER)
    return own is not None and other is not None and title_words().is_caller(survey.columns[own].title)


def _about_units(survey: Survey, plan: Plan) -> Iterator[Question]:
    """Asked of each column whose title names no unit and whose cells are mere figures."""
    if TableField.USAGE_UNIT in plan.columns.values() or plan.constants.get(TableField.USAGE_UNIT):
        return
    for field, units in _UNITS.items():
        column = _column_of(plan, field)
        if column is None or column in plan.units:
            continue
        one = survey.columns[column]
        if unit_in(one.title) or _CLOCK.fullmatch(one.example.strip()) or _names_several(one):
            continue
        answers = tuple(Answer(Message(words), units={column: unit}) for words, unit in units)
        naming = {"titles": f"« {one.title[:_CUT]} »", "example": one.example[:_CUT] or "—"}
        yield Question(Asking.UNIT, Message("ask_unit", naming), answers, (column,))


def _names_several(column: ColumnSurvey) -> bool:
    """`Durée (s) / Volume (octets)`: in the smallest units, as the category has it."""
    return column.title.count("(") > 1


def _about_account(plan: Plan) -> Iterator[Question]:
    """An empty constant says that somebody was asked: the account is that of the line in the fleet."""
    if TableField.ACCOUNT not in plan.columns.values() and TableField.ACCOUNT not in plan.constants:
        fleet = Answer(Message("answer_account_of_line"), constants={TableField.ACCOUNT: ""})
        yield Question(Asking.ACCOUNT, Message("ask_account"), (fleet,))


def _about_words(survey: Survey, plan: Plan, field: TableField) -> Iterator[Question]:
    column = _column_of(plan, field)
    if column is None:
        return
    known = words_of(survey, plan)[field]
    for text in [text for text in _texts(survey, column) if text not in known][:_MOST_WORDS]:
        answers = tuple(Answer(Message(words), meant={field: {text: meant}}) for words, meant in _MEANINGS[field])
        params = {"title": f"« {survey.columns[column].title[:_CUT]} »", "text": text[:_CUT]}
        yield Question(Asking.WORD, Message("ask_word", params), answers, (column,))


def _column_of(plan: Plan, field: TableField) -> int | None:
    return next((column for column, meant in sorted(plan.columns.items()) if meant is field), None)


def _texts(survey: Survey, column: int) -> list[str]:
    """What stands in the column, in the rows that are shown, each once."""
    cells = (row.cells[column] for row in survey.body if column < len(row.cells))
    return list(dict.fromkeys(cell.strip() for cell in cells if isinstance(cell, str)))
