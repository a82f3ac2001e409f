"""A table to a reading: opened, recognised, read row by row; what is not certain waits for the user."""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import replace

from telbill_desktop.documents.tables import open_table
from telbill_desktop.documents.tables.recognition import workbook_kind
from telbill_desktop.domain.errors import TelbillError
from telbill_desktop.domain.field_names import FIELD_NAMES, named
from telbill_desktop.domain.list_row import ListRows
from telbill_desktop.domain.messages import Message, Words
from telbill_desktop.domain.reading import OF_USAGE, Outcome, Reading, SourceKind
from telbill_desktop.domain.table import TableFile
from telbill_desktop.domain.table_profile import TableChoice, TableField, TableKind, TableProfile
from telbill_desktop.domain.table_reading import TableReading
from telbill_desktop.importers.tabular.fleet_rows import read_fleet
from telbill_desktop.importers.tabular.formula_cells import formula_remarks
from telbill_desktop.importers.tabular.invoice_lines import read_lines
from telbill_desktop.importers.tabular.invoice_list import read_list
from telbill_desktop.importers.tabular.profile_files import built_in_profiles
from telbill_desktop.importers.tabular.recognising import NEARLY, Match, fitting, header_keys, match
from telbill_desktop.importers.tabular.row_values import RowReader
from telbill_desktop.importers.tabular.titles import row_titles
from telbill_desktop.system.collector import collector_paused

_MOST_SHEETS = 10


def read_table(content: bytes, name: str, profiles: Sequence[TableProfile], choice: TableChoice) -> Reading:
    """What a table says by the profile that fits it, or by the one chosen; `profiles` are the user's own.

    Unmapped, with the reason, when no profile fits, several do, or a column is ambiguous.
    """
    kind = workbook_kind(content) or "csv"
    try:
        with collector_paused():  # until the cells are gone: it would look at each of them once more
            return _opened_and_read(content, name, kind, [*built_in_profiles(), *profiles], choice)
    except TelbillError as error:
        return Reading(Outcome.REFUSED, kind, message=error.message)


def _opened_and_read(
    content: bytes, name: str, kind: str, profiles: Sequence[TableProfile], choice: TableChoice
) -> Reading:
    table, found = matched(content, open_table(content), name, profiles, choice)
    if isinstance(found, Message):
        return Reading(Outcome.UNMAPPED, kind, SourceKind.LIST_ROW, warnings=table.remarks, message=found)
    return _read(table, found, choice)


def opened_for(content: bytes, profile: TableProfile) -> TableFile:
    """The table as the profile says that it is written; its sheet when the workbook has it.

    Raises:
        TelbillError: see `documents.tables.open_table`.
    """
    table = open_table(content)
    if table.kind == "csv":
        return open_table(content, dialect=profile.dialect) if profile.dialect not in {None, table.dialect} else table
    return open_table(content, sheet=profile.sheet) if profile.sheet in table.sheets else table


def matched(
    content: bytes, table: TableFile, name: str, profiles: Sequence[TableProfile], choice: TableChoice
) -> tuple[TableFile, Match | Message]:
    """The table, on the sheet that fits, and its match; or why there is none.

    Raises:
        TelbillError: see `documents.tables.open_table`; `profile_unknown_key`.
    """
    if choice.profile is not None:
        profile = _chosen(profiles, choice.profile)
        table = opened_for(content, profile)
        found = match(table, name, replace(profile, constants={**profile.constants, **choice.constants}))
        return table, trouble(table, found) or found
    known = [replace(one, constants={**one.constants, **choice.constants}) for one in profiles]
    fits: list[tuple[TableFile, Match]] = []
    for candidate, of_it in _candidates(content, table, known):
        best = fitting(candidate, name, of_it)
        if len(best) > 1:
            return candidate, Message("profiles_several_fit", {"profiles": ", ".join(one.profile.name for one in best)})
        fits += [(candidate, one) for one in best]
        if fits and table.kind == "csv":
            break  # the same rows, written otherwise
    if len(fits) > 1:
        return table, Message("sheets_several_fit", {"sheets": ", ".join(one.sheet for one, _match in fits)})
    if fits:
        return fits[0]
    keys = header_keys(table)
    matches = (match(table, name, profile, keys) for profile in known)
    nearly = max((one for one in matches if one.has_own), key=lambda one: one.score, default=None)
    if nearly is not None and nearly.score >= NEARLY and (why := trouble(table, nearly) or _unknown_titles(nearly)):
        return table, why
    return table, Message("profile_none_fits")


