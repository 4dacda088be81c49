"""The columns under a header row without rules: where they part, and what crosses them.

Between two headings a column ends where the fewest lines are written; sides of filled areas and standing
rules there tell it exactly.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from analysis.documents.formats.pdf.blocks import Habit
from analysis.documents.formats.pdf.headings import Heading
from analysis.documents.formats.pdf.lines import TextLine
from analysis.documents.formats.pdf.pages import Page
from analysis.documents.formats.pdf.parts import Part, parts_of

_WIDEST_GUTTER = 12.0
_ENOUGH = 6  # lines, to know columns by
_WHITE = 0.15  # of the lines, which may cross the end of a column
_LINES_ACROSS = 3  # one after the other, that end what is looked at
_MOST_ALIGNED = 3
_UNDER_HEADING = 10  # counted as so many aligned lines: a column that begins where its heading does
_SAME = 2.0  # points between headings of two pages that are one


@dataclass(frozen=True, slots=True)
class Columns:
    """Where the columns of a table are.

    Attributes
    ----------
    xs : list of float
        Where each begins, and where the last ends.
    months, levels : set of int
        Columns of months, and those of themes and objectives.
    begins : set of int
        Where parts of its lines begin.
    middles, texts : list
        Of its headings.
    habit : Habit
        How it is written.
    """

    xs: list[float]
    months: set[int]
    levels: set[int]
    begins: set[int]
    middles: list[float]
    texts: list[str]
    habit: Habit = field(default_factory=Habit)

    def crossed(self, part: Part, *, months: bool = False) -> int:
        """Return how many ends of columns a part crosses, with or without those between two months."""
        inner = range(1, len(self.xs) - 1)
        return sum(
            part.start + 1 < self.xs[x] < part.end - 1
            for x in inner
            if months or not (x in self.months and x - 1 in self.months)
        )

    def has(self, middles: Sequence[float]) -> bool:
        """Tell whether headings stand over these columns, as those of the page before did."""
        return len(middles) == len(self.middles) and all(
            abs(a - b) <= _SAME for a, b in zip(middles, self.middles, strict=True)
        )

    def at(self, x: float) -> int:
        """Return the column at a distance from the left."""
        return min(max(bisect_right(self.xs, x) - 1, 0), len(self.xs) - 2)


def columns_of(
    heading: Heading, rest: Sequence[TextLine], page: Page, gap: float, above: Columns | None
) -> Columns | None:
    """Return the columns under a header row, or None where what stands below does not keep to any."""
    leaves = heading.leaves
    middles = [leaf.middle for leaf in leaves]
    if above is not None and above.has(middles):
        return above
    inked: list[list[Part]] = []
    far = 0
    for line in rest:
        parts = parts_of(line, gap)
        across = any(sum(part.start < leaf.middle < part.end for leaf in leaves) > 1 for part in parts)
        far = far + 1 if across else 0
        if far > (1 if len(inked) >= _ENOUGH else _LINES_ACROSS):
            break
        if not across:
            inked.append(parts)
    if not inked:
        return None
    bottom = max(part.base for parts in inked for part in parts)
    hints = _hints(page, heading.box.top - 5, bottom)
    inked.append(list(leaves))
    ends: list[tuple[float, float]] = []
    for left, right in pairwise(leaves):
        ends.append(white := _white_between(left, right, inked))
        at = sum(white) / 2
        crossing = sum(any(w.box.left < at < w.box.right for part in parts for w in part.words) for parts in inked)
        if crossing > max(_WHITE * len(inked), 2):
            return None
    gutter = min([_WIDEST_GUTTER, *(b - a for a, b in ends)])
    xs = []
    for number, (a, b) in enumerate(ends):
        inside = {x: times for x, times in hints.items() if a - 1 <= x <= b + 1}
        if inside:
            xs.append(max(inside, key=lambda x: (inside[x], x)))
        elif number in heading.months and number + 1 in heading.months:
            xs.append(min(max((leaves[number].middle + leaves[number + 1].middle) / 2, a), b))
        else:
            xs.append(b - gutter / 2)
    parts = [part for line in inked for part in line]
    outer = min(part.start for part in parts) - gutter / 2, max(part.end for part in parts) + gutter / 2
    xs = [min(outer[0], xs[0] - 1), *xs, max(outer[1], xs[-1] + 1)]
    return Columns(
        xs,
        heading.months,
        heading.levels,
        {round(part.start) for part in parts},
        middles,
        [leaf.text for leaf in leaves],
    )


def _hints(page: Page, top: float, bottom: float) -> dict[float, int]:
    """Return where sides of areas and standing rules are between two heights, and how many."""
    edges = [rule.at for rule in page.rules if not rule.lies and rule.start < bottom and rule.end > top] * 2
    for area in page.areas:
        if area.box.top < bottom and area.box.bottom > top and area.box.height > 5:
            edges += [area.box.left, area.box.right]
    edges += [end for rule in page.rules if rule.lies and top < rule.at < bottom for end in (rule.start, rule.end)]
    counts = Counter(round(edge, 1) for edge in edges)
    return {edge: times for edge, times in counts.items() if times > 1}


def _white_between(left: Part, right: Part, inked: Sequence[Sequence[Part]]) -> tuple[float, float]:
    """Return the stretch between the middles of two headings that the fewest lines cross.

    Of several it is the widest, and rather one behind which many lines begin.
    """
    low, high = left.middle, right.middle
    boxes = [word.box for parts in inked for part in parts for word in part.words]
    spans = [(max(b.left, low), min(b.right, high)) for b in boxes if b.right > low and b.left < high]
    spans += [(max(p.start, low), min(p.end, high)) for p in (left, right)]
    cuts = sorted({low, high, *(x for span in spans for x in span)})
    changes = Counter[float]()
    for start, end in spans:
        changes[start] += 1
        changes[end] -= 1
    begun = Counter(round(b.left) for b in boxes)
    stretches: list[tuple[int, float, float]] = []
    over = 0
    for a, b in pairwise(cuts):
        over += changes[a]
        if stretches and stretches[-1][0] == over:
            stretches[-1] = (over, stretches[-1][1], b)
        else:
            stretches.append((over, a, b))

    def rank(stretch: tuple[int, float, float]) -> tuple[int, float]:
        over, start, end = stretch
        aligned = min(max(sum(begun[round(end) + d] for d in (-1, 0, 1)), 1), _MOST_ALIGNED)
        return over, (start - end) * (_UNDER_HEADING if abs(end - right.start) < 1 else aligned)

    return min(stretches, key=rank)[1:]
