"""What a verb returns to the shell."""

DONE = 0
FOUND = 1  # done, and something was found or refused
WRONG = 2  # wrong usage or unreadable input
CLOSED = 3  # the store cannot be opened for this verb (errors.StoreError)
