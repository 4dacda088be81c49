"""What is written between the tables, put in order before it is read: headings that look like something else.

A table that holds nothing but headings (a box round ``Eixo 1 – Saúde``, labels with their titles) is lines;
a label and its title on two lines are one; a line in capitals right above a table is a heading. Several
sections of one label in a row, with no table between them, are a list of what is to come and open none. They
are headings, all but the last without actions, where none of them is written again and a thematic section of
that label stands alone elsewhere.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from analysis.common.text import is_capitals, tidy
from analysis.documents.grid import Line, Row, Table
from analysis.documents.headers import headers_of
from analysis.documents.headings import Section, is_furniture, section_of
from analysis.documents.rows import section_text

LONGEST_CAPITALS = 12  # words
CAPITALS = 9  # level of a heading that is only told by its capitals


def outlined(blocks: Sequence[Line | Table]) -> list[Line | Table]:
    """Return the blocks of a document with its headings as lines, in full and with a level."""
    lined: list[Line | Table] = []
    for block in blocks:
        lines: list[Line | Table] = [*(_heading_lines(block) if isinstance(block, Table) else _parted(block))]
        for line in lines or [block]:
            above = lined[-1] if lined else None
            if isinstance(line, Line) and isinstance(above, Line) and _is_bare_label(above.text):
                lined[-1] = replace(above, text=f"{tidy(above.text)}: {line.text}")
            else:
                lined.append(line)
    for at, (over, table) in enumerate(pairwise(lined)):
        if isinstance(over, Line) and isinstance(table, Table) and _is_capital_heading(over) and _is_headed(table):
            lined[at] = replace(over, level=CAPITALS)
    return lined


def listed_sections(blocks: Sequence[Line | Table]) -> set[int]:
    """Return the positions of the sections that are only listed: the next line is another of the same label."""
    sections = [(section_of(b.text), b.level) if isinstance(b, Line) else (None, None) for b in blocks]
    runs: list[list[int]] = []
    for at, (section, level) in enumerate(sections):
        before, level_before = sections[at - 1] if at else (None, None)
        same = section and before and section.label == before.label and level == level_before
        if same and section and before and (section.number or 1) > (before.number or 0):
            runs[-1].append(at)
        else:
            runs.append([at])
    often = Counter(_identity(section) for section, _ in sections if section)
    once = [run for run in runs if all(often[_identity(s)] == 1 for at in run if (s := sections[at][0]))]
    alone = {s.label for run in once if len(run) == 1 and (s := sections[run[0]][0]) and s.level == "theme"}
    headings = [run for run in once if (s := sections[run[0]][0]) and s.label in alone]
    return {at for run in runs if len(run) > 1 and run not in headings for at in run}


def _identity(section: Section) -> tuple[str, object]:
    """Return what two writings of one section share: its label and its number, or its title where it has none."""
    return section.label, section.title if section.number is None else section.number


def _heading_lines(table: Table) -> list[Line]:
    """Return the rows of a table as lines if every one is a heading, else nothing."""
    texts = [section_text(row) for row in table.rows]
    boxed = len(table.rows) == 1 and bool(texts[0]) and _is_box(table.rows[0])
    if not boxed and not all(text and section_of(text) for text in texts):
        return []
    return [Line(text, row.place) for text, row in zip(texts, table.rows, strict=True)]


def _parted(line: Line) -> list[Line]:
    """Return a heading in capitals and the section in the same line (``PESSOAS PRIMEIRO Eixo 1: Saúde``) as two."""
    words = line.text.split()
    for at in range(2, min(len(words), LONGEST_CAPITALS)):
        above, below = " ".join(words[:at]), " ".join(words[at:])
        section = None if is_capitals(below) or not is_capitals(above) else section_of(below)
        if section and section.number is not None and not section_of(line.text):
            return [replace(line, text=above), replace(line, text=below)]
    return [line]


def _is_box(row: Row) -> bool:
    """Tell whether a row is one cell."""
    return all(cell.joined == "left" for cell in row.cells[1:])


def _is_bare_label(text: str) -> bool:
    """Tell whether a line is a label and a number that wait for their title."""
    section = section_of(f"{tidy(text)}: x")
    return section is not None and section.title == "x" and section.number is not None and len(text.split()) <= 3


def _is_capital_heading(line: Line) -> bool:
    return line.level is None and is_capitals(line.text) and not is_furniture(line.text) and not section_of(line.text)


def _is_headed(table: Table) -> bool:
    return bool(headers_of(table.rows))
