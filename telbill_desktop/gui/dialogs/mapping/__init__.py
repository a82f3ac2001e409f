"""The mapping assistant: a table that nobody knows is described once, imported, and recognised from then on."""
