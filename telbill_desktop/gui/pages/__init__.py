"""Pages: one folder each, loaded after the first paint."""
