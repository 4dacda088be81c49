"""What stands on the pages of a PDF and is no part of its text: running heads and feet, and page numbers.

A line or a boxed head is *furniture* where it stands outermost on its page and the same, digits apart, stands
at the same height on most pages, or on most left or right ones. Its digits must be the same as well or count
the pages. It is given once; page numbers never are. Heads of columns are none of these: they stand in the cells
of a table or close over its rows, or name what is done in a box of their own.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from analysis.documents.formats.pdf.grids import Grid
from analysis.documents.formats.pdf.lines import TextLine, lines_of
from analysis.documents.formats.pdf.pages import Page
from analysis.documents.formats.pdf.prose import segments_of
from analysis.documents.formats.pdf.shapes import UPRIGHT, Word
from analysis.documents.headings import column_of

_SAME_HEIGHT = 4.0  # points
_OUTERMOST = 12  # lines and boxes at an end of a page
_END = 0.3  # of the height of a page, that furniture may take up
_CLOSE = 2.5  # times the size of the font, between the lines of a table
_SAME_SIZE = 0.1  # difference of sizes in the lines of a table, as a share
_COLUMNS = 4  # texts in a line of heads of columns
_NUMBER = re.compile(r"\d{1,9}")
_PAGE_WORD = r"(?:p\s?[áa]\s?g\s?i\s?n\s?a|p[áa]g|page|pg?|folha|fl)"
_LABEL = re.compile(rf"(?:(?:^|(?<=\W)){_PAGE_WORD}|[|/–—•·-])\W*$", re.I)  # before a page number
_TOTAL = re.compile(r"\W*(?:/|\bde\b|\bof\b|\|)\W*\d+\W*", re.I)  # behind it
_PAGE_NUMBER = re.compile(
    rf"\W*(?:{_PAGE_WORD}\W*)?(\d{{1,4}}|[ivxl]+)\W*(?:(?:/|\bde\b|\bof\b)\W*\d{{1,4}}\W*)?", re.I
)
_LABELLED = re.compile(
    rf"\W*(?:{_PAGE_WORD}\b\W*\d{{1,4}}(?:\W*(?:/|de|of)\W*\d{{1,4}})?|\d{{1,4}}\s*/\s*\d{{1,4}})\W*", re.I
)


@dataclass(slots=True)
class Furniture:
    """What furniture a document has: the words to leave out, by id, and page by page the texts to give once."""

    words: set[int] = field(default_factory=set)
    given: list[tuple[int, list[Word]]] = field(default_factory=list)


@dataclass(slots=True)
class _Unit:
    """A line outside the ruled tables of a page, or such a table; `parts` are its texts, none if it is large."""

    top: float
    bottom: float
    parts: list[_Part]
    grid: Grid | None = None


@dataclass(slots=True, eq=False)
class _Part:
    """A text on one line, its page counted from 1, and whether it looks like a heading."""

    words: list[Word]
    base: float
    size: float
    page: int
    bold: bool

    @property
    def text(self) -> str:
        """Its words parted by spaces."""
        return " ".join(word.text for word in self.words)


def furniture_of(pages: Sequence[Page], grids: Sequence[Sequence[Grid]], body: float) -> Furniture:
    """Return the furniture of the pages of a document, with the ruled tables on each and the size of its text."""
    units = [_units(page, found) for page, found in zip(pages, grids, strict=True)]
    taken: list[list[_Unit]] = [[] for _ in pages]
    furniture = Furniture()
    steps: dict[int, int] = {}
    kept: dict[int, tuple[str, float]] = {}
    for top in (True, False):
        repeated = _repeated(pages, units, top, body)
        steps |= repeated.steps
        kept |= repeated.of
        for here, found in zip(units, taken, strict=True):
            found.extend(_outermost(here if top else here[::-1], repeated, top))
    seen: set[tuple[str, float]] = set()
    for page, found in zip(pages, taken, strict=True):
        lines: list[Word] = []
        for unit in sorted(found, key=lambda unit: unit.top):
            words: dict[int | None, list[Word]] = defaultdict(list)
            for part in unit.parts:
                if unit.grid is None and id(part) not in kept and not _is_page_number(part, len(pages), steps):
                    continue
                furniture.words.update(map(id, part.words))
                name = kept.get(id(part))
                if name is None or name in seen:
                    continue
                seen.add(name)
                for word in _without_number(part, steps.get(id(part))):
                    words[unit.grid.region_at(*word.box.middle) if unit.grid else None].append(word)
            if unit.grid:
                furniture.words.update(id(word) for word in page.words if unit.grid.box.holds(word.box))
                furniture.given += [(page.number, words[region]) for region in words]
            else:
                lines += words[None]
        if lines:
            furniture.given.append((page.number, lines))
    return furniture


@dataclass(slots=True)
class _Repeated:
    """The parts that are repeated, by id: which text each is, and the page number less its page in it."""

    of: dict[int, tuple[str, float]] = field(default_factory=dict)
    steps: dict[int, int] = field(default_factory=dict)
    pages: int = 0


def _units(page: Page, grids: Sequence[Grid]) -> list[_Unit]:
    """Return the lines and ruled tables of a page from its top."""
    grids = sorted(grids, key=lambda grid: -grid.box.width * grid.box.height)
    upper, lower = _END * page.height, (1 - _END) * page.height
    inside: dict[int, list[Word]] = defaultdict(list)
    for word in page.words:
        if word.turn == UPRIGHT and (word.box.top < upper or word.box.bottom > lower):
            holding = (n for n, grid in enumerate(grids) if grid.box.holds(word.box))
            inside[next(holding, -1)].append(word)
    units = []
    for line in lines_of(inside.pop(-1, ())):
        parts = _parts(line, page.number)
        units.append(_Unit(line.base - line.size, line.base, parts))
    for number, words in inside.items():
        box = grids[number].box
        large = box.bottom > upper and box.top < lower
        parts = [] if large else [part for line in lines_of(words) for part in _parts(line, page.number)]
        units.append(_Unit(box.top, box.bottom, parts, grids[number]))
    return sorted(units, key=lambda unit: unit.top)


def _parts(line: TextLine, page: int) -> list[_Part]:
    return [
        _Part(part.words, line.base, part.size, page, all(word.bold for word in part.words))
        for part in segments_of(line)
    ]


def _repeated(pages: Sequence[Page], units: Sequence[list[_Unit]], top: bool, body: float) -> _Repeated:
    """Return the parts at one end of the pages that stand on most of them."""
    by_text: dict[str, list[tuple[float, _Part, bool]]] = defaultdict(list)
    for page, here in zip(pages, units, strict=True):
        for unit in here[:_OUTERMOST] if top else here[-_OUTERMOST:]:
            far = unit.bottom > _END * page.height if top else unit.top < (1 - _END) * page.height
            for part in () if far else unit.parts:
                height = part.base if top else page.height - part.base
                by_text[_NUMBER.sub("#", part.text).casefold()].append((height, part, unit.grid is not None))
    repeated = _Repeated(pages=len(pages))
    for text, found in by_text.items():
        found.sort(key=lambda one: one[0])
        groups: list[list[tuple[float, _Part, bool]]] = []
        for one in found:
            if groups and one[0] - groups[-1][-1][0] <= _SAME_HEIGHT:
                groups[-1].append(one)
            else:
                groups.append([one])
        for group in groups:
            parts = [part for _, part, _ in group]
            if _on_most({part.page for part in parts}, len(pages)):
                step = _step(parts, boxed=any(boxed for _, _, boxed in group), top=top, body=body)
                if step is not None:
                    repeated.of |= dict.fromkeys(map(id, parts), (text, group[0][0] if top else -1 - group[0][0]))
                    repeated.steps |= {id(part): step for part in parts if step >= 0}
    return repeated


def _on_most(found: set[int], pages: int) -> bool:
    """Tell whether these are most of the pages, or most of the left or right ones and none of the others."""
    if pages < 2 or len(found) < 2:
        return False
    if 2 * len(found) > pages:
        return True
    sides = {number % 2 for number in found}
    return len(sides) == 1 and 4 * len(found) > pages + 1 and pages > 3


def _step(parts: Sequence[_Part], *, boxed: bool, top: bool, body: float) -> int | None:
    """Return which number in these parts counts the pages: -1 for none, or None where they are no furniture."""
    numbers = [[int(number) for number in _NUMBER.findall(part.text)] for part in parts]
    if len({len(found) for found in numbers}) > 1:
        return None
    step = -1
    for place, values in enumerate(zip(*numbers, strict=True)):
        offsets = Counter(value - part.page for value, part in zip(values, parts, strict=True))
        if len(set(values)) == 1:
            continue
        if len(offsets) > 1 or step >= 0:
            return None
        step = place
    if step < 0 or all(_LABELLED.fullmatch(part.text) for part in parts):
        return step
    if boxed:
        return None
    if all(_PAGE_NUMBER.fullmatch(part.text) for part in parts):
        return step
    heading = any(part.bold or part.size > 1.1 * body for part in parts)
    before = [part.text[: list(_NUMBER.finditer(part.text))[step].start()] for part in parts]
    labelled = all(_LABEL.search(text) for text in before)
    return step if labelled or not (top or heading) else None


def _outermost(units: Sequence[_Unit], repeated: _Repeated, top: bool) -> list[_Unit]:
    """Return the units from the end of a page on that are furniture."""
    taken: list[_Unit] = []
    for unit in units[:_OUTERMOST]:
        found = [
            id(part) in repeated.of or _is_page_number(part, repeated.pages, repeated.steps) for part in unit.parts
        ]
        whole = unit.grid or len(found) > 2
        if not any(found) or (whole and not all(found)) or (unit.grid and _names_columns(unit)):
            break
        taken.append(unit)
    if top and len(taken) < len(units):
        following = units[len(taken)]
        while taken and _heads_columns(taken[-1], following):
            following = taken.pop()
    return taken


def _heads_columns(unit: _Unit, following: _Unit) -> bool:
    """Tell whether a repeated line is the head of the columns of an unruled table that follows."""
    if unit.grid or following.grid:
        return False
    size = unit.parts[0].size
    close = following.parts[0].base - unit.parts[0].base <= _CLOSE * size
    close = close and abs(following.parts[0].size - size) < _SAME_SIZE * size
    return (close and (len(unit.parts) > 1 or len(following.parts) >= _COLUMNS)) or len(unit.parts) >= _COLUMNS


def _names_columns(unit: _Unit) -> bool:
    """Tell whether a repeated box names what is done and who or when: the head of a table of actions."""
    meanings = {column_of(part.text) for part in unit.parts} - {None, "aside"}
    return "action" in meanings and len(meanings) > 1


def _is_page_number(part: _Part, pages: int, steps: dict[int, int]) -> bool:
    """Tell whether a part is the number of its page and nothing else."""
    if not (found := _PAGE_NUMBER.fullmatch(part.text)):
        return False
    if id(part) in steps or _LABELLED.fullmatch(part.text):
        return True
    return found[1] == str(part.page) and pages > 1


def _without_number(part: _Part, step: int | None) -> Iterator[Word]:
    """Yield the words of a part without the number of the page and what belongs to it."""
    if _LABELLED.fullmatch(part.text) or (step is not None and _PAGE_NUMBER.fullmatch(part.text)):
        return
    start = end = -1
    if step is not None:
        number = list(_NUMBER.finditer(part.text))[step]
        label = _LABEL.search(part.text[: number.start()])
        start = label.start() if label else number.start()
        total = _TOTAL.match(part.text, number.end())
        end = total.end() if total else number.end()
    position = 0
    for word in part.words:
        if position >= end or position + len(word.text) <= start:
            yield word
        position += len(word.text) + 1
