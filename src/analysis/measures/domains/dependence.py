"""Which domains hang on one body: what each would lose with the body that it can spare least.

The *key body* of a domain is the one whose leaving would leave the most of the domain's actions with nobody, that
is, the body that alone holds the greatest number of them. Several may hold as many: they are all key, the row names
them all, and the other measures are of the one in most of the domain's actions, then the first by id. A domain in
which nobody is ever alone has no key body.

What is lost is defined as in :mod:`analysis.measures.networks.dependence`: an action by the leaving of its only
body, a goal by that of the only body of all its actions that name somebody. Shares are of the actions that name
somebody; what the others would lose is not known. What the key body of a domain holds is 0 where the actions that
name somebody leave it without one, and ``<NA>`` where none names anybody; where no action of the whole plan does,
how many bodies are alone or key is ``<NA>`` too.
Concentration is another matter (:mod:`analysis.measures.domains.concentration`): a body may be in all actions
of a domain, and alone in none.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import pandas as pd

from analysis.frames.cells import rows_of
from analysis.frames.corpus import Corpus
from analysis.frames.schema import TEXT
from analysis.graphs.choice import Kinds
from analysis.graphs.subjects import subject_corpus
from analysis.measures.domains.coverage import domain_coverage
from analysis.measures.networks.dependence import dependence_by_domain

COLUMNS: dict[str, Any] = {
    "actions": "Int64",
    "named_actions": "Int64",
    "lone_actions": "Int64",
    "lone_organisations": "Int64",
    "key_organisations": "Int64",
    "key_organisation_id": TEXT,
    "key_organisation": TEXT,
    "key_actions": "Int64",
    "key_lone_actions": "Int64",
    "key_lone_share": "Float64",
    "goals": "Int64",
    "lost_goals": "Int64",
}

_DOMAIN = ["plan_id", "domain"]
_OF_DOMAIN = ("actions", "named_actions", "lone_actions", "goals")
_LOSSES = {name: kind for name, kind in COLUMNS.items() if name not in _OF_DOMAIN}


class _Held(NamedTuple):
    """What a body holds of a domain."""

    organisation_id: str
    organisation: str | None
    actions: int
    orphaned_actions: int
    share_orphaned: float
    orphaned_goals: int | None


def domain_dependence(
    corpus: Corpus,
    *,
    by: str = "domain",
    role: str | None = None,
    kinds: Kinds = None,
    collective: bool = True,
) -> pd.DataFrame:
    """Return what each domain or theme would lose with its key body.

    Parameters
    ----------
    corpus : Corpus
        The plans.
    by : str
        ``"domain"`` or ``"theme"``.
    role, kinds, collective
        Who counts (see :mod:`analysis.graphs.choice`); by default every body that the plan names.

    Returns
    -------
    DataFrame
        One row per domain, index ``plan_id`` and `by`, in document order; actions without one are a last row
        of their plan.

        - ``actions``; ``named_actions`` that name somebody who counts; ``lone_actions`` that name one body only
        - ``lone_organisations``: bodies that hold an action alone
        - ``key_organisations``: bodies that are key, 0 where nobody is alone; ``key_organisation_id``,
          ``key_organisation``: they, joined by ``" | "`` where several, ``<NA>`` for none; ``key_actions`` that the
          first takes part in, ``<NA>`` for none; ``key_lone_actions`` that each holds alone, ``key_lone_share`` of
          the actions that name somebody
        - ``goals`` of the domain, ``<NA>`` where no action states one; ``lost_goals`` that rest on the first key
          body alone, ``<NA>`` where none of its actions states a goal

    Raises
    ------
    ParameterError
        If `by`, `role` or a kind is not known, or `kinds` leaves nobody.
    """
    choice: dict[str, Any] = {"role": role, "kinds": kinds, "collective": collective}
    corpus = subject_corpus(corpus, by)
    covered = domain_coverage(corpus, **choice)
    held: dict[tuple[str, str | None], list[_Held]] = {}
    for plan_id, domain, *row in rows_of(
        dependence_by_domain(corpus, **choice).reset_index(), *_DOMAIN, *_Held._fields
    ):
        held.setdefault((plan_id, domain), []).append(_Held(*row))
    keys = rows_of(covered.index.to_frame(index=False), *_DOMAIN)
    rows = [
        _losses(held.get(key, []), silent) for key, silent in zip(keys, covered["lone_actions"].isna(), strict=True)
    ]
    columns: dict[str, Any] = {
        **covered[["actions", "lone_actions", "goals"]],
        "named_actions": covered["actions"] - covered["unnamed_actions"],
        **{name: pd.array([row.get(name) for row in rows], dtype=kind) for name, kind in _LOSSES.items()},
    }
    measured = pd.DataFrame(columns, index=covered.index)[list(COLUMNS)]
    return measured.rename_axis(["plan_id", by])


def _losses(held: Sequence[_Held], silent: bool) -> dict[str, Any]:
    """Return what a domain would lose, given what each body holds of it, those first who hold most alone."""
    key = [body for body in held if body.orphaned_actions == held[0].orphaned_actions > 0]
    losses: dict[str, Any] = {}
    if not silent:
        losses["lone_organisations"] = sum(body.orphaned_actions > 0 for body in held)
        losses["key_organisations"] = len(key)
    if held:
        losses["key_lone_actions"], losses["key_lone_share"] = held[0].orphaned_actions, held[0].share_orphaned
        losses["lost_goals"] = held[0].orphaned_goals
    if key:
        losses["key_actions"] = key[0].actions
        losses["key_organisation_id"] = " | ".join(body.organisation_id for body in key)
        losses["key_organisation"] = " | ".join(body.organisation or body.organisation_id for body in key)
    return losses
