"""Ids of records, never given twice: a counter for each table, moved within the writer's transaction."""

from sqlalchemy import Connection, Table, bindparam, func, insert, select, update

from telbill_desktop.store.tables.journal import id_counter

# Made once: SQLAlchemy takes longer to make it than SQLite to answer it, and an import asks seven times a file.
_MOVED = (
    update(id_counter)
    .where(id_counter.c.table_name == bindparam("of_table"))
    .values(next_id=id_counter.c.next_id + bindparam("by"))
    .returning(id_counter.c.next_id)
)


def next_ids(connection: Connection, table: Table, count: int) -> range:
    """As many new ids, in order. A transaction that fails gives them back with its records."""
    following = connection.execute(_MOVED, {"of_table": table.name, "by": count}).scalar()
    if following is None:
        # The table's first: rows that came by another way (a migration) keep their ids.
        following = (connection.execute(select(func.max(table.c.id))).scalar() or 0) + 1 + count
        connection.execute(insert(id_counter), {"table_name": table.name, "next_id": following})
    return range(following - count, following)
