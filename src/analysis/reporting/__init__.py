"""Runs notebooks over plans and turns them into pages, files and an index."""
