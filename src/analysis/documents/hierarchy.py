"""Which headings of a document carry levels, told from all of its tables before any is read.

Headings that tell the action tables of a document apart are levels; a heading over all of them is not. Labels
of sections rank as they stand over the first table.
"""

from __future__ import annotations

from collections.abc import Sequence

from analysis.common.text import fold, tidy
from analysis.documents.grid import Line, Table
from analysis.documents.headings import is_of_contents, section_of
from analysis.documents.tables import ActionTable


def heading_levels(blocks: Sequence[Line | Table], tables: Sequence[ActionTable | None]) -> frozenset[int]:
    """Return the levels of the styled headings that tell the action tables of a document apart."""
    over: dict[int, str] = {}
    found: list[dict[int, str]] = []
    known: set[str] = set()
    following = iter(tables)
    for block in blocks:
        if isinstance(block, Line):
            if block.level:
                over = {n: text for n, text in over.items() if n < block.level} | {block.level: block.text}
        elif table := next(following):
            if not table.continues and not only_repeats(table, known):
                found.append(over)
            known.update(_action_texts(table))
    return levels_that_part(found)


def _action_texts(table: ActionTable) -> list[str]:
    return [fold(row["action"]) for row in table.rows if row.kind == "action"]


def only_repeats(table: ActionTable, known: set[str]) -> bool:
    """Tell whether a table only holds actions that are `known`, each once."""
    texts = _action_texts(table)
    return len(texts) > 1 and len(set(texts)) == len(texts) and set(texts) <= known


def label_order(blocks: Sequence[Line | Table], tables: Sequence[ActionTable | None], listed: set[int]) -> list[str]:
    """Return the labels of the sections over the first action table, the highest first.

    They count where they stand last: an introduction may name a measure before any axis.
    """
    found: list[str] = []
    following = iter(tables)
    for at, block in enumerate(blocks):
        if isinstance(block, Line):
            section = None if at in listed or is_of_contents(block.text) else section_of(tidy(block.text))
            if section and section.level == "theme":
                found = [label for label in found if label != section.label] + [section.label]
        elif next(following):
            break
    return found


def levels_that_part(headings: list[dict[int, str]]) -> frozenset[int]:
    """Return the levels of the headings over the tables of a document in which not all tables have the same."""
    levels = {level for over in headings for level in over}
    return frozenset(level for level in levels if len({over.get(level) for over in headings}) > 1)
