"""The billing accounts of a perimeter, whether they have invoices or not."""

from sqlalchemy import Connection, and_, exists, or_, select

from telbill_desktop.domain.perimeter import PerimeterChoice
from telbill_desktop.store.queries.perimeter_filter import accounts_bearing, variants
from telbill_desktop.store.tables.invoices import invoice
from telbill_desktop.store.tables.parties import billing_account


def accounts_within(connection: Connection, choice: PerimeterChoice | None) -> set[int] | None:
    """Accounts that the choice lets through; None: nothing is left out.

    A site is known from invoices only, and so is the company of an account that names none.
    """
    if not choice:
        return None
    found = set(connection.execute(select(billing_account.c.id)).scalars())
    if choice.company_ids:
        by_invoice = exists().where(
            invoice.c.account_id == billing_account.c.id, invoice.c.company_id.in_(choice.company_ids)
        )
        own = select(billing_account.c.id).where(
            or_(
                billing_account.c.company_id.in_(choice.company_ids),
                and_(billing_account.c.company_id.is_(None), by_invoice),
            )
        )
        found &= set(connection.execute(own).scalars())
    if choice.account_ids:
        found &= set(choice.account_ids)
    if choice.radicals:
        found &= accounts_bearing(connection, "radical", choice.radicals)
    if choice.client_codes:
        found &= accounts_bearing(connection, "client_code", choice.client_codes)
    if choice.sites:
        found &= _at_sites(connection, choice.sites)
    return found


def _at_sites(connection: Connection, sites: tuple[str, ...]) -> set[int]:
    found: set[int] = set()
    for column in (invoice.c.site_1, invoice.c.site_2):
        named = variants(connection, column, sites)
        asked = select(invoice.c.account_id).where(column.in_(named), invoice.c.account_id.is_not(None))
        found |= {account_id for account_id in connection.execute(asked.distinct()).scalars() if account_id is not None}
    return found
