"""Plans to long frames: the schema, the corpus, and what people decide on names that the reading is unsure of."""
