"""Cards: coloured or framed boxes in which labels stand over their values, in one column or in several.

A label is a heading of the vocabulary alone in its line, written as the other labels of its card are. What
stands below it, up to the next label of its column, is its value. A card is given as a table of labels and
values, column by column; columns that each name an action are cards of their own. What stands above or beside
the labels is not taken.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from analysis.documents.formats.pdf.grids import Grid
from analysis.documents.formats.pdf.lines import TextLine, lines_of, text_of
from analysis.documents.formats.pdf.pages import Page
from analysis.documents.formats.pdf.prose import segments_of
from analysis.documents.formats.pdf.shapes import UPRIGHT, Box, Rule, Word
from analysis.documents.grid import Cell
from analysis.documents.headings import LONGEST_HEADING, column_of, is_exact_heading

_LEAST_WIDTH, _LEAST_HEIGHT = 80.0, 50.0  # points
_WHOLE_PAGE = 0.85  # of a page, from which on an area is its background
_MOST_BOXES, _MOST_RULES = 100, 100
_MOST_CELLS, _MOST_COLUMNS = 6, 6
_INDENT = 18.0  # points, from a label to the lines below it
_LEAST_LABELS = 3
_GAP = 1.0  # of the size of the font, between texts side by side
_ALIGNED = 3.0  # points between the starts of the labels of one column
_FULL = 0.85  # of the width of a column, from which on its longest line fills it
_SIZES = 0.15  # difference between sizes that are one
_ACTIONS = frozenset({"action", "description", "measure"})


@dataclass(slots=True)
class Card:
    """Rows of labels and values, and the words of the page in them, by id."""

    top: float
    left: float
    rows: list[list[Cell]]
    words: set[int]


@dataclass(slots=True)
class _Label:
    """A label and the lines of its value."""

    line: TextLine
    meaning: str
    value: list[TextLine]


def cards_of(page: Page, words: Sequence[Word], vocabulary: Collection[str]) -> list[Card]:
    """Return the cards of a page among some of its words."""
    placed = [(*word.box.middle, word) for word in words if word.turn == UPRIGHT]
    found: list[Card] = []
    for box, areas in _boxes(page) if placed else ():
        inside = [word for x, y, word in placed if box.left <= x <= box.right and box.top <= y <= box.bottom]
        found += _cards_in(box, areas, inside, vocabulary)
    return found


def cards_of_grid(grid: Grid, inside: Mapping[int, Sequence[Word]], vocabulary: Collection[str]) -> list[Card]:
    """Return the cards that a ruled table is, none of whose cells but holds labels and their values, one several."""
    if len(grid.regions) > _MOST_CELLS or any(word.turn != UPRIGHT for words in inside.values() for word in words):
        return []
    labels = [sum(map(_names, lines_of(words))) for words in inside.values()]
    if not labels or min(labels) < 1 or max(labels) < 2:
        return []
    words = [word for number in sorted(inside) for word in inside[number]]
    return _cards_in(grid.box, [region.box for region in grid.regions], words, vocabulary)


def without_cards(words: Iterable[Word], cards: Iterable[Card]) -> list[Word]:
    """Return the words that are in none of some cards."""
    taken = {number for card in cards for number in card.words}
    return [word for word in words if id(word) not in taken]


def _cards_in(box: Box, areas: Sequence[Box], words: Sequence[Word], vocabulary: Collection[str]) -> list[Card]:
    """Return the cards in a box with some areas in it."""
    columns = _columns(words)
    starts = [min(label.line.start for label in column) for column in columns]
    inset = min((_inset(start, [box, *areas]) for start in starts), default=0)
    rights = [_right(start, stop, box, areas) - inset for start, stop in pairwise([*starts, box.right])]
    groups: list[list[tuple[float, list[_Label]]]] = []  # width and labels of the columns of each card
    for column, start, right in zip(columns, starts, rights, strict=True):
        if not groups or (_names_action([column]) and _names_action([labels for _, labels in groups[-1]])):
            groups.append([])
        groups[-1].append((right - start, column))
    return [card for group in groups if (card := _card(group, vocabulary))]


def _boxes(page: Page) -> list[tuple[Box, list[Box]]]:
    """Return the boxes of a page that lie in no other, and those in each."""
    whole = _WHOLE_PAGE * page.width * page.height
    found = [
        box
        for box in [*(area.box for area in (*page.areas, *page.framed)), *_outlined(page.rules)]
        if box.width >= _LEAST_WIDTH and box.height >= _LEAST_HEIGHT and box.width * box.height < whole
    ][:_MOST_BOXES]
    boxes: list[tuple[Box, list[Box]]] = []
    for box in sorted(found, key=lambda box: -box.width * box.height):
        outer = next((inner for other, inner in boxes if other.holds(box)), None)
        if outer is None:
            boxes.append((box, []))
        else:
            outer.append(box)
    return boxes


def _outlined(rules: Sequence[Rule]) -> list[Box]:
    """Return the boxes of which each side is one rule."""
    lying = [rule for rule in rules if rule.lies and rule.end - rule.start >= _LEAST_WIDTH]
    standing = [rule for rule in rules if not rule.lies and rule.end - rule.start >= _LEAST_HEIGHT]
    if len(lying) > _MOST_RULES or len(standing) > _MOST_RULES:
        return []
    boxes = []
    for above in lying:
        sides = [
            {round(rule.end) for rule in standing if max(abs(rule.at - x), abs(rule.start - above.at)) <= _ALIGNED}
            for x in (above.start, above.end)
        ]
        for below in lying if all(sides) else ():
            alike = max(abs(above.start - below.start), abs(above.end - below.end)) <= _ALIGNED
            if alike and all(any(abs(end - below.at) <= _ALIGNED for end in ends) for ends in sides):
                boxes.append(Box(above.start, above.at, above.end, below.at))
    return boxes


def _columns(words: Sequence[Word]) -> list[list[_Label]]:
    """Return the labels that stand below one another, from left to right; none where texts keep to no columns."""
    parts = [part for line in lines_of(words) for part in segments_of(line, _GAP)]
    told = [part for part in parts if _names(part)]
    if len(told) < _LEAST_LABELS:
        return []
    bold, size = Counter(map(_look, told)).most_common(1)[0][0]
    told = [part for part in told if _look(part)[0] == bold and abs(_look(part)[1] - size) <= _SIZES * size]
    starts: list[float] = []
    for start in sorted(part.start for part in told):
        if not starts or start - starts[-1] > _ALIGNED:
            starts.append(start)
    if len(starts) > _MOST_COLUMNS:
        return []
    labels = {id(word) for part in told for word in part.words}
    columns: list[list[Word]] = [[] for _ in starts]
    for part in parts:
        number = sum(start <= part.start + _ALIGNED for start in starts) - 1
        if 0 <= number < len(starts) - 1 and part.end > starts[number + 1]:
            return []
        if number >= 0:
            columns[number] += part.words
    found: list[list[_Label]] = []
    for column in map(lines_of, columns):
        found.append([])
        for line in column:
            if all(id(word) in labels for word in line.words):
                found[-1].append(_Label(line, column_of(line.text.rstrip(" :")) or "", []))
            elif found[-1]:
                found[-1][-1].value.append(line)
    valued = sum(bool(label.value) for column in found for label in column)
    below = [line.start - label.line.start for column in found for label in column for line in label.value]
    under = 2 * sum(indent <= _INDENT for indent in below) > len(below)
    return found if max(map(len, found)) > 1 and 2 * valued > len(told) and under else []


def _names(part: TextLine) -> bool:
    """Tell whether a text is a heading of the vocabulary."""
    text = part.text.rstrip(" :")
    return len(text) <= LONGEST_HEADING and text[:1].isupper() and is_exact_heading(text)


def _look(part: TextLine) -> tuple[bool, float]:
    return all(word.bold for word in part.words), round(max(word.size for word in part.words) * 2) / 2


def _inset(start: float, boxes: Sequence[Box]) -> float:
    """Return how far a column begins from the side of its box."""
    return min(start - box.left for box in boxes if box.left <= start)


def _right(start: float, stop: float, box: Box, areas: Sequence[Box]) -> float:
    """Return where a column ends: at the side of a box before the next column, else where that begins."""
    sides = [side for area in areas for side in (area.left, area.right) if start < side <= stop]
    return max(sides, default=min(stop, box.right))


def _names_action(columns: Sequence[Sequence[_Label]]) -> bool:
    return any(label.meaning in _ACTIONS for column in columns for label in column)


def _card(group: Sequence[tuple[float, list[_Label]]], vocabulary: Collection[str]) -> Card | None:
    """Return the card that some columns are, if they name an action and enough of it."""
    columns = [column for _, column in group]
    if len({label.meaning for column in columns for label in column}) < _LEAST_LABELS or not _names_action(columns):
        return None
    rows: list[list[Cell]] = []
    taken: set[int] = set()
    for width, column in group:
        widest = max(line.end - line.start for label in column for line in [label.line, *label.value])
        width = widest if widest >= _FULL * width else width
        for label in column:
            value = text_of(label.value, width, vocabulary) if label.value else ""
            rows.append([Cell(label.line.text), Cell(value)])
            taken.update(id(word) for line in [label.line, *label.value] for word in line.words)
    first = [column[0].line for column in columns]
    top = min(word.box.bottom for line in first for word in line.words)  # below what stands beside the first label
    return Card(top, first[0].start, rows, taken)
