"""Profiles of tables: those that ship with the program and the user's own, shown and edited."""
