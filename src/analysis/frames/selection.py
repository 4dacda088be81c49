"""One plan of a corpus, some, or each of them."""

from __future__ import annotations

from collections.abc import Collection

import pandas as pd

from analysis.common.errors import UnknownNameError
from analysis.frames.cells import cells, rows_of
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
    plan_of = dict(rows_of(corpus.actions, "action_id", "plan_id"))
    frames = corpus.frames()
    bodies = frames.pop("organisations")
    parts: dict[str, dict[str, pd.DataFrame]] = {plan_id: {} for plan_id in corpus.plan_ids}
    for name, frame in frames.items():
        plans = cells(frame["plan_id"]) if "plan_id" in frame else map(plan_of.get, cells(frame["action_id"]))
        rows: dict[str | None, list[int]] = {}
        for row, plan_id in enumerate(plans):
            rows.setdefault(plan_id, []).append(row)
        for plan_id, part in parts.items():
            part[name] = _taken(frame, rows.get(plan_id, []))
    places = {body: place for place, body in enumerate(cells(bodies["organisation_id"]))}
    for part in parts.values():
        mentioned = {places[body] for body in cells(part["participations"]["organisation_id"])}
        part["organisations"] = _taken(bodies, sorted(mentioned))
    return {plan_id: Corpus(**part) for plan_id, part in parts.items()}


def _taken(frame: pd.DataFrame, rows: list[int]) -> pd.DataFrame:
    """Return some rows of a frame, given in its order, as a frame of their own."""
    return (frame if len(rows) == len(frame) else frame.take(rows)).reset_index(drop=True)
