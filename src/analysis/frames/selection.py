"""One plan of a corpus."""

from __future__ import annotations

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
    kept = {name: frame[frame["plan_id"] == plan_id] for name, frame in corpus.frames().items() if "plan_id" in frame}
    for name in ("participations", "schedule", "indicators"):
        frame = corpus.frames()[name]
        kept[name] = frame[frame["action_id"].isin(kept["actions"]["action_id"])]
    mentioned = corpus.organisations["organisation_id"].isin(kept["participations"]["organisation_id"])
    kept["organisations"] = corpus.organisations[mentioned]
    return Corpus(**{name: kept[name].reset_index(drop=True) for name in corpus.frames()})
