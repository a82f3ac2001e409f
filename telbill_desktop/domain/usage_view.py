"""What is asked of usage, and what it adds up to: by month, user, team, account, category, number or destination."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from telbill_desktop.domain.perimeter import PerimeterChoice
from telbill_desktop.domain.period import Period
from telbill_desktop.domain.usage import UsageCategory


class UsageGrouping(StrEnum):
    """By what usage is added up. `LINE` is a number of one's own, whoever has it."""

    MONTH = "month"
    USER = "user"
    TEAM = "team"
    ACCOUNT = "account"
    CATEGORY = "category"
    LINE = "number"
    DESTINATION = "destination"


class CallOrder(StrEnum):
    """In which order calls are listed: of one user after the other, or of one number called after the other."""

    START = "start"
    USER = "user"
    CALLED = "called"
    AMOUNT = "amount"


@dataclass(frozen=True, slots=True)
class UsageFilter:
    """Which usage is meant; what is empty leaves nothing out.

    `period` is of days, half-open. Users, teams and destinations are compared as they are told by the groups, and so
    they can be none: "" in `users` is usage that nobody is known of. `invoice` is an invoice's number, of
    `operator_id` where it is given; of several years' invoices of that number the one `issued` on that day.
    """

    period: Period | None = None
    perimeter: PerimeterChoice | None = None
    account_ids: tuple[int, ...] = ()
    users: tuple[str, ...] = ()
    teams: tuple[str, ...] = ()
    categories: tuple[UsageCategory, ...] = ()
    lines: tuple[str, ...] = ()
    destinations: tuple[str, ...] = ()
    invoice: str = ""
    operator_id: int | None = None
    issued: date | None = None


@dataclass(frozen=True, slots=True)
class UsageSum:
    """What some usage adds up to: how many uses, seconds of calls, bytes of data, messages, euros without tax.

    `charged_…` is the part that cost something: what was out of the bundle.
    """

    count: int = 0
    seconds: int = 0
    bytes: int = 0
    messages: int = 0
    amount: Decimal = Decimal(0)
    charged_count: int = 0
    charged_seconds: int = 0
    charged_bytes: int = 0
    charged_messages: int = 0

    def __add__(self, other: "UsageSum") -> "UsageSum":
        return UsageSum(
            self.count + other.count,
            self.seconds + other.seconds,
            self.bytes + other.bytes,
            self.messages + other.messages,
            self.amount + other.amount,
            self.charged_count + other.charged_count,
            self.charged_seconds + other.charged_seconds,
            self.charged_bytes + other.charged_bytes,
            self.charged_messages + other.charged_messages,
        )


@dataclass(frozen=True, slots=True)
class UsageGroup:
    """One group.

    `key` is what a filter takes to ask for it alone; `name` is what it is called, but of a category, a month (`202603`)
    or a country, for which screens have words of their own: there it is the key once more.
    `allowances` are what the plans of a user or line include, as their products say.
    """

    key: str
    name: str
    total: UsageSum
    team: str = ""
    by_category: dict[UsageCategory, UsageSum] = field(default_factory=dict)
    allowances: tuple[str, ...] = ()

    def cost_of(self, category: UsageCategory) -> Decimal:
        """What it has of a category, where it was asked for with categories."""
        return self.by_category[category].amount if category in self.by_category else Decimal(0)


def costly(groups: Sequence[UsageGroup]) -> list[UsageCategory]:
    """The categories that cost any of the groups something, in their order."""
    return [category for category in UsageCategory if any(group.cost_of(category) for group in groups)]


@dataclass(frozen=True, slots=True)
class UsageAnswer:
    """The groups in their order, what they add up to, and what had to be left out.

    `month_only` is usage of months that the days asked for cut in two, of which only totals of the whole month are
    kept: it is in no group.
    """

    groups: Sequence[UsageGroup]
    total: UsageSum
    month_only: UsageSum = UsageSum()


@dataclass(frozen=True, slots=True)
class UsageCall:
    """One call, message or session, known by its `key`. `called` has lost its last four digits, "" for none."""

    started: datetime
    user: str
    team: str
    number: str
    called: str
    label: str
    category: UsageCategory
    destination: str
    seconds: int
    bytes: int
    messages: int
    amount: Decimal
    account: str
    invoice: str
    key: int = 0


@dataclass(frozen=True, slots=True)
class UsageSpan:
    """The first and last day of which there is usage, and how many files it came from; None where there is none."""

    days: Period | None
    files: int
