"""How purchases are booked: the dialog with the accounts for entries."""
