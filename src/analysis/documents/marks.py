"""Marks in the cells of a month grid: which signs and words count as one."""

from __future__ import annotations

import re

from analysis.common.text import plain

_NO_MARK = re.compile(r"[\s\-–—_.…/]*|0+|nao|n\.?\s?/?\s?[ad]\.?")
_MARK = re.compile(r"[x\s]+|[^\w\s]+|[vs]|sim|ok|\d+")


def is_blank(text: str) -> bool:
    """Tell whether a cell marks nothing: blank, ``-``, ``0``, *não*."""
    return bool(_NO_MARK.fullmatch(plain(text)))


def is_mark(text: str) -> bool:
    """Tell whether a cell holds a sign that marks a month: ``X``, ``■``, ``✓``, *sim*, a number."""
    return bool(_MARK.fullmatch(plain(text)))
