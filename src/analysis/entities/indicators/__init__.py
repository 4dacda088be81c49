"""Indicators as a plan words them: what they measure, and what they state of themselves."""
