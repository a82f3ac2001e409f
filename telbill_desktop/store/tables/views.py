"""What the user keeps of the list: named filters, and named choices of what all lists speak of."""

from sqlalchemy import Column, Integer, Table, Text

from telbill_desktop.store.tables.metadata import METADATA, key
from telbill_desktop.store.types import CivilDate, Flag, Json

saved_view = Table(
    "saved_view",
    METADATA,
    key(),
    Column("name", Text, nullable=False),
    Column("position", Integer, nullable=False),  # in the side bar, from 0
    Column("filter", Json, nullable=False),  # saved_views.filter_to_json
    Column("is_aside", Flag),  # kept, and not in the side bar; NULL: it is there
    Column("is_pinned", Flag),  # a small table of the overview; NULL: it is not
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

# What the overview is not to speak of for a while, or for good.
snooze = Table(
    "snooze",
    METADATA,
    key(),
    Column("cause", Text, nullable=False),  # what it speaks of, as tasks.Task.key
    Column("until", CivilDate),  # the first day on which it is told again; NULL: never
    sqlite_strict=True,
)
