"""What a reader should know of a PDF beside the verdict on its signatures."""
