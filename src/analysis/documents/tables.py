"""Tables of actions: found by their header row, read row by row into named fields.

A header of one to three rows names the columns (:mod:`analysis.documents.headings`) and the month
columns. A table without a header that follows one of the same width continues it over the page
break. Every body row is one of four things: an *action* row, a *banner* (a section written across
the table), a *continuation* of the row above, or a *remark* that is none of ours. Where the first row
of a table holds nothing but a first cell, such rows are banners; elsewhere they are actions of which
nothing more is said.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from analysis.common.months import month_columns
from analysis.common.text import is_capitals, tidy
from analysis.documents.grid import Place, Row, Table
from analysis.documents.headings import column_of, is_enumerated, section_of, starts_with_any

LEVELS = ("theme", "objective", "goal")  # fields whose blank cells continue the cell above
_ACTION_LIKE = {"action", "measure", "description", "goal", "any_objective", "target"}
_ROW_HEADS = {"theme", *_ACTION_LIKE} - {"target"}  # headings that no second header row parts
_YEAR = re.compile(r"20\d\d")
_FOOTNOTE = re.compile(r"[*†¹²³]|\(?(?:\d|\*)\)\s")


@dataclass(frozen=True)
class Header:
    """What the columns of a table are.

    Attributes
    ----------
    fields : dict
        Column -> field: ``theme0``, ``theme1``, ..., ``objective``, ``goal``, ``action``,
        ``responsible``, ``partner``, ``indicator``, ``target``, ``schedule``, ``start``, ``end`` or
        ``aside``.
    months : dict
        Column -> the months that it stands for.
    unknown : tuple of (column, heading)
        Headings that the vocabulary does not know.
    width : int
        Number of columns up to the last one with a heading.
    """

    fields: dict[int, str]
    months: dict[int, tuple[int, ...]]
    unknown: tuple[tuple[int, str], ...]
    width: int

    def has(self, name: str) -> bool:
        """Tell whether a column is the field `name`."""
        return name in self.fields.values()

    @property
    def themes(self) -> list[str]:
        """Thematic fields from left to right."""
        return sorted({f for f in self.fields.values() if f.startswith("theme")})

    @property
    def has_schedule(self) -> bool:
        """Whether any column tells when."""
        return bool(self.months) or any(self.has(f) for f in ("schedule", "start", "end"))


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
    """

    number: int
    header: Header
    rows: tuple[BodyRow, ...]
    continues: bool
    above: tuple[str, ...] = ()


def action_tables(tables: list[Table]) -> Iterator[ActionTable | None]:
    """Yield for each table the action table that it holds, or None where it holds none."""
    last: Header | None = None
    lone_are_banners = False
    number = 0
    for table in tables:
        found = _headers(table.rows)
        start = 0
        if not found and _has_headings(table.rows[0]):
            last = None
        if not found and last is not None and _fits(table, last):
            found = [(0, 0, last)]
        if not found:
            yield None
            continue
        number += 1
        continues = found[0][1] == 0
        body: list[BodyRow] = []
        for position, (_, start, header) in enumerate(found):
            stop = found[position + 1][0] if position + 1 < len(found) else len(table.rows)
            for row in table.rows[start:stop]:
                if any(cell.text.strip() or cell.shaded for cell in row.cells):
                    body.append(_body_row(row, header, row.place.within(number, len(body) + 1)))
            last = header
            if position + 1 < len(found) and body and body[-1].lone and body[-1].kind == "action":
                body[-1].kind = "banner"
        if body and not continues:
            lone_are_banners = body[0].lone and not all(row.lone for row in body)
        for read in body:
            if lone_are_banners and read.lone and read.kind == "action":
                read.kind = "banner"
        if body and number > 1 and _goes_on(body[0]):
            body[0].kind = "continuation"
        above = [text for row in table.rows[: found[0][0]] if (text := _lone_text(row))]
        yield ActionTable(number, last or header, tuple(body), continues, tuple(above))


def _headers(rows: tuple[Row, ...]) -> list[tuple[int, int, Header]]:
    """Return (first header row, first body row, header) for each header in `rows`."""
    found = []
    position = 0
    while position < len(rows):
        header, length = _header_at(rows, position)
        if header:
            found.append((position, position + length, header))
        position += max(length, 1)
    return found


def _lone_text(row: Row) -> str:
    """Return the text of a row that holds nothing but its first cell, else nothing."""
    texts = [tidy(cell.text) for cell in row.cells]
    return texts[0] if not any(texts[1:]) else ""


def _goes_on(row: BodyRow) -> bool:
    """Tell whether the first row of a table is the rest of a row that a page break parted."""
    levels = any(name.rstrip("0123456789") in LEVELS for name in row.texts)
    return row.kind == "action" and row["action"][0].islower() and not levels


