"""Indicators: what they measure, what they state, and where the chain from goal to result breaks."""
