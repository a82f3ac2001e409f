"""Printing with a preview: a report laid out for whatever paper the user chooses, and painted on it."""
