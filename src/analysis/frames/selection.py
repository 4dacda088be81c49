"""One plan of a corpus, some, or each of them."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

import numpy as np
import pandas as pd

from analysis.common.errors import UnknownNameError
from analysis.frames.corpus import Corpus


def plan_corpus(corpus: Corpus, plan_id: str) -> Corpus:
    """Return the rows of one plan, and the organisations that it mentions.

    Parameters
    ----------
    corpus : Corpus
        Any plans.
    plan_id : str
        The plan, one of ``corpus.plan_ids``.

    Returns
    -------
    Corpus
        What :func:`analysis.load_corpus` returns for this plan alone.

    Raises
    ------
    UnknownNameError
        If the corpus does not hold the plan.
    """
    if plan_id not in corpus.plan_ids:
        raise UnknownNameError("plan_unknown", plan=plan_id, known=", ".join(corpus.plan_ids))
    return chosen_plans(corpus, [plan_id])


def chosen_plans(corpus: Corpus, plan_ids: Collection[str]) -> Corpus:
    """Return the rows of some plans of a corpus, in its order, and the organisations that they mention.

    Parameters
    ----------
    corpus : Corpus
        Any plans.
    plan_ids : collection of str
        Ids of plans of the corpus; those of others are passed over.
    """
    actions = corpus.actions["action_id"][corpus.actions["plan_id"].isin(plan_ids)]
    kept = {}
    for name, frame in corpus.frames().items():
        if name == "organisations":
            continue
        of_plans = frame["plan_id"].isin(plan_ids) if "plan_id" in frame else frame["action_id"].isin(actions)
        kept[name] = frame[of_plans]
    mentioned = corpus.organisations["organisation_id"].isin(kept["participations"]["organisation_id"])
    kept["organisations"] = corpus.organisations[mentioned]
    return Corpus(**{name: kept[name].reset_index(drop=True) for name in corpus.frames()})


def split_plans(corpus: Corpus) -> dict[str, Corpus]:
    """Return each plan of a corpus by its id: what :func:`plan_corpus` returns, of all plans at once.

    Parameters
    ----------
    corpus : Corpus
        Any plans.
    """
    plan_of = corpus.actions.set_index("action_id")["plan_id"]
    frames = corpus.frames()
    bodies = frames.pop("organisations")
    nothing = np.array([], dtype=np.intp)
    parts: dict[str, dict[str, pd.DataFrame]] = {plan_id: {} for plan_id in corpus.plan_ids}
    for name, frame in frames.items():
        plans = frame["plan_id"] if "plan_id" in frame else frame["action_id"].map(plan_of)
        rows: dict[Any, Any] = dict(frame.groupby(plans.to_numpy(), sort=False).indices)
        for plan_id, part in parts.items():
            part[name] = frame.take(rows.get(plan_id, nothing)).reset_index(drop=True)
    places = pd.Series(range(len(bodies)), index=bodies["organisation_id"])
    for part in parts.values():
        mentioned = places[part["participations"]["organisation_id"].unique()].sort_values()
        part["organisations"] = bodies.take(mentioned.to_numpy()).reset_index(drop=True)
    return {plan_id: Corpus(**part) for plan_id, part in parts.items()}
