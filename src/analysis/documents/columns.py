"""What a column is by the cells below its heading, where the heading does not tell it.

An action column that holds only numbers leaves its place to another that may be one; a thematic column that
only ranks (*Prioridade*: *alta*, *baixa*) is left aside. A heading that the vocabulary does not know names
bodies or times where most of its cells do and no other column is of them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from analysis.common.schedules import read_schedule
from analysis.documents.grid import Row
from analysis.documents.headers import Header
from analysis.documents.headings import begins_as_body, is_rank

MOST = 0.6  # of the cells of a column, that tell what it is
LONGEST_TIME = 60  # characters


def rectified(header: Header, rows: Sequence[Row]) -> Header | None:
    """Return a header as the `rows` below it have it, or None where nothing of them is an action."""
    columns = [*header.fields, *(column for column, _ in header.unknown)]
    told = {c: [row.cells[c].text for row in rows if c < len(row.cells)] for c in columns}
    told = {c: [text for text in texts if text.strip()] for c, texts in told.items()}
    header = _without_ranks(header, told)
    header = _with_told(header, told)
    worded = {c for c, texts in told.items() if any(letter.isalpha() for text in texts for letter in text)}
    actions = [c for c, name in header.fields.items() if name == "action"]
    if worded & set(actions) or not any(told[c] for c in actions):
        return header
    described = next((c for c in header.described if c in worded), None)
    if described is None:
        return None
    return replace(header, fields=header.fields | dict.fromkeys(actions, "aside") | {described: "action"})


def _without_ranks(header: Header, told: dict[int, list[str]]) -> Header:
    ranking = [c for c, n in header.fields.items() if n.startswith("theme") and told[c] and all(map(is_rank, told[c]))]
    if not ranking:
        return header
    fields = header.fields | dict.fromkeys(ranking, "aside")
    themes = [c for c, name in sorted(fields.items()) if name.startswith("theme")]
    return replace(header, fields=fields | {c: f"theme{level}" for level, c in enumerate(themes)})


def _with_told(header: Header, told: dict[int, list[str]]) -> Header:
    """Return a header in which unknown headings are what their cells are."""
    for column, heading in header.unknown:
        name = _told(header, told[column])
        if name:
            unknown = tuple(other for other in header.unknown if other[0] != column)
            guessed = (*header.guessed, (column, heading, name))
            header = replace(header, fields=header.fields | {column: name}, unknown=unknown, guessed=guessed)
    return header


def _told(header: Header, texts: Sequence[str]) -> str | None:
    """Return what the cells of a column are that the other columns of a header leave open, or None."""
    missing = next((name for name in ("responsible", "partner") if not header.has(name)), None)
    if missing and texts and sum(map(begins_as_body, texts)) >= MOST * len(texts):
        return missing
    if texts and not header.has_schedule and sum(map(_is_time, texts)) >= MOST * len(texts):
        return "schedule"
    return None


def _is_time(text: str) -> bool:
    read = read_schedule(text) if len(text) <= LONGEST_TIME else None
    return bool(read and (read.months or read.frequency))
