"""Whether an index of FTS5 agrees with the texts that it is over."""

from sqlite3 import SQLITE_CORRUPT

from sqlalchemy import Connection
from sqlalchemy.exc import DatabaseError


def agrees(connection: Connection, statement: str) -> bool:
    """Has SQLite run an index's integrity check. FTS5 asks for a statement that could write, and writes nothing."""
    read_only = connection.exec_driver_sql("PRAGMA query_only").scalar_one()
    connection.exec_driver_sql("PRAGMA query_only=OFF")
    try:
        connection.exec_driver_sql(statement)
    except DatabaseError as error:
        if getattr(error.orig, "sqlite_errorcode", 0) & 0xFF != SQLITE_CORRUPT:
            raise
        return False
    finally:
        connection.exec_driver_sql(f"PRAGMA query_only={read_only:d}")
    return True
