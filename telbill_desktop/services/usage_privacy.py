"""What is kept of calls: each of them or totals alone, decided once and changed at any time; what there is."""

from telbill_desktop.domain.usage_privacy import UsagePrivacy
from telbill_desktop.store import usage_policy, usage_purge
from telbill_desktop.store.engine import Store
from telbill_desktop.store.queries import fleet
from telbill_desktop.store.unit_of_work import unit_of_work


def privacy(store: Store) -> UsagePrivacy:
    """What is decided, and which calls there are."""
    with store.reading() as connection:
        policy = usage_policy.policy_of(connection)
        return UsagePrivacy(
            policy.keeps_detail if policy is not None else None,
            usage_policy.decided_at(connection),
            policy.purged_before if policy is not None else None,
            usage_purge.calls_before(connection, None),
            tuple((one.id, one.name) for one in fleet.people(connection) if one.is_protected),
            usage_purge.purges(connection),
        )


def is_asked(store: Store) -> bool:
    """Whether somebody decided whether each call is kept."""
    with store.reading() as connection:
        policy = usage_policy.policy_of(connection)
    return policy is not None and policy.keeps_detail is not None


def keep_calls(store: Store, *, each: bool) -> None:
    """Keeps each call from now on, or totals alone; what is kept by now stays as it is. One act."""
    kind = usage_policy.KEEP_CALLS if each else usage_policy.KEEP_TOTALS
    with unit_of_work(store, kind) as unit:
        usage_policy.choose_detail(unit, keeps_detail=each)
