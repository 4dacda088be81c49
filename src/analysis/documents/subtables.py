"""Sheets of labels and values (*fichas*) whose activities stand in a table of their own, inside the same table.

Above the header of the activities stand labels with their values (``Eixo | Saúde``, ``Responsável | Câmara``),
and below the last activity more of them may. They hold for every activity: each label becomes a column whose
one cell is merged down over the activities.
"""

from __future__ import annotations

from collections.abc import Sequence

from analysis.common.text import tidy
from analysis.documents.grid import Cell, Line, Row, Table
from analysis.documents.headers import headers_of
from analysis.documents.headings import column_of, is_exact_heading, section_of
from analysis.documents.shading import is_whole

LEAST_PAIRS = 2  # labels above the header
_LEVELS = {"theme", "measure", "objective", "goal", "any_objective", "aside", None}


def labels_as_columns(blocks: Sequence[Line | Table]) -> list[Line | Table]:
    """Return the blocks of a document with the labels over a table of activities as columns of it."""
    made: list[Line | Table] = []
    for block in blocks:
        parts = _parted(block) if isinstance(block, Table) else []
        made.extend(parts or [block])
    return made


def _parted(table: Table) -> list[Line | Table]:
    """Return the titles of each sheet of a table and its activities, or nothing where it is no such sheet.

    A sheet tells a level, as its title, and more. Labels of levels alone are headings over the table, which need no
    columns; labels without any (*Entidade*, *Data*) tell of the document.
    """
    heads = [head for head in headers_of(table.rows) if head[2].is_sure and _heads(table.rows[head[0]])]
    starts = [first for first, _, _ in heads]
    pairs = [_pair(row) for row in table.rows]
    above = [pair for pair in pairs[: starts[0]] if pair] if starts else []
    meant = {column_of(label) for label, _ in above}
    if len(above) < LEAST_PAIRS or meant <= _LEVELS or not meant & _LEVELS - {"aside", None}:
        return []
    made: list[Line | Table] = []
    begin = 0
    for number, (first, body, _) in enumerate(heads):
        limit = starts[number + 1] if number + 1 < len(starts) else len(table.rows)
        end = next((n for n in range(body, limit) if pairs[n] or _title(table.rows[n])), limit)
        known = {label for pair in pairs[begin:first] if pair for label in [pair[0]]}
        next_begin = end
        while next_begin < limit and (pair := pairs[next_begin]) and pair[0] not in known:
            next_begin += 1
        if any(row.cells and not pairs[n] and not _title(row) for n, row in enumerate(table.rows[end:limit], end)):
            return []  # rows that would be lost
        made += [Line(title, row.place) for row in table.rows[begin:first] if (title := _title(row))]
        held = [pair for pair in [*pairs[begin:first], *pairs[end:next_begin]] if pair]
        own = {column_of(tidy(cell.text)) for row in table.rows[first:body] for cell in row.cells} - {"aside", None}
        pairs_held = [pair for pair in held if column_of(pair[0]) not in own]
        made.append(_widened(table.rows[first:end], body - first, pairs_held))
        begin = next_begin
    return made


def _heads(row: Row) -> bool:
    """Tell whether a row is all headings, and no pairs of labels and values that begin like such."""
    texts = [tidy(cell.text) for cell in row.cells if cell.text.strip()]
    return all(map(column_of, texts)) and sum(map(is_exact_heading, texts)) > 1


def _pair(row: Row) -> tuple[str, Cell] | None:
    """Return the label and the value of a row that holds nothing else; a number of the label goes to the value."""
    filled = [cell for cell in row.cells if cell.text.strip()]
    if not filled or len(filled) > 2 or is_whole(row) or not row.cells[0].text.strip():
        return None
    label = tidy(filled[0].text).rstrip(" :")
    value = filled[1] if len(filled) == 2 else Cell()
    section = section_of(f"{label}: {tidy(value.text)}")
    if section and section.number is not None:
        return section.label, Cell(f"{label}: {value.text}")
    merged = len(filled) == 2 or any(cell.joined == "left" for cell in row.cells[1:])
    return (label, value) if is_exact_heading(label) and merged else None


def _title(row: Row) -> str:
    return tidy(row.cells[0].text) if is_whole(row) else ""


def _widened(rows: Sequence[Row], head: int, pairs: Sequence[tuple[str, Cell]]) -> Table:
    """Return rows, of which the first `head` are a header, with a column for each label before the others."""
    made = []
    for number, row in enumerate(rows):
        if number in (0, head):
            cells = [Cell(label) if number == 0 else Cell(value.text) for label, value in pairs]
        else:
            cells = [Cell("", None, "above")] * len(pairs)
        made.append(Row((*cells, *row.cells), row.place))
    return Table(tuple(made))
