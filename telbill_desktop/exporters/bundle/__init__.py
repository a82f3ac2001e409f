"""A year's bundle: originals, inventory, log, verdicts, and how to check all of it without this program."""
