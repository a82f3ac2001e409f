"""The invoices' page: list, filters, detail."""
