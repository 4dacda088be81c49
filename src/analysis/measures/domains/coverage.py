"""Which domains a plan covers, with how many actions, and by whom.

Who serves a domain is told by *participations*: pairs of an action of the domain and a body that it
names, counted once per action also where a body has two roles in it. With p the shares of the bodies
in the participations of a domain:

- *shannon*: -sum of p ln p, in nats; 0 where one body does all [1]_
- *effective*: exp(shannon), the number of equally present bodies with the same shannon [2]_
- *herfindahl*: sum of p squared, from 1/bodies (all alike) to 1 (one body) [3]_

A domain whose actions name nobody has no shares: the three are ``<NA>``, not 0.

References
----------
.. [1] Shannon, C. E. (1948). A mathematical theory of communication. Bell System Technical Journal 27,
   379-423.
.. [2] Hill, M. O. (1973). Diversity and evenness: a unifying notation and its consequences. Ecology 54,
   427-432.
.. [3] Hirschman, A. O. (1964). The paternity of an index. American Economic Review 54, 761-762.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from analysis.frames.corpus import Corpus
from analysis.frames.schema import TEXT
from analysis.graphs.choice import Kinds, counted_participations

COLUMNS: dict[str, Any] = {
    "domain_no": "Int64",
    "agenda": TEXT,
    "theme": TEXT,
    "actions": "Int64",
    "goals": "Int64",
    "organisations": "Int64",
    "mentions": "Int64",
    "lone_actions": "Int64",
    "unnamed_actions": "Int64",
    "shannon": "Float64",
    "effective": "Float64",
    "herfindahl": "Float64",
    "top_organisation_id": TEXT,
    "top_share": "Float64",
}

_DOMAIN = ["plan_id", "domain"]
_PAIR = [*_DOMAIN, "action_id", "organisation_id"]
# Stands for "no domain" while grouping; the schema admits no empty domain.
_NONE = ""


def domain_coverage(
    corpus: Corpus, *, role: str | None = None, kinds: Kinds = None, collective: bool = True
) -> pd.DataFrame:
    """Return what each domain of the plans holds and how its work is spread over the bodies.

    Parameters
    ----------
    corpus : Corpus
        The plans.
    role, kinds, collective
        Who counts (see :mod:`analysis.graphs.choice`); by default every body that the plan names.

    Returns
    -------
    DataFrame
        One row per domain, index ``plan_id, domain``, in document order; actions that the document
        puts under no domain are one more row of their plan, with domain ``<NA>``.

        - ``domain_no``, ``agenda``, ``theme``: of the domain
        - ``actions``; ``goals``: different goals among them, ``<NA>`` where no action has one
        - ``organisations``: different bodies; ``mentions``: how often the cells name a body
        - ``lone_actions``: actions of one body; ``unnamed_actions``: actions of nobody that counts
        - ``shannon`` (nats), ``effective`` (bodies), ``herfindahl`` (0 to 1): as defined at the head
          of this module
        - ``top_organisation_id``: the body in most actions, the first by id where several are;
          ``top_share``: share of the actions that name somebody in which it takes part

    Raises
    ------
    ParameterError
        If `role` or a kind is not known, or `kinds` leaves nobody.
    """
    subjects = _subjects(corpus)
    actions = _filled(corpus.actions)
    counted = _filled(counted_participations(corpus, role=role, kinds=kinds, collective=collective))
    pairs = counted[_PAIR].drop_duplicates()
    sizes = actions["action_id"].map(pairs["action_id"].value_counts()).fillna(0)
    presence = pairs.groupby([*_DOMAIN, "organisation_id"]).size().astype("float64")
    shares = presence / presence.groupby(level=_DOMAIN).transform("sum")
    shannon = 0.0 - (shares * np.log(shares)).groupby(level=_DOMAIN).sum()
    top = presence.sort_values(ascending=False, kind="stable").reset_index(name="present")
    top = top.drop_duplicates(_DOMAIN).set_index(_DOMAIN)

    by_domain = actions.assign(lone=sizes == 1, unnamed=sizes == 0, named=sizes > 0).groupby(_DOMAIN)
    counts = {
        "actions": by_domain.size(),
        "organisations": pairs.groupby(_DOMAIN)["organisation_id"].nunique(),
        "mentions": counted.groupby(_DOMAIN).size(),
        "lone_actions": by_domain["lone"].sum(),
        "unnamed_actions": by_domain["unnamed"].sum(),
    }
    goals = by_domain["goal"].nunique()
    measures = {
        "goals": goals[goals > 0],
        "shannon": shannon,
        "effective": np.exp(shannon),
        "herfindahl": (shares**2).groupby(level=_DOMAIN).sum(),
        "top_organisation_id": top["organisation_id"],
        "top_share": top["present"] / by_domain["named"].sum(),
    }
    index = pd.MultiIndex.from_frame(subjects[_DOMAIN])
    columns = {name: subjects[name].array for name in ("domain_no", "agenda", "theme")}
    columns |= {name: counted_.reindex(index, fill_value=0).array for name, counted_ in counts.items()}
    columns |= {name: measured.reindex(index).array for name, measured in measures.items()}
    covered = pd.DataFrame(columns, index=_unfilled(index))
    return covered[list(COLUMNS)].astype(COLUMNS)


def coverage_matrix(
    corpus: Corpus, *, role: str | None = None, kinds: Kinds = None, collective: bool = True
) -> pd.DataFrame:
    """Return in how many actions of each domain each body takes part.

    Parameters
    ----------
    corpus : Corpus
        The plans.
    role, kinds, collective
        Who counts (see :mod:`analysis.graphs.choice`); by default every body that the plan names.

    Returns
    -------
    DataFrame
        One row per body that counts, index ``organisation_id``, most participations first, then by id;
        one column per domain, ``plan_id, domain``, as the rows of :func:`domain_coverage`. A number
        of actions each (Int64): 0 says that no action of the domain names the body.

    Raises
    ------
    ParameterError
        If `role` or a kind is not known, or `kinds` leaves nobody.
    """
    columns = pd.MultiIndex.from_frame(_subjects(corpus)[_DOMAIN])
    counted = _filled(counted_participations(corpus, role=role, kinds=kinds, collective=collective))
    pairs = counted[_PAIR].drop_duplicates()
    bodies = pd.Index(sorted(pairs["organisation_id"].unique()), dtype=TEXT, name="organisation_id")
    present = pd.crosstab(pairs["organisation_id"], [pairs["plan_id"], pairs["domain"]])
    matrix = present.reindex(index=bodies, columns=columns, fill_value=0).astype("Int64")
    order = matrix.sum(axis="columns").sort_values(ascending=False, kind="stable").index
    return matrix.loc[order].set_axis(_unfilled(columns), axis="columns")


def _subjects(corpus: Corpus) -> pd.DataFrame:
    """Return the domains in document order, each plan's actions without one as a last row of its own."""
    without = corpus.actions.loc[corpus.actions["domain"].isna(), ["plan_id"]].drop_duplicates()
    subjects = pd.concat([corpus.domains, without], ignore_index=True).astype(corpus.domains.dtypes)
    place = subjects["plan_id"].map({plan_id: n for n, plan_id in enumerate(corpus.plan_ids)})
    return _filled(subjects.iloc[place.argsort(kind="stable")])


def _filled(frame: pd.DataFrame) -> pd.DataFrame:
    return frame.assign(domain=frame["domain"].fillna(_NONE))


def _unfilled(index: pd.MultiIndex) -> pd.MultiIndex:
    frame = index.to_frame(index=False).astype(TEXT)
    return pd.MultiIndex.from_frame(frame.mask(frame == _NONE))
