"""Every table. The first rows on screen wait for a few of them only, so these are imported one by one elsewhere."""

from telbill_desktop.store.tables import (
    archive,
    contracts,
    documents,
    fleet,
    invoices,
    journal,
    parties,
    reports,
    sums,
    usage,
    views,
)
from telbill_desktop.store.tables.metadata import METADATA

__all__ = [
    "METADATA",
    "archive",
    "contracts",
    "documents",
    "fleet",
    "invoices",
    "journal",
    "parties",
    "reports",
    "sums",
    "usage",
    "views",
]
