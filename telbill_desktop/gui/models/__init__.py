"""Qt models: ordered ids at once, rows a page at a time; sorting, filtering and sums are the store's."""
