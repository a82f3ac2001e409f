"""A table that nobody knows, looked at: where its titles stand, and what each column's cells look like."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from telbill_desktop.documents.tables import open_table
from telbill_desktop.domain.table import Cell, Row, TableFile
from telbill_desktop.domain.table_profile import TableKind
from telbill_desktop.domain.table_sketch import ColumnSurvey, DateEvidence, Look, NumberEvidence, Survey, Wish
from telbill_desktop.importers.tabular.formula_cells import lost_columns, rows_below
from telbill_desktop.importers.tabular.looks import date_evidence, is_value, look_of, number_evidence
from telbill_desktop.importers.tabular.title_words import TitleWords, title_words
from telbill_desktop.importers.tabular.titles import row_titles, title_key

HEADER_WITHIN = 60  # rows, as `recognising` has it
SHOWN = 200  # rows below the header
_ENOUGH = 2  # titles that are known make a row of titles
_CUT = 300  # characters of a cell that is shown


def survey_of(content: bytes, wish: Wish) -> tuple[Survey, TableFile]:
    """The file, opened as wished, and the whole table.

    Raises:
        TelbillError: see `documents.tables.open_table`.
    """
    table = open_table(content, dialect=wish.dialect, sheet=wish.sheet)
    found = table
    if wish.dialect is not None or wish.sheet:
        found = open_table(content)
    position, sure = (wish.header, True) if wish.header is not None else header_of(table)
    position = min(position, len(table.rows) - 1)
    lost = lost_columns(table, table.formulas.lost.keys(), table.rows[position].line)
    body = rows_below(table, position, lost)[:SHOWN]  # those too that hold nothing but formulas without a result
    shown = (*table.rows[: position + 1], *body)
    columns = _columns(table, position)
    survey = Survey(
        kind=table.kind,
        rows=tuple(replace(row, cells=tuple(map(_shown, row.cells))) for row in shown),
        header=position,
        header_sure=sure,
        row_count=len(table.rows) - position - 1,
        columns=columns,
        dialect=table.dialect,
        found=found.dialect,
        sheet=table.sheet,
        sheets=table.sheets,
        first_sheet=found.sheet,
        hidden_sheets=table.hidden_sheets,
        remarks=table.remarks,
        currency=_currency(table, position),
        lost=frozenset((row.line, column) for row in body for column in lost.get(row.line, ())),
    )
    return survey, table


def header_of(table: TableFile) -> tuple[int, bool]:
    """Where the row of titles stands, and whether that is certain: titles that are known, and no values among them."""
    words = title_words()
    best, most = 0, 0
    for position, row in enumerate(table.rows[:HEADER_WITHIN]):
        known = sum(_is_known(words, cell) for cell in row.cells)
        if known > most and not any(map(is_value, row.cells)):
            best, most = position, known
    if most >= _ENOUGH:
        return best, True
    wide = max(sum(map(_is_filled, row.cells)) for row in table.rows[:HEADER_WITHIN])
    for position, row in enumerate(table.rows[:HEADER_WITHIN]):
        filled = [cell for cell in row.cells if _is_filled(cell)]
        if len(filled) * 2 > wide and all(isinstance(cell, str) and not is_value(cell) for cell in filled):
            return position, False
    return 0, False


def _is_known(words: TitleWords, cell: Cell) -> bool:
    if not isinstance(cell, str) or not cell:
        return False
    key = words.key(cell)
    return any(key in words.sure[kind] or key in words.perhaps[kind] for kind in TableKind)


def _is_filled(cell: Cell) -> bool:
    return cell is not None and cell != ""


def _columns(table: TableFile, header: int) -> tuple[ColumnSurvey, ...]:
    body = table.rows[header + 1 :]
    titles = row_titles(table.rows[header].cells)
    return tuple(
        _column(number, titles[number] if number < len(titles) else "", _cells(body, number))
        for number in range(max(len(titles), *(len(row.cells) for row in body), 0) if body else len(titles))
    )


def _cells(body: Sequence[Row], column: int) -> list[Cell]:
    return [row.cells[column] for row in body if column < len(row.cells)]


def _column(number: int, title: str, cells: Sequence[Cell]) -> ColumnSurvey:
    filled = [cell for cell in cells if _is_filled(cell)]
    texts = Counter(cell.strip() for cell in filled if isinstance(cell, str))
    look = look_of(filled)
    figures, days = NumberEvidence(), DateEvidence()
    if look in {Look.AMOUNT, Look.FIGURES, Look.TEXT}:
        figures = number_evidence(texts)
    if look in {Look.DATE, Look.TEXT}:
        days = date_evidence(texts)
    return ColumnSurvey(
        column=number,
        title=title if title_key(title) else "",
        look=look,
        filled=len(filled),
        distinct=len(set(filled)),
        example=str(filled[0])[:_CUT] if filled else "",
        numbers=figures,
        dates=days,
    )


def _currency(table: TableFile, header: int) -> str:
    """EUR where titles or amounts name it and name no other."""
    texts = [cell for row in table.rows[: header + 1 + SHOWN] for cell in row.cells if isinstance(cell, str)]
    euro = any("€" in text or "EUR" in text.split() or "(EUR)" in text for text in texts)
    other = any(sign in text for text in texts for sign in ("$", "£", "USD", "GBP", "CHF"))
    return "EUR" if euro and not other else ""


def _shown(cell: Cell) -> Cell:
    return cell[:_CUT] if isinstance(cell, str) and len(cell) > _CUT else cell
