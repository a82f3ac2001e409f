"""From values to files: CSV."""
