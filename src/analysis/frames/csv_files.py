"""Tables as CSV that any program reads back as it was written.

As RFC 4180 describes: UTF-8 without byte order mark, commas, CRLF, quotes only where they are needed.
A missing value is an empty cell, a truth is ``true`` or ``false``, a date is ``2021-02-16``, and a
number has a decimal point and all its digits. Text is never altered: a cell that begins with ``=`` stays
so, since the reader of an exchange file must get what the document says. Whoever opens such a file in a
spreadsheet program should import the columns as text.

References
----------
Shafranovich, Y. (2005). Common Format and MIME Type for Comma-Separated Values (CSV) Files. RFC 4180.
"""

from __future__ import annotations

import csv
import datetime
import os
from pathlib import Path

import pandas as pd

from analysis.common.paths import whole_file


def write_csv(frame: pd.DataFrame, path: str | os.PathLike[str]) -> None:
    """Write `frame` without its index: whole or not at all, and byte for byte the same for the same frame.

    Parameters
    ----------
    frame : DataFrame
        Cells of text, numbers, truths or dates.
    path : path-like
        The file; its folder is made where it is missing, an older file is replaced.
    """
    with whole_file(Path(path)) as draft, draft.open("w", encoding="utf-8", errors="replace", newline="") as handle:
        writer = csv.writer(handle, lineterminator="\r\n")
        writer.writerow(frame.columns)
        writer.writerows(map(_cell, row) for row in frame.itertuples(index=False, name=None))


def _cell(value: object) -> object:
    """Return what the writer puts into a cell; it writes a float with all its digits."""
    if pd.isna(value):  # type: ignore[call-overload]
        return ""
    if isinstance(value, datetime.date):
        return value.strftime("%Y-%m-%d")
    return str(bool(value)).lower() if pd.api.types.is_bool(value) else value
