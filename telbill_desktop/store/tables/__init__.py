"""The tables, one file per aggregate. A change of shape is a new migration in `db/migrations`."""
