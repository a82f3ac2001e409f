"""What the columns of a table that nobody knows may mean: a proposal whose doubts are questions, never decisions."""

from collections.abc import Callable, Mapping, Sequence

from telbill_desktop.domain.table_profile import (
    DATES,
    FIELDS_OF,
    LINE_FIELDS,
    NUMBERS,
    TableField,
    TableKind,
    TableProfile,
)
from telbill_desktop.domain.table_sketch import ColumnSurvey, Confidence, Look, Plan, Survey
from telbill_desktop.domain.usage import is_personal
from telbill_desktop.importers.tabular.recognising import Match
from telbill_desktop.importers.tabular.title_words import title_words
from telbill_desktop.importers.tabular.titles import title_key
from telbill_desktop.importers.usage.cells import without_unit

_FIGURES = frozenset({Look.AMOUNT, Look.FIGURES, Look.BLANK})
_DAYS = frozenset({Look.DATE, Look.BLANK})
_SEVERAL = 2
# A title that says perhaps is asked about only where it matters: what an invoice or a line must have.
_MATTER = frozenset(
    {
        TableField.NUMBER,
        TableField.ISSUE_DATE,
        TableField.HT,
        TableField.TTC,
        TableField.AMOUNT_DUE,
        TableField.LINE_AMOUNT,
        TableField.LINE_UNIT_PRICE,
        TableField.LINE_VAT_RATE,
        TableField.ITEM_START,
        TableField.ITEM_END,
        TableField.ITEM_NUMBER,
        TableField.ITEM_USER,
        TableField.USAGE_START,
        TableField.USAGE_DATE,
        TableField.USAGE_OWN,
        TableField.USAGE_OTHER,
        TableField.USAGE_USER,
        TableField.USAGE_LABEL,
        TableField.USAGE_DIRECTION,
    }
)
# Titles of these are no invoice's: some of them together tell a table of usage.
_OF_USAGE = frozenset(
    {
        TableField.USAGE_START,
        TableField.USAGE_TIME,
        TableField.USAGE_OTHER,
        TableField.USAGE_DURATION,
        TableField.USAGE_VOLUME,
        TableField.USAGE_DIRECTION,
    }
)
_MOMENTS = {TableField.USAGE_START, TableField.USAGE_DATE}


def suggested(survey: Survey, kind: TableKind | None = None) -> Plan:
    """The plan that the titles and cells speak for; `kind` is given when the user said what a row is."""
    found, sure = (kind, True) if kind is not None else kind_of(survey)
    words = title_words()
    columns: dict[int, TableField] = {}
    perhaps: dict[int, tuple[TableField, ...]] = {}
    for column in survey.columns:
        key = words.key(without_unit(column.title) if found is TableKind.USAGE else column.title)
        meant = words.sure[found].get(key)
        if not key or (key in words.nothing and meant is None):
            continue
        candidates = words.perhaps[found].get(key, ())
        if set(candidates) == _MOMENTS and column.look is Look.DATE:
            meant = TableField.USAGE_START if is_moment(column) else TableField.USAGE_DATE
        if meant is TableField.USAGE_ZONE and _holds_numbers(column):
            meant, candidates = None, (TableField.USAGE_OTHER,)
        if meant is not None and fits(meant, column):
            columns[column.column] = meant
        elif meant is not None:
            perhaps[column.column] = (meant,)
        elif candidates:
            perhaps[column.column] = tuple(field for field in candidates if fits(field, column))
    taken = set(columns.values())
    open_ones = {
        column: left
        for column, fields in perhaps.items()
        if (left := tuple(field for field in fields if field not in taken)) and (_MATTER & set(left))
    }
    constants = {}
    if TableField.CURRENCY not in taken and survey.currency:
        constants[TableField.CURRENCY] = survey.currency
    return Plan(found, sure, survey.header_sure, columns, open_ones, constants=constants)


def continued(survey: Survey, found: Match) -> Plan:
    """The plan of a profile that knows most titles of the table; what it does not know is proposed beside."""
    profile = found.profile
    own = suggested(survey, profile.kind)
    taken = set(found.columns.values())
    known = _known_columns(survey, profile) | taken
    columns = {column: field for field, column in found.columns.items()}
    columns |= {column: field for field, clashing in found.clashes.items() for column in clashing}
    decided = set(columns.values())
    columns |= {column: field for column, field in own.columns.items() if column not in known and field not in decided}
    formats = {column: profile.format_of(field) for field, column in found.columns.items() if field in NUMBERS | DATES}
    constants = {**own.constants, **profile.constants}
    if profile.kind is TableKind.USAGE:
        constants.setdefault(TableField.ACCOUNT, "")  # who made the profile was asked
    return Plan(
        profile.kind,
        columns=columns,
        formats=formats,
        constants=constants,
        here=dict(found.from_name),
        words=profile.words if profile.kind is TableKind.USAGE else {},
    )


def confidence_of(survey: Survey, plan: Plan, *, is_known: bool) -> dict[int, Confidence]:
    """How sure the meaning of each column is."""
    sure = Confidence.CHOSEN if is_known else Confidence.TITLE
    return {
        column.column: sure
        if column.column in plan.columns
        else Confidence.ASKED
        if column.column in plan.perhaps
        else Confidence.NONE
        for column in survey.columns
    }


