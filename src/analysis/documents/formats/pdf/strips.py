"""Strips of months in one cell of a PDF table: names of months of which those that are meant stand on a colour.

What stands in such a cell are several: a row of the names, and a row of their colours below it. A colour that
covers the cell is its background, and none of these; nor is a pale one on which the other months stand.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from analysis.documents.formats.pdf.grids import Grid
from analysis.documents.formats.pdf.lines import lines_of
from analysis.documents.formats.pdf.parts import months_of
from analysis.documents.formats.pdf.shapes import UPRIGHT, Area, Box, Word
from analysis.documents.grid import Cell

_LEAST = 4  # months of a strip
_YEAR = 12
_BACKGROUND = 0.8  # of a cell, that no colour of a month covers
_WHITE = "ffffff"
_PALE = 0.8  # of the light of white
_DARKER = 0.15  # of it, that a colour is darker than the pale one of the months that are not meant
_GREY = 24  # of 255, between the parts of a grey at most

_Strip = list[tuple[str, str | None]]  # names and colours


def with_strips(
    rows: list[list[Cell]], grid: Grid, inside: Mapping[int, Sequence[Word]], areas: Sequence[Area]
) -> list[list[Cell]]:
    """Return the rows of a grid with the strips in its cells parted, if they name the same months in one column."""
    strips: dict[int, _Strip] = {}  # row -> strip
    columns: set[int] = set()
    for number, words in inside.items():
        region = grid.regions[number]
        if region.rows == 1 and region.columns == 1 and (strip := _strip_in(region.box, words, areas)):
            strips[region.row] = strip
            columns.add(region.column)
    if len(columns) != 1 or len({tuple(name for name, _ in strip) for strip in strips.values()}) > 1:
        return rows
    column = columns.pop()
    more = len(next(iter(strips.values()))) - 1
    made: list[list[Cell]] = []
    for number, row in enumerate(rows):
        before, cell, behind = row[:column], row[column], row[column + 1 :]
        if number not in strips:
            joined = "above" if cell.joined == "above" else "left"
            made.append([*before, cell, *(Cell("", cell.fill, joined) for _ in range(more)), *behind])
            continue
        made.append([*before, *(Cell(name) for name, _ in strips[number]), *behind])
        under = [[Cell("", other.fill, "above") for other in some] for some in (before, behind)]
        made.append([*under[0], *(Cell("", fill) for _, fill in strips[number]), *under[1]])
    return made


def _strip_in(box: Box, words: Sequence[Word], areas: Sequence[Area]) -> _Strip:
    """Return the names of months in a cell and their colours, or nothing where it holds another text."""
    if len(words) < _LEAST or any(word.turn != UPRIGHT for word in words):
        return []
    lines = lines_of(words)
    ordered = [word for line in lines for word in line.words]
    texts = [word.text for word in ordered]
    if len(months_of(texts)) < len(texts) or len(set(texts)) < len(texts):
        return []
    over = [area for area in areas if box.holds(area.box) and area.box.width < _BACKGROUND * box.width]
    strip: _Strip = []
    for word in ordered:
        behind = [area.colour for area in over if area.box.holds(word.box)]
        strip.append((word.text, behind[-1] if behind and behind[-1] != _WHITE else None))
    colours = {colour for _, colour in strip}
    pale = _pale_among([colour for colour in colours if colour])
    strip = [(name, None if colour == pale else colour) for name, colour in strip]
    return strip if len(colours) > 1 or (len(strip) == _YEAR and len(lines) == 1 and colours != {None}) else []


def _pale_among(colours: Sequence[str]) -> str | None:
    """Return the colour of the months that are not meant: much lighter than the other one, or the only one and grey."""
    lightest = max(colours, key=_light, default=None)
    if lightest is None or len(colours) > 2 or _light(lightest) < _PALE:
        return None
    if len(colours) == 1:
        parts = [int(lightest[place : place + 2], 16) for place in (0, 2, 4)]
        return lightest if max(parts) - min(parts) <= _GREY and _light(lightest) > 1 - _DARKER else None
    return lightest if _light(lightest) - _light(min(colours, key=_light)) >= _DARKER else None


def _light(colour: str) -> float:
    """Return how light a colour is, where white is 1."""
    red, green, blue = (int(colour[place : place + 2], 16) / 255 for place in (0, 2, 4))
    return 0.299 * red + 0.587 * green + 0.114 * blue
