"""Domains and themes: what a plan covers, by whom, where it hangs on one body, and what is missing."""
