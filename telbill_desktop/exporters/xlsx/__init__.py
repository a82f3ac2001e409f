"""XLSX workbooks: openpyxl makes everything of them but the rows, which are written into their parts as they come.

`cells` has the XML of a cell, `rows` that of a row, `shell` the styles and the set-up of a sheet, `summary` the sheet
of facts with its chart; `streaming` makes the file of these.
"""
