"""What a reader sees: figures, tables and findings in words, in Portuguese or English."""
