"""What was decided of the privacy of calls, and the secret under which a call is known again."""

import secrets
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Connection, func, insert, select, update

from telbill_desktop.store.ids import next_ids
from telbill_desktop.store.tables.journal import act
from telbill_desktop.store.tables.usage import usage_policy
from telbill_desktop.store.unit_of_work import UnitOfWork

_SECRET = 16  # bytes
KEEP_CALLS, KEEP_TOTALS = "keep_calls", "keep_totals"  # the acts that decide


@dataclass(frozen=True, slots=True)
class UsagePolicy:
    """`keeps_detail` is None while nobody was asked. Of what began before `purged_before` totals alone are kept."""

    id: int
    keeps_detail: bool | None
    secret: bytes
    purged_before: date | None


def policy_of(connection: Connection) -> UsagePolicy | None:
    """What is decided; None in a store that has had no usage yet."""
    row = connection.execute(select(usage_policy)).first()
    if row is None:
        return None
    return UsagePolicy(row.id, row.keeps_detail, bytes.fromhex(row.digest_key), row.purged_before)


def made_policy(connection: Connection) -> UsagePolicy:
    """What is decided; the secret is made with the first question and stays for good, whatever is undone."""
    found = policy_of(connection)
    if found is not None:
        return found
    made = UsagePolicy(next_ids(connection, usage_policy, 1)[0], None, secrets.token_bytes(_SECRET), None)
    connection.execute(insert(usage_policy).values(id=made.id, digest_key=made.secret.hex()))
    return made


def choose_detail(unit: UnitOfWork, *, keeps_detail: bool) -> None:
    """Notes whether each call is kept from now on, or totals alone."""
    unit.update(usage_policy, made_policy(unit.connection).id, {"keeps_detail": keeps_detail})


def decided_at(connection: Connection) -> datetime | None:
    """When it was decided last whether calls are kept; None while nobody was asked."""
    in_force = act.c.kind.in_((KEEP_CALLS, KEEP_TOTALS)) & act.c.undone_at.is_(None)
    return connection.execute(select(func.max(act.c.done_at)).where(in_force)).scalar()


def note_purge(connection: Connection, before: date) -> None:
    """Notes, outside the journal, that of calls before that day totals alone are kept, also of those that come later.

    A store that has had no usage yet has nothing to note.
    """
    known = policy_of(connection)
    if known is not None and (known.purged_before is None or known.purged_before < before):
        connection.execute(update(usage_policy).where(usage_policy.c.id == known.id).values(purged_before=before))
