"""The billing accounts that a perimeter lets through, whether they have invoices or not."""

from sqlalchemy import Connection, or_, select

from telbill_desktop.domain.perimeter import PerimeterChoice
from telbill_desktop.store.queries.perimeter_filter import accounts_bearing, variants
from telbill_desktop.store.tables.invoices import invoice
from telbill_desktop.store.tables.parties import billing_account


def accounts_within(connection: Connection, choice: PerimeterChoice | None) -> set[int] | None:
    """Their ids; None: nothing is left out. An account is of a site where one of its invoices is."""
    if not choice:
        return None
    found = set(connection.execute(select(billing_account.c.id)).scalars())
    if choice.company_ids:
        own = select(billing_account.c.id).where(billing_account.c.company_id.in_(choice.company_ids))
        found &= set(connection.execute(own).scalars())
    if choice.account_ids:
        found &= set(choice.account_ids)
    for part, texts in (("radical", choice.radicals), ("client_code", choice.client_codes)):
        if texts:
            found &= accounts_bearing(connection, part, texts)
    if choice.sites:
        named = [
            column.in_(variants(connection, column, choice.sites)) for column in (invoice.c.site_1, invoice.c.site_2)
        ]
        billed = select(invoice.c.account_id).where(or_(*named), invoice.c.account_id.is_not(None)).distinct()
        found &= set(connection.execute(billed).scalars())
    return found
