"""What is said while a file is opened as a table."""

from telbill_desktop.domain.sentence_marker import N_

TABLES = {
    # Any table
    "table_unknown": N_("This file is neither a table of text nor an Excel or OpenDocument workbook."),
    "table_empty": N_("The table is empty: nothing that is shown in this file holds a value."),
    "table_wide": N_("The table has more than {limit} columns."),
    "table_long": N_("The table has more than {limit} rows."),
    # Delimited text
    "table_dialect": N_("A table of text cannot be read with “{text}”."),
    "table_byte": N_("Line {line} holds a byte that is no character in {encoding}."),
    "table_null": N_("Line {line} holds a null character, which no table of text has."),
    "table_not_text": N_("This file is not a text: it holds control characters."),
    "table_no_columns": N_("This text is not a table: no character separates it into columns."),
    "table_quote": N_("The quotation mark that opens on line {line} is never closed."),
    "table_long_cell": N_(
        "A cell of the row on line {line} has more than {limit} characters: a quotation mark may be missing."
    ),
    "table_long_line": N_("Line {line} has more than {limit} characters."),
    "table_nearly_utf8": N_(
        "The file is UTF-8 except for line {line}; it was read as Windows-1252, and its accents may be wrong."
    ),
    # Workbooks
    "table_damaged": N_("This workbook is damaged: {reason}."),
    "table_password": N_("This workbook is locked by a password."),
    "table_old_excel": N_("This workbook is in the old format of Excel (.xls): save it as .xlsx."),
    "table_binary": N_("This workbook is in the binary format of Excel (.xlsb): save it as .xlsx."),
    "table_dtd": N_("This workbook has a document type declaration (DTD), which none needs and which can do harm."),
    "table_parts": N_("This workbook consists of more than {limit} parts."),
    "table_unpacked": N_(
        "Unpacked, this workbook has more than {limit} MB or {ratio} times its size. Save its sheet as CSV and import "
        "that."
    ),
    "table_area": N_("The sheet stretches over more than {limit} cells."),
    "table_no_sheets": N_("This workbook has no sheet with cells."),
    "table_sheet_missing": N_("The workbook has no sheet named “{sheet}”."),
    # Remarks
    "table_formulas": N_("Cells with a formula: {count}. Their stored results were read; nothing was computed."),
    "table_formulas_read": N_(
        "Cells with a formula among those that were read: {count}, the first of which is {cell}. Their stored results "
        "were read; nothing was computed."
    ),
    "cell_without_result": N_(
        "Cell {cell} holds a formula without a stored result. Open the workbook and save it, or type the value."
    ),
    "cell_in_error": N_("The formula of cell {cell} ends in an error, “{text}”."),
    "table_formulas_lost": N_("Formulas without a stored result, read as empty: {cells}. Open and save the workbook."),
    "table_hidden_sheets": N_("Hidden sheets, not read: {names}."),
    "table_hidden_rows": N_("Hidden or filtered rows, read all the same: {count}."),
    "table_merged": N_("Merged areas, whose value stands in their first cell: {count}."),
    "table_external_links": N_("The workbook refers to other files; they were not opened."),
    "table_macros": N_("The workbook holds macros; they were not run."),
}
