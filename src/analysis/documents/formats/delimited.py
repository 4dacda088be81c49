"""Delimited text: the cells of a row parted by semicolons, commas, tabs or bars, as spreadsheets export it.

A cell in quotes may hold the delimiter, line ends and doubled quotes. The delimiter is the one that parts
most rows into the same number of cells, unless the first line names it, as Excel writes it (``sep=;``).
"""

from __future__ import annotations

import csv
import itertools
import re
from collections import Counter
from collections.abc import Iterator

from analysis.common.errors import DocumentError
from analysis.documents.formats.sheets import MOST_CELLS, SheetRow, cell_text, sheet_blocks
from analysis.documents.grid import Cell, Line, Place, Table

_DELIMITERS = ";,\t|"
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+\Z")
_NAMED = re.compile(r"\ufeff?\"?sep=([^\w\s\"]|\t)\"?[ \t]*(?:[\r\n]|\Z)", re.IGNORECASE)
_SAMPLE_ROWS = 300
_SAMPLE_SIZE = 200_000
_LEAST_AGREEMENT = 0.6  # of the rows that hold the delimiter


def read_delimited(text: str, file: str) -> tuple[Line | Table, ...]:
    """Return the lines and tables of delimited `text`; where nothing is delimited, every line is a line.

    Raises
    ------
    DocumentError
        If a cell is too long, a quote is never closed or there are too many lines or cells.
    """
    if text.count("\n") > MOST_CELLS:
        raise DocumentError("document_elements", file=file, most=MOST_CELLS)
    delimiter = delimiter_of(text) or _likeliest(text)[0]
    rows: list[SheetRow] = []
    cells = blank_from = 0
    for number, record in _records(text, delimiter, file):
        cells += len(record)
        if cells > MOST_CELLS:
            raise DocumentError("document_positions", file=file, line=number, most=MOST_CELLS)
        filled = {column: Cell(kept) for column, value in enumerate(record) if (kept := cell_text(value))}
        if filled:
            rows.append(SheetRow(filled, Place(line=number), parted=bool(blank_from)))
            blank_from = 0
        else:
            blank_from = number
    return sheet_blocks(rows, file)


def delimiter_of(text: str) -> str | None:
    """Return what delimits the cells of `text`, None where it is no delimited text.

    It is when most of the rows that hold the delimiter, and at least two rows, have the same number of cells.
    """
    if named := _NAMED.match(text):
        return named[1]
    delimiter, alike, holding, rows = _likeliest(text)
    return delimiter if alike >= max(2, _LEAST_AGREEMENT * holding) and holding >= rows / 3 else None


def _likeliest(text: str) -> tuple[str, int, int, int]:
    """Return the delimiter that parts most rows alike, how many, how many rows hold it and how many there are."""
    sample = text[:_SAMPLE_SIZE]
    found = []
    for delimiter in _DELIMITERS:
        widths: Counter[int] = Counter()
        try:
            records = csv.reader(
                (line.rstrip("\r\n") + "\n" for line in _lines(sample)), delimiter=delimiter, skipinitialspace=True
            )
            widths.update(len(record) for record in itertools.islice(records, _SAMPLE_ROWS) if any(record))
        except csv.Error:
            continue
        several = Counter({width: times for width, times in widths.items() if width > 1})
        width, alike = max(several.items(), key=lambda pair: (pair[1], pair[0]), default=(0, 0))
        found.append((alike, width, delimiter, several.total(), widths.total()))
    alike, _, delimiter, holding, rows = max(found, key=lambda each: each[:2], default=(0, 0, ";", 0, 0))
    return delimiter, alike, holding, rows


def _records(text: str, delimiter: str, file: str) -> Iterator[tuple[int, list[str]]]:
    """Yield each record with the number of the line that it begins on."""
    taken = 0
    ended = False

    def lines() -> Iterator[str]:
        nonlocal taken, ended
        for line in _lines(text):
            taken += 1
            yield "\n" if taken == 1 and _NAMED.match(line) else line.rstrip("\r\n") + "\n"
        ended = True

    reader = csv.reader(lines(), delimiter=delimiter, skipinitialspace=True)
    while True:
        begun = taken + 1
        try:
            record = next(reader)
        except StopIteration:
            return
        except csv.Error:
            key = "document_quote" if taken > begun else "document_line"
            raise DocumentError(key, file=file, line=begun, most=csv.field_size_limit()) from None
        if ended:
            raise DocumentError("document_quote", file=file, line=begun)
        yield begun, record


def _lines(text: str) -> Iterator[str]:
    return (match[0] for match in _LINE.finditer(text.removeprefix("\ufeff")))