def _has_headings(row: Row) -> bool:
    """Tell whether a row heads a table that is none of actions: every cell short, most of them headings."""
    texts = [tidy(cell.text) for cell in row.cells]
    meanings = [column_of(text) for text in texts if text]
    return all(texts) and len(set(filter(None, meanings))) > 1 and 5 * meanings.count(None) <= 2 * len(texts)


def _header_at(rows: tuple[Row, ...], position: int) -> tuple[Header | None, int]:
    headings = [tidy(cell.text) for cell in rows[position].cells]
    columns = {c: column_of(h) for c, h in enumerate(headings) if h}
    months = month_columns(headings)
    named = {c: f for c, f in columns.items() if f and c not in months}
    telling = set(named.values()) - {"aside"}
    if len(telling) < 2 or not _ACTION_LIKE & telling or 5 * len(named) < 3 * len(columns.keys() - months.keys()):
        return None, 0
    length = 1
    for row in rows[position + 1 : position + 3]:
        below = _subheadings(row, headings)
        if below is None:
            break
        length += 1
        named.update(below[0])
        months.update(below[1])
    known = set(named) | set(months)
    unknown = tuple((c, h) for c, h in enumerate(headings) if h and c not in known)
    width = 1 + max(known | {c for c, _ in unknown})
    return Header(_resolved(named), months, unknown, width), length


def _subheadings(row: Row, above: list[str]) -> tuple[dict[int, str], dict[int, tuple[int, ...]]] | None:
    """Return the columns and months that a second header row adds, or None if it is no header."""
    headings = [tidy(cell.text) for cell in row.cells]
    if _lone_text(row):
        return None
    months = month_columns(headings)
    named: dict[int, str] = {}
    for column, heading in enumerate(headings):
        if not heading or column in months or _YEAR.fullmatch(heading):
            continue
        meaning = column_of(heading)
        over, beside = ([*above, "", ""][column : column + 2]) if column < len(above) else ("", "")
        grouped = not beside or column_of(over) in ("schedule", "aside", None, meaning)
        if meaning is None or (over and over != heading and (column_of(over) in _ROW_HEADS or not grouped)):
            return None
        named[column] = meaning
    return (named, months) if any(headings) else None


def _resolved(named: dict[int, str]) -> dict[int, str]:
    """Settle the columns that depend on which others there are."""
    present = set(named.values())
    if any(name == "target" and named.get(column - 1) == "indicator" for column, name in named.items()):
        present.discard("target")  # it belongs to the indicator, and is no level over the action
    renamed: dict[str, str] = {"measure": "theme", "description": "aside"}
    if "action" not in present:
        substitute = next(f for f in ("measure", "description", "goal", "any_objective", "target") if f in present)
        renamed[substitute] = "action"
    levels = [
        f for f in ("goal", "any_objective", "target", "objective") if f in present and renamed.get(f) != "action"
    ]
    if levels:
        renamed[levels[0]] = "goal"
        renamed.update({f: "target" if f == "target" else "objective" for f in levels[1:]})
    fields = {column: renamed.get(name, name) for column, name in sorted(named.items())}
    actions = [c for c, name in fields.items() if name == "action"]
    for column in actions[:-1]:
        fields[column] = "theme" if "goal" in fields.values() else "goal"
    themes = [c for c, name in fields.items() if name == "theme"]
    return fields | {column: f"theme{level}" for level, column in enumerate(themes)}


def _fits(table: Table, header: Header) -> bool:
    """Tell whether a table without a header has the columns of the one before it."""
    widths = {len(row.cells) for row in table.rows}
    filled = max((i + 1 for row in table.rows for i, cell in enumerate(row.cells) if cell.text.strip()), default=0)
    return max(widths) >= 3 and filled <= header.width <= max(widths) + 1


def _body_row(row: Row, header: Header, place: Place) -> BodyRow:
    texts: dict[str, str] = {}
    marks: dict[int, str] = {}
    strays: dict[int, str] = {}
    shaded = {c for c in header.months if c < len(row.cells) and row.cells[c].shaded}
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
    if (starts_with_any(first, "remarks") and len(filled) <= 2) or (row.lone and _FOOTNOTE.match(first)):
        return "remark"
    bare = not others and not row.marks and not row.shaded and not row.strays
    if bare and row.lone and "aside" in row.texts:
        return "banner" if section_of(first) or len(first.split()[0]) > 3 else "remark"
    if bare and "action" not in filled:
        return "banner" if filled else "remark"
    shouted = is_capitals(row["action"]) and (not levels or is_enumerated(first))
    if bare and (shouted or section_of(first)):
        return "banner"
    if len(set(row.texts.values())) == 1 and len(row.texts) > 2:
        return "banner"
    return "action" if "action" in filled else "continuation"
