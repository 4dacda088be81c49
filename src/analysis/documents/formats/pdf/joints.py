"""Tables whose rows alone are ruled, cell by cell: where the pieces of their lines meet, their columns part.

Such a line is drawn in pieces that abut, one for each cell; several lines have their joints in the same places.
A coloured band with a text in several columns is a row, of heads as a rule. What stands over the first line or
under the last and keeps to the columns belongs to the table, as its header or as a row that the page breaks. A
text that crosses the columns between two lines stands across the table if nothing else is there, and parts two
tables otherwise.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from analysis.documents.formats.pdf.lines import TextLine, lines_of
from analysis.documents.formats.pdf.shapes import UPRIGHT, Area, Rule, Word

_SAME = 0.8  # points between pieces of one line, and between their ends
_SHORTEST = 12.0  # of a piece
_LEAST = 3  # pieces of a line
_STANDING = 5.0  # length of a rule that stands and parts cells itself
_MOST_RULES, _MOST_AREAS, _MOST_KINDS = 2000, 2000, 20  # on a page
_NEAR = 1.7  # times the size of the font, between the lines of text of a row
_FIRST = 2.4  # and from a ruled line to the text over or under it
_SIZES = 0.12  # difference between sizes that are one
_WHITE = "ffffff"
_HIGHEST_BANNER = 3.5  # times the size of the font


@dataclass(slots=True)
class _Ruled:
    """A line in pieces: its height, where each begins and ends, and the colour of the first."""

    at: float
    pieces: list[tuple[float, float]]
    colour: str
    is_edge: bool = False  # of a band

    @property
    def joints(self) -> list[float]:
        """Return where its pieces meet."""
        return [start for start, _ in self.pieces[1:]]


def rules_at_joints(rules: Sequence[Rule], areas: Sequence[Area], words: Sequence[Word]) -> list[Rule]:
    """Return the rules that tables ruled row by row lack: between their columns, and around what is open of them."""
    lying = [rule for rule in rules if rule.lies and rule.end - rule.start >= _SHORTEST]
    standing = [rule for rule in rules if not rule.lies and rule.end - rule.start >= _STANDING]
    if not 2 * _LEAST <= len(lying) <= _MOST_RULES or len(standing) > _MOST_RULES:
        return []
    lines = [
        line
        for line in _in_pieces(lying)
        if not any(
            rule.start - _SAME <= line.at <= rule.end + _SAME
            and line.pieces[0][0] - _SAME <= rule.at <= line.pieces[-1][1] + _SAME
            for rule in standing
        )
    ]
    texts = lines_of(word for word in words if word.turn == UPRIGHT)
    made: list[Rule] = []
    for _ in range(_MOST_KINDS):
        widest = max(lines, key=lambda line: len(line.pieces), default=None)
        if widest is None or len(widest.pieces) < _LEAST:
            break
        xs = [widest.pieces[0][0], *widest.joints, widest.pieces[-1][1]]
        own = [line for line in lines if all(_is_at(x, xs) for piece in line.pieces for x in piece)]
        lines = [line for line in lines if not any(line is other for other in own)]
        if sum(len(line.pieces) > 1 for line in own) > 1:
            made += _of_table(own, xs, areas, texts)
    return made


def _in_pieces(lying: Sequence[Rule]) -> Iterator[_Ruled]:
    """Yield the lines that lying rules make which abut."""
    line: _Ruled | None = None
    for rule in sorted(lying, key=lambda rule: (round(rule.at), rule.start)):
        if line and abs(rule.at - line.at) <= _SAME and abs(rule.start - line.pieces[-1][1]) <= _SAME:
            line.pieces.append((rule.start, rule.end))
            continue
        if line:
            yield line
        line = _Ruled(rule.at, [(rule.start, rule.end)], rule.colour)
    if line:
        yield line


def _of_table(
    ruled: Sequence[_Ruled], xs: Sequence[float], areas: Sequence[Area], texts: Sequence[TextLine]
) -> list[Rule]:
    """Return the rules between the columns of lines of one kind, and over and under them where rows are open."""
    inside = [
        part
        for line in texts
        if (part := [word for word in line.words if xs[0] - _SAME <= word.box.middle[0] <= xs[-1] + _SAME])
    ]
    rows = [(max(word.baseline for word in part), part) for part in inside]
    edges = [edge for edge in _edges(areas, xs, rows) if not any(abs(edge.at - line.at) < _SHORTEST for line in ruled)]
    lines = sorted([*ruled, *edges], key=lambda line: line.at)
    made = [Rule(True, edge.at, xs[0], xs[-1], 0.5, ruled[0].colour) for edge in edges]
    tables: list[list[_Ruled]] = [[lines[0]]]
    for above, below in pairwise(lines):
        between = [part for base, part in rows if above.at < base < below.at]
        crossing = [part for part in between if _crosses(part, xs)]
        if not crossing:
            made += _standing(xs, above.at, below.at, below.colour)
        elif len(crossing) == len(between) and below.at - above.at <= _HIGHEST_BANNER * crossing[0][0].size:
            made += _standing([xs[0], xs[-1]], above.at, below.at, below.colour)
        else:
            tables.append([])
        tables[-1].append(below)
    for table in tables:
        for edge, beyond in (
            (table[0], [row for row in reversed(rows) if row[0] < table[0].at]),
            (table[-1], [row for row in rows if row[0] > table[-1].at]),
        ):
            if not edge.is_edge and (end := _open_to(edge.at, beyond, xs)) is not None:
                made.append(Rule(True, end, xs[0], xs[-1], 0.5, edge.colour))
                made += _standing(xs, min(end, edge.at), max(end, edge.at), edge.colour)
    return made


def _edges(areas: Sequence[Area], xs: Sequence[float], rows: Sequence[tuple[float, list[Word]]]) -> Iterator[_Ruled]:
    """Yield the upper and lower sides of the bands from side to side in which a text stands in several columns."""
    bands: dict[tuple[int, int], list[Area]] = {}
    for area in areas[:_MOST_AREAS]:
        if area.full and area.colour != _WHITE and _is_at(area.box.left, xs) and _is_at(area.box.right, xs):
            bands.setdefault((round(area.box.top), round(area.box.bottom)), []).append(area)
    for parts in bands.values():
        top, bottom = parts[0].box.top, parts[0].box.bottom
        within = [words for base, words in rows if top < base < bottom]
        columns = {sum(word.box.middle[0] > x for x in xs) for words in within for word in words}
        wide = {round(area.box.left): area.box.width for area in parts}
        whole = sum(wide.values()) >= xs[-1] - xs[0] - _SAME * len(xs)
        if whole and len(columns) > 1 and bottom - top >= _SHORTEST and not any(_crosses(w, xs) for w in within):
            for at in (top, bottom):
                yield _Ruled(at, [(xs[0], xs[-1])], parts[0].colour, True)


def _open_to(at: float, beyond: Sequence[tuple[float, list[Word]]], xs: Sequence[float]) -> float | None:
    """Return how far from a line the texts next to it keep to the columns; None where these are not several."""
    end: float | None = None
    columns: set[int] = set()
    last, size = at, 0.0
    for base, part in beyond:
        near = abs(base - last) <= (_NEAR if size else _FIRST) * part[0].size
        alike = not size or abs(part[0].size - size) <= _SIZES * size
        if not near or not alike or _crosses(part, xs):
            break
        last, size = base, part[0].size
        columns |= {sum(word.box.middle[0] > x for x in xs) for word in part}
        end = min(word.box.top for word in part) - 1 if base < at else max(word.box.bottom for word in part) + 1
    return end if len(columns) > 1 else None


def _crosses(words: Sequence[Word], xs: Sequence[float]) -> bool:
    """Tell whether a text crosses the end of a column: a word does, or two words of it that stand close."""
    spans = [(word.box.left, word.box.right) for word in words]
    spans += [(a.box.right, b.box.left) for a, b in pairwise(words) if b.box.left - a.box.right < 0.35 * a.size]
    return any(left + 1 < x < right - 1 for left, right in spans for x in xs[1:-1])


def _standing(xs: Sequence[float], top: float, bottom: float, colour: str) -> list[Rule]:
    return [Rule(False, x, top, bottom, 0.5, colour) for x in xs]


def _is_at(x: float, xs: Sequence[float]) -> bool:
    return any(abs(x - other) <= _SAME for other in xs)
