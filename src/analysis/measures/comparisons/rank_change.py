"""Who came, who left, and whose place changed between two plans.

Bodies are ranked by the number of actions that name them, 1 for the most, bodies with as many sharing the
smallest rank of theirs (1, 2, 2, 4: competition ranks). Ranks of two plans of different length are not
comparable: the rank 5 of 8 is not the rank 5 of 26. So *matched ranks* rank only the bodies that stay,
among themselves, and ``rank_change`` is their difference, positive for a body that rose. A rank is what the
plans say, without its uncertainty: with few actions most changes of rank are no more than chance. Where one plan is
silent (see :mod:`analysis.measures.comparisons.matching`) who stays, enters and leaves is not known.

How far the two orders agree is told by two coefficients over the bodies that stay, from -1 to 1: Kendall's
tau-b [1]_ (pairs in the same order less pairs in the opposite order, corrected for ties) and Spearman's rho
[2]_ (Pearson correlation of mean ranks). ``<NA>`` for fewer than two bodies or where all are equal.

References
----------
.. [1] Kendall, M. G. (1945). The treatment of ties in ranking problems. Biometrika 33, 239-251.
.. [2] Spearman, C. (1904). The proof and measurement of association between two things. American Journal
   of Psychology 15, 72-101.
"""

from __future__ import annotations

from typing import Any

import pandas as pd
from scipy import stats

from analysis.frames.corpus import Corpus
from analysis.frames.schema import TEXT
from analysis.graphs.choice import Kinds
from analysis.measures.comparisons.matching import matched_participations, silent_plans

STATUSES = ("stays", "enters", "leaves")

COLUMNS: dict[str, Any] = {
    "organisation": TEXT,
    "counterpart": TEXT,
    "kind": TEXT,
    "status": TEXT,
    "actions_before": "Int64",
    "actions_after": "Int64",
    "share_before": "Float64",
    "share_after": "Float64",
    "degree_before": "Int64",
    "degree_after": "Int64",
    "rank_before": "Int64",
    "rank_after": "Int64",
    "matched_rank_before": "Int64",
    "matched_rank_after": "Int64",
    "rank_change": "Int64",
}
AGREEMENT_COLUMNS: dict[str, Any] = {"organisations": "Int64", "kendall": "Float64", "spearman": "Float64"}


def organisation_change(
    before: Corpus,
    after: Corpus,
    *,
    role: str | None = None,
    kinds: Kinds = None,
    collective: bool = True,
    match: str = "id",
) -> pd.DataFrame:
    """Return what became of each body between two plans.

    Parameters
    ----------
    before, after : Corpus
        Two plans of one municipality, or of two.
    role, kinds, collective
        Who counts (see :mod:`analysis.graphs.choice`).
    match : str
        ``"id"``, or ``"counterpart"`` to match the local bodies of two municipalities by name (see
        :mod:`analysis.measures.comparisons.matching`).

    Returns
    -------
    DataFrame
        One row per body of either, index ``organisation_id`` (its id in `before` where it has one): those
        that stay, enter and leave, each by rank.

        - ``organisation``; ``counterpart``, its name in `after` where it is matched under another id;
          ``kind``; ``status``: ``stays``, ``enters`` or ``leaves``, ``<NA>`` where either plan is silent
        - ``actions_before``, ``actions_after``: actions that name it; ``share_before``,
          ``share_after``: their share of the actions that name anybody; ``degree_before``,
          ``degree_after``: its partners; ``rank_before``, ``rank_after`` among all bodies of the plan;
          ``<NA>`` where the plan does not name it
        - ``matched_rank_before``, ``matched_rank_after``, ``rank_change``: as defined at the head of
          this module; ``<NA>`` for those that do not stay

    Raises
    ------
    ParameterError
        If `match`, `role` or a kind is not known, or `kinds` leaves nobody.
    """
    named = matched_participations(before, after, role=role, kinds=kinds, collective=collective, match=match)
    first, second = (_measured(counted) for counted in named)
    ids = first.index.union(second.index, sort=True)
    first, second = first.reindex(ids), second.reindex(ids)
    stays = first["actions"].notna() & second["actions"].notna()
    changed = pd.DataFrame(index=ids)
    changed["organisation"] = first["organisation"].fillna(second["organisation"])
    changed["counterpart"] = second["organisation"].where(stays & (first["own_id"] != second["own_id"]).fillna(False))
    changed["kind"] = first["kind"].fillna(second["kind"])
    changed["status"] = "stays"
    changed.loc[first["actions"].isna(), "status"] = "enters"
    changed.loc[second["actions"].isna(), "status"] = "leaves"
    if any(silent_plans(corpus, role=role) for corpus in (before, after)):
        changed["status"] = pd.NA
    for when, measured in (("before", first), ("after", second)):
        for column in ("actions", "share", "degree"):
            changed[f"{column}_{when}"] = measured[column]
        changed[f"rank_{when}"] = _ranks(measured["actions"])
        changed[f"matched_rank_{when}"] = _ranks(measured["actions"].where(stays))
    changed["rank_change"] = changed["matched_rank_before"] - changed["matched_rank_after"]
    changed = changed[list(COLUMNS)].astype(COLUMNS)
    order = changed.assign(
        place=changed["status"].map({status: place for place, status in enumerate(STATUSES)}),
        rank=changed["rank_after"].fillna(changed["rank_before"]),
    ).sort_values(["place", "rank"], kind="stable")
    return changed.loc[order.index].rename_axis("organisation_id")


