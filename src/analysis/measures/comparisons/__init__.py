"""Comparisons: what two plans, or many, have in common and where they differ."""
