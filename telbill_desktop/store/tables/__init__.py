"""The tables, one file per aggregate. A change of shape is a new migration in `db/migrations`."""

from telbill_desktop.store.tables import contracts, documents, fleet, invoices, journal, parties, views
from telbill_desktop.store.tables.metadata import METADATA

__all__ = ["METADATA", "contracts", "documents", "fleet", "invoices", "journal", "parties", "views"]
