"""Files that hold a table, opened: delimited text, XLSX, ODS. Nothing is evaluated, fetched or altered."""

from telbill_desktop.documents.tables.recognition import ZIP_SIGNATURE, workbook_kind
from telbill_desktop.domain.errors import TelbillError
from telbill_desktop.domain.table import Dialect, TableFile

__all__ = ["open_table"]


def open_table(content: bytes, *, dialect: Dialect | None = None, sheet: str = "") -> TableFile:
    """The table in a file's bytes, chosen by them.

    Args:
        content: the file.
        dialect: how a delimited file is written, when the user or a profile says so; else it is found.
        sheet: which one of a workbook; "" is the first visible one that holds something.

    Raises:
        TelbillError: the file is no table, or damaged, locked or too large to be read as one; each code says which.
    """
    from telbill_desktop.documents.tables.ole import SIGNATURE, ole_refusal  # noqa: PLC0415 - each reader when needed

    if content.startswith(SIGNATURE):
        raise ole_refusal(content) or TelbillError("table_unknown")
    if content.startswith(ZIP_SIGNATURE):
        return _opened_workbook(content, sheet)
    from telbill_desktop.documents.tables.delimited import read_delimited  # noqa: PLC0415 - as above

    return read_delimited(content, dialect)


def _opened_workbook(content: bytes, sheet: str) -> TableFile:
    from telbill_desktop.documents.tables.ods import read_ods  # noqa: PLC0415 - as above
    from telbill_desktop.documents.tables.package import Package  # noqa: PLC0415 - as above
    from telbill_desktop.documents.tables.xlsx import read_xlsx  # noqa: PLC0415 - as above

    kind = workbook_kind(content)
    if kind is None:
        raise TelbillError("table_unknown")
    package = Package(content)
    return read_ods(package, sheet) if kind == "ods" else read_xlsx(package, sheet)
