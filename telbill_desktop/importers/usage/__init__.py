"""Operators' files of usage: millions of rows read one after the other, by the profile whose titles they have."""

from collections.abc import Sequence
from io import BytesIO
from typing import BinaryIO

from telbill_desktop.domain.table_profile import TableChoice, TableProfile
from telbill_desktop.importers.usage.category_file import category_words
from telbill_desktop.importers.usage.opening import Opened, opened
from telbill_desktop.importers.usage.reading import ReadUsage
from telbill_desktop.importers.usage.workbook import DIALECT, SheetOfUsage


def read_usage(stream: BinaryIO, name: str, profiles: Sequence[TableProfile], choice: TableChoice) -> ReadUsage | None:
    """The file as usage; None when it is none that a profile knows. `profiles` are the user's own.

    Raises:
        TelbillError: a chosen profile cannot read it; its amounts are in another currency.
    """
    found = opened(stream, name, profiles, choice)
    return None if found is None else ReadUsage(stream, found, category_words())


def read_sheet(sheet: SheetOfUsage, digest: str) -> ReadUsage:
    """A sheet of usage; `digest` is that of the whole workbook. Raises TelbillError: amounts in another currency."""
    of_text = Opened(digest, len(sheet.text), DIALECT.encoding, DIALECT, sheet.found, sheet.titles_line, sheet.remarks)
    return ReadUsage(BytesIO(sheet.text), of_text, category_words())
