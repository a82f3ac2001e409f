"""Reports as PDFs: drawn row by row on reportlab's canvas, because its tables want every row at once.

`faces` measures and wraps texts, `pages` is the paper with its numbers, `columns` and `table` a table on it, `document`
the whole report.
"""
