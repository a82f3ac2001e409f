"""Cells of a usage file to whole numbers, exactly: moments, quantities, amounts. Ordinary ones cost no Decimal."""

import re
from decimal import ROUND_HALF_UP, Decimal

from telbill_desktop.domain.amount_text import parse_amount
from telbill_desktop.domain.date_text import parse_written_date
from telbill_desktop.domain.errors import TelbillError
from telbill_desktop.domain.folding import without_accents
from telbill_desktop.domain.table_profile import ColumnFormat
from telbill_desktop.domain.usage import DAY, HASH_BITS, MICROS, UsageUnit, seconds_of

_CLOCK = re.compile(r"(?:([0-9]{1,4}):)?([0-9]{1,2}):([0-9]{2})(?:[.,]([0-9])[0-9]*)?")
_TIME = re.compile(r"([01]?[0-9]|2[0-3]):([0-5][0-9])(?::([0-5][0-9])(?:[.,][0-9]+)?)?(?:Z|[+-][0-9]{2}:?[0-9]{2})?")
_WITH_SECOND = re.compile(r"[0-9]{1,2}:[0-9]{2}:[0-9]{2}")
_BEHIND_DAY = re.compile(r"[T\s]+([0-9]{1,2}:[0-9]{2}\S*)\s*\Z")
_OF_A_MINUTE = 60  # seconds
_MIDNIGHT = "00:00:00"  # is how some write a day without a time
_PLAIN_DECIMALS = 6
LONGEST_PLAIN = 15  # characters, one too many of a figure that is read without looking twice
_TOO_LARGE = 10**14  # bytes, seconds, micro-euros: of as many calls as a year has they fit a sum of 64 bits
_USUAL = re.compile(r"[0-9/.\-]{10}[T ][0-9]{2}:[0-9]{2}:[0-9]{2}")
_SEPARATORS = ";\t|,"
_OF_A_ROW = 3  # separators of one kind in a cell of several lines
_LONGEST_WITH_UNITS = 80  # characters; over a text of figures alone the search takes the square of its length
_WITH_UNIT = re.compile(r"([0-9][0-9.,\s]*)([^\W\d_]+(?:-[^\W\d_]+)?)(\.?\s*)")
_AS_A_CLOCK = re.compile(r"(?:h+:)?m+:s+|h+:m+", re.IGNORECASE)
_IN_BRACKETS = re.compile(r"\(([^()]*)\)")
_KNOWN_UNITS = {
    (1, UsageUnit.BYTES): ("o", "b", "octet", "octets", "byte", "bytes"),
    (10**3, UsageUnit.BYTES): ("ko", "kb", "kilooctet", "kilooctets"),
    (10**6, UsageUnit.BYTES): ("mo", "mb", "megaoctet", "megaoctets"),
    (10**9, UsageUnit.BYTES): ("go", "gb", "gigaoctet", "gigaoctets"),
    (10**12, UsageUnit.BYTES): ("to", "tb"),
    (2**10, UsageUnit.BYTES): ("kio", "kib"),
    (2**20, UsageUnit.BYTES): ("mio", "mib"),
    (2**30, UsageUnit.BYTES): ("gio", "gib"),
    (1, UsageUnit.SECONDS): ("s", "sec", "seconde", "secondes", "second", "seconds"),
    (60, UsageUnit.SECONDS): ("min", "mn", "minute", "minutes"),
    (3600, UsageUnit.SECONDS): ("h", "heure", "heures", "hour", "hours"),
    (1, UsageUnit.PIECES): ("n", "sms", "mms", "message", "messages", "unite", "unites"),
}
_UNITS = {word: unit for unit, words in _KNOWN_UNITS.items() for word in words}


def micros(text: str, decimal_mark: str, grouping: str) -> int:
    """An amount in micro-euros.

    Raises:
        TelbillError: as `parse_amount`; `amount_too_large` from a hundred million euros on.
    """
    found = _micros(text, decimal_mark, grouping)
    if abs(found) >= _TOO_LARGE:
        raise TelbillError("amount_too_large", text=text.strip())
    return found


def _micros(text: str, decimal_mark: str, grouping: str) -> int:
    whole, _, decimals = text.partition(decimal_mark)
    if whole.isdecimal() and text.isascii() and len(text) < LONGEST_PLAIN and len(decimals) <= _PLAIN_DECIMALS:
        if not decimals:
            return int(whole) * MICROS
        if decimals.isdecimal():
            return int(whole + decimals.ljust(_PLAIN_DECIMALS, "0"))
    return int(parse_amount(text, decimal_mark=decimal_mark, grouping=grouping) * MICROS)


def seconds_or_pieces(text: str, decimal_mark: str) -> int:
    """A duration in seconds (`93`, `1:33`, `0:01:33`, `93.0`: half a second counts as one) or a number of pieces.

    Raises:
        TelbillError: `usage_quantity_unreadable`.
    """
    if text.isdecimal() and text.isascii() and len(text) < LONGEST_PLAIN:
        return int(text)
    if clock := _CLOCK.fullmatch(text.strip()):
        half = int((clock[4] or "0") >= "5")
        return int(clock[1] or 0) * 3600 + int(clock[2]) * 60 + int(clock[3]) + half
    return _rounded(text, decimal_mark)


def names_a_second(text: str) -> bool:
    """Whether a moment names its second: `05/03/2026 10:22:31`, and not `05/03/2026`, that at midnight, or `10:22`."""
    found = _WITH_SECOND.search(text)
    return found is not None and found[0].zfill(len(_MIDNIGHT)) != _MIDNIGHT


def plain_cell(cell: str) -> str:
    """What a cell says: for a spreadsheet `="0612"` and `'0612` mean that the zero stays."""
    if cell[:2] == '="' and cell[-1] == '"':
        return cell[2:-1]
    return cell[1:] if cell[:1] == "'" and (cell[1:2].isdigit() or cell[1:2] == "+") else cell


