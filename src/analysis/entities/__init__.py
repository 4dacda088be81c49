"""Names in partner cells to the bodies that they mean: the registry, the parting of cells, one id for each body."""
