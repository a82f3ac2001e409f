"""What is to be done (« À traiter »): each task speaks of a cause that can be opened, and can be put off."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from types import MappingProxyType

from dateutil.relativedelta import relativedelta

from telbill_desktop.domain.billing_terms import Commitment
from telbill_desktop.domain.money import Money
from telbill_desktop.domain.sentence_marker import N_
from telbill_desktop.domain.to_fetch import FetchState, ToFetch

SINGLY = 3  # of one kind; more of them are one task
_MANY = "many"
AHEAD = timedelta(days=60)  # what ends is told so long before


class TaskKind(StrEnum):
    """What a task is about, in the order in which tasks are told."""

    ARCHIVE_UNSOUND = "archive_unsound"
    SIGNATURE = "signature"
    CONFLICT = "conflict"
    NOTICE = "notice"
    MISSING = "missing"
    PORTAL = "portal"
    TO_CHECK = "to_check"
    TO_REVIEW = "to_review"
    COMMITMENT = "commitment"
    CONDITION = "condition"
    DOCUMENT = "document"
    TERMS = "terms"
    PRICE = "price"
    TO_COMPLETE = "to_complete"
    RETENTION = "retention"


TASK_NAMES: Mapping[TaskKind, str] = MappingProxyType(
    {
        TaskKind.ARCHIVE_UNSOUND: N_("Archive not as it should be"),
        TaskKind.SIGNATURE: N_("Signature in doubt"),
        TaskKind.CONFLICT: N_("Documents that contradict each other"),
        TaskKind.NOTICE: N_("Last day to give notice"),
        TaskKind.MISSING: N_("Invoice awaited"),
        TaskKind.PORTAL: N_("PDF soon deleted from the portal"),
        TaskKind.TO_CHECK: N_("Invoice to check"),
        TaskKind.TO_REVIEW: N_("Invoice to review"),
        TaskKind.COMMITMENT: N_("End of commitment"),
        TaskKind.CONDITION: N_("End of a special condition"),
        TaskKind.DOCUMENT: N_("Document that expires"),
        TaskKind.TERMS: N_("Billing terms to fill in"),
        TaskKind.PRICE: N_("Price to fill in"),
        TaskKind.TO_COMPLETE: N_("Record to complete"),
        TaskKind.RETENTION: N_("Retention over"),
    }
)


class TaskTarget(StrEnum):
    """What `Task.record_id` is the id of."""

    NONE = "none"
    INVOICE = "invoice"
    DEPOSIT = "deposit"
    ACCOUNT = "account"
    OPERATOR = "operator"
    COMPANY = "company"


@dataclass(frozen=True, slots=True)
class Task:
    """One thing to do, or `count` things of a kind.

    `cause` is the same as long as it is the same thing. Of many, `newest` grows when one more of them comes: what is
    put off then is told again. `about` is whose number or name it is, `more` where it belongs. `day` is when it ends,
    is due or was expected.
    """

    kind: TaskKind
    cause: str = ""
    about: str = ""
    more: str = ""
    count: int = 1
    newest: int = 0
    day: date | None = None
    amount: Money | None = None
    target: TaskTarget = TaskTarget.NONE
    record_id: int | None = None

    @property
    def key(self) -> str:
        """By what it is put off: `to_check:12`, `to_check:many:57`."""
        parts = (self.kind.value, self.cause, str(self.newest) if self.newest else "")
        return ":".join(part for part in parts if part)

    def days_left(self, today: date) -> int | None:
        """Until `day`; negative after it."""
        return None if self.day is None else (self.day - today).days


@dataclass(frozen=True, slots=True)
class Snooze:
    """What is put off until a day, which is the first one on which it is told again; None: for good."""

    id: int
    cause: str
    until: date | None

    def hides(self, task: Task, today: date) -> bool:
        """Whether the task is not to be told that day; of many that were put off as one, nor is one that is left."""
        if self.until is not None and self.until <= today:
            return False
        if self.cause == task.key:
            return True
        # Ids of several tables, `account:5`, do not tell which one came later.
        newest = task.newest or (task.record_id if task.cause == str(task.record_id) else None)
        known = self.cause.removeprefix(f"{task.kind}:{_MANY}:")
        return newest is not None and known != self.cause and known.isdecimal() and int(known) >= newest


@dataclass(frozen=True, slots=True)
class Tasks:
    """What is to be done, and what of it is put off, by what."""

    open: tuple[Task, ...] = ()
    put_off: tuple[tuple[Task, Snooze], ...] = ()


@dataclass(frozen=True, slots=True)
class Many:
    """Things of one kind: how many, the largest id among them, and the first few, each as a task of its own."""

    count: int = 0
    newest: int = 0
    first: Sequence[Task] = field(default_factory=tuple)

    def tasks(self, kind: TaskKind) -> list[Task]:
        """Each by itself where they are few, otherwise all as one."""
        if self.count <= SINGLY:
            return list(self.first)
        return [Task(kind, _MANY, count=self.count, newest=self.newest)]


class PutOff(StrEnum):
    """For how long something is put off."""

    TOMORROW = "tomorrow"
    WEEK = "week"
    MONTH = "month"
    FOR_GOOD = "for_good"

    def until(self, today: date) -> date | None:
        """The first day on which it is told again; None: never."""
        steps = {
            PutOff.TOMORROW: relativedelta(days=1),
            PutOff.WEEK: relativedelta(days=7),
            PutOff.MONTH: relativedelta(months=1),
        }
        return today + steps[self] if self in steps else None


def arranged(tasks: Iterable[Task], snoozes: Sequence[Snooze], today: date) -> Tasks:
    """What is to be done in its order, without what is put off."""
    order = {kind: at for at, kind in enumerate(TaskKind)}
    ordered = sorted(tasks, key=lambda one: (order[one.kind], one.day or date.max, one.about))
    hidden = {one.key: found for one in ordered if (found := _hiding(one, snoozes, today)) is not None}
    return Tasks(
        tuple(one for one in ordered if one.key not in hidden),
        tuple((one, hidden[one.key]) for one in ordered if one.key in hidden),
    )


def commitment_task(contract_id: int, number: str, operator: str, bound: Commitment, today: date) -> Task | None:
    """The last day for notice while it is ahead, otherwise the end of the commitment; nothing while that is far."""
    if bound.until is None or bound.until <= today:
        return None
    notice = bound.until - relativedelta(months=bound.notice_months) if bound.notice_months else None
    if notice is not None and notice > today:
        kind, day = TaskKind.NOTICE, notice - timedelta(days=1)
    else:
        kind, day = TaskKind.COMMITMENT, bound.until - timedelta(days=1)
    if day > today + AHEAD:
        return None
    return Task(kind, f"{contract_id}:{bound.until}", number, operator, day=day)


@dataclass(frozen=True, slots=True)
class Fetched:
    """The accounts of which an invoice should be there and is not, a task each; and what portals will soon delete."""

    missing: tuple[Task, ...] = ()
    vanishing: tuple[ToFetch, ...] = ()

    @classmethod
    def of(cls, found: Iterable[ToFetch], today: date) -> "Fetched":
        """What of it is to be done."""
        late: dict[int, list[ToFetch]] = {}
        vanishing: list[ToFetch] = []
        for one in found:
            if one.state is FetchState.LATE and one.account_id is not None:
                late.setdefault(one.account_id, []).append(one)
            if one.is_deleted_soon(today):
                vanishing.append(one)
        return cls(tuple(_missing(key, of_account) for key, of_account in late.items()), tuple(vanishing))

    def tasks(self, account_ids: Collection[int] | None) -> list[Task]:
        """Of some accounts; of all: None."""
        tasks = [one for one in self.missing if account_ids is None or one.record_id in account_ids]
        vanishing = [one for one in self.vanishing if account_ids is None or one.account_id in account_ids]
        if vanishing:
            first = min(one.deleted_on for one in vanishing if one.deleted_on is not None)
            last_day = first - timedelta(days=1)
            tasks.append(Task(TaskKind.PORTAL, str(first), _portal(vanishing), count=len(vanishing), day=last_day))
        return tasks


def _missing(account_id: int, found: Sequence[ToFetch]) -> Task:
    latest = max(found, key=lambda one: one.day)
    name = f"{latest.portal.operator} · {latest.portal.account}"
    return Task(
        TaskKind.MISSING,
        f"{account_id}:{latest.day}",
        name,
        count=len(found),
        day=latest.late_since,
        target=TaskTarget.ACCOUNT,
        record_id=account_id,
    )


def _portal(found: Sequence[ToFetch]) -> str:
    names = dict.fromkeys(one.portal.operator for one in found)
    return next(iter(names)) if len(names) == 1 else ""


def _hiding(task: Task, snoozes: Sequence[Snooze], today: date) -> Snooze | None:
    return next((one for one in snoozes if one.hides(task, today)), None)
