"""Tables of actions: found by their header row, read row by row into named fields.

A header names the columns (:mod:`analysis.documents.headers`). A table without a header that follows
one of the same width continues it over the page break. Every body row is one of four things: an
*action* row, a *banner* (a section written across the table), a *continuation* of the row above, or a
*remark* that is none of ours. Where the first row of a table holds nothing but a first cell, such rows
are banners; elsewhere they are actions of which nothing more is said.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from analysis.common.text import fold, is_capitals, tidy
from analysis.documents.grid import Line, Place, Row, Table
from analysis.documents.headers import Header, headers_of, names_columns
from analysis.documents.headings import is_enumerated, is_prose, section_of, starts_with_any

LEVELS = ("theme", "objective", "goal")  # fields whose blank cells continue the cell above
_LABEL = re.compile(r"\W*\w+\s*:")
_FOOTNOTE = re.compile(r"[*†¹²³]|\(?(?:\d|\*)\)\s")


@dataclass
class BodyRow:
    """A row below its header: its kind, its tidied texts by field and the marks in its month cells."""

    kind: str
    place: Place
    header: Header
    texts: dict[str, str]
    marks: dict[int, str] = field(default_factory=dict)
    shaded: set[int] = field(default_factory=set)
    strays: dict[int, str] = field(default_factory=dict)
    lone: bool = False  # nothing but a first cell

    def __getitem__(self, name: str) -> str:
        return self.texts.get(name, "")


@dataclass(frozen=True)
class ActionTable:
    """A header and the rows below it.

    Attributes
    ----------
    number : int
        Counts the action tables of the document from 1.
    above : tuple of str
        What is written across the table above its header.
    continues : bool
        Whether it goes on under the header of the table before.
    left_out : Row or None
        The first row of a table of another kind that follows without a gap.
    """

    number: int
    header: Header
    rows: tuple[BodyRow, ...]
    continues: bool
    above: tuple[str, ...] = ()
    left_out: Row | None = None


def action_tables(blocks: Sequence[Line | Table]) -> Iterator[ActionTable | None]:
    """Yield for each table of a document the action table that it holds, or None where it holds none.

    A table without a header goes on with the one before if it has its width, no headings of its own
    and no running text stands between them.
    """
    last: Header | None = None
    lone_are_banners = False
    number = 0
    times = Counter(fold(block.text) for block in blocks if isinstance(block, Line))
    for table in blocks:
        if isinstance(table, Line):
            if times[fold(table.text)] == 1 and is_prose(table.text):
                last = None
            continue
        found = headers_of(table.rows)
        start = 0
        if not found and (names_columns(table.rows[0]) or (last and names_columns(table.rows[0], last))):
            last = None
        if not found and last is not None and fits(table, last):
            found = [(0, 0, last)]
        if not found:
            yield None
            continue
        number += 1
        continues = found[0][1] == 0
        body: list[BodyRow] = []
        left_out: Row | None = None
        for position, (_, start, header) in enumerate(found):
            stop = found[position + 1][0] if position + 1 < len(found) else len(table.rows)
            for row in table.rows[start:stop]:
                if any(cell.text.strip() or cell.fill for cell in row.cells):
                    if names_columns(row, header):
                        left_out = left_out or row
                        break
                    body.append(_body_row(row, header, row.place.within(number, len(body) + 1)))
            last = header
            if position + 1 < len(found) and body and body[-1].lone and body[-1].kind == "action":
                body[-1].kind = "banner"
        if body and not continues:
            lone_are_banners = body[0].lone and not all(row.lone for row in body)
        _settle(body, lone_are_banners, continues)
        if body and number > 1 and _goes_on(body[0]):
            body[0].kind = "continuation"
        above = [text for row in table.rows[: found[0][0]] if (text := _lone_text(row))]
        yield ActionTable(number, last or header, tuple(body), continues, tuple(above), left_out)


def fits(table: Table, header: Header) -> bool:
    """Tell whether a table without a header has the columns of the one before it."""
    widths = {len(row.cells) for row in table.rows}
    filled = max((i + 1 for row in table.rows for i, cell in enumerate(row.cells) if cell.text.strip()), default=0)
    return max(widths) >= 3 and filled <= header.width <= max(widths) + 1


def _settle(body: list[BodyRow], lone_are_banners: bool, under_theme: bool) -> None:
    """Tell banners from actions where that depends on the rows around them."""
    for row in body:
        themes = row.header.themes
        if lone_are_banners and row.lone and row.kind == "action":
            row.kind = "banner"
        elif themes and under_theme and row.kind == "banner" and set(row.texts) == {"action"}:
            # in capitals, but its blank theme continues the one above
            row.kind = "banner" if section_of(row["action"]) else "action"
        under_theme = bool(themes) and (under_theme or bool(row[themes[0]]))


def _lone_text(row: Row) -> str:
    """Return the text of a row that holds nothing but its first cell, else nothing."""
    texts = [tidy(cell.text) for cell in row.cells]
    return texts[0] if not any(texts[1:]) else ""


def _goes_on(row: BodyRow) -> bool:
    """Tell whether the first row of a table is the rest of a row that a page break parted."""
    levels = any(name.rstrip("0123456789") in LEVELS for name in row.texts)
    return row.kind == "action" and row["action"][0].islower() and not levels


def _body_row(row: Row, header: Header, place: Place) -> BodyRow:
    texts: dict[str, str] = {}
    marks: dict[int, str] = {}
    strays: dict[int, str] = {}
    shaded = {c for c in header.months if c < len(row.cells) and row.cells[c].fill}
    for column, cell in enumerate(row.cells):
        text = "\n".join(filter(None, map(tidy, cell.text.split("\n"))))
        if not text:
            continue
        if column in header.months:
            marks[column] = text
        elif name := header.fields.get(column):
            texts[name] = f"{texts[name]}\n{text}" if name in texts else text
        else:
            strays[column] = text
    body = BodyRow("", place, header, texts, marks, shaded, strays, bool(_lone_text(row)))
    body.kind = _kind(body)
    return body


def _kind(row: BodyRow) -> str:
    """Tell an action row from a banner, a continuation and a remark."""
    filled = {name for name in row.texts if name != "aside"}
    levels = {name for name in filled if name.rstrip("0123456789") in LEVELS}
    others = filled - levels - {"action"}
    first = next(iter(row.texts.values()), "")
    if _is_remark(row, first) or (row.lone and _FOOTNOTE.match(first)):
        return "remark"
    bare = not others and not row.marks and not row.shaded and not row.strays
    if bare and row.lone and "aside" in row.texts:
        return "banner" if section_of(first) or len(first.split()[0]) > 3 else "remark"
    if bare and "action" not in filled:
        return "banner" if filled else "remark"
    shouted = is_capitals(row["action"]) and (is_enumerated(first) if levels else "aside" not in row.texts)
    if bare and (shouted or section_of(first)):
        return "banner"
    if len(set(row.texts.values())) == 1 and len(row.texts) > 2:
        return "banner"
    return "action" if "action" in filled else "continuation"


def _is_remark(row: BodyRow, first: str) -> bool:
    """Tell whether a row is a note or a total, and not an action that begins with such a word."""
    if not starts_with_any(first, "remarks"):
        return False
    others = [*row.texts.values(), *row.marks.values(), *row.strays.values()][1:]
    return not others or bool(_LABEL.match(first)) or not any(c.isalpha() for text in others for c in text)
