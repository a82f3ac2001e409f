"""What the cells of one row mean. It is asked a million times: names are found once and then only looked up."""

from collections.abc import Sized
from contextlib import suppress
from itertools import islice
from typing import TYPE_CHECKING

from telbill_desktop.domain.errors import TelbillError
from telbill_desktop.domain.keepable import keepable
from telbill_desktop.domain.messages import Message
from telbill_desktop.domain.numbering import stored_number
from telbill_desktop.domain.table_profile import TableField as F
from telbill_desktop.domain.table_profile import UsageDirection
from telbill_desktop.domain.usage import (
    DAY,
    UsageCategory,
    UsageLine,
    UsageRecord,
    UsageUnit,
    day_of,
    without_last_digits,
    without_numbers,
)
from telbill_desktop.domain.usage_category import CategoryWords, kind_of
from telbill_desktop.domain.usage_destination import (
    compact_number,
    deciding_part,
    destination_of,
    is_told_by_four,
)
from telbill_desktop.importers.usage import cells
from telbill_desktop.importers.usage.row_keys import RowKeys
from telbill_desktop.importers.usage.row_words import RowWords
from telbill_desktop.importers.usage.wrong_cells import HearsOfWrong, Rows, WrongCellError

if TYPE_CHECKING:
    from telbill_desktop.domain.usage_reading import LinePlace, UsageStore
    from telbill_desktop.importers.tabular.recognising import Match

_MOST_NAMES = 300_000  # of lines, kinds or invoices: a column with more holds something else
_LONGEST_NAME = 200  # characters
_MOST_AMOUNTS, _MOST_NUMBERS = 20_000, 50_000  # that are remembered
_LONGEST = cells.LONGEST_PLAIN
_DIGITS = "0123456789*"
_NOTHING = "0:., "  # what a quantity of nothing is written with
_DECIDING = 4  # digits of a number at home that tell where it goes
_DAY, _MINUTE = 10, 16  # characters of a day in figures, and of a day with hours and minutes
_DECIDED = {F.USAGE_ZONE, F.USAGE_DIRECTION, F.USAGE_STATUS, F.USAGE_UNIT, F.CURRENCY}
_EUROS = {"", "eur", "€", "euro", "euros"}  # as cells of a currency say it
_UNITS = {
    F.USAGE_QUANTITY: None,  # as the category has it
    F.USAGE_VOLUME: UsageUnit.BYTES,
    F.USAGE_DURATION: UsageUnit.SECONDS,
    F.USAGE_COUNT: UsageUnit.PIECES,
}

_COLUMN_OF = {unit: field for field, unit in _UNITS.items() if unit is not None}

_LineKey = tuple[str, str, str]  # account, number, user as the row has them
_Going = tuple[UsageCategory | None, str]  # of usage_destination.destination_of
_KindKey = tuple[str, str, str, F, _Going, bool]


