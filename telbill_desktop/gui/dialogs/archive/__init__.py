"""What is asked about the archive, and what is said of it."""
