"""Header rows of tables without rules: lines whose parts are headings of the vocabulary.

A part is a run of words without a wide gap. A header may wrap over several lines and may have a heading
over several columns (``Cronograma`` over the months).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from analysis.documents.formats.pdf.lines import TextLine, lines_of
from analysis.documents.formats.pdf.parts import Part, months_of, parts_of, with_periods_parted
from analysis.documents.formats.pdf.shapes import Box, Rule, Word
from analysis.documents.headings import column_of, is_exact_heading

_TIGHT, _NEAR, _FAR = 1.35, 2.0, 2.8  # times the size of the font, between baselines
_SIZES = 0.12  # difference between sizes that are one
_WHITE_BELOW, _BOLD_ABOVE = 0.75, 2.0  # worth of white below a header row, and of being bold where that is not
_REPEATED = 5.0  # worth of the header row of the table before
_MOST_LINES = 5
_MOST_WORDS = 6  # of a line of a heading
_LEAST_LEAVES = 3
_LEAST_MONTHS = 3
_TELLING = frozenset({"action", "measure", "description", "goal", "any_objective", "target"})
_LEVELS = frozenset({"theme", "measure", "objective", "goal", "any_objective"})


@dataclass(slots=True)
class Heading:
    """A header row.

    Attributes
    ----------
    leaves : list of Part
        The heading of each column.
    over : list of (Part, first column, last column)
        Headings over several columns.
    months, levels : set of int
        Columns that stand for months, and those of themes and objectives before the action.
    """

    lines: list[TextLine]
    leaves: list[Part]
    over: list[tuple[Part, int, int]]
    months: set[int]
    levels: set[int]

    @property
    def box(self) -> Box:
        """What it takes up of the page."""
        parts = [*self.leaves, *(part for part, _, _ in self.over)]
        boxes = [word.box for part in parts for word in part.words]
        return Box(
            min(box.left for box in boxes),
            min(box.top for box in boxes),
            max(box.right for box in boxes),
            max(box.bottom for box in boxes),
        )


def headings_of(
    lines: Sequence[TextLine], turned: Sequence[Word], lying: Sequence[Rule], gap: float, known: Sequence[str]
) -> list[Heading]:
    """Return the header rows on a page.

    Parameters
    ----------
    lines, turned, lying
        Its lines, the words on it that are turned, and its lying rules.
    gap : float
        What parts columns, in sizes of the font.
    known : sequence of str
        The headings of the table before, which may be repeated.
    """
    found: list[Heading] = []
    parted = [with_periods_parted(parts_of(line, gap)) for line in lines]
    shafts = [
        Part(line.words, *_across(line.words), max(w.box.bottom for w in line.words)) for line in lines_of(turned)
    ]
    done = 0
    for number, parts in enumerate(parted):
        if number < done or not _may_head(parts):
            continue
        best: tuple[tuple[float, int], Heading, int] | None = None
        first = number
        while first >= done and number - first < _MOST_LINES:
            last = number
            while last < len(lines) and last - first < _MOST_LINES:
                if heading := _heading(lines[first : last + 1], parted[first : last + 1], shafts):
                    same = [leaf.text for leaf in heading.leaves] == list(known)
                    rank = (_worth(heading) + _closes(lines, last) + _REPEATED * same, last - first)
                    if best is None or rank > best[0]:
                        best = (rank, heading, last)
                if last + 1 == len(lines) or not _belongs(lines, parted, number, last, last + 1, lying):
                    break
                last += 1
            if first == 0 or not _belongs(lines, parted, number, first, first - 1, lying):
                break
            first -= 1
        if best:
            found.append(best[1])
            done = best[2] + 1
    return found


def _across(words: Sequence[Word]) -> tuple[float, float]:
    return min(word.box.left for word in words), max(word.box.right for word in words)


def _may_head(parts: Sequence[Part]) -> bool:
    if len(parts) < 2:
        return False
    texts = [part.text for part in parts if len(part.words) <= _MOST_WORDS]
    named = {meaning for text in texts if text[0].isupper() and (meaning := column_of(text))}
    return len(named) >= 2 or (len(texts) > _LEAST_MONTHS and len(months_of(texts)) >= _LEAST_MONTHS)


def _belongs(
    lines: Sequence[TextLine],
    parted: Sequence[Sequence[Part]],
    anchor: int,
    near: int,
    other: int,
    lying: Sequence[Rule],
) -> bool:
    """Tell whether a line next to a header row may be one of its lines."""
    line, beside, size = lines[other], lines[near], lines[anchor].size
    distance = abs(line.base - beside.base)
    if abs(line.size - size) > _SIZES * size or distance > _FAR * size:
        return False
    texts = [part.text for part in parted[other]]
    if len(texts) > 1 and len(months_of(texts)) + sum(map(bool, map(column_of, texts))) >= len(texts):
        return True
    top, bottom = sorted((line.base, beside.base))
    wide = lines[anchor].end - lines[anchor].start
    if any(top < rule.at < bottom - 0.5 * size and rule.end - rule.start > 0.6 * wide for rule in lying):
        return False
    bold = all(word.bold for word in lines[anchor].words)
    if bold != all(word.bold for word in line.words):
        return False
    return distance <= (_NEAR if bold else _TIGHT) * size


def _closes(lines: Sequence[TextLine], last: int) -> float:
    """Return what it is worth that a header row ends with a line."""
    line, below = lines[last], lines[last + 1] if last + 1 < len(lines) else None
    white = below is None or below.base - line.base > _TIGHT * line.size
    bold = all(word.bold for word in line.words) and below is not None and not all(word.bold for word in below.words)
    return _WHITE_BELOW * white + _BOLD_ABOVE * bold


def _worth(heading: Heading) -> float:
    """Return how well the texts of a header row are headings."""
    worth = 0.0
    for column, leaf in enumerate(heading.leaves):
        if column in heading.months:
            worth += 2
        elif column_of(leaf.text):
            worth += 2 if is_exact_heading(leaf.text) else 1.5
        else:
            worth -= 0.5
    return worth + 0.5 * len(heading.over)


def _heading(lines: Sequence[TextLine], parted: Sequence[Sequence[Part]], shafts: Sequence[Part]) -> Heading | None:
    """Return the header row that some lines are, or None."""
    over: list[tuple[Part, float, float]] = []
    leaves: list[Part] = []
    for number, parts in enumerate(parted):
        for part in parts:
            below = [other for row in parted[number + 1 :] for other in _under(part, row)]
            if len(below) > 1 and len({id(b) for b in below}) > 1 and _side_by_side(below):
                over.append((part, min(b.start for b in below), max(b.end for b in below)))
            else:
                leaves.append(part)
    top, bottom = lines[0].base - _FAR * lines[0].size, lines[-1].base + _FAR * lines[-1].size
    tall = [s for s in shafts if all(w.box.bottom > top and w.box.top < bottom for w in s.words)]
    leaves = _stacked([*leaves, *tall])
    texts = [leaf.text for leaf in leaves]
    months = set(months_of(texts))
    meanings = [None if column in months else column_of(text) for column, text in enumerate(texts)]
    named = {meaning for meaning in meanings if meaning and meaning != "aside"}
    told = sum(map(bool, meanings))
    if len(leaves) < _LEAST_LEAVES or len(named) < 2 or not _TELLING & named:
        return None
    if 5 * told < 3 * (len(leaves) - len(months)) or len(months) == 1:
        return None
    action = meanings.index("action") if "action" in meanings else len(meanings)
    levels = {column for column, meaning in enumerate(meanings[:action]) if meaning in _LEVELS}
    if "action" not in meanings:
        levels.discard(max(levels, default=-1))
    covers = []
    for part, start, end in over:
        under = [column for column, leaf in enumerate(leaves) if start - 1 <= leaf.middle <= end + 1]
        if len(under) < 2:
            return None
        covers.append((part, under[0], under[-1]))
    return Heading(list(lines), leaves, covers, months, levels)


def _under(part: Part, row: Sequence[Part]) -> list[Part]:
    """Return the parts of a line below over which a part stands: those below it, or the months that it is within."""
    months = sorted(months_of([other.text for other in row]))
    if len(months) >= _LEAST_MONTHS:
        run = [row[column] for column in months]
        if run[0].start - 6 <= part.start and part.end <= run[-1].end + 6:
            return run
    return [other for other in row if part.start - 1 <= other.middle <= part.end + 1]


def _side_by_side(parts: Sequence[Part]) -> bool:
    ordered = sorted(parts, key=lambda part: part.start)
    return any(b.start > a.end for a, b in pairwise(ordered))


def _stacked(parts: Iterable[Part]) -> list[Part]:
    """Join the parts that stand above one another, from left to right."""
    columns: list[Part] = []
    for part in sorted(parts, key=lambda part: part.start):
        if columns and part.start < columns[-1].end - 0.5:
            columns[-1].words.extend(part.words)
            columns[-1].end = max(columns[-1].end, part.end)
        else:
            columns.append(Part(list(part.words), part.start, part.end, part.base))
    for column in columns:
        column.words.sort(key=lambda word: (word.turn, round(word.baseline), word.box.left if not word.turn else 0))
    return columns
