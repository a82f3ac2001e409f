"""« À récupérer »: what to fetch from the operators' portals, and what lacks."""
