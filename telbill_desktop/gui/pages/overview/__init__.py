"""The overview: what the telecoms cost, what comes, what is to be done."""
