"""From a file to drafts and warnings: Factur-X, CII, UBL."""
