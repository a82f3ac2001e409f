"""The page of the invoices to come."""
