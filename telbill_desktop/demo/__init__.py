"""The invented company and its operators' invoices, made by the package itself."""
