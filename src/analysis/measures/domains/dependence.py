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

from typing import Any

import pandas as pd

from analysis.frames.corpus import Corpus
from analysis.frames.schema import TEXT
from analysis.graphs.choice import Kinds
from analysis.graphs.subjects import plan_domains, subject_corpus, subject_index
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
_NUMBERS = ["lone_organisations", "key_organisations"]
_NAMED = ["organisation_id", "organisation"]


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
    covered = covered.assign(named_actions=covered["actions"] - covered["unnamed_actions"]).reset_index()
    held = dependence_by_domain(corpus, **choice).reset_index()
    lone = held["orphaned_actions"] > 0
    most = held.groupby(_DOMAIN, dropna=False)["orphaned_actions"].transform("max")
    is_key = lone & (held["orphaned_actions"] == most)
    numbers = held.assign(lone_organisations=lone, key_organisations=is_key)
    numbers = numbers.groupby(_DOMAIN, dropna=False)[_NUMBERS].sum().reset_index()
    named = held.assign(organisation=held["organisation"].fillna(held["organisation_id"]))[is_key]
    named = named.groupby(_DOMAIN, dropna=False)[_NAMED].agg(" | ".join).reset_index()
    key = held.drop_duplicates(_DOMAIN).drop(columns=_NAMED).merge(named, on=_DOMAIN, how="left")
    columns = {
        "organisation_id": "key_organisation_id",
        "organisation": "key_organisation",
        "actions": "key_actions",
        "orphaned_actions": "key_lone_actions",
        "share_orphaned": "key_lone_share",
        "orphaned_goals": "lost_goals",
    }
    key["actions"] = key["actions"].where(key["orphaned_actions"] > 0)
    key = key.rename(columns=columns)[[*_DOMAIN, *columns.values()]]
    measured = covered
    for part in (key, numbers):
        measured = measured.merge(part, on=_DOMAIN, how="left", validate="one_to_one")
    measured[_NUMBERS] = measured[_NUMBERS].astype("Int64").fillna(0).mask(measured["lone_actions"].isna())
    return measured[list(COLUMNS)].astype(COLUMNS).set_axis(subject_index(plan_domains(corpus), by))
