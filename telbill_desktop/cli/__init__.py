"""The command line: one module per verb family, no logic of its own."""
