"""Schedules: in which months the work is, who carries it, and how it could be spread more evenly."""
