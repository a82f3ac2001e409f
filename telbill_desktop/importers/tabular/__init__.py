"""Tables of operators read by profiles: which profile fits, what its columns say, row by row."""
