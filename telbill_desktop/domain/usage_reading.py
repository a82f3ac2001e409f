"""What reading a usage file gives: records a few thousand at a time, what they ask of the store, what failed."""

from collections.abc import Generator
from datetime import date
from typing import NamedTuple, Protocol

from telbill_desktop.domain.messages import Message
from telbill_desktop.domain.table_reading import CellProblem
from telbill_desktop.domain.usage import UsageKind, UsageLine, UsageRecord

MOST_PROBLEMS = 1_000  # that are listed; those beyond are counted


class LinePlace(NamedTuple):
    """Where the records of a line belong. `id` is None when that depends on the day: `UsageStore.line_on` tells.

    `first_account_id` is the account as it was first, before it was merged into another: in keys it stays.
    """

    id: int | None
    account_id: int
    first_account_id: int


class UsageStore(Protocol):
    """What a file asks of the store while it is read: the ids of what its rows name, each once."""

    secret: bytes

    def line(self, line: UsageLine) -> LinePlace:
        """The line's place.

        Raises:
            TelbillError: `usage_no_account`, `usage_account_unknown`, `usage_account_twice`.
        """
        ...

    def line_on(self, line: UsageLine, day: date) -> int:
        """The line with whoever had its number on that day."""
        ...

    def is_of_fleet(self, number: str) -> bool:
        """Whether the number (E.164) is a line of the fleet, of whatever day."""
        ...

    def kind(self, kind: UsageKind) -> int:
        """The kind's id."""
        ...

    def batch(self, account_id: int, invoice: str) -> int:
        """The id of what this file says of that invoice of the account; "" where it names none."""
        ...


class UsageFile(Protocol):
    """A file whose rows are usage, opened and recognised; `problems`, `wrong` and `nothing` grow while it is read.

    `operator` and `account` are those of the whole file, "" where its rows tell or nobody does. `wrong` rows were left
    out, the first of them are `problems`; `nothing` rows are of calls that did not take place. `remarks` are what is to
    be said of the file as a whole.
    """

    profile: str
    profile_name: str
    digest: str
    operator: str
    account: str
    has_prices: bool
    remarks: tuple[Message, ...]
    problems: list[CellProblem]
    wrong: int
    nothing: int

    def chunks(self, store: UsageStore) -> Generator[tuple[list[UsageRecord], list[int]]]:
        """The records in the order of the file, some thousand at once, each with the line on which its row ends.

        Raises:
            TelbillError: the file is no table to its end; `file_changed_meanwhile`; what `store` raises.
        """
        ...

    def read_so_far(self) -> tuple[int, int]:
        """Bytes that were read, of how many."""
        ...