def holds_a_row(cell: str) -> bool:
    """Whether a cell swallowed the end of a row and the beginning of the next: a quotation mark was one too many."""
    return ("\n" in cell or "\r" in cell) and max(map(cell.count, _SEPARATORS)) >= _OF_A_ROW


def quantity_with_units(text: str, decimal_mark: str) -> tuple[int, UsageUnit] | None:
    """What a cell says together with its units: `12,5 Mo`, `1 h 02 min 03 s`; None: it is no such thing."""
    parts = _WITH_UNIT.findall(text) if len(text) <= _LONGEST_WITH_UNITS else []
    if not parts or "".join(map("".join, parts)) != text.strip():
        return None
    units = [_UNITS.get(_unit_word(word)) for _figure, word, _dot in parts]
    kinds = {unit for one in units if one is not None for unit in one[1:]}
    if None in units or len(kinds) != 1:
        return None
    try:
        found = sum(
            parse_amount(figure, decimal_mark=decimal_mark) * unit[0]
            for (figure, _word, _dot), unit in zip(parts, units, strict=True)
            if unit is not None
        )
    except TelbillError:
        return None
    return (int(Decimal(found).quantize(Decimal(1), ROUND_HALF_UP)), kinds.pop()) if found < _TOO_LARGE else None


def units_of(text: str) -> list[tuple[int, UsageUnit]]:
    """How many bytes, seconds or pieces one of each unit is (`Mo` is a million bytes), and which of them.

    A profile may name one for durations and one for volumes: `min Mo`.

    Raises:
        TelbillError: `usage_unit_unknown`.
    """
    keys = [_unit_word(part) for part in text.split()]
    if unknown := [key for key in keys if key not in _UNITS]:
        raise TelbillError("usage_unit_unknown", text=unknown[0][:40])
    return [_UNITS[key] for key in keys]


def unit_in(title: str) -> str:
    """The one unit that a title names between brackets, "" for none or several: `Volume (Mo)`."""
    found = [part.strip() for part in _IN_BRACKETS.findall(title) if _is_unit(part)]
    return found[0] if len(found) == 1 else ""


def without_unit(title: str) -> str:
    """The title without units between its brackets, nor how durations are written: `Volume`, `Durée` (hh:mm:ss)."""
    return _IN_BRACKETS.sub(lambda part: "" if _is_unit(part[1]) or _is_clock(part[1]) else part[0], title).strip()


def _is_clock(text: str) -> bool:
    return _AS_A_CLOCK.fullmatch(text.strip()) is not None


def _is_unit(text: str) -> bool:
    return _unit_word(text.strip()) in _UNITS


def _unit_word(text: str) -> str:
    """`Kilo-octets.` as it is looked up: `kilooctets`."""
    return without_accents(text).rstrip(".,;").replace("-", "")


def times_factor(text: str, factor: int, decimal_mark: str) -> int:
    """A quantity that is counted in a larger unit, in bytes or seconds; `0:01:33` says itself what it counts.

    Raises:
        TelbillError: `usage_quantity_unreadable`.
    """
    if _CLOCK.fullmatch(text.strip()):
        return seconds_or_pieces(text, decimal_mark)
    return _rounded(text, decimal_mark, factor)


def _rounded(text: str, decimal_mark: str, factor: int = 1) -> int:
    try:
        found = parse_amount(text, decimal_mark=decimal_mark) * factor
    except TelbillError as error:
        raise TelbillError("usage_quantity_unreadable", text=text.strip()[:40]) from error
    if not 0 <= found < _TOO_LARGE:
        raise TelbillError("usage_quantity_unreadable", text=text.strip()[:40])
    return int(found.quantize(Decimal(1), ROUND_HALF_UP))


class Moments:
    """Reads moments. Days, minutes of the day and seconds of the minute are remembered as they are written.

    `day_keys` are the days as they lead keys of records.
    """

    def __init__(self, written: ColumnFormat) -> None:
        self._written = written
        self._days: dict[str, int] = {}
        self.day_keys: dict[str, int] = {}
        self.minutes: dict[str, int] = {}
        self.seconds: dict[str, int] = {}

    def together(self, text: str) -> int:
        """A day and a time in one cell: `05/03/2026 10:22:31`, `2026-03-05T10:22:31+01:00`, by the clock that it names.

        Raises:
            TelbillError: as `parse_written_date`; `usage_time_unreadable`.
        """
        parts = re.split(r"[T ]+", text.strip(), maxsplit=1)
        found = self.apart(parts[0], parts[1] if len(parts) > 1 else "")
        if _USUAL.fullmatch(text) and found % DAY >= _OF_A_MINUTE:  # midnight may be no time at all
            self.minutes[text[10:16]] = found % DAY // 60 * 60
            self.seconds[text[16:]] = found % 60
            self.day_keys[text[:10]] = found // DAY << HASH_BITS
        return found

    def apart(self, day: str, time: str) -> int:
        """A day and a time in two cells, or both in that of the day where the other is blank. Raises as `together`."""
        if found := _BEHIND_DAY.search(day):
            day, time = day[: found.start()], time if time.strip() else found[1]
        if day not in self._days:
            self._days[day] = seconds_of(parse_written_date(day, self._written.date_order))
        return self._days[day] + _seconds_within(time)


def _seconds_within(text: str) -> int:
    if not text.strip():
        return 0
    found = _TIME.fullmatch(text.strip())
    if found is None:
        raise TelbillError("usage_time_unreadable", text=text.strip()[:40])
    return int(found[1]) * 3600 + int(found[2]) * 60 + int(found[3] or 0)
