"""The entry of an invoice beside its page, and the templates that come of it."""
