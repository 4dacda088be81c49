"""Header rows: which columns of a table are what, and which rows head a table of another kind.

A header of one to three rows names the columns (:mod:`analysis.documents.headings`) and the month
columns. A row heads an action table if it names what is done and at least one other thing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from analysis.common.month_headings import month_columns
from analysis.common.text import fold, plain, tidy
from analysis.documents.fields import ACTION_LIKE, BODIES, ROW_HEADS, TIMES, guessed_action, resolved, subject_of
from analysis.documents.grid import Row
from analysis.documents.headings import LONGEST_HEADING, column_of, is_exact_heading, tells_progress

LEAST_GRID = 4  # month columns that make a header beside an action alone
LONGEST_SURE_HEADING = 5  # words
_UNIT = re.compile(r"trimestre|quadrimestre|semestre|bimestre")
_IN_BRACKETS = re.compile(r"[\[(][^()\[\]]{1,30}[\])]")
_ORDINAL = re.compile(r"(?:(?P<digit>[1-6])|(?P<roman>i{1,3}|iv))\s?\.?[oa]?\.?")
_MONTHS = re.compile(r"\s*mes(?:es)?\b")
_YEAR = re.compile(r"20\d\d")


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
    described : tuple of int
        Columns of descriptions that are left aside, since another names the action.
    beside : frozenset of str
        Levels to the right of the action that say something of it alone: a blank cell repeats none above.
    counts_months : bool
        Whether the heading of the schedule names months, which its cells may then count (*3, 4 e 5*).
    guessed : tuple of (column, heading, field)
        Headings that do not tell what their columns are, which the cells or the other columns tell.
    is_sure : bool
        Whether it names an action, or who or when; else an objective or a measure only stands for one, or it
        tells what became of the actions.
    """

    fields: dict[int, str]
    months: dict[int, tuple[int, ...]]
    unknown: tuple[tuple[int, str], ...]
    width: int
    described: tuple[int, ...] = ()
    is_sure: bool = True
    beside: frozenset[str] = frozenset()
    counts_months: bool = False
    guessed: tuple[tuple[int, str, str], ...] = ()

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


@dataclass(frozen=True, eq=False)
class _Table:
    """Rows that are the same if they are one object: what was found in them need not be looked for again."""

    rows: tuple[Row, ...]

    def __hash__(self) -> int:
        return id(self.rows)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Table) and self.rows is other.rows


def headers_of(rows: tuple[Row, ...], lenient: bool = False) -> list[tuple[int, int, Header]]:
    """Return (first header row, first body row, header) for each header in `rows`.

    If `lenient`, a heading that is not known may be that of the actions, beside those of bodies and more.
    """
    return [*_headers_of(_Table(rows), lenient)]


@lru_cache(maxsize=256)
def _headers_of(table: _Table, lenient: bool) -> list[tuple[int, int, Header]]:
    rows = table.rows
    found: list[tuple[int, int, Header]] = []
    position = 0
    while position < len(rows):
        header, length = _header_at(rows, position, lenient)
        if header and (not found or _repeats(rows[position], rows[found[0][0]])):
            found.append((position, position + length, header))
            position += length
        else:
            position += 1
    return found


def names_columns(row: Row, header: Header | None = None) -> bool:
    """Tell whether a row heads a table that is none of actions: every cell short, most of them headings.

    Under the `header` of an action table it is enough that two cells are headings of the vocabulary in
    full that stand in columns of another subject (``Entidade | Representante | Contacto``), or one and
    the first cell is a heading in full.
    """
    texts = [tidy(cell.text) for cell in row.cells]
    while header and len(texts) > 2 and not texts[-1]:
        texts.pop()  # it has fewer columns than the table above
    if not all(text and len(text) <= LONGEST_HEADING for text in texts) or _is_one_month(month_columns(texts)):
        return False
    if header is None:
        meanings = [column_of(text) for text in texts]
        return len(set(filter(None, meanings))) > 1 and 5 * meanings.count(None) <= 2 * len(texts)
    exact = [column for column, text in enumerate(texts) if is_exact_heading(text)]
    astray = [c for c in exact if subject_of(column_of(texts[c])) != subject_of(header.fields.get(c))]
    return len(astray) > 1 or (len(astray) == 1 and 0 in exact and column_of(texts[0]) != "aside")


