"""Reports: what is asked of them, how they are made, which are kept under a name."""
