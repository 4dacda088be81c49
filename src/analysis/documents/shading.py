"""Shaded month cells: which fills of a month grid mark a month, and which only dress the table.

A fill marks a month where it differs from the ground it stands on. The ground of a row is the fill of its
other cells (zebra rows); a colour that fills whole rows or columns of a grid whose marks are written is
ground, and so is the lighter of two colours that leave no cell of the grid unfilled.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from analysis.documents.grid import Row
from analysis.documents.headers import Header
from analysis.documents.headings import starts_with_any
from analysis.documents.marks import is_blank

LIGHT = 0.85  # relative luminance from which on a fill that covers a whole grid is its ground
GREY = 16  # of 255, between the most and the least of red, green and blue in a grey
LEAST_ROWS = 3  # rows of a column from which on one fill all the way down is seen as ground


def shaded_months(rows: Sequence[Row], header: Header) -> list[set[int]]:
    """Return for each of the `rows` below a `header` the month columns whose fill marks a month."""
    columns = sorted(header.months)
    if not columns or not any(cell.fill for row in rows for cell in row.cells):
        return [set() for _ in rows]
    grid = [_standing_out(row, header) for row in rows]
    bodies = [n for n, row in enumerate(rows) if not is_whole(row) and not _is_remark(row)]
    ground = _grid_ground([grid[n] for n in bodies], [rows[n] for n in bodies], columns)
    return [{c for c, fill in found.items() if fill not in ground and c not in ground} for found in grid]


def is_whole(row: Row) -> bool:
    """Tell whether one merged cell takes the whole row."""
    return len(row.cells) > 2 and all(cell.joined == "left" for cell in row.cells[1:])


def _is_remark(row: Row) -> bool:
    """Tell whether a row is a total or a note: what is written in its months are no marks."""
    return starts_with_any(next((cell.text for cell in row.cells if cell.text.strip()), ""), "remarks")


def _standing_out(row: Row, header: Header) -> dict[int, str]:
    """Return the fills of the month cells that differ from the ground of their row."""
    beside = [
        cell.fill
        for column, cell in enumerate(row.cells)
        if column not in header.months and not header.fields.get(column, "theme").startswith(("theme", "aside"))
    ]
    ground = Counter(beside).most_common(1)[0][0] if beside else None
    cells = {c: row.cells[c].fill for c in header.months if c < len(row.cells)}
    if None in cells.values():
        ground = None  # a ground would fill them all
    return {c: fill for c, fill in cells.items() if fill and fill != ground}


def _grid_ground(grid: Sequence[dict[int, str]], rows: Sequence[Row], columns: list[int]) -> set[str | int]:
    """Return the colours and columns of a grid that mark nothing."""
    colours = {fill for found in grid for fill in found.values()}
    marked = [{c for c in columns if c < len(row.cells) and not is_blank(row.cells[c].text)} for row in rows]
    written = [bool(found) for found in marked]
    filled = [found for found in grid if found]
    full = len(filled) > 1 and all(len(found) == len(columns) for found in filled)
    ground: set[str | int] = set()
    if full and len(filled) == len(grid):
        lightest = max(colours, key=lambda c: (luminance(c), c))
        if len(colours) > 1 or luminance(lightest) >= LIGHT or any(written):
            ground.add(lightest)
    ground.update(_colours_of_whole_columns(grid, columns))
    if any(marks - found.keys() for found, marks in zip(grid, marked, strict=True)):
        ground.update(_whole_columns(grid, columns))
        pairs = [(found, marks) for found, marks in zip(grid, marked, strict=True) if found]
        if pairs and all(
            marks and found.keys() | marks == set(columns) and not found.keys() & marks for found, marks in pairs
        ):
            ground.update(colours)  # the cells of marks are left white
        whole_rows = [
            set(found.values())
            for found, row in zip(grid, rows, strict=True)
            if len(found) == len(columns) and not all(row.cells[c].joined == "left" for c in columns[1:])
        ]
        ground.update(colour for colours_of_row in whole_rows if len(colours_of_row) == 1 for colour in colours_of_row)
    return ground


def _whole_columns(grid: Sequence[dict[int, str]], columns: list[int]) -> set[int]:
    """Return the columns that one fill takes from the first row to the last."""
    if len(grid) < LEAST_ROWS:
        return set()
    whole = {c for c in columns if len({found.get(c) for found in grid}) == 1 and c in grid[0]}
    return whole if len(whole) < len(columns) else set()


def _colours_of_whole_columns(grid: Sequence[dict[int, str]], columns: list[int]) -> set[str]:
    """Return the colours that take columns from the first row to the last and stand nowhere else, beside others."""
    if len(grid) < LEAST_ROWS:
        return set()
    whole = _whole_columns(grid, columns)
    elsewhere = {fill for found in grid for column, fill in found.items() if column not in whole}
    pale = {fill for fill in (grid[0][column] for column in whole) if _is_pale(fill)}
    return pale - elsewhere if elsewhere else set()


def _is_pale(colour: str) -> bool:
    """Tell whether a colour is light or grey, as what dresses a table is, and marks seldom are."""
    parts = [int(colour[i : i + 2], 16) for i in (0, 2, 4)]
    return luminance(colour) >= LIGHT or max(parts) - min(parts) <= GREY


def luminance(colour: str) -> float:
    """Return the relative luminance of a colour, 0 for black to 1 for white (WCAG 2, without its gamma)."""
    red, green, blue = (int(colour[i : i + 2], 16) / 255 for i in (0, 2, 4))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
