"""A synthetic corpus: invented plans in the form of documents, and the truth that they were written from."""
