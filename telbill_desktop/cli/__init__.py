"""The command line: one module for each family of verbs, none with logic of its own."""
