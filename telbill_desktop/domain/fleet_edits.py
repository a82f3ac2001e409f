"""A change of several things of the fleet at once: what each of them gets, and why it cannot be."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from telbill_desktop.domain.fleet import Assignment, FleetItem
from telbill_desktop.domain.fleet_rules import why_not_removed
from telbill_desktop.domain.messages import Message


@dataclass(frozen=True, slots=True)
class EditAccount:
    """The account that things get, with the operator whose products it holds."""

    id: int
    operator_id: int
    operator: str


@dataclass(frozen=True, slots=True)
class EditUser:
    """Who has the things from a day on; nobody when `person_id` is None."""

    person_id: int | None
    person: str
    since: date


@dataclass(frozen=True, slots=True)
class FleetEdit:
    """What things get; what is None stays as it is.

    A label has no spaces at its ends; an empty one is the plan's. `end` is the first day without.
    """

    account: EditAccount | None = None
    label: str | None = None
    user: EditUser | None = None
    end: date | None = None


@dataclass(frozen=True, slots=True)
class FleetEditPlan:
    """The ids of the things that each part of the change concerns, those that are so already left out.

    Options go with their line; `following` have no user of their own. `reason` says why nothing can be done; `late`
    what invoices that came lack of the end, None when they lack nothing.
    """

    moved: Sequence[int] = ()
    labelled: Sequence[int] = ()
    given: Sequence[int] = ()
    ended: Sequence[int] = ()
    following: Sequence[int] = ()
    reason: Message | None = None
    late: Message | None = None

    @property
    def changed(self) -> frozenset[int]:
        """Everything that is other than before."""
        return frozenset((*self.moved, *self.labelled, *self.given, *self.ended))


@dataclass(frozen=True, slots=True)
class KnownFleet:
    """All things with everybody who had or will have them.

    `carried_on` are those whose options a change of plan takes along after the end that they get, with its day.
    """

    items: Mapping[int, FleetItem]
    held: Mapping[int, Sequence[Assignment]] = field(default_factory=dict)
    carried_on: Mapping[int, date] = field(default_factory=dict)

    def with_options(self, ids: Sequence[int]) -> list[FleetItem]:
        """These, and the options of those that are lines."""
        wanted = set(ids)
        return [one for one in self.items.values() if one.id in wanted or one.line_id in wanted]


def planned(edit: FleetEdit, ids: Sequence[int], known: KnownFleet) -> FleetEditPlan:
    """What the change makes of the things with these ids, which are known."""
    chosen = [known.items[one] for one in ids]
    lines = [one for one in chosen if one.line_id is None]
    following = [one.id for one in chosen if one.line_id is not None] if edit.user else []
    plan = FleetEditPlan(
        moved=[one.id for one in known.with_options(ids) if edit.account and one.account_id != edit.account.id],
        labelled=[one.id for one in chosen if edit.label is not None and edit.label != _own_label(one)],
        given=[one.id for one in lines if edit.user and _is_other_user(edit.user, known.held.get(one.id, ()))],
        ended=[one.id for one in known.with_options(ids) if edit.end and _outlives(one, edit.end)],
        following=following,
    )
    return replace(plan, reason=_why_not(edit, plan, ids, known))


def _why_not(edit: FleetEdit, plan: FleetEditPlan, ids: Sequence[int], known: KnownFleet) -> Message | None:
    for one in (known.items[each] for each in plan.moved):
        if edit.account and one.product.operator_id != edit.account.operator_id:
            params = {"product": one.product.label, "operator": edit.account.operator}
            return Message("product_of_another", params)
        if one.line_id is not None and one.line_id not in ids:
            return Message("line_of_another", {"item": known.items[one.line_id].label})
    for one in (known.items[each] for each in plan.given):
        if edit.user and edit.user.person_id is not None and not one.is_in_service(edit.user.since):
            return Message("item_not_in_service", {"item": one.label})
    for one in (known.items[each] for each in plan.ended):
        held = known.held.get(one.id, ())
        after = _held_after(edit.user, held) if edit.user and one.id in plan.given else held
        if edit.end and (why := why_not_removed(one, edit.end, after, known.carried_on.get(one.id))) is not None:
            return why
    return None


def _outlives(item: FleetItem, end: date) -> bool:
    """Whether it is in service on that day or later."""
    return (item.end or date.max) > max(end, item.start)


def _own_label(item: FleetItem) -> str:
    return item.label if item.label != item.product.label else ""


def _is_other_user(user: EditUser, held: Sequence[Assignment]) -> bool:
    lasting = [one for one in held if (one.end or date.max) > user.since]
    if user.person_id is None:
        return bool(lasting)
    same = len(lasting) == 1 and lasting[0].person_id == user.person_id
    return not (same and lasting[0].start <= user.since)


def _held_after(user: EditUser, held: Sequence[Assignment]) -> Sequence[Assignment]:
    """Who has a thing once it is another's: everybody before until that day."""
    before = [replace(one, end=min(one.end or date.max, user.since)) for one in held if one.start < user.since]
    if user.person_id is None:
        return before
    return [*before, Assignment(user.person_id, user.person, "", user.since)]