def knows_a_heading(row: Row) -> bool:
    """Tell whether any cell of a row that holds no bare figure is a heading of the vocabulary."""
    texts = [text for cell in row.cells if (text := tidy(cell.text))]
    return all(any(c.isalpha() for c in text) for text in texts) and any(map(column_of, texts))


def _repeats(row: Row, above: Row) -> bool:
    """Tell whether a row below a header is one as well: most of its cells are headings in full, or those above."""
    texts = [text for cell in row.cells if (text := tidy(cell.text))]
    known = {fold(cell.text) for cell in above.cells}
    return 2 * sum(fold(text) in known or is_exact_heading(text) for text in texts) >= len(texts)


def _is_one_month(months: dict[int, tuple[int, ...]]) -> bool:
    """Tell whether a row names a single month: a grid has more, so it is content."""
    return len(months) == 1 and len(*months.values()) == 1


def _header_at(rows: tuple[Row, ...], position: int, lenient: bool) -> tuple[Header | None, int]:
    headings = [tidy(cell.text) for cell in rows[position].cells]
    columns = {c: column_of(h) for c, h in enumerate(headings) if h}
    meant = {f for f in columns.values() if f} - {"aside"}
    if len(meant) < 2 and "action" not in meant:
        return None, 0
    months = month_columns(headings)
    named = {c: f for c, f in columns.items() if f and c not in months}
    counted = {c for c in columns.keys() - months.keys() if any(letter.isalpha() for letter in headings[c])}
    guessed = guessed_action(named, counted, lenient)
    named |= guessed
    telling = {f for c, f in named.items() if f != "aside" and not _is_doubtful(headings[c])}
    second = [tidy(cell.text) for cell in rows[position + 1].cells] if position + 1 < len(rows) else []
    is_grid = "action" in telling and max(len(months), len(month_columns(second))) >= LEAST_GRID
    if (len(telling) < 2 and not is_grid) or not ACTION_LIKE & telling or 5 * len(named) < 2 * len(counted):
        return None, 0
    length = 1
    for row in rows[position + 1 : position + 3]:
        if _parts_each(row, rows[position], months):
            length += 1
            break
        below = _subheadings(row, headings)
        if below is None and _is_of_header(row, rows[position]):
            below = {}, month_columns(_with_units([tidy(cell.text) for cell in row.cells], headings))
        if below is None:
            break
        length += 1
        named.update(below[0])
        months.update(below[1])
    _spread(months, rows[position : position + length])
    if position + length < len(rows) and _parts_months(rows[position + length], months):
        length += 1
    fields = resolved(named)
    if fields is None or _is_one_month(months):
        return None, 0
    known = set(named) | set(months)
    for column, cell in enumerate(rows[position].cells):  # a heading merged over several columns heads them all
        if cell.joined == "left" and column not in months and column not in fields and column - 1 in fields:
            fields[column] = fields[column - 1]
            known.add(column)
    unknown = tuple((c, h) for c, h in enumerate(headings) if h and c not in known)
    width = 1 + max(known | {c for c, _ in unknown})
    described = tuple(c for c, name in named.items() if name == "description" and fields.get(c) == "aside")
    timed = bool(months) or bool(TIMES & set(fields.values()))
    looks_back = any(map(tells_progress, headings))
    is_sure = timed or bool(BODIES & set(fields.values())) or ("action" in named.values() and not looks_back)
    action = next((c for c, name in fields.items() if name == "action"), width)
    beside = frozenset(fields[c] for c in fields if c > action and named.get(c) == "target") & {"goal"}
    told = tuple((c, headings[c], "action") for c in guessed)
    when = [plain(headings[c]) for c, name in fields.items() if name == "schedule"]
    counts = any(_MONTHS.match(text) for text in when)
    return Header(fields, months, unknown, width, described, is_sure, beside, counts, told), length


