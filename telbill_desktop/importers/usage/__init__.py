"""Operators' files of usage: millions of rows read one after the other, by the profile whose titles they have."""

from collections.abc import Sequence
from typing import BinaryIO

from telbill_desktop.domain.table_profile import TableChoice, TableProfile
from telbill_desktop.importers.usage.category_file import category_words
from telbill_desktop.importers.usage.opening import opened
from telbill_desktop.importers.usage.reading import ReadUsage


def read_usage(stream: BinaryIO, name: str, profiles: Sequence[TableProfile], choice: TableChoice) -> ReadUsage | None:
    """The file as usage; None when it is none that a profile knows. `profiles` are the user's own.

    Raises:
        TelbillError: a chosen profile cannot read it; its amounts are in another currency.
    """
    found = opened(stream, name, profiles, choice)
    return None if found is None else ReadUsage(stream, found, category_words())
