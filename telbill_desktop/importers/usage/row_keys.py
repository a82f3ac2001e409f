"""By what the record of a row is known again."""

from telbill_desktop.domain.usage import DAY, KeyMaker, UsageUnit, said_of
from telbill_desktop.domain.usage_destination import as_at_home


class RowKeys:
    """Makes the keys of the rows of one file.

    Where a row names the second, or a reference, the same said again is the same use listed twice. Two that name the
    day or the minute alone may be two uses, as two messages to one number are: the second is another, and is known
    again as the second of its kind.
    """

    def __init__(self, secret: bytes) -> None:
        self._maker = KeyMaker(secret)
        self.begun, self.shift = self._maker.begun, self._maker.shift  # see KeyMaker: to make a key without a call
        self._alike: dict[int, int] = {}

    def key(
        self, number: str, unit: UsageUnit, started: int, called: str, of: tuple[int, int, str], *, is_exact: bool
    ) -> int:
        """The key of a row whose line is known as `number`; `of` are its quantity, micro-euros and reference."""
        quantity, amount, reference = of
        day, second = divmod(started, DAY)
        said = said_of(number, unit, second, as_at_home(called), quantity, amount, reference)
        key = self._maker.key(day, said)
        if is_exact or reference:
            return key
        count = self._alike[key] = self._alike.get(key, 0) + 1
        return key if count == 1 else self._maker.key(day, f"{said}|{count}")
