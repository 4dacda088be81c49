"""The delimiters that a plan keeps to, by the cells that name several bodies.

Where nearly all of them part the names by some sign, a cell without it is one name: a known one, or
whatever it holds. A plan that also sets names side by side with nothing but spaces between keeps to none.
A column may keep to others than the rest of the plan if enough of its cells show so.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import pairwise

from analysis.entities.masking import mask
from analysis.entities.names import Names
from analysis.entities.spans import Cell
from analysis.entities.tokens import HARD, LABEL, tokens

LEAST_CELLS = 3  # that name several bodies; fewer tell nothing of a plan or column
LEAST_SHARE = 0.8  # of them that have a delimiter, in a plan that keeps to some
LEAST_OF_SIGN = 0.2  # of the delimited cells that a sign parts, if it is one of the plan's

_SIGNS = HARD - {LABEL, "&"} | {"-"}
_BESIDE = 2  # pairs of names with a space between, if either is unknown, that show that nothing parts names


@dataclass
class _Style:
    """How many cells name several bodies with each sign, with any, and with none."""

    signs: Counter[str] = field(default_factory=Counter)
    delimited: int = 0
    bare: int = 0

    @property
    def delimiters(self) -> frozenset[str]:
        """The signs that nearly all cells keep to; none if they do not."""
        if self.delimited < LEAST_CELLS or self.delimited / (self.delimited + self.bare) < LEAST_SHARE:
            return frozenset()
        return frozenset(sign for sign, cells in self.signs.items() if cells >= LEAST_OF_SIGN * self.delimited)

    @property
    def is_told(self) -> bool:
        """Whether enough cells name several bodies, all in one of both ways."""
        return bool(self.delimiters) or self.bare >= LEAST_CELLS


def learn_style(names: Names, cells: Iterable[str]) -> None:
    """Teach `names` the delimiters that the plan with `cells` keeps to, if it does."""
    names.delimiters = frozenset()
    names.delimiters = _style_of(names, cells).delimiters


def learn_styles(names: Names, columns: Mapping[str, Iterable[str]]) -> dict[str, Names]:
    """Teach `names` the delimiters of a plan with several columns; return the names as each column holds them."""
    names.delimiters = frozenset()
    styles = {column: _style_of(names, cells) for column, cells in columns.items()}
    learn_style(names, (cell for cells in columns.values() for cell in cells))
    return {
        column: names.in_column(style.delimiters) if style.is_told and style.delimiters != names.delimiters else names
        for column, style in styles.items()
    }


def _style_of(names: Names, cells: Iterable[str]) -> _Style:
    style = _Style()
    for text in dict.fromkeys(cells):
        cell = Cell(tokens(mask(text).text), names)
        parting = [at for at in range(1, len(cell.words)) if cell.parts(at)]
        signs = {sign for at in parting if not cell.is_doubtful(at) for sign in cell.words[at].gap} & _SIGNS
        if signs == {"\n"} and "\n" not in text:  # doubtful line ends tell nothing
            continue
        if signs:
            style.delimited += 1
            style.signs.update(signs)
        elif not any(set(cell.words[at].gap) & _SIGNS for at in parting):
            style.bare += _is_bare(cell)
    return style


def _is_bare(cell: Cell) -> bool:
    """Tell whether names stand side by side in this cell: two known ones, or several."""
    spans = cell.spans() if len(cell.words) > 1 else []
    pairs = [(a, b) for a, b in pairwise(spans) if a.last + 1 == b.first and cell.words[b.first].gap == " "]
    return len(pairs) >= _BESIDE or any(a.name and b.name for a, b in pairs)
