"""What changes the fleet: quotes, assignments, ends, people, equipment."""
