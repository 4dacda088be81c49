"""Which bodies a plan keeps of the plan before, how many come and how many go, by kind.

*Turnover* is the share of the bodies of both plans that only one of them names, (enter + leave) / (stay + enter +
leave): 0 where both name the same, 1 where they name no body in common; the Jaccard dissimilarity [1]_. ``<NA>``
where neither names any. What became of each body is told by
:func:`analysis.measures.comparisons.rank_change.organisation_change`.

References
----------
.. [1] Koleff, P., Gaston, K. J., Lennon, J. J. (2003). Measuring beta diversity for presence-absence data. Journal of
   Animal Ecology 72, 367-382.
"""

from __future__ import annotations

from typing import Any

import pandas as pd

from analysis.common.kinds import KINDS
from analysis.frames.corpus import Corpus
from analysis.frames.schema import TEXT
from analysis.graphs.choice import Kinds
from analysis.measures.comparisons.rank_change import STATUSES, organisation_change

ALL = "all"
COLUMNS: dict[str, Any] = {
    "organisations_before": "Int64",
    "organisations_after": "Int64",
    **dict.fromkeys(STATUSES, "Int64"),
    "turnover": "Float64",
}


def organisation_turnover(
    before: Corpus,
    after: Corpus,
    *,
    role: str | None = None,
    kinds: Kinds = None,
    collective: bool = True,
    match: str = "id",
) -> pd.DataFrame:
    """Return how many bodies stay, enter and leave between two plans.

    Parameters
    ----------
    before, after, role, kinds, collective, match
        As for :func:`analysis.measures.comparisons.rank_change.organisation_change`.

    Returns
    -------
    DataFrame
        One row for all bodies, ``all``, then one for each kind that either plan names, index ``kind``:
        ``organisations_before``, ``organisations_after``; ``stays``, ``enters``, ``leaves``; ``turnover`` (0 to 1).

    Raises
    ------
    ParameterError
        If `match`, `role` or a kind is not known, or `kinds` leaves nobody.
    """
    changed = organisation_change(before, after, role=role, kinds=kinds, collective=collective, match=match)
    by_kind = pd.crosstab(changed["kind"], changed["status"]).reindex(columns=list(STATUSES), fill_value=0)
    index = pd.Index([ALL, *(kind for kind in KINDS if kind in by_kind.index)], dtype=TEXT, name="kind")
    turned = by_kind.reindex(index).rename_axis(columns=None)
    turned.loc[ALL] = by_kind.sum()
    turned = turned.astype("Int64")
    turned["organisations_before"] = turned["stays"] + turned["leaves"]
    turned["organisations_after"] = turned["stays"] + turned["enters"]
    either = turned[list(STATUSES)].sum(axis=1)
    turned["turnover"] = (turned["enters"] + turned["leaves"]) / either.where(either > 0)
    return turned[list(COLUMNS)].astype(COLUMNS)