class RowMeaning:
    """Reads rows by the columns of a match; what they name is asked of the store."""

    def __init__(self, found: "Match", words: CategoryWords, store: "UsageStore") -> None:
        profile = found.profile
        self.nothing = 0
        self._found, self._words, self._store = found, words, store
        self._constants = {**profile.constants, **found.from_name}
        when = F.USAGE_START if F.USAGE_START in found.columns else F.USAGE_DATE
        self._moments = cells.Moments(profile.format_of(when))
        self._keys = RowKeys(store.secret)
        self._says = RowWords(found, words, lambda number: store.is_of_fleet(self._number(number)))
        self._named: dict[_LineKey, tuple[UsageLine, LinePlace, str]] = {}
        self._lines: dict[_LineKey, tuple[int, str]] = {}  # those whose place does not depend on the day
        self._destinations: dict[str, _Going] = {}
        self._kinds: dict[_KindKey, tuple[int, UsageUnit, int | None]] = {}
        self._plain_kinds: dict[tuple[str, str, int], tuple[int, UsageUnit]] = {}
        self._batches: dict[tuple[str, str], int] = {}  # those of accounts that their rows name
        self._amounts: dict[str, int] = {"": 0}  # what is included in a bundle is often left blank
        self._numbers: dict[str, str] = {}
        self._quantities = [(field, found.columns[field]) for field in _UNITS if field in found.columns]
        # A row of a message is one, where no column counts them: many portals give it a duration of nothing.
        self._least_pieces = 0 if F.USAGE_COUNT in found.columns else 1
        self._at = {field: found.columns.get(field, -1) for field in F}
        # What decides more than the label, or stands in several columns, is looked at each time.
        is_decided = bool(_DECIDED & set(found.columns)) or F.USAGE_DIRECTION in profile.constants
        self._is_plain = F.USAGE_START in found.columns and len(self._quantities) == 1 and not is_decided
        # Nothing, in a column of durations alone, is that of the row's category: see `_quantity`.
        self._kinds_of_nothing = self._plain_kinds if F.USAGE_QUANTITY in found.columns else {}

    def column_of(self, field: F | None) -> int | None:
        """Where the cells of a field stand; None when no column holds it."""
        return None if field is None else self._found.columns.get(field)

    def records(self, rows: "Rows", wrong: HearsOfWrong, most: int) -> tuple[list[UsageRecord], list[int]]:
        """The records of the next rows, of `most` of them at most, each with the line on which its row ends.

        `wrong` hears of rows that cannot be read; those of calls that did not take place are counted. Where every name
        of a row of one line has come before, it is only looked up; any other is looked at in full.
        """
        at, width = self._at, self._found.width
        account_at, invoice_at, own_at, user_at = at[F.ACCOUNT], at[F.NUMBER], at[F.USAGE_OWN], at[F.USAGE_USER]
        label_at, other_at, start_at = at[F.USAGE_LABEL], at[F.USAGE_OTHER], at[F.USAGE_START]
        amount_at, reference_at, quantity_at = at[F.USAGE_AMOUNT], at[F.USAGE_REFERENCE], self._quantities[0][1]
        lines, kinds, batches, amounts = self._lines, self._plain_kinds, self._batches, self._amounts
        pieces, least, nothings, plain = UsageUnit.PIECES, self._least_pieces, self._kinds_of_nothing, cells.plain_cell
        days, minutes, seconds = self._moments.day_keys, self._moments.minutes, self._moments.seconds
        begun, shift, masked, from_bytes = self._keys.begun, self._keys.shift, without_last_digits, int.from_bytes
        records: list[UsageRecord] = []
        places, line = list[int](), rows.line_num
        for row in islice(rows, most):
            before, line = line, rows.line_num
            try:
                other, when, text = row[other_at], row[start_at], row[quantity_at]
                is_usual = len(text) < _LONGEST and text.isdigit() and text.isascii() and not other.strip(_DIGITS)
                if is_usual and len(row) == width and line - before == 1:
                    row.append("")  # where a field has no column, the place -1 holds this
                    line_id, number = lines[row[account_at], row[own_at], row[user_at]]
                    quantity, tag = int(text), row[reference_at] and plain(row[reference_at])
                    kind_id, unit = (kinds if quantity else nothings)[row[label_at], other[:_DECIDING], len(other)]
                    second = minutes[when[_DAY:_MINUTE]] + seconds[when[_MINUTE:]]
                    amount = amounts.get(row[amount_at])
                    if amount is None:
                        amount = self._new_amount(row)
                    batch_id = batches[row[account_at], row[invoice_at]]
                    if not quantity and unit is pieces:
                        quantity = least
                    digest = begun()
                    digest.update(f"{number}|{unit}|{second}|{other}|{quantity}|{amount}|{tag}".encode())  # said_of
                    key = days[when[:_DAY]] | from_bytes(digest.digest(), "big") >> shift
                    records.append((key, second, batch_id, line_id, kind_id, masked(other), quantity, amount))
                    places.append(line)
                    continue
            except (KeyError, IndexError, ValueError, WrongCellError):
                pass  # it is looked at in full
            try:
                record = self._read(row)
            except WrongCellError as error:
                wrong(line, row, error)
                continue
            if record is not None:
                records.append(record)
                places.append(line)
        return records, places

    def _read(self, row: list[str]) -> UsageRecord | None:
        """One row, looked at in full; None for one that is blank or of a call that did not take place."""
        if not self._may_be_read(row):
            return None
        if not self._says.took_place(row):
            self.nothing += 1
            return None
        at = self._at
        own, other = listed = row[at[F.USAGE_OWN]], row[at[F.USAGE_OTHER]]
        direction, is_guess = self._says.direction(row, own, other)
        if direction is UsageDirection.INBOUND:
            own, other = other, own
        other, inbound = compact_number(other), direction is not UsageDirection.OUTBOUND
        account, label = row[at[F.ACCOUNT]], row[at[F.USAGE_LABEL]]
        which, text = self._quantity(row)
        counted = self._with_units(which, text)
        which = which if counted is None else _COLUMN_OF[counted[1]]
        (started, is_exact), amount = self._moment(row), self._amount(row)
        going = self._going(other)
        kind_id, unit, factor = self._kind((label, row[at[F.USAGE_ZONE]], row[at[F.USAGE_UNIT]], which, going, inbound))
        if which is F.USAGE_DURATION and unit is UsageUnit.PIECES:  # a message: how long says nothing of how many
            which, text, counted = F.USAGE_COUNT, row[at[F.USAGE_COUNT]], None
        is_flat = bool(amount) and unit is not UsageUnit.PIECES and not text.strip()  # a credit, a flat charge
        quantity = counted[0] if counted is not None else 0 if is_flat else self._counted(which, text, unit, factor)
        is_usual = which is self._quantities[0][0] and factor is None and not inbound
        if self._is_plain and is_usual and is_told_by_four(other):
            self._plain_kinds[label, other[:_DECIDING], len(other)] = kind_id, unit
        line_id, number, account_id = self._line((account, own, row[at[F.USAGE_USER]]), started)
        batch_id = self._batch(account, row[at[F.NUMBER]], account_id)
        if is_guess:  # the call stays the same when the fleet comes to know one of the numbers
            number, called = self._number(listed[0]) or number, compact_number(listed[1])
        else:
            called = other
        of = quantity, amount, row[at[F.USAGE_REFERENCE]]
        key = self._keys.key(number, unit, started, called, of, is_exact=is_exact)
        return key, started % DAY, batch_id, line_id, kind_id, without_last_digits(other), quantity, amount

    def _may_be_read(self, row: list[str]) -> bool:
        """Fills up a row whose last cells were left out, and has its cells say what they mean; False for a blank one.

        Raises:
            WrongCellError: it ends before its amount, or is wider than the titles; a cell holds another row.
        """
        if not any(map(str.strip, row)):
            return False
        width = self._found.width
        if len(row) <= self._at[F.USAGE_AMOUNT]:  # cut off: nobody knows that it costs nothing
            raise WrongCellError(F.USAGE_AMOUNT, Message("usage_row_short", {"width": len(row), "titles": width}))
        if any(row[width:]):
            raise WrongCellError(None, Message("usage_row_wide", {"width": len(row), "titles": width}))
        row[width:] = []
        if any(map(cells.holds_a_row, row)):
            raise WrongCellError(None, Message("usage_cell_of_rows"))
        row[:] = map(cells.plain_cell, row)
        row.extend([""] * (width + 1 - len(row)))  # the last one for fields without a column, whose place is -1
        return True

    def _moment(self, row: list[str]) -> tuple[int, bool]:
        """In seconds, and whether the row names the second."""
        at = self._at
        field = F.USAGE_START if at[F.USAGE_START] >= 0 else F.USAGE_DATE
        day, time = row[at[field]], "" if field is F.USAGE_START else row[at[F.USAGE_TIME]]
        try:
            found = self._moments.together(day) if field is F.USAGE_START else self._moments.apart(day, time)
        except TelbillError as error:
            raise WrongCellError(field, error.message) from error
        return found, cells.names_a_second(time if time.strip() else day)

    def _quantity(self, row: list[str]) -> tuple[F, str]:
        """The column that says how much, with its cell: of several the first that says more than nothing.

        `0:01:33` is a duration, also where the column may count something else. Nothing is that of the row's category.
        """
        for field, at in self._quantities:
            if row[at].strip(_NOTHING):
                is_duration = field is F.USAGE_QUANTITY and ":" in row[at]
                return F.USAGE_DURATION if is_duration else field, row[at]
        at = self._quantities[0][1]
        return F.USAGE_QUANTITY, row[at] if len(self._quantities) == 1 else row[at] or "0"

    def _amount(self, row: list[str]) -> int:
        if self._at[F.USAGE_AMOUNT] < 0:
            return 0
        text, currency = row[self._at[F.USAGE_AMOUNT]].strip(), row[self._at[F.CURRENCY]].strip()
        found = self._amounts[text] if text in self._amounts else self._new_amount(row)
        if found and currency.casefold() not in _EUROS:
            raise WrongCellError(F.CURRENCY, Message("usage_row_currency", {"currency": currency[:40]}))
        return found

    def _new_amount(self, row: list[str]) -> int:
        text = row[self._at[F.USAGE_AMOUNT]]
        written = self._found.profile.format_of(F.USAGE_AMOUNT)
        try:
            found = cells.micros(text, written.decimal_mark, written.grouping)
        except TelbillError as error:
            raise WrongCellError(F.USAGE_AMOUNT, error.message) from error
        if len(self._amounts) < _MOST_AMOUNTS:
            self._amounts[text] = found
        return found

    def _with_units(self, which: F, text: str) -> tuple[int, UsageUnit] | None:
        if not text or text.isdigit():
            return None
        return cells.quantity_with_units(text, self._found.profile.format_of(which).decimal_mark)

    def _counted(self, which: F, text: str, unit: UsageUnit, factor: int | None) -> int:
        if not text.strip(_NOTHING) and (unit is UsageUnit.PIECES or ":" in text):
            return self._least_pieces if unit is UsageUnit.PIECES else 0
        field = which if self._at[which] >= 0 else self._quantities[0][0]
        if ":" in text and unit is not UsageUnit.SECONDS:
            raise WrongCellError(field, Message("usage_quantity_unreadable", {"text": text.strip()[:40]}))
        mark = self._found.profile.format_of(which).decimal_mark
        try:
            return cells.seconds_or_pieces(text, mark) if factor is None else cells.times_factor(text, factor, mark)
        except TelbillError as error:
            raise WrongCellError(field, error.message) from error

    def _kind(self, of: _KindKey) -> tuple[int, UsageUnit, int | None]:
        """Its id, its unit, and by what its quantities are multiplied, None for 1."""
        if of in self._kinds:
            return self._kinds[of]
        label, zone, unit_text, which, going, inbound = of
        try:
            units = cells.units_of(unit_text or self._constants.get(F.USAGE_UNIT, ""))
        except TelbillError as error:
            raise WrongCellError(F.USAGE_UNIT, error.message) from error
        stated = units[0][1] if len(units) == 1 else None  # one unit says what it is that is counted; several do not
        category = self._says.category(label, inbound=inbound)
        made = kind_of(_words(label), going, _words(zone), category, _UNITS[which] or stated, self._words)
        if which is F.USAGE_DURATION and self._words.unit(made.category, made.label) is UsageUnit.PIECES:
            made = made._replace(unit=UsageUnit.PIECES)
        factor = next((factor for factor, unit in units if unit is made.unit), 1)  # of other units, other columns
        _check_room(self._kinds)
        self._kinds[of] = self._store.kind(made), made.unit, None if factor == 1 else factor
        return self._kinds[of]

    def _going(self, other: str) -> _Going:
        part = deciding_part(other)
        if part not in self._destinations:
            _check_room(self._destinations)
            self._destinations[part] = destination_of(part)
        return self._destinations[part]

    def _line(self, key: _LineKey, started: int) -> tuple[int, str, int]:
        """The id of the line, what it is known by in keys, and its account."""
        if key not in self._named:
            account, number, user = key
            line = UsageLine(_name(account), self._number(number), _user(user))
            _check_room(self._named)
            place = self._store.line(line)
            known_by = _known_by(line, place)
            self._named[key] = line, place, known_by
            if place.id is not None:
                self._lines[key] = place.id, known_by
        line, place, known_by = self._named[key]
        line_id = self._store.line_on(line, day_of(started)) if place.id is None else place.id
        return line_id, known_by, place.account_id

    def _batch(self, account: str, invoice: str, account_id: int) -> int:
        key = (account, invoice)
        if key not in self._batches:
            _check_room(self._batches)
            batch_id = self._store.batch(account_id, _name(invoice or self._constants.get(F.NUMBER, "")))
            if not account and not self._constants.get(F.ACCOUNT):
                return batch_id  # the next line of the same invoice may be of another account
            self._batches[key] = batch_id
        return self._batches[key]

    def _number(self, text: str) -> str:
        """A telephone number as the fleet has it, E.164; an extension or a name stays what it is."""
        if text not in self._numbers:
            if len(self._numbers) >= _MOST_NUMBERS:  # of an exchange everybody's who ever called
                self._numbers.clear()
            self._numbers[text] = _name(text)
            with suppress(TelbillError):
                self._numbers[text] = stored_number(text)
        return self._numbers[text]


def _known_by(line: UsageLine, place: "LinePlace") -> str:
    """What a line is in keys; without a number and a name the account itself, or two accounts would be one."""
    return line.number or line.user or f"={place.first_account_id}"


def _name(text: str) -> str:
    return keepable(" ".join(text.split()))[:_LONGEST_NAME]


def _words(text: str) -> str:
    return without_numbers(_name(text))


def _user(text: str) -> str:
    """A mark in place of a name (`-`) names nobody."""
    return _name(text) if any(map(str.isalnum, text)) else ""


def _check_room(names: Sized) -> None:
    """Raises TelbillError `usage_too_many_names`."""
    if len(names) >= _MOST_NAMES:
        raise TelbillError("usage_too_many_names", limit=_MOST_NAMES)
