"""Kinds of bodies, in the order in which legends and tables show them."""

from __future__ import annotations

KINDS = (
    "municipality",
    "parish",
    "state",
    "school",
    "health",
    "security",
    "ipss_ngo",
    "company",
    "project",
    "network_body",
    "other",
)
