"""A plan of the mapping assistant made into a profile, and tried on the rows that are shown."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import TypeVar

from telbill_desktop.domain.errors import TelbillError
from telbill_desktop.domain.messages import Message
from telbill_desktop.domain.table import TableFile
from telbill_desktop.domain.table_profile import DATES, NUMBERS, ColumnFormat, TableField, TableKind, TableProfile
from telbill_desktop.domain.table_reading import CellProblem
from telbill_desktop.domain.table_sketch import Asking, Judgement, Plan, Survey
from telbill_desktop.importers.tabular.fleet_rows import read_fleet
from telbill_desktop.importers.tabular.formula_cells import in_error, is_error, without_result
from telbill_desktop.importers.tabular.invoice_head import currency_of
from telbill_desktop.importers.tabular.invoice_lines import read_lines
from telbill_desktop.importers.tabular.invoice_list import read_list
from telbill_desktop.importers.tabular.questions import clashes_of, proved_figures, proved_order, questions_of
from telbill_desktop.importers.tabular.recognising import Match
from telbill_desktop.importers.tabular.row_values import FieldParsers, RowReader
from telbill_desktop.importers.tabular.title_words import title_words
from telbill_desktop.importers.tabular.titles import row_titles, title_key
from telbill_desktop.importers.tabular.usage_questions import units_said, words_of
from telbill_desktop.importers.usage.cells import units_of
from telbill_desktop.importers.usage.trying import problems_of

T = TypeVar("T")

WHOLE_ROW = -1  # in place of a column


def profile_of(survey: Survey, plan: Plan, key: str, name: str) -> TableProfile:
    """The profile that reads the table as planned, and the next one with the same titles."""
    columns = _single_columns(plan)
    written = formats_of(survey, plan)
    used = {field: written[column] for field, column in columns.items() if column in written}
    plain = ColumnFormat()
    mark, grouping = _prevailing((_figures(one) for field, one in used.items() if field in NUMBERS), _figures(plain))
    order = _prevailing((one.date_order for field, one in used.items() if field in DATES), plain.date_order)
    whole = ColumnFormat(mark, grouping, order)
    formats = {}
    for field, one in used.items():
        same = one.date_order == whole.date_order if field in DATES else _figures(one) == _figures(whole)
        if not same:
            formats[field] = one
    formats |= {
        field: ColumnFormat() for field in DATES & set(plan.here) if whole.date_order != ColumnFormat().date_order
    }
    meant = {survey.columns[column].title for column in columns.values()}
    words: dict[TableField, Mapping[str, str]] = {TableField.TYPE: title_words().types}
    words = {field: said for field, said in words.items() if field in columns}
    constants = dict(plan.constants)
    if plan.kind is TableKind.USAGE:
        words |= words_of(survey, plan)
        constants = {TableField.USAGE_UNIT: units_said(survey, plan), **constants}
    return TableProfile(
        key=key,
        name=name,
        kind=plan.kind,
        columns={field: (survey.columns[column].title,) for field, column in columns.items()},
        constants={field: text for field, text in constants.items() if text and field not in columns},
        words=words,
        ignored=tuple(one.title for one in survey.columns if one.title and one.title not in meant),
        decimal_mark=whole.decimal_mark,
        grouping=whole.grouping,
        date_order=whole.date_order,
        formats=formats,
        dialect=survey.dialect if survey.dialect != survey.found else None,
        sheet=survey.sheet if survey.sheet != survey.first_sheet else "",
    )


def extended(start: TableProfile, made: TableProfile) -> TableProfile:
    """The profile that the plan began with, and what the plan adds: titles that it knew stay known."""
    columns = {}
    for field in TableField:
        titles = [*start.columns.get(field, ())]
        titles += [title for title in made.columns.get(field, ()) if title_key(title) not in map(title_key, titles)]
        if titles:
            columns[field] = tuple(titles)
    now: dict[str, TableField | None] = {title_key(title): None for title in made.ignored}
    now |= {title_key(title): field for field, titles in made.columns.items() for title in titles}
    columns = {
        field: kept
        for field, titles in columns.items()
        if (kept := tuple(title for title in titles if now.get(title_key(title), field) is field))
    }
    known = {title_key(title) for titles in columns.values() for title in titles}
    ignored = {title_key(title): title for title in (*start.ignored, *made.ignored) if title_key(title) not in known}
    return replace(
        made,
        columns=columns,
        ignored=tuple(ignored.values()),
        words={**made.words, **start.words},
        file_name=start.file_name,
    )


def formats_of(survey: Survey, plan: Plan) -> dict[int, ColumnFormat]:
    """How the columns of figures and days are written: as chosen, as their cells say, or as the table's others are."""
    mark = _prevailing(proved_figures(survey, plan), _figures(ColumnFormat()))
    found = {}
    for column, field in plan.columns.items():
        one = survey.columns[column]
        if column in plan.formats:
            found[column] = plan.formats[column]
        elif field in NUMBERS:
            proved = one.numbers.proves or len(one.numbers.formats) > 1
            found[column] = one.numbers.formats[0] if proved else ColumnFormat(*mark)
        elif field in DATES:
            orders = one.dates.orders
            order = proved_order(survey, column) or (orders[0] if orders else ColumnFormat().date_order)
            found[column] = ColumnFormat(date_order=order)
    return found


