"""Corpus to networks: who takes part in what, and who works with whom."""
