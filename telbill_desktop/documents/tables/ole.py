"""The container of old office files, which Excel also puts around a workbook that has a password."""

from telbill_desktop.domain.errors import TelbillError

SIGNATURE = b"\xd0\xcf\x11\xe0"
_ENTRY = 128  # bytes of a directory entry, which begins with its name
_MEANINGS = (("EncryptedPackage", "table_password"), ("Workbook", "table_old_excel"), ("Book", "table_old_excel"))


def ole_refusal(content: bytes) -> TelbillError | None:
    """Why such a file cannot be read as a table; None when it is nothing of a spreadsheet.

    `table_password` or `table_old_excel`.
    """
    for name, code in _MEANINGS:
        entry = name.encode("utf-16-le") + b"\0\0"
        at = content.find(entry)
        while at >= 0:
            if at % _ENTRY == 0:
                return TelbillError(code)
            at = content.find(entry, at + 1)
    return None
