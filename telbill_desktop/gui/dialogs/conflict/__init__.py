"""The dialog in which two documents of one invoice are compared and chosen from."""
