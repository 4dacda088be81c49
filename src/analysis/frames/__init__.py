"""Plans to long frames: the registry, the names in partner cells, the schema and the corpus."""
