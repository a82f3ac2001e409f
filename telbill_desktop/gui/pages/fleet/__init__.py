"""The page of licences, numbers, lines and options, and who has them."""