def _candidates(
    content: bytes, table: TableFile, known: Sequence[TableProfile]
) -> Iterator[tuple[TableFile, Sequence[TableProfile]]]:
    """The table as it was found, its other visible sheets, and what profiles say that it is written otherwise.

    A profile whose user chose another dialect, or a hidden sheet, is tried on nothing else.
    """
    if table.kind == "csv":
        dialects = dict.fromkeys(one.dialect for one in known if one.dialect not in {None, table.dialect})
        yield table, [one for one in known if one.dialect not in dialects]
        for dialect in dialects:
            with suppress(TelbillError):  # a file that cannot be written so is not this profile's
                yield open_table(content, dialect=dialect), [one for one in known if one.dialect == dialect]
        return
    yield table, known
    sheets = [sheet for sheet in table.sheets if sheet not in {table.sheet, *table.hidden_sheets}]
    for sheet in sheets[:_MOST_SHEETS]:
        yield open_table(content, sheet=sheet), known
    for sheet in dict.fromkeys(one.sheet for one in known if one.sheet in table.hidden_sheets):
        yield open_table(content, sheet=sheet), [one for one in known if one.sheet == sheet]


def _chosen(profiles: Sequence[TableProfile], wanted: str | TableProfile) -> TableProfile:
    if isinstance(wanted, TableProfile):
        return wanted
    for profile in reversed(profiles):  # the user's own go before those that ship
        if wanted == profile.key:
            return profile
    known = ", ".join(sorted({profile.key for profile in profiles}))
    raise TelbillError("profile_unknown_key", profile=wanted, known=known)


def trouble(table: TableFile, found: Match) -> Message | None:
    """Why a chosen profile cannot read the table, in the user's words."""
    for field, columns in found.clashes.items():
        titles = row_titles(table.rows[found.header].cells)
        shown = ", ".join(f"« {titles[column]} »" for column in columns)
        return Message("profile_columns_clash", {"field": Words((FIELD_NAMES[field],)), "titles": shown})
    if found.lacks:
        missing = named(min(group, key=list(FIELD_NAMES).index) for group in found.lacks)
        return Message("profile_lacks", {"profile": found.profile.name, "fields": missing})
    if found.other_currency:
        own = found.profile.constants[TableField.CURRENCY]
        params = {"profile": found.profile.name, "own": own, "other": found.other_currency}
        return Message("profile_other_currency", params)
    return None


def _unknown_titles(found: Match) -> Message | None:
    if not found.unknown:
        return None
    return Message("profile_other_titles", {"profile": found.profile.name, "titles": ", ".join(found.unknown)[:200]})


def _read(table: TableFile, found: Match, choice: TableChoice) -> Reading:
    profile = found.profile
    reader = RowReader(found, choice.constants, choice.corrections)
    made, source = _content(table, found, reader)
    problems = made.problems
    if not made.rows and not made.invoices and not made.fleet:
        if problems:
            params = {"count": len(problems), "line": problems[0].line}
            code = "table_first_rows_wrong" if reader.gave_up else "table_all_rows_wrong"
            return Reading(Outcome.REFUSED, table.kind, source, table=made, message=Message(code, params))
        return Reading(Outcome.REFUSED, table.kind, source, message=Message("table_without_rows"))
    remarks = formula_remarks(table, set(found.columns.values()), table.rows[found.header].line)
    warnings = [Message("table_read_by", {"profile": profile.name}), *remarks]
    warnings += other_sheets(table)
    if _has_untitled(table, found):
        warnings.append(Message("columns_untitled"))
    if problems:
        warnings.append(Message("rows_left_out", {"count": len(problems), "line": problems[0].line}))
    return Reading(Outcome.READ, table.kind, source, warnings=tuple(warnings), table=made)


def other_sheets(table: TableFile) -> list[Message]:
    """That the workbook has more than the sheet that was read."""
    others = [sheet for sheet in table.sheets if sheet not in {table.sheet, *table.hidden_sheets}]
    return [Message("table_other_sheets", {"sheets": ", ".join(others)[:200]})] if others else []


def _content(table: TableFile, found: Match, reader: RowReader) -> tuple[TableReading, SourceKind]:
    """The rows as what they are, by the kind of the profile."""
    profile = found.profile
    made = TableReading(profile.key, profile.name, kind=profile.kind, columns=dict(found.columns))
    if profile.kind is TableKind.INVOICE_LIST:
        rows, problems, repeated = read_list(table, found, reader)
        return replace(made, rows=ListRows.of(rows), problems=problems, repeated=repeated), SourceKind.LIST_ROW
    if profile.kind is TableKind.FLEET:
        fleet, problems, repeated = read_fleet(table, reader)
        return replace(made, fleet=fleet, problems=problems, repeated=repeated), SourceKind.LIST_ROW
    if profile.kind is TableKind.USAGE:  # row by row, by `importers.usage`, if whoever asks has a store for them
        raise TelbillError(OF_USAGE)
    invoices, problems = read_lines(table, found, reader)
    return replace(made, invoices=invoices, problems=problems), SourceKind.DETAIL


def _has_untitled(table: TableFile, found: Match) -> bool:
    """Whether columns between the titles have none and hold something."""
    titles = row_titles(table.rows[found.header].cells)[: found.width]
    untitled = [column for column, title in enumerate(titles) if not title]
    return any(
        column < len(row.cells) and row.cells[column] not in {None, ""}
        for column in untitled
        for row in table.rows[found.header + 1 :]
    )
