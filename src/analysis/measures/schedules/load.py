"""Which months carry the load, as far as the documents say.

The months of an action are *known* where the document states or draws them, that is where the action
has rows in ``corpus.schedule``. Where no action of a plan or body is known, its months are ``<NA>``;
where some are, a month counts those, and ``share_unknown``, which comes first, says how many are left
out: a count is then a lower bound.

An action of twelve months counts once in each of the twelve, so the sum over the months is a number of
action-months, not of actions.
"""

from __future__ import annotations

import pandas as pd

from analysis.frames.corpus import Corpus
from analysis.frames.schema import MONTHS, SCHEDULE_STATUSES, TEXT
from analysis.graphs.choice import Kinds, counted_participations


def schedule_load(corpus: Corpus) -> pd.DataFrame:
    """Return the number of actions of each plan that run in each month.

    Parameters
    ----------
    corpus : Corpus
        The plans.

    Returns
    -------
    DataFrame
        One row per plan in the corpus's order, index ``plan_id``: ``share_unknown``, the share of its
        actions whose months are not known (``<NA>`` for a plan without actions), then the months 1
        to 12 (column labels are whole numbers): actions known to run in the month, ``<NA>`` where the
        plan's months are not known at all.
    """
    loads = _loads(corpus.actions[["plan_id", "action_id"]], ["plan_id"], corpus)
    return loads.reindex(_plans(corpus))[["share_unknown", *MONTHS]]


def schedule_known(corpus: Corpus) -> pd.DataFrame:
    """Return of how many actions the months are known, and what the documents hold instead.

    Parameters
    ----------
    corpus : Corpus
        The plans.

    Returns
    -------
    DataFrame
        One row per plan in the corpus's order, index ``plan_id``: ``actions``, ``known`` and
        ``unknown`` (numbers of actions), ``share_unknown`` (``<NA>`` for a plan without actions), then
        the number of actions of each schedule status of the schema. An action may have a status
        ``stated`` and no known month, where it states a frequency only.
    """
    loads = _loads(corpus.actions[["plan_id", "action_id"]], ["plan_id"], corpus)
    counts = loads[["actions", "known", "unknown"]].reindex(_plans(corpus), fill_value=0)
    counts["share_unknown"] = loads["share_unknown"].reindex(counts.index)
    for status in SCHEDULE_STATUSES:
        has = corpus.actions.loc[corpus.actions["schedule_status"] == status, "plan_id"].value_counts()
        counts[status] = has.reindex(counts.index, fill_value=0).astype("Int64")
    return counts


def organisation_load(
    corpus: Corpus, *, role: str | None = None, kinds: Kinds = None, collective: bool = True
) -> pd.DataFrame:
    """Return the number of actions of each body, in each plan, that run in each month.

    Parameters
    ----------
    corpus : Corpus
        The plans.
    role, kinds, collective
        Who counts (see :mod:`analysis.graphs.choice`); by default every body that the plan names.

    Returns
    -------
    DataFrame
        One row per plan and body, index ``plan_id, organisation_id``: ``actions`` that it takes part
        in, once each also where it has two roles; ``unknown`` of them whose months are not known;
        ``share_unknown``; then the months 1 to 12: actions known to run in the month, ``<NA>`` where
        the months of none are known. Plans in the corpus's order, within a plan most actions first,
        then by id.

    Raises
    ------
    ParameterError
        If `role` or a kind is not known, or `kinds` leaves nobody.
    """
    keys = ["plan_id", "organisation_id"]
    counted = counted_participations(corpus, role=role, kinds=kinds, collective=collective)
    loads = _loads(counted[[*keys, "action_id"]].drop_duplicates(), keys, corpus)
    place = loads.index.get_level_values("plan_id").map({p: n for n, p in enumerate(corpus.plan_ids)})
    loads = loads.assign(place=place).sort_values(["place", "actions"], ascending=[True, False], kind="stable")
    return loads[["actions", "unknown", "share_unknown", *MONTHS]]


def _loads(actions: pd.DataFrame, keys: list[str], corpus: Corpus) -> pd.DataFrame:
    """Return for each subject in `actions` (index `keys`, sorted) its counts and months."""
    rows = actions.assign(known=actions["action_id"].isin(corpus.schedule["action_id"]))
    for month in MONTHS:
        in_month = corpus.schedule.loc[corpus.schedule["month"] == month, "action_id"]
        rows[month] = rows["action_id"].isin(in_month)
    by_subject = rows.groupby(keys)
    loads = by_subject[["known", *MONTHS]].sum().astype("Int64")
    loads.insert(0, "actions", by_subject.size().astype("Int64"))
    loads.insert(2, "unknown", loads["actions"] - loads["known"])
    loads.insert(3, "share_unknown", (loads["unknown"] / loads["actions"]).astype("Float64"))
    loads.loc[loads["known"] == 0, list(MONTHS)] = pd.NA
    return loads


def _plans(corpus: Corpus) -> pd.Index:
    return pd.Index(corpus.plan_ids, dtype=TEXT, name="plan_id")