def rank_agreement(
    before: Corpus,
    after: Corpus,
    *,
    role: str | None = None,
    kinds: Kinds = None,
    collective: bool = True,
    match: str = "id",
) -> pd.DataFrame:
    """Return how far two plans agree on the order of the bodies that both name.

    Parameters
    ----------
    before, after, role, kinds, collective, match
        As for :func:`organisation_change`.

    Returns
    -------
    DataFrame
        One row for ``actions`` and one for ``degree``, index ``measure``: ``organisations`` that stay,
        ``<NA>`` where either plan is silent, ``kendall`` (tau-b) and ``spearman`` (-1 to 1), ``<NA>`` where there
        is no order.

    Raises
    ------
    ParameterError
        If `match`, `role` or a kind is not known, or `kinds` leaves nobody.
    """
    changed = organisation_change(before, after, role=role, kinds=kinds, collective=collective, match=match)
    stays = changed[(changed["status"] == "stays").fillna(False)]
    silent = any(silent_plans(corpus, role=role) for corpus in (before, after))
    rows = []
    for measure in ("actions", "degree"):
        pair = [stays[f"{measure}_{when}"].to_numpy(dtype=float) for when in ("before", "after")]
        ordered = all(len(set(values)) > 1 for values in pair)
        kendall = stats.kendalltau(*pair).statistic if ordered else pd.NA
        spearman = stats.spearmanr(*pair).statistic if ordered else pd.NA
        rows.append((pd.NA if silent else len(stays), kendall, spearman))
    index = pd.Index(["actions", "degree"], dtype=TEXT, name="measure")
    return pd.DataFrame(rows, columns=list(AGREEMENT_COLUMNS), index=index).astype(AGREEMENT_COLUMNS)


def _measured(counted: pd.DataFrame) -> pd.DataFrame:
    """Return each body's name, kind, and presence in the actions of its plan."""
    bodies = counted.groupby("organisation_id")
    pairs = counted[["action_id", "organisation_id"]]
    met = pairs.merge(pairs, on="action_id", suffixes=("", "_met"))
    met = met[met["organisation_id"] != met["organisation_id_met"]]
    measured = bodies[["organisation", "kind", "own_id"]].first()
    measured["actions"] = bodies.size().astype("Int64")
    measured["share"] = measured["actions"] / counted["action_id"].nunique()
    partners = met.groupby("organisation_id")["organisation_id_met"].nunique()
    measured["degree"] = partners.reindex(measured.index, fill_value=0).astype("Int64")
    return measured


def _ranks(actions: pd.Series) -> pd.Series:
    # As floats: pandas 2 ranks missing whole numbers too.
    return actions.astype("float64").rank(method="min", ascending=False).astype("Int64")
