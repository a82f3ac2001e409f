"""Use cases: one file holds one screen's worth; the window and the command line call the same functions."""
