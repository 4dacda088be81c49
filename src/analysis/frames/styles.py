"""The delimiters that a plan keeps to, by the cells that name several bodies.

Where nearly all of them part the names by some sign, a cell without it is one name: a known one, or
whatever it holds. A plan that also sets names side by side with nothing but spaces between keeps to none.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from itertools import pairwise

from analysis.frames.masking import mask
from analysis.frames.names import Names
from analysis.frames.spans import Cell
from analysis.frames.tokens import HARD, LABEL, tokens

LEAST_CELLS = 3  # that name several bodies; fewer tell nothing of a plan
LEAST_SHARE = 0.8  # of them that have a delimiter, in a plan that keeps to some
LEAST_OF_SIGN = 0.2  # of the delimited cells that a sign parts, if it is one of the plan's

_SIGNS = HARD - {LABEL, "&"} | {"-"}
_BESIDE = 2  # pairs of names with a space between, if either is unknown, that show that nothing parts names


def learn_style(names: Names, cells: Iterable[str]) -> None:
    """Teach `names` the delimiters that the plan with `cells` keeps to, if it does."""
    names.delimiters = frozenset()
    signs: Counter[str] = Counter()
    delimited = bare = 0
    for text in dict.fromkeys(cells):
        cell = Cell(tokens(mask(text).text), names)
        parting = {sign for at in range(1, len(cell.words)) if cell.parts(at) for sign in cell.words[at].gap} & _SIGNS
        if parting == {"\n"} and "\n" not in text:  # doubtful line ends tell nothing
            continue
        if parting:
            delimited += 1
            signs.update(parting)
            continue
        bare += _is_bare(cell)
    if delimited >= LEAST_CELLS and delimited / (delimited + bare) >= LEAST_SHARE:
        often = (sign for sign, cells_with in signs.items() if cells_with >= LEAST_OF_SIGN * delimited)
        names.delimiters = frozenset(often)


def _is_bare(cell: Cell) -> bool:
    """Tell whether names stand side by side in this cell: two known ones, or several."""
    spans = cell.spans() if len(cell.words) > 1 else []
    pairs = [(a, b) for a, b in pairwise(spans) if a.last + 1 == b.first and cell.words[b.first].gap == " "]
    return len(pairs) >= _BESIDE or any(a.name and b.name for a, b in pairs)
