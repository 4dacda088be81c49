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
from typing import Any

import numpy as np
import pandas as pd

from analysis.common.errors import ParameterError
from analysis.common.kinds import KINDS
from analysis.frames.cells import cells, rows_of
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
    check_role(role)
    chosen = set(chosen_kinds(kinds))
    named, actions, bodies = corpus.participations, corpus.actions, corpus.organisations
    action_at = {action_id: at for at, action_id in enumerate(cells(actions["action_id"]))}
    body_at = {
        body: at
        for at, (body, kind, is_class) in enumerate(rows_of(bodies, "organisation_id", "kind", "collective"))
        if kind in chosen and (collective or not is_class)
    }
    counted = np.array(
        [
            (at, action_at[action_id], body_at[body])
            for at, (action_id, body, given) in enumerate(rows_of(named, "action_id", "organisation_id", "role"))
            if action_id in action_at and body in body_at and role in (None, given)
        ],
        dtype=np.intp,
    ).reshape(-1, 3)
    columns: dict[Any, Any] = {
        **{name: column.array.take(counted[:, 0]) for name, column in named.items()},
        **{name: actions[name].array.take(counted[:, 1]) for name in ("plan_id", "domain")},
        **{name: column.array.take(counted[:, 2]) for name, column in bodies.items() if name != "organisation_id"},
    }
    return pd.DataFrame(columns, copy=False)


def check_role(role: str | None) -> None:
    """Raise ParameterError unless `role` is one of the schema's or None."""
    if role is not None and role not in ROLES:
        raise ParameterError("graph_unknown_role", role=role, known=", ".join(ROLES))


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
