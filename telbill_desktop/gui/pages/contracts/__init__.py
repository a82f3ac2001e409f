"""« Contrats »: operators, accounts, products, conditions, addresses."""
