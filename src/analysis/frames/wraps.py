"""Line ends of a partner cell of which the layout does not tell whether they part names or only wrap one.

Readers write them as vertical tabs. One parts names where a body begins behind it, unless the cell has
delimiters of its own.
"""

from __future__ import annotations

import re

from analysis.frames.names import Names
from analysis.frames.tokens import tokens

_DOUBTFUL = "\v"
_DELIMITERS = re.compile(r"[;,|]|\s/\s")


def with_line_ends(cell: str, names: Names) -> str:
    """Return a cell with each doubtful line end as a line end or a space; it keeps its length."""
    if _DOUBTFUL not in cell:
        return cell
    first, *others = cell.split(_DOUBTFUL)
    if _DELIMITERS.search(cell):
        return " ".join([first, *others])
    return first + "".join(("\n" if _begins_body(text, names) else " ") + text for text in others)


def _begins_body(text: str, names: Names) -> bool:
    words = tokens(text)[:8]
    if not words:
        return False
    return bool(words[0].is_acronym or names.longest(words, 0) or names.kind_of(words[:4]))
