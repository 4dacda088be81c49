"""Within which months people allow an action to move, for the levelling of a schedule.

The file ``action_windows.csv`` of the registry has a row for each action of which a person knows it. A data folder
without it has no windows.
"""

from __future__ import annotations

import os
from collections import Counter

from analysis.common.paths import data_folder
from analysis.common.rows import refuse_rows, registry_rows
from analysis.frames.corpus import Corpus
from analysis.frames.schema import MONTHS

COLUMNS = ("action_id", "first", "last", "note")

_MONTHS = {str(month): month for month in MONTHS}


def reviewed_windows(corpus: Corpus, *, data: str | os.PathLike[str] | None = None) -> dict[str, tuple[int, int]]:
    """Return the windows of the actions of a corpus, as :func:`analysis.levelling_plan` takes them.

    Parameters
    ----------
    corpus : Corpus
        The plans; windows of other plans are passed over.
    data
        Data folder, as for :func:`analysis.load_corpus`.

    Returns
    -------
    dict of str to (int, int)
        Id of the action -> the first and the last month (1 to 12) in which it may run.

    Raises
    ------
    RegistryError
        If the file cannot be read or lacks a column, or a row names no two months in their order, is repeated, or
        names an action that its plan, one of the corpus, does not have.
    """
    path = data_folder(data) / "registry" / "action_windows.csv"
    rows = registry_rows(path, COLUMNS) if path.is_file() else []
    often = Counter(row["action_id"] for row in rows)
    known, plans = set(corpus.actions["action_id"]), set(corpus.plan_ids)
    for key, good in (
        ("registry_window", lambda row: _MONTHS.get(row["first"], 13) <= _MONTHS.get(row["last"], 0)),
        ("registry_repeated", lambda row: often[row["action_id"]] == 1),
        (
            "registry_no_action",
            lambda row: row["action_id"] in known or row["action_id"].partition("/")[0] not in plans,
        ),
    ):
        refuse_rows(path.name, rows, good, key)
    return {
        row["action_id"]: (_MONTHS[row["first"]], _MONTHS[row["last"]]) for row in rows if row["action_id"] in known
    }
