"""Plain PDFs: what their pages say, read by templates of suppliers."""
