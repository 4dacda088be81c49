"""Rows of a comma-separated file, also as a spreadsheet program saves it.

A Portuguese spreadsheet parts cells by semicolons, writes Windows-1252 and drops the zero that a code
begins with; such a file reads the same.
"""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Callable, Iterable
from itertools import zip_longest
from pathlib import Path

from analysis.common.errors import RegistryError

CODES = {"ine_code": 4, "scope": 4}  # columns of codes, and their digits


def read_rows(path: Path) -> tuple[list[str], list[dict[str, str]]]:
    """Return the column names of the file at `path` and its rows, every cell stripped.

    Raises
    ------
    OSError
        If the file cannot be read.
    ValueError
        If it is no text or no table.
    """
    return table_rows(decoded(path.read_bytes()))


def registry_rows(path: Path, columns: Iterable[str]) -> list[dict[str, str]]:
    """Return the rows of a file of the registry.

    Raises
    ------
    RegistryError
        If the file cannot be read, is no table, or lacks one of `columns`.
    """
    try:
        found, rows = read_rows(path)
    except OSError as error:
        raise RegistryError("registry_missing", file=path, reason=error) from None
    except ValueError as error:
        raise RegistryError("registry_unreadable", file=path.name, reason=error) from None
    if missing := [column for column in columns if column not in found]:
        raise RegistryError("registry_columns", file=path.name, n=len(missing), missing=", ".join(missing))
    return rows


def content_key(path: Path) -> str:
    """Return a hash of the content of a file, the empty text where it cannot be read."""
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return ""


def refuse_rows(
    file: str, rows: Iterable[dict[str, str]], good: Callable[[dict[str, str]], object], key: str, **values: object
) -> None:
    """Raise the error `key`, which names every line of the file whose row is not `good`.

    Raises
    ------
    RegistryError
        If there is such a row.
    """
    bad = [(line, row) for line, row in enumerate(rows, 2) if not good(row)]
    if bad:
        told = "; ".join(f"{line}: {','.join(list(row.values())[:6])}" for line, row in bad)
        raise RegistryError(key, file=file, lines=told, **values)


def decoded(content: bytes) -> str:
    """Return text as a spreadsheet program has saved it: in UTF-8, else in Windows-1252."""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252")


def table_rows(text: str, delimiters: str = ",;") -> tuple[list[str], list[dict[str, str]]]:
    """Return the column names of a table and its rows; the delimiter is the most frequent in its headings.

    Raises
    ------
    ValueError
        If it is no table.
    """
    heading = text.partition("\n")[0]
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=max(delimiters, key=heading.count))
    try:
        names = [name.strip() for name in next(reader, ())]
        rows = [dict(zip_longest(names, map(str.strip, row[: len(names)]), fillvalue="")) for row in reader if row]
    except csv.Error as error:
        raise ValueError(str(error)) from None
    for row in rows:
        row.pop("", None)
        for column in CODES.keys() & row.keys():
            row[column] = _code(row[column], CODES[column])
    return names, rows


def _code(text: str, digits: int) -> str:
    return text.zfill(digits) if digits - 1 == len(text) and text.isdigit() else text