def kind_of(survey: Survey) -> tuple[TableKind, bool]:
    """What a row is, and whether that is certain: titles of lines and a number that repeats speak for lines."""
    words = title_words()
    keys = [words.key(column.title) for column in survey.columns if column.title]
    lines = {words.sure[TableKind.INVOICE_LINES].get(key) for key in keys} & LINE_FIELDS
    lines -= {TableField.LINE_AMOUNT, TableField.LINE_ORDER}  # a list has such titles too
    numbers = [
        column
        for column in survey.columns
        if words.sure[TableKind.INVOICE_LIST].get(words.key(column.title)) is TableField.NUMBER and column.filled
    ]
    repeats = any(column.distinct < column.filled for column in numbers)
    if (marks := _marks_of_usage(survey)) and survey.kind == "csv":
        return TableKind.USAGE, marks > 1
    if not numbers and _is_fleet(keys):
        return TableKind.FLEET, True
    if len(lines) >= _SEVERAL:
        return TableKind.INVOICE_LINES, repeats or not numbers or len(lines) > _SEVERAL
    if not lines:
        return TableKind.INVOICE_LIST, not repeats
    return (TableKind.INVOICE_LINES, True) if repeats else (TableKind.INVOICE_LIST, False)


def _marks_of_usage(survey: Survey) -> int:
    """How many titles are of usage alone, where a column tells the moment; one beside an invoice's total is none."""
    words = title_words()
    keys = [words.key(without_unit(column.title)) for column in survey.columns if column.title]
    others = (TableKind.INVOICE_LIST, TableKind.INVOICE_LINES, TableKind.FLEET)
    meant = {words.sure[TableKind.USAGE].get(key) for key in keys}
    has_day = any(column.look is Look.DATE for column in survey.columns)
    has_moment = bool(meant & _MOMENTS) or any(is_moment(column) for column in survey.columns)
    has_moment = has_moment or (has_day and bool(meant & {TableField.USAGE_TIME, TableField.USAGE_OTHER}))
    totals = {words.sure[TableKind.INVOICE_LIST].get(key) for key in keys} & {TableField.VAT, TableField.TTC}
    if not has_moment:
        return 0
    alone = [key for key in keys if not any(key in words.sure[kind] for kind in others)]
    marks = len({words.sure[TableKind.USAGE].get(key) for key in alone} & _OF_USAGE)
    return 0 if totals and marks == 1 else marks


def is_moment(column: ColumnSurvey) -> bool:
    """Whether the cells are days with a time of day."""
    return column.look is Look.DATE and ":" in column.example


def _holds_numbers(column: ColumnSurvey) -> bool:
    """Whether the cells are telephone numbers: a « Destination » may be a country or the number called."""
    return column.look is Look.PHONE or (column.look is Look.FIGURES and is_personal(column.example.strip()))


def _is_fleet(keys: Sequence[tuple[str, ...]]) -> bool:
    """Whether titles speak of a product, of when it began and of who has it or which card: no invoice's amounts."""
    words = title_words()
    meant = {words.sure[TableKind.FLEET].get(key) for key in keys}
    amounts = {words.sure[kind].get(key) for kind in (TableKind.INVOICE_LIST, TableKind.INVOICE_LINES) for key in keys}
    amounts &= NUMBERS - {TableField.LINE_QUANTITY}
    own = {TableField.ITEM_NUMBER, TableField.ITEM_ICCID, TableField.ITEM_USER}
    return {TableField.ITEM_PRODUCT, TableField.ITEM_START} <= meant and bool(meant & own) and not amounts


def fits(field: TableField, column: ColumnSurvey) -> bool:
    """Whether the cells look as the field's do."""
    if field in NUMBERS:
        return column.look in _FIGURES or bool(column.numbers.formats)
    if field in DATES:
        return column.look in _DAYS or bool(column.dates.orders)
    if field is TableField.CURRENCY:
        return column.look in {Look.CURRENCY, Look.BLANK}
    if field in {TableField.USAGE_TIME, TableField.USAGE_DURATION, TableField.USAGE_COUNT}:
        return column.look in {Look.TEXT, Look.CODE, *_FIGURES}
    return column.look is not Look.DATE and not (field is TableField.TYPE and column.look is Look.AMOUNT)


def candidates_by_look(survey: Survey, plan: Plan, field: TableField) -> list[ColumnSurvey]:
    """Columns without a meaning whose cells could be the field's, for a field that no title gives."""
    words = title_words()
    free = [
        column
        for column in survey.columns
        if column.title
        and column.filled
        and column.column not in plan.columns
        and column.column not in plan.perhaps
        and words.key(column.title) not in words.nothing
    ]
    return [column for column in free if _looks(field, column, plan.kind)]


def _looks(field: TableField, column: ColumnSurvey, kind: TableKind) -> bool:
    if field is TableField.NUMBER:
        alone = column.distinct == column.filled or kind is TableKind.INVOICE_LINES
        return column.look in {Look.CODE, Look.FIGURES} and alone
    if kind is TableKind.USAGE and field in _LOOKS_OF_USAGE:
        return _LOOKS_OF_USAGE[field](column)
    if field is TableField.ISSUE_DATE:
        return column.look is Look.DATE
    if field in NUMBERS:
        return column.look is Look.AMOUNT
    return field in FIELDS_OF[kind] and column.look is Look.TEXT


_LOOKS_OF_USAGE: Mapping[TableField, Callable[[ColumnSurvey], bool]] = {
    TableField.USAGE_START: is_moment,
    TableField.USAGE_DATE: lambda column: column.look is Look.DATE and not is_moment(column),
    TableField.USAGE_OWN: lambda column: column.look is Look.PHONE,
    TableField.USAGE_DURATION: lambda column: column.look is Look.FIGURES or column.example.count(":") in {1, 2},
}


def _known_columns(survey: Survey, profile: TableProfile) -> set[int]:
    known = {title_key(title) for title in profile.ignored}
    return {column.column for column in survey.columns if title_key(column.title) in known}


def titles_of(survey: Survey, columns: Sequence[int]) -> str:
    """The titles of these columns as a sentence names them."""
    return ", ".join(f"« {survey.columns[column].title} »" for column in columns)
