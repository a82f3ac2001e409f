"""Which accounts there were before they were merged into others: the journal alone knows."""

from sqlalchemy import Connection, select

from telbill_desktop.domain.folding import fold
from telbill_desktop.store.act_records import removed_records
from telbill_desktop.store.tables.parties import account_alias, billing_account

_WORDS = ("label", "number", "radical", "client_code")  # as queries.parties.account_words has them


def merged_accounts(connection: Connection) -> dict[str, int]:
    """The ids that accounts had which were merged into others, by each word (folded) that no account has for its own.

    Of several that were called so in turn, the first.
    """
    own = connection.execute(select(*(billing_account.c[name] for name in _WORDS)))
    known = {"", *(fold(word) for row in own for word in row)}
    merged: dict[str, int] = {}
    for table, name_of_id in ((billing_account, "id"), (account_alias, "account_id")):
        for image in removed_records(connection, table):
            for key in {fold(image.get(name) or "") for name in _WORDS} - known:
                merged.setdefault(key, image[name_of_id])
    return merged
