"""Who counts as a partner.

By default every body that a plan names counts: responsible or partner, of any kind, also the network's
own bodies, projects and collective mentions such as "IPSS". A plan names them because it relies on
them, and to leave one out is a reader's decision, not ours; it is taken with three choices that all
graphs and measures share:

- `role`: ``"responsible"`` or ``"partner"`` counts only participations in that role; None counts both.
- `kinds`: kinds of body, as an iterable of the schema's ``KINDS`` or as one comma-separated text (the
  parameters of a notebook are text). A leading hyphen excludes: ``"state,health"`` counts these two,
  ``"-project,-network_body"`` all but these two. None counts all kinds.
- `collective`: False leaves out mentions of a class of bodies; True counts a class as one body.
"""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from analysis.common.errors import ParameterError
from analysis.common.kinds import KINDS
from analysis.frames.corpus import Corpus
from analysis.frames.schema import ROLES

Kinds = str | Iterable[str] | None


def counted_participations(
    corpus: Corpus, *, role: str | None = None, kinds: Kinds = None, collective: bool = True
) -> pd.DataFrame:
    """Return the participations that count, each with its action's place and its organisation.

    Parameters
    ----------
    corpus : Corpus
        The plans.
    role, kinds, collective
        Who counts, as told at the head of this module; by default everybody.

    Returns
    -------
    DataFrame
        One row per counted mention in the order of ``corpus.participations``: its columns, then
        ``plan_id`` and ``domain`` of the action and all columns of ``corpus.organisations``. A body
        named twice in an action has two rows.

    Raises
    ------
    ParameterError
        If `corpus` is none, `role` or a kind is not known, or `kinds` leaves nobody.
    """
    if not isinstance(corpus, Corpus):
        raise ParameterError("graph_not_corpus", given=type(corpus).__name__)
    if role is not None and role not in ROLES:
        raise ParameterError("graph_unknown_role", role=role, known=", ".join(ROLES))
    chosen = chosen_kinds(kinds)
    named, actions, bodies = corpus.participations, corpus.actions, corpus.organisations
    action = pd.Index(actions["action_id"]).get_indexer(named["action_id"])
    body = pd.Index(bodies["organisation_id"]).get_indexer(named["organisation_id"])
    counts = bodies["kind"].isin(chosen)
    if not collective:
        counts &= ~bodies["collective"]
    counted = (action >= 0) & (body >= 0)
    counted[counted] = counts.to_numpy(dtype=bool)[body[counted]]
    if role is not None:
        counted &= (named["role"] == role).to_numpy(dtype=bool)
    parts = (
        named[counted],
        actions[["plan_id", "domain"]].take(action[counted]),
        bodies.drop(columns="organisation_id").take(body[counted]),
    )
    return pd.concat([part.reset_index(drop=True) for part in parts], axis="columns")


def chosen_kinds(kinds: Kinds) -> tuple[str, ...]:
    """Return the kinds of body that `kinds` admits, in the order of the schema.

    Raises
    ------
    ParameterError
        If a kind is not known, or none is named or left.
    """
    if kinds is None:
        return KINDS
    named = [kind.strip() for kind in (kinds.split(",") if isinstance(kinds, str) else kinds)]
    for kind in named:
        if kind.removeprefix("-") not in KINDS:
            raise ParameterError("graph_unknown_kind", kind=kind, known=", ".join(KINDS))
    excluded = {kind.removeprefix("-") for kind in named if kind.startswith("-")}
    included = {kind for kind in named if not kind.startswith("-")} or set(KINDS)
    chosen = tuple(kind for kind in KINDS if kind in included - excluded)
    if not named or not chosen:
        raise ParameterError("graph_no_kind", kinds=kinds, known=", ".join(KINDS))
    return chosen
