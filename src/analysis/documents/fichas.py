"""Sheets of labels and values (*fichas*), one for each action, made into tables of one row with a header.

In a ficha a label stands before or over its value: ``Ação | Feira da saúde``, several such pairs in a row,
a label in the same cell or line (``Responsável: Câmara``), and a strip of months over their marks. Another
ficha begins where one names what is done again. A label of the vocabulary tells its column
(:mod:`analysis.documents.headings`); one with a number (``Eixo 1``) is a heading over the ficha.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from analysis.common.month_headings import month_columns
from analysis.common.months import MONTH_NAMES
from analysis.common.text import is_left_open, tidy
from analysis.documents.grid import Cell, Line, Place, Row, Table
from analysis.documents.headers import headers_of, names_columns
from analysis.documents.headings import column_of, is_exact_heading, section_of
from analysis.documents.labels import (
    INLINE,
    NUMBER,
    inline_label,
    is_exact,
    is_label,
    label_columns,
    more_of_value,
    pairs_of,
)
from analysis.documents.shading import is_whole

NAME = "Nome da ação"  # label of a name that only the title of a ficha gives
LEAST_LABELS = 3  # known labels of a ficha, of which one names what is done
LEAST_MONTHS = 4  # columns of a strip of months
_ACTIONS = {"action", "description", "measure"}
_LEVELS = {"theme", "objective", "goal", "any_objective"}
_CONTINUES = re.compile(r"\W*cont(?:\.|inua)", re.IGNORECASE)
_COUNTED = re.compile(r"\s*ficha\b[^\d\n]{0,30}\d[\d.]*\s*", re.IGNORECASE)
_NAMED = re.compile(
    r"\s*ficha\b(?:\s+(?:de|do|da)\s+\w+)?\s*(?:n\.?\s?[ºo°]\.?\s*)?\d[\d.]*\s*[–—:-]\s+(?P<name>\S.*)", re.IGNORECASE
)


@dataclass
class _Ficha:
    place: Place
    columns: set[int] = field(default_factory=set)  # those of its labels
    sections: list[str] = field(default_factory=list)
    values: dict[str, Cell] = field(default_factory=dict)  # by label
    months: dict[str, Cell] = field(default_factory=dict)
    name: Cell | None = None  # in its title
    source: Table | None = None  # what it is where it turns out to be no ficha

    def add(self, label: str, cell: Cell) -> None:
        before = self.values.get(label)
        text = f"{before.text}\n{cell.text}" if before and before.text else cell.text
        self.values[label] = Cell(text, cell.fill)

    def add_rest(self, text: str) -> None:
        """Add the rest of the last value, which a page break parted."""
        label, cell = list(self.values.items())[-1]
        sign = " " if text[0].islower() or is_left_open(cell.text) else "\v"
        self.values[label] = Cell(f"{cell.text}{sign if cell.text else ''}{text}", cell.fill)

    def is_one(self) -> bool:
        known = self.known() | ({"action"} if self.name else set())
        return len(known) >= LEAST_LABELS - bool(self.months) and bool(known & _ACTIONS)

    def known(self) -> set[str | None]:
        """Return what its labels with a value mean."""
        return {column_of(label) for label, cell in self.values.items() if cell.text} - {None, "aside"}

    def blocks(self) -> Iterator[Line | Table]:
        """Yield the headings over the ficha, and its table; or the table that it was made of."""
        if not self.is_one():
            yield from filter(None, [self.source])
            return
        yield from (Line(text, self.place) for text in self.sections)
        if self.name and not any(column_of(label) == "action" for label in self.values):
            self.values = {NAME: self.name} | self.values
        head = Row(tuple(Cell(label) for label in (*self.values, *self.months)), self.place)
        yield Table((head, Row((*self.values.values(), *self.months.values()), self.place)))


def fichas_as_tables(blocks: Sequence[Line | Table]) -> list[Line | Table]:
    """Return the blocks of a document with each ficha, be it a table or lines, as a table of its own."""
    made: list[Line | Table | _Ficha] = []
    lines: list[Line] = []
    begun: _Ficha | None = None
    page: int | None = None
    for block in blocks:
        if isinstance(block, Line):
            lines.append(block)
            begun = begun if _CONTINUES.match(block.text) else None
            continue
        made.extend(_lines_with_fichas(lines))
        lines = []
        over_page = begun if _follows(block, begun, page) else None
        if len(block.rows[0].cells) > 2 and names_columns(block.rows[0]):
            over_page = None  # it heads a table of another kind
        is_headed = bool(headers_of(block.rows)) and not _is_labelled(block)
        before = dict(over_page.values) if over_page else {}
        fichas = [] if is_headed else list(_fichas(block, over_page))
        if len(fichas) == 1 and fichas[0] is over_page and over_page.values == before:
            fichas = []  # the table says nothing of it
        begun, page = (fichas[-1] if fichas and fichas[-1].known() else None), block.rows[-1].place.page
        if not any(f.is_one() for f in fichas):
            fichas = [begun] if begun else []
            if begun is not over_page and begun:
                begun.source = block
        made.extend([f for f in fichas if f is not over_page] if fichas else [block])
    made.extend(_lines_with_fichas(lines))
    return [part for item in made for part in (item.blocks() if isinstance(item, _Ficha) else [item])]


def _follows(table: Table, begun: _Ficha | None, page: int | None) -> bool:
    """Tell whether a table may go on with the ficha before it, on the next page or with other labels."""
    first = table.rows[0].place.page
    if begun is None or first is not None:
        return begun is not None and page is not None and first == page + 1
    if all(is_label(text) for cell in table.rows[0].cells if (text := tidy(cell.text))):
        return False  # it heads a table
    own = next(_fichas(table, None))
    names_action = own.name or own.known() & _ACTIONS
    return bool(own.values) and not names_action and not own.values.keys() & begun.values.keys()


def _fichas(table: Table, begun: _Ficha | None) -> Iterator[_Ficha]:
    """Yield the fichas of a table; it may go on with one that was `begun` on the page before."""
    first = next((cell.text for cell in table.rows[0].cells if cell.text.strip()), "")
    if begun and is_whole(table.rows[0]) and not is_exact(tidy(first)):
        begun = None  # a title
    labels = label_columns(table) | (begun.columns if begun else set())
    ficha = begun or _Ficha(table.rows[0].place, labels)
    waiting: dict[int, str] = {}  # labels over their values
    strip: dict[int, str] = {}
    for row in table.rows:
        texts = [tidy(cell.text) for cell in row.cells]
        if name := _name_in_title(texts):
            if ficha.values:
                yield ficha
                ficha = _Ficha(row.place, labels)
            ficha.name = Cell(name)
            continue
        if heading := _heading_over(row, texts):
            if ficha.values:
                yield ficha
                ficha = _Ficha(row.place, labels)
            ficha.sections += [heading] if section_of(heading) else []
            waiting = {}
            continue
        months = month_columns(texts)
        if len(months) >= LEAST_MONTHS:
            strip = {c: MONTH_NAMES[named[0] - 1] if len(named) == 1 else texts[c] for c, named in months.items()}
            continue
        if strip:
            ficha.months.update({name: _standing(row, c) for c, name in strip.items() if c < len(row.cells)})
        pairs, waiting = pairs_of(row, labels, waiting, set(strip))
        is_of_months, strip = bool(strip), {}
        if begun and row is table.rows[0] and not pairs and first and not row.cells[0].text.strip():
            begun.add_rest(first)
        elif not pairs and ficha.values and not is_of_months and (more := more_of_value(row, labels)):
            pairs = [(list(ficha.values)[-1], more)]
        for label, cell in pairs:
            if _begins_another(label, ficha):
                yield ficha
                ficha = _Ficha(row.place, labels)
            section = f"{label}: {tidy(cell.text)}"
            if NUMBER.search(label) and section_of(section) and column_of(label) not in _ACTIONS:
                ficha.sections.append(section)
            else:
                ficha.add(NUMBER.sub("", label) or label, cell)
    yield ficha


def _name_in_title(texts: Sequence[str]) -> str:
    """Return what a title row names beside its number (``Ficha 7 – Feira``), or nothing."""
    told = [text for text in texts if text]
    match = _NAMED.fullmatch(" – ".join(told)) if 0 < len(told) < 3 else None
    return match["name"] if match else ""


def _heading_over(row: Row, texts: Sequence[str]) -> str:
    """Return what is written across the table over a ficha, a section or a mere number (``Ficha 2``), or nothing."""
    whole = len(row.cells) > 1 and all(cell.joined == "left" for cell in row.cells[1:])
    if not whole or inline_label(row.cells[0].text):
        return ""
    return texts[0] if section_of(texts[0]) or _COUNTED.fullmatch(texts[0]) else ""


def _is_labelled(table: Table) -> bool:
    """Tell whether one column has several headings of the vocabulary in full: no table with a header has."""
    found: dict[int, set[str | None]] = {}
    heads = {first for first, _, header in headers_of(table.rows) if header.is_sure}
    for number, row in enumerate(table.rows):
        exact = {c: text for c, cell in enumerate(row.cells) if is_exact_heading(text := tidy(cell.text).rstrip(" :"))}
        if number not in heads or len(exact) == 1:
            for column, text in exact.items():
                found.setdefault(column, set()).add(column_of(text))
    return any(len(columns - {"aside"}) >= LEAST_LABELS and columns & _ACTIONS for columns in found.values())


def _begins_another(label: str, ficha: _Ficha) -> bool:
    bare = NUMBER.sub("", label) or label
    first = next(iter(ficha.values), None)
    if bare in ficha.values and ficha.values[bare].text and (bare == first or column_of(bare) in _ACTIONS):
        return True
    return bool(NUMBER.search(label)) and ficha.is_one() and column_of(bare) in {*_ACTIONS, "theme"}


def _standing(row: Row, column: int) -> Cell:
    """Return the cell that stands in a column of a row, be it merged from the left."""
    start = column
    while row.cells[start].joined == "left" and start:
        start -= 1
    return Cell(row.cells[start].text, row.cells[column].fill)


def _lines_with_fichas(lines: Sequence[Line]) -> list[Line | Table]:
    """Return lines with every run of labelled lines that is a ficha as a table."""
    made: list[Line | Table] = []
    run: list[Line] = []
    ficha: _Ficha | None = None
    label = ""
    held: dict[str, Cell] = {}  # levels that stand over several fichas

    def close() -> None:
        made.extend(ficha.blocks() if ficha and ficha.is_one() else run)
        run.clear()

    for line in lines:
        inline = INLINE.fullmatch(line.text)
        if inline and is_exact(inline["label"]) and not NUMBER.search(inline["label"]):
            meaning = column_of(inline["label"])
            is_level = meaning in _LEVELS
            names_action = ficha is not None and bool(ficha.known() & {"action"})
            if ficha is None or _begins_another(inline["label"], ficha) or (is_level and names_action):
                close()
                ficha = _Ficha(line.place)
                if meaning == "action":
                    ficha.values |= held
            label = inline["label"]
            if is_level and not names_action:
                held = {name: cell for name, cell in held.items() if name != label} | {label: Cell(inline["value"])}
            ficha.add(label, Cell(inline["value"]))
            run.append(line)
        elif ficha and label and not ficha.values[label].text and not section_of(line.text):
            ficha.values[label] = Cell(line.text)
            run.append(line)
        elif ficha and label and re.match(r"[•▪●·–-]\s", line.text) and column_of(label) not in _ACTIONS:
            ficha.add(label, Cell(line.text))
            run.append(line)
        else:
            close()
            ficha, label, held = None, "", {}
            made.append(line)
    close()
    return made
