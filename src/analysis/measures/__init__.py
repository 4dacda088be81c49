"""Corpus or graph to result frames: one row per subject, indexed by its id."""
