"""What the screens ask of the store."""
