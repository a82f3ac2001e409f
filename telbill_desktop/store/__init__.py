"""The store folder: tables, unit of work, journal, vault, search, migrations."""