def judged(survey: Survey, plan: Plan) -> Judgement:
    """What is wrong, missing and open; nothing is raised for what the user can mend.

    Columns whose way of writing is asked about have no format yet, and no cell of theirs is wrong.
    """
    profile = profile_of(survey, plan, "", "—")
    wrong_constants = dict(_wrong_constants(profile, plan))
    lacks = profile.lacks(frozenset(plan.columns.values()) | {field for field, text in plan.here.items() if text})
    questions = questions_of(survey, plan, lacks)
    open_ones = {column for one in questions if one.about in {Asking.NUMBERS, Asking.DATES} for column in one.columns}
    written = {column: one for column, one in formats_of(survey, plan).items() if column not in open_ones}
    wrong = {**dict(_wrong_cells(survey, plan, written)), **dict(_formula_cells(survey, plan))}
    if not lacks and not wrong_constants and not any(question.blocks for question in questions):
        for problem in _row_problems(survey, plan, profile):
            place = (problem.line, WHOLE_ROW if problem.column is None else problem.column)
            if not any(line == problem.line for line, _ in wrong):
                wrong[place] = problem.message
    return Judgement(wrong, wrong_constants, lacks, questions, written)


def _prevailing(values: Iterable[T], otherwise: T) -> T:
    """The one that most columns have."""
    counted = Counter(values).most_common(1)
    return counted[0][0] if counted else otherwise


def _figures(written: ColumnFormat) -> tuple[str, str]:
    return written.decimal_mark, written.grouping


def _single_columns(plan: Plan) -> dict[TableField, int]:
    clashing = clashes_of(plan)
    return {field: column for column, field in plan.columns.items() if field not in clashing}


def _wrong_constants(profile: TableProfile, plan: Plan) -> Iterator[tuple[TableField, Message]]:
    parsers = FieldParsers(profile)
    taken = set(plan.columns.values())
    for field, text in {**plan.constants, **plan.here}.items():
        if not text or field in taken:
            continue
        try:
            if field is TableField.CURRENCY:
                currency_of({field: text})
            elif field is TableField.USAGE_UNIT:
                units_of(text)
            else:
                parsers.of(field)(text)
        except TelbillError as error:
            yield field, error.message


def _wrong_cells(
    survey: Survey, plan: Plan, written: Mapping[int, ColumnFormat]
) -> Iterator[tuple[tuple[int, int], Message]]:
    for column, field in plan.columns.items():
        if column not in written:
            continue
        one = written[column]
        parse = FieldParsers(
            TableProfile(
                "", "", plan.kind, {}, decimal_mark=one.decimal_mark, grouping=one.grouping, date_order=one.date_order
            )
        ).of(field)
        for row in survey.body:
            cell = row.cells[column] if column < len(row.cells) else None
            try:
                parse(cell)
            except TelbillError as error:
                yield (row.line, column), error.message


def _formula_cells(survey: Survey, plan: Plan) -> Iterator[tuple[tuple[int, int], Message]]:
    """The cells that formulas left without a value."""
    for column in plan.columns if survey.kind != "csv" else ():
        for row in survey.body:
            cell = row.cells[column] if column < len(row.cells) else None
            if (row.line, column) in survey.lost:
                yield (row.line, column), without_result(row.line, column)
            elif isinstance(cell, str) and is_error(cell):
                yield (row.line, column), in_error(row.line, column, cell)


def _row_problems(survey: Survey, plan: Plan, profile: TableProfile) -> list[CellProblem]:
    table = TableFile(survey.kind, survey.rows, survey.dialect)
    titles = row_titles(survey.rows[survey.header].cells) if survey.rows else []
    width = max((column for column, title in enumerate(titles, start=1) if title), default=0)
    found = Match(profile, survey.header, _single_columns(plan), width=width)
    reader = RowReader(found, {field: text for field, text in plan.here.items() if text}, {})
    if plan.kind is TableKind.USAGE:
        return problems_of(survey.body, found, of_sheet=survey.kind != "csv")
    if plan.kind is TableKind.INVOICE_LIST:
        return read_list(table, found, reader)[1]
    if plan.kind is TableKind.FLEET:
        return read_fleet(table, reader)[1]
    return read_lines(table, found, reader)[1]
