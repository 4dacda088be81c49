"""Tables of contents in a PDF: lines that end in dots and the number of a page.

Below a title, numbers in line at the right that do not fall are such as well.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from analysis.documents.formats.pdf.lines import TextLine

_LEADERS = re.compile(r"(?:(?:\. ?){4,}|(?:… ?){2,}|_{4,}|(?:· ?){4,})\s*(?:\d{1,4}|[ivxl]+)?\s*$", re.I)
_CONTENTS = re.compile(r"(?:índice|sumário|conteúdos?)\b.{0,20}", re.I)
_CONTENTS_GAP = 3.0  # times the size of the font, before the number of a page
_IN_LINE = 2.0  # points


def contents_of(lines: Iterable[TextLine], pages: int) -> set[int]:
    """Return the ids of the words of a page that are of a table of contents, the document having `pages`."""
    found: set[int] = set()
    under_title = False
    title: TextLine | None = None
    waiting: list[TextLine] = []
    last, right = 0, 0.0
    for line in lines:
        text = line.text
        if _CONTENTS.fullmatch(text):
            under_title, title, waiting, last, right = True, line, [], 0, 0.0
            continue
        number = int(text.split()[-1]) if text.split()[-1].isascii() and text.split()[-1].isdigit() else None
        numbered = (
            under_title and number is not None and last <= number <= pages and len(line.words) > 1
            and line.words[-1].box.left - line.words[-2].box.right >= _CONTENTS_GAP * line.size
            and (not right or abs(line.end - right) <= _IN_LINE)
        )  # fmt: skip
        if numbered or (_LEADERS.search(text) and any(letter.isalpha() for letter in text)):
            last, right = number or last, line.end if numbered else right
            for entry in (title, *waiting, line):
                found.update(id(word) for word in (entry.words if entry else ()))
            title, waiting = None, []
        elif (found or under_title) and len(waiting) < 2:
            waiting.append(line)
        else:
            under_title, title, waiting = False, None, []
    return found
