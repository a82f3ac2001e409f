"""Values of the store as reports: tables with titles in the reader's language."""
