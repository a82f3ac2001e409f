"""A store as an earlier version of the program left it, made of one of today."""

import sqlite3

VERSION_9_TABLES = (
    *("entry_mark", "entry_export", "accounting_rules", "report_definition", "snooze", "invoice_cost", "user_cost"),
    *("usage_batch", "usage_file", "usage_line", "usage_place", "usage_user", "usage_kind", "usage_policy"),
    *("usage_purge", "usage_record", "usage_total", "usage_key", "usage_by_month", "usage_by_user"),
    *("usage_record_aside", "usage_total_aside", "usage_key_aside"),
)


def without_version_9(file: sqlite3.Connection) -> None:
    """Takes away what migration 0009 makes; the version is for the caller to write."""
    file.execute("DROP INDEX ix_verdict_integrity_deposit_id")
    file.execute("DROP INDEX ix_invoice_account_id_company_id")
    for table in VERSION_9_TABLES:
        file.execute(f"DROP TABLE {table}")
    file.execute("ALTER TABLE person DROP COLUMN is_protected")
    for column in ("is_aside", "is_pinned"):
        file.execute(f"ALTER TABLE saved_view DROP COLUMN {column}")
