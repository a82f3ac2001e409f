"""What the user keeps of the list: named filters, and named choices of what all lists speak of."""

from sqlalchemy import Column, Integer, Table, Text

from telbill_desktop.store.tables.metadata import METADATA, key
from telbill_desktop.store.types import Json

saved_view = Table(
    "saved_view",
    METADATA,
    key(),
    Column("name", Text, nullable=False),
    Column("position", Integer, nullable=False),  # in the side bar, from 0
    Column("filter", Json, nullable=False),  # saved_views.filter_to_json
    sqlite_strict=True,
)

perimeter = Table(
    "perimeter",
    METADATA,
    key(),
    Column("name", Text, nullable=False),
    Column("position", Integer, nullable=False),
    Column("choice", Json, nullable=False),  # perimeter.choice_to_json
    sqlite_strict=True,
)
