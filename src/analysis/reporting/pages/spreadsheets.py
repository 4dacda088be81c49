"""Spreadsheets: the tables of a page as the reader's spreadsheet program opens them.

Headings and codes are in words, numbers are in full with the language's decimal sign, and cells are parted by
semicolons in Portuguese, by commas in English. A text that such a program would run as a formula is led by an
apostrophe. The files in ``tables/`` keep the columns' own names, codes and decimal points.

References
----------
OWASP Foundation (2024). *CSV Injection*. https://owasp.org/www-community/attacks/CSV_Injection
"""

from __future__ import annotations

import csv
import io
import re

from analysis.common.sources import source_in_words
from analysis.common.wording import Language, label
from analysis.frames.registry_files import FORMULA_SIGNS

_NUMBER = re.compile(r"-?\d+(?:\.\d+)?(?:e[+-]?\d+)?\Z")


def spreadsheet_csv(rows: str, lang: Language = "pt") -> str:
    """Return the CSV `rows` of a table, first its columns' names, as a file for a spreadsheet program."""
    from analysis.presentation.tables import heading_in_words

    heading, *table = csv.reader(io.StringIO(rows))
    cells = zip(*table, strict=True) if table else [()] * len(heading)
    columns = [_in_words(name, list(column), lang) for name, column in zip(heading, cells, strict=True)]
    page = io.StringIO()
    writer = csv.writer(page, delimiter=";" if lang == "pt" else ",", lineterminator="\r\n")
    writer.writerow([_inert(heading_in_words(int(name) if name.isdecimal() else name, lang)) for name in heading])
    writer.writerows(zip(*columns, strict=True))
    return page.getvalue()


def _in_words(column: str, cells: list[str], lang: Language) -> list[str]:
    """Return the cells of a column as the page words them, numbers in full with the language's decimal sign."""
    from analysis.presentation.tables import CODED, MEASURES

    if column == "source":
        return [source_in_words(cell, lang) for cell in cells]
    if column in CODED or column in MEASURES:
        return [label("column" if column in MEASURES else column, cell, lang) for cell in cells]
    if column in ("collective", "synthetic"):
        return [label("boolean", cell.lower(), lang) for cell in cells]
    if all(_NUMBER.match(cell) for cell in cells if cell):
        return [cell.replace(".", ",") for cell in cells] if lang == "pt" else cells
    return [_inert(cell) for cell in cells]


def _inert(cell: str) -> str:
    """Return `cell` so that a spreadsheet program takes it for text, unless it is a number."""
    return f"'{cell}" if cell.startswith(FORMULA_SIGNS) and not _NUMBER.match(cell) else cell
