"""What people decided on actions of two years: which are the same, and which only look so.

The file ``action_matches.csv`` of the registry has a row for each pair that a person has looked at. A data folder
without it holds no decisions.
"""

from __future__ import annotations

import os
from collections import Counter

import pandas as pd

from analysis.common.paths import data_folder
from analysis.common.rows import refuse_rows, registry_rows
from analysis.frames.schema import TEXT

COLUMNS = ("before", "after", "same", "note")

_TRUTH = {"true": True, "false": False}


def reviewed_matches(*, data: str | os.PathLike[str] | None = None) -> pd.DataFrame:
    """Return the decisions on pairs of actions.

    Parameters
    ----------
    data
        Data folder, as for :func:`analysis.load_corpus`.

    Returns
    -------
    DataFrame
        One row per pair: ``before`` and ``after``, ids of the actions; ``same`` (boolean); ``note``, ``<NA>`` where
        empty.

    Raises
    ------
    RegistryError
        If the file cannot be read or lacks a column, or a row is no decision, is repeated, or says that an action is
        the same as two others.
    """
    path = data_folder(data) / "registry" / "action_matches.csv"
    rows = registry_rows(path, COLUMNS) if path.is_file() else []
    often = Counter((row["before"], row["after"]) for row in rows)
    matched = Counter((side, row[side]) for row in rows if row["same"] == "true" for side in ("before", "after"))
    for key, good in (
        ("registry_empty_cell", lambda row: row["before"] and row["after"]),
        ("registry_same", lambda row: row["same"] in _TRUTH),
        ("registry_repeated", lambda row: often[row["before"], row["after"]] == 1),
        (
            "registry_matched_twice",
            lambda row: max(matched["before", row["before"]], matched["after", row["after"]]) < 2,
        ),
    ):
        refuse_rows(path.name, rows, good, key)
    decisions = pd.DataFrame(
        [{column: row[column] or None for column in COLUMNS} for row in rows], columns=list(COLUMNS)
    )
    decisions["same"] = decisions["same"].map(_TRUTH)
    return decisions.astype({**dict.fromkeys(COLUMNS, TEXT), "same": "boolean"})
