"""Tables of actions: found by their header row, read row by row into named fields.

A header names the columns (:mod:`analysis.documents.headers`), and the rows below it are read into
fields (:mod:`analysis.documents.rows`). A table without a header that follows one of the same width
continues it over the page break. Where the first row of a table holds nothing but a first cell, such
rows are banners; elsewhere they are actions of which nothing more is said.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from analysis.common.text import fold, is_left_open
from analysis.documents.columns import rectified
from analysis.documents.grid import Line, Row, Table
from analysis.documents.headers import Header, headers_of, names_columns
from analysis.documents.headings import is_prose, section_of
from analysis.documents.rows import BodyRow, body_rows, is_level, lone_text, texts_across


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

    Where any table names actions, who or when, one of mere objectives is none. Where no heading of a document
    names an action, that column is which the others leave.
    A table without a header goes on with the one before if it has its width, no headings of its own
    and no running text stands between them.
    """
    last: Header | None = None
    page: int | None = None  # of the last row, while nothing but tables follows it
    lone_are_banners = False
    tail: BodyRow | None = None
    number = 0
    tables = [block for block in blocks if isinstance(block, Table)]
    lenient = not any(headers_of(table.rows) for table in tables)
    only_sure = any(header.is_sure for table in tables for _, _, header in headers_of(table.rows, lenient))
    times = Counter(fold(block.text) for block in blocks if isinstance(block, Line))
    for table in blocks:
        if isinstance(table, Line):
            page = None
            if times[fold(table.text)] == 1 and is_prose(table.text):
                last = None
            continue
        heads = headers_of(table.rows, lenient)
        ends = [first for first, _, _ in heads[1:]] + [len(table.rows)]
        found = [
            (first, body, told)
            for (first, body, header), end in zip(heads, ends, strict=False)
            if (header.is_sure or not only_sure)
            if (told := rectified(header, table.rows[body:end]))
        ]
        start = 0
        if not found and (names_columns(table.rows[0]) or (last and names_columns(table.rows[0], last))):
            last = None
        if not found and last is not None and fits(table, last):
            found = [(0, 0, last)]
        if not found:
            yield None
            continue
        number += 1
        over_page = page is not None and table.rows[0].place.page == page + 1
        continues = found[0][1] == 0 or (over_page and found[0][0] == 0 and found[0][2] == last)
        page = table.rows[-1].place.page
        body: list[BodyRow] = []
        left_out: Row | None = None
        for position, (_, start, header) in enumerate(found):
            stop = found[position + 1][0] if position + 1 < len(found) else len(table.rows)
            rows = table.rows[start:stop]
            other = next((n for n, row in enumerate(rows) if names_columns(row, header)), None)
            if other:
                other -= bool(lone_text(rows[other - 1]))  # its title
            if other is not None:
                left_out = left_out or rows[other]
            body.extend(body_rows(rows[:other], header))
            last = header
            if position + 1 < len(found) and body and body[-1].lone and body[-1].kind == "action":
                body[-1].kind = "banner"
        if body and not continues:
            merged = any("row" in row.texts for row in body)
            lone_are_banners = body[0].lone and not merged and not all(row.lone for row in body)
        for position, row in enumerate(body, 1):
            row.place = row.place.within(number, position)
        _settle(body, lone_are_banners, continues)
        if body and tail and _goes_on(body[0], tail):
            body[0].kind = "continuation"
        if body and tail and body[0].kind == "continuation":
            body[0].parted = True
        tail = next((row for row in reversed(body) if row.kind in ("action", "continuation")), tail)
        above = [text for row in table.rows[: found[0][0]] for text in texts_across(row)]
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


def _goes_on(row: BodyRow, before: BodyRow) -> bool:
    """Tell whether the first row of a table is the rest of the row before it, which a page break parted."""
    levels = [name for name in row.texts if is_level(name)]
    if row.kind != "action" or not before["action"]:
        return False
    begins_low = row["action"][0].islower()
    if row.place.page is None or before.place.page is None:
        return begins_low and not levels
    if row.place.page != before.place.page + 1 or any(_begins_anew(row[name], before[name]) for name in levels):
        return False
    others = [name for name in row.texts if name != "action" and name not in levels and before[name]]
    return (
        (begins_low and before["action"][0].isupper())
        or is_left_open(before["action"])
        or any(is_left_open(before[name]) and not _begins_anew(row[name], before[name]) for name in others)
    )


def _begins_anew(text: str, before: str) -> bool:
    """Tell whether a text is no rest of the one `before` it."""
    return not (text[0].islower() or is_left_open(before))
