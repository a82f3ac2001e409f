"""One metadata for all tables, and the column shapes that they share."""

from sqlalchemy import Column, ForeignKey, MetaData

from telbill_desktop.store.types import Id

METADATA = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    },
)


def key() -> Column[int]:
    """The primary key that every table has."""
    return Column("id", Id, primary_key=True)


def belongs_to(table: str, name: str | None = None, *, required: bool = True, index: bool = True) -> Column[int]:
    """A column that points to another table's row."""
    return Column(name or f"{table}_id", Id, ForeignKey(f"{table}.id"), nullable=not required, index=index)
