"""The formats of ``redesocial export``, in the order in which they are written."""

from __future__ import annotations

FRAME_FORMATS = ("csv", "parquet")
GRAPH_FORMATS = ("graphml", "gexf", "pajek", "ucinet", "edgelist")
CALENDARS = "ics"
FORMATS = (*FRAME_FORMATS, *GRAPH_FORMATS, CALENDARS)
