"""Reading PDFs: attachments, text, page images."""
