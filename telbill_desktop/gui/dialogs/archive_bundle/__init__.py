"""The year's bundle: what it holds, where it goes, how far it is, where it was found whole."""
