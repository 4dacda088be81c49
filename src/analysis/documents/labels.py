"""Labels and their values in the rows of a sheet (*ficha*): which cell is which.

A label stands before its value, over it, or in the same cell (``Responsável: Câmara``).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from analysis.common.text import tidy
from analysis.documents.grid import Cell, Row, Table
from analysis.documents.headings import LONGEST_HEADING, column_of, is_exact_heading

NUMBER = re.compile(r"\s*(?:n\.?\s?[ºo°]\.?\s*)?\d{1,3}(?:\.\d{1,3})*\.?$", re.IGNORECASE)
INLINE = re.compile(r"\s*(?P<label>[^:\n]{2,60}?)\s*:(?:\s+|$)(?P<value>.*)", re.DOTALL)
_TITLE = re.compile(r"\s*(?P<label>[^\W\d][^:\d\n]{2,40}\d[\d.]*)\s*[–—-]\s+(?P<value>\S.*)", re.DOTALL)


def pairs_of(
    row: Row, columns: set[int], waiting: dict[int, str], strip: set[int]
) -> tuple[list[tuple[str, Cell]], dict[int, str]]:
    """Return the labels of a row with their values, and the labels whose values stand below."""
    filled = [c for c, cell in enumerate(row.cells) if cell.text.strip() and not cell.joined and c not in strip]
    pairs: list[tuple[str, Cell]] = []
    below: dict[int, str] = {}
    label, at = "", -1
    heads = _heads_values(row, filled)
    waiting = waiting if set(filled) <= waiting.keys() else {}  # else they were blank, and this is another row of pairs
    for column in filled:
        cell = row.cells[column]
        text = tidy(cell.text)
        inline = inline_label(cell.text)
        is_free = not label or at not in columns  # no label to its left waits for its value
        labels = not inline and is_label(text) and (column in columns or (is_exact(text) and is_free))
        labels = heads or (labels and (column not in waiting or is_exact(text)))
        if label and not labels:
            pairs.append((label, cell))
            label = ""
        elif inline:
            pairs.append((inline["label"], Cell(inline["value"], cell.fill)))
        elif labels or (column in columns and column not in waiting and len(text) <= LONGEST_HEADING):
            if label:
                below[at] = label
            label, at = text.rstrip(" :"), column
        elif column in waiting:
            pairs.append((waiting[column], cell))
    if label and is_label(label):
        below[at] = label
    pairs.extend((label, Cell()) for label in below.values())
    below = {c: label for c, label in below.items() if not _is_blank(row, c + 1)}  # else its value is blank
    if not filled and waiting:
        return [], waiting
    return pairs, below


def _is_blank(row: Row, column: int) -> bool:
    """Tell whether a row has a cell of its own here, and nothing in it."""
    return column < len(row.cells) and not row.cells[column].joined and not row.cells[column].text.strip()


def _heads_values(row: Row, filled: Sequence[int]) -> bool:
    """Tell whether a row is labels only, whose values stand below: headings on one ground, most of them in full."""
    texts = [tidy(row.cells[c].text) for c in filled]
    ground = {row.cells[c].fill for c in filled}
    exact = sum(map(is_exact, texts))
    if len(texts) < 2 or len(ground) > 1 or not all(map(is_label, texts)):
        return False
    return 2 * exact > len(texts) if len(texts) > 2 else exact == 2 and None not in ground


def more_of_value(row: Row, columns: set[int]) -> Cell | None:
    """Return what a row adds to the value above it: its label is blank or goes on from there."""
    filled = [c for c, cell in enumerate(row.cells) if cell.text.strip()]
    beside = any(c < filled[0] and not row.cells[c].text.strip() for c in columns) if len(filled) == 1 else False
    return row.cells[filled[0]] if beside else None


def label_columns(table: Table) -> set[int]:
    """Return the columns most of whose cells are headings of the vocabulary, but for those right behind another."""
    known: dict[int, list[bool]] = {}
    behind: dict[int, list[int]] = {}  # the columns before a column
    for row in table.rows:
        before = -1
        for column, cell in enumerate(row.cells):
            if not cell.joined and cell.text.strip():
                known.setdefault(column, []).append(not inline_label(cell.text) and is_label(tidy(cell.text)))
                behind.setdefault(column, []).append(before)
            if not cell.joined and (cell.text.strip() or before == column - 1):
                before = column
    labels: set[int] = set()
    for column, found in sorted(known.items()):
        usual = max(set(behind[column]), key=behind[column].count)
        if 5 * sum(found) >= 3 * len(found) and sum(found) > 1 and usual not in labels:
            labels.add(column)
    return labels


def inline_label(text: str) -> re.Match[str] | None:
    """Return the label and the value that stand in one cell or line, if the label is a heading in full."""
    match = INLINE.fullmatch(text) or _TITLE.fullmatch(text)
    return match if match and match["value"].strip() and is_exact(match["label"]) else None


def is_label(text: str) -> bool:
    """Tell whether a text begins as a heading of the vocabulary."""
    return len(text) <= LONGEST_HEADING and column_of(text.rstrip(" :")) is not None


def is_exact(text: str) -> bool:
    """Tell whether `text` is a heading of the vocabulary, but for a number behind it."""
    return is_exact_heading(NUMBER.sub("", text.rstrip(" :")))
