"""Entries as a text file in the 18 columns of French accounting files, and the description that goes with it.

Source: LPF, art. A. 47 A-1: names and order of the columns (VII), tab as separator, days as YYYYMMDD, amounts with a
decimal comma and no groups, ISO 8859-15, a description beside. It is no « fichier des écritures comptables », which
only the program that keeps the books can give: its entries are not validated, so `ValidDate` stays empty.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import date
from decimal import Decimal
from pathlib import Path

from telbill_desktop.domain.entries import Entry, EntryLine
from telbill_desktop.domain.entry_report import EntryReport
from telbill_desktop.exporters.cell_text import inert
from telbill_desktop.exporters.entry_note import entry_note
from telbill_desktop.exporters.entry_words import line_label
from telbill_desktop.exporters.new_file import new_file
from telbill_desktop.exporters.put_back import put_back
from telbill_desktop.system.i18n import tr

COLUMNS = (
    *("JournalCode", "JournalLib", "EcritureNum", "EcritureDate", "CompteNum", "CompteLib", "CompAuxNum", "CompAuxLib"),
    *("PieceRef", "PieceDate", "EcritureLib", "Debit", "Credit", "EcritureLet", "DateLet", "ValidDate"),
    *("Montantdevise", "Idevise"),
)
ENCODING = "iso8859-15"
_MARK = b"\xef\xbb\xbf"
_END = "\r\n"
_APART = re.compile(r"[\s|\x00-\x1f\x7f-\x9f\u2028\u2029]+")
# Quotation marks, apostrophes and dashes of typography, as a typewriter has them.
_NEAREST = str.maketrans(
    {
        **dict.fromkeys("\u2018\u2019\u02bc", "'"),
        **dict.fromkeys("\u201c\u201d\u201e", '"'),
        **dict.fromkeys("\u2010\u2011\u2013\u2014\u2212", "-"),
        "\u2026": "...",
        "\u2044": "/",  # within fractions
    }
)
_UNSEEN = frozenset({"Cf", "Mn"})  # marks of direction, joiners, accents that belong to no letter


@contextmanager
def entries_file(path: Path) -> Iterator[Callable[[EntryReport], Path]]:
    """Gives `write_entries` for this path; when something fails after it, what was there before is there again.

    Entries of which the store could not note that they were handed out would be handed out twice.
    """
    with ExitStack() as stack:

        def write(report: EntryReport) -> Path:
            stack.enter_context(put_back(path, _note_of(path)))
            return write_entries(path, report)

        yield write


def write_entries(path: Path, report: EntryReport) -> Path:
    """Writes the entries with their description, both or neither, and returns where the description is.

    Raises:
        TelbillError: `file_unwritable`; the entries that were there before, and theirs, are as they were.
    """
    note = _note_of(path)
    with put_back(note), new_file(path) as stream:
        stream.write(_row(COLUMNS))
        for entry in report.entries:
            for values in entry_rows(report, entry):
                stream.write(_row(values))
        stream.flush()  # a full disk says so here
        with new_file(note) as beside:
            beside.write(_MARK)
            beside.write(entry_note(report).replace("\n", _END).encode("utf-8"))
    return note


def entry_rows(report: EntryReport, entry: Entry) -> Iterator[tuple[str, ...]]:
    """The lines of one entry as the texts of the columns; a value holds no separator."""
    journal, invoice = report.rules.journal, entry.invoice
    day = _day(invoice.issue_date)
    for line in entry.lines:
        texts = (
            *(journal.number, journal.name, str(entry.number), day),
            *(line.account.number, line.account.name, *_auxiliary(line)),
            *(invoice.number, day, line_label(entry, line)),
            *(_amount(line.debit), _amount(line.credit)),
            *("", "", "", "", ""),
        )
        yield tuple(plain_text(each) for each in texts)


def plain_text(text: str) -> str:
    """The text without what separates values, in letters that ISO 8859-15 has; what nobody sees is left out.

    Accountants look into such files with a spreadsheet: it runs none of it. A quotation mark at the beginning, which
    would swallow the columns up to the next one, is an apostrophe.
    """
    whole = unicodedata.normalize("NFC", text)  # a letter with its accent beside it is one letter
    near = _APART.sub(" ", whole.translate(_NEAREST))
    kept = "".join(char if _has(char) else _bare(char) for char in near)
    told = _APART.sub(" ", kept).strip()  # a wide bar has become a bar
    return inert(told.replace('"', "'") if told.startswith('"') else told)


def _note_of(path: Path) -> Path:
    """Where the description of the entries is."""
    return path.with_name(f"{path.stem} - {tr('description')}.txt")


def _auxiliary(line: EntryLine) -> tuple[str, str]:
    return (line.auxiliary.number, line.auxiliary.name) if line.auxiliary is not None else ("", "")


def _row(values: tuple[str, ...]) -> bytes:
    return ("\t".join(values) + _END).encode(ENCODING)


def _day(day: date) -> str:
    return f"{day.year:04d}{day.month:02d}{day.day:02d}"


def _amount(amount: Decimal) -> str:
    return f"{amount:.2f}".replace(".", ",")


def _has(char: str) -> bool:
    try:
        char.encode(ENCODING)
    except UnicodeEncodeError:
        return False
    return True


def _bare(char: str) -> str:
    """The letter without its accent, the letters of a ligature, where they can be written; else a question mark."""
    if unicodedata.category(char) in _UNSEEN:
        return ""
    bare = "".join(
        each for each in unicodedata.normalize("NFKD", char).translate(_NEAREST) if not unicodedata.combining(each)
    )
    return bare if bare and all(map(_has, bare)) else "?"
