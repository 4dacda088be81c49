"""PDF documents: what stands on their pages, and the tables that rules or white make of it."""
