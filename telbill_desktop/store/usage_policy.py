"""What was decided of the privacy of calls, and the secret under which a call is known again."""

import secrets
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, insert, select

from telbill_desktop.store.ids import next_ids
from telbill_desktop.store.tables.usage import usage_policy
from telbill_desktop.store.unit_of_work import UnitOfWork

_SECRET = 16  # bytes


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
