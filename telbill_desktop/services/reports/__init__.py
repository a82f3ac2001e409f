"""What each report is made of, read from the store as typed values."""
