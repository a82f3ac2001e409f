"""The journal: every act with the images of the records that it changed, before and after; and the ids given out."""

from sqlalchemy import Column, Index, Integer, Table, Text

from telbill_desktop.store.tables.metadata import METADATA, belongs_to, key
from telbill_desktop.store.types import Id, Instant, Json

act = Table(
    "act",
    METADATA,
    key(),
    Column("kind", Text, nullable=False),  # acts.ACTS
    Column("params", Json, nullable=False),  # what the title of the act names
    Column("batch", Id, index=True),  # acts undone together: the id of the first act of an import
    Column("done_at", Instant, nullable=False),
    Column("os_user", Text, nullable=False),
    Column("undone_at", Instant),  # NULL: in force
    # Acts undone by one step share it; the highest is the next to be redone. NULL: in force, or undone for good,
    # because something else was done since.
    Column("undo_order", Id, index=True),
    sqlite_strict=True,
)

# One row per change of one record; a bulk insertion is one row whose image is a table of rows (images.bulk_image).
act_change = Table(
    "act_change",
    METADATA,
    key(),
    belongs_to("act", index=False),
    Column("position", Integer, nullable=False),
    Column("table_name", Text, nullable=False),
    Column("record_id", Id),  # NULL for a bulk insertion
    Column("before", Json),
    Column("after", Json),
    Index("ix_act_change_act_id_position", "act_id", "position"),
    Index("ix_act_change_table_name_record_id", "table_name", "record_id"),
    sqlite_strict=True,
)

# The next id of every table: an id is never given twice, so that undoing never meets a stranger under an old one.
id_counter = Table(
    "id_counter",
    METADATA,
    Column("table_name", Text, primary_key=True),
    Column("next_id", Id, nullable=False),
    sqlite_strict=True,
)
