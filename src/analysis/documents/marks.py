"""Marks in the cells of a month grid and ticks in a list: which signs and words count as one."""

from __future__ import annotations

import re

from analysis.common.text import plain

_NO_MARK = re.compile(r"[\s\-–—_.…/☐□❑❏]*|0+|nao|n\.?\s?/?\s?[ad]\.?")
_MARK = re.compile(r"[x\s]+|[^\w\s]+|[vs]|sim|ok|\d+")
_BOX = re.compile(r"(?P<no>[☐□❑❏]|\[\s*\]|\(\s+\))|(?P<yes>[☑☒✅🗹]|[\[(][xX✓✔][\])])")


def is_blank(text: str) -> bool:
    """Tell whether a cell marks nothing: blank, ``-``, ``0``, *não*."""
    return bool(_NO_MARK.fullmatch(plain(text)))


def is_mark(text: str) -> bool:
    """Tell whether a cell holds a sign that marks a month: ``X``, ``■``, ``✓``, *sim*, a number."""
    return bool(_MARK.fullmatch(plain(text)))


def ticked(text: str) -> str:
    """Return what stands behind the ticked boxes of a list (``☐ janeiro ☒ março``), or `text` if it is none."""
    boxes = list(_BOX.finditer(text))
    if not any(box["yes"] for box in boxes) and len(boxes) < 2:
        return text
    ends = [box.start() for box in boxes[1:]] + [len(text)]
    behind = [(box["yes"], text[box.end() : end].strip(" ,;\n")) for box, end in zip(boxes, ends, strict=True)]
    if not all(words for _, words in behind):
        return text
    return ", ".join(words for yes, words in behind if yes)