def _spread(months: dict[int, tuple[int, ...]], rows: Sequence[Row]) -> None:
    """Give the columns under a merged heading its months: one each where it has as many, else all to each."""
    for row in rows:
        column = 0
        while column < len(row.cells):
            end = column + 1
            while end < len(row.cells) and row.cells[end].joined == "left":
                end += 1
            named = months.get(column) if row.cells[column].text.strip() else None
            if named and not months.keys() & set(range(column + 1, end)):
                each = len(named) == end - column > 1
                months.update({c: (named[c - column],) if each else named for c in range(column, end)})
            column = end


def _parts_each(row: Row, above: Row, months: dict[int, tuple[int, ...]]) -> bool:
    """Tell whether a row parts each month of the row above it alike: *S1* to *S4*, *1.ª* and *2.ª*."""
    texts = [tidy(cell.text) for cell in row.cells]
    parts = []
    for column, named in months.items():
        end = column + 1
        while end < min(len(texts), len(above.cells)) and above.cells[end].joined == "left":
            end += 1
        if len(named) != 1 or end == column + 1:
            return False
        parts.append(texts[column:end])
    longest = max(parts, key=len, default=[])
    return len(parts) > 1 and len(set(longest)) == len(longest) and all(p == longest[: len(p)] for p in parts)


def _parts_months(row: Row, months: dict[int, tuple[int, ...]]) -> bool:
    """Tell whether a row below a header only parts its months, into fortnights or weeks."""
    told = {c: tidy(cell.text) for c, cell in enumerate(row.cells) if cell.text.strip()}
    parted = len(set(months.values())) < len(months)
    return parted and len(told) > 2 and told.keys() <= months.keys() and len(set(told.values())) > 1


def _is_doubtful(heading: str) -> bool:
    """Tell whether a text that begins as a heading does is so long that it may well be content."""
    return len(heading.split()) > LONGEST_SURE_HEADING and not is_exact_heading(heading)


def _subheadings(row: Row, above: list[str]) -> tuple[dict[int, str], dict[int, tuple[int, ...]]] | None:
    """Return the columns and months that a second header row adds, or None if it is no header."""
    headings = [tidy(cell.text) for cell in row.cells]
    if not any(headings[1:]):
        return None
    months = month_columns(_with_units(headings, above))
    named: dict[int, str] = {}
    for column, heading in enumerate(headings):
        if not heading or column in months or _YEAR.fullmatch(heading):
            continue
        meaning = column_of(heading)
        over, beside = ([*above, "", ""][column : column + 2]) if column < len(above) else ("", "")
        grouped = not beside or column_of(over) in ("schedule", "aside", None, meaning)
        if meaning is None or (over and over != heading and (column_of(over) in ROW_HEADS or not grouped)):
            return None
        named[column] = meaning
    return named, months


def _is_of_header(row: Row, above: Row) -> bool:
    """Tell whether a row is a header as well: cells of the one above reach into it, or all it gives is in brackets."""
    if any(c.joined == "above" and up.text.strip() for c, up in zip(row.cells, above.cells, strict=False)):
        return True
    texts = [tidy(cell.text) for cell in row.cells if cell.text.strip()]
    return len(texts) > 1 and all(_IN_BRACKETS.fullmatch(text) for text in texts)


def _with_units(headings: list[str], above: list[str]) -> list[str]:
    """Return headings with the unit that the heading over them counts: ``1.º`` under *Trimestre*."""
    over, written = "", list(headings)
    for column, heading in enumerate(headings):
        over = above[column] if column < len(above) and above[column] else over
        unit, number = _UNIT.search(plain(over)), _ORDINAL.fullmatch(plain(heading))
        if unit and number:
            nth = number["digit"] or {"i": "1", "ii": "2", "iii": "3", "iv": "4"}[number["roman"]]
            written[column] = f"{nth}.º {unit[0]}"
    return written
