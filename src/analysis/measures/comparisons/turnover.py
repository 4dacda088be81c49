"""Which bodies a plan keeps of the plan before, how many come and how many go, by kind.

*Turnover* is the share of the bodies of both plans that only one of them names, (enter + leave) / (stay + enter +
leave): 0 where both name the same, 1 where they name no body in common; the Jaccard dissimilarity [1]_. ``<NA>``
where neither names any, or one is silent
(see :mod:`analysis.measures.comparisons.matching`). What became of each body is told by
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
from analysis.measures.comparisons.matching import silent_plans
from analysis.measures.comparisons.rank_change import STATUSES, organisation_change

ALL = "all"
COLUMNS: dict[str, Any] = {
    "organisations_before": "Int64",
    "organisations_after": "Int64",
    **dict.fromkeys(STATUSES, "Int64"),
    "turnover_share": "Float64",
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
        ``organisations_before``, ``organisations_after``; ``stays``, ``enters``, ``leaves``;
        ``turnover_share`` (0 to 1); these, and its own number, ``<NA>`` where a plan is silent.

    Raises
    ------
    ParameterError
        If `match`, `role` or a kind is not known, or `kinds` leaves nobody.
    """
    changed = organisation_change(before, after, role=role, kinds=kinds, collective=collective, match=match)
    index = pd.Index([ALL, *(kind for kind in KINDS if kind in set(changed["kind"]))], dtype=TEXT, name="kind")
    named = {status: changed["status"] == status for status in STATUSES}
    named |= {f"organisations_{when}": changed[f"actions_{when}"].notna() for when in ("before", "after")}
    bodies = pd.DataFrame(named).fillna(False)
    turned = bodies.groupby(changed["kind"]).sum().reindex(index)
    turned.loc[ALL] = bodies.sum()
    turned = turned.astype("Int64")
    for when, corpus in (("before", before), ("after", after)):
        if silent_plans(corpus, role=role):
            turned[[*STATUSES, f"organisations_{when}"]] = pd.NA
    either = turned[list(STATUSES)].sum(axis=1, skipna=False)
    turned["turnover_share"] = (turned["enters"] + turned["leaves"]) / either.where(either > 0)
    return turned[list(COLUMNS)].astype(COLUMNS)
