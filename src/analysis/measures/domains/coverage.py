"""Which domains and themes a plan covers, with how many actions, and by whom.

Who serves a domain is told by *participations*: pairs of an action of the domain and a body that it
names, counted once per action also where a body has two roles in it. How evenly the bodies share them is told by
*shannon* (0 where one body does all), *effective*, the number of equally present bodies, and *herfindahl*, from
1/bodies (all alike) to 1 (one body), as :mod:`analysis.measures.diversity` defines them. A domain whose actions
name nobody has no shares: the three are ``<NA>``, not 0. Where no action of the whole plan names a body (of the role
that counts) the document is taken to have no such column, and how many bodies serve a domain is ``<NA>``.
Themes are measured in the same way, over the actions of all domains of a plan that have the theme (see
:mod:`analysis.graphs.subjects`).
"""

from __future__ import annotations

from typing import Any

import pandas as pd

from analysis.frames.corpus import Corpus
from analysis.frames.schema import TEXT
from analysis.graphs.choice import Kinds, counted_participations
from analysis.graphs.subjects import domain_filled, plan_domains, subject_corpus, subject_index
from analysis.measures.comparisons.matching import silent_plans
from analysis.measures.diversity import spread

_MEASURES: dict[str, Any] = {
    "goals": "Int64",
    "organisations": "Int64",
    "mentions": "Int64",
    "lone_actions": "Int64",
    "unnamed_actions": "Int64",
    "shannon": "Float64",
    "effective": "Float64",
    "herfindahl": "Float64",
    "top_organisations": "Int64",
    "top_organisation_id": TEXT,
    "top_share": "Float64",
}
COLUMNS: dict[str, Any] = {"domain_no": "Int64", "agenda": TEXT, "theme": TEXT, "actions": "Int64", **_MEASURES}
THEME_COLUMNS: dict[str, Any] = {
    "domains": "Int64",
    "actions": "Int64",
    "share_actions": "Float64",
    **_MEASURES,
    "suggested_domains": "Int64",
}

_DOMAIN = ["plan_id", "domain"]
_OF_BODIES = ["organisations", "mentions", "lone_actions"]
_PAIR = [*_DOMAIN, "action_id", "organisation_id"]


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
        - ``lone_actions``: actions of one body, ``<NA>`` as these where no action of the plan names any;
          ``unnamed_actions``: actions of nobody that counts
        - ``shannon`` (nats), ``effective`` (bodies), ``herfindahl`` (0 to 1): as defined at the head
          of this module
        - ``top_organisations``: how many bodies are in the most actions, none in more than another;
          ``top_organisation_id``: they, by id, joined by ``" | "`` where several; ``top_share``: share of the
          actions that name somebody in which each of them takes part

    Raises
    ------
    ParameterError
        If `role` or a kind is not known, or `kinds` leaves nobody.
    """
    domains = plan_domains(corpus)
    covered = _covered(corpus, domains, role=role, kinds=kinds, collective=collective)
    stated = domains[["domain_no", "agenda", "theme"]]
    covered = pd.concat([stated, covered], axis="columns")[list(COLUMNS)].astype(COLUMNS)
    return covered.set_axis(subject_index(domains, "domain"))


def theme_coverage(
    corpus: Corpus, *, role: str | None = None, kinds: Kinds = None, collective: bool = True
) -> pd.DataFrame:
    """Return what each theme of the plans holds and how its work is spread over the bodies.

    Parameters
    ----------
    corpus : Corpus
        The plans.
    role, kinds, collective
        Who counts (see :mod:`analysis.graphs.choice`); by default every body that the plan names.

    Returns
    -------
    DataFrame
        One row per plan and theme, index ``plan_id, theme``, in the order of the first domain that has it;
        actions under no domain and those of domains without a theme are one more row of their plan, with
        theme ``<NA>``.

        - ``domains`` of the plan that have the theme; ``suggested_domains`` of them whose theme is suggested by
          their words and not yet reviewed
        - ``actions``; ``share_actions``: their share of all actions of the plan
        - ``goals``, ``organisations``, ``mentions``, ``lone_actions``, ``unnamed_actions``, ``shannon``,
          ``effective``, ``herfindahl``, ``top_organisations``, ``top_organisation_id``, ``top_share``: as in
          :func:`domain_coverage`

    Raises
    ------
    ParameterError
        If `role` or a kind is not known, or `kinds` leaves nobody.
    """
    themed = subject_corpus(corpus, "theme")
    themes = plan_domains(themed)
    covered = _covered(themed, themes, role=role, kinds=kinds, collective=collective)
    held = domain_filled(corpus.domains.assign(domain=corpus.domains["theme"]))
    keys = pd.MultiIndex.from_frame(themes[_DOMAIN])
    covered["domains"] = held.groupby(_DOMAIN).size().reindex(keys, fill_value=0).array
    suggested = (held["theme_status"] == "suggested").fillna(False)
    covered["suggested_domains"] = held[suggested].groupby(_DOMAIN).size().reindex(keys, fill_value=0).array
    covered["share_actions"] = covered["actions"] / themes["plan_id"].map(corpus.actions["plan_id"].value_counts())
    return covered[list(THEME_COLUMNS)].astype(THEME_COLUMNS).set_axis(subject_index(themes, "theme"))


def coverage_matrix(
    corpus: Corpus,
    *,
    by: str = "domain",
    role: str | None = None,
    kinds: Kinds = None,
    collective: bool = True,
) -> pd.DataFrame:
    """Return in how many actions of each domain or theme each body takes part.

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
        One row per body that counts, index ``organisation_id``, most participations first, then by id;
        one column per domain or theme, ``plan_id`` and `by`, in document order, those without one last. A
        number of actions each (Int64): 0 says that no action of the domain names the body.

    Raises
    ------
    ParameterError
        If `by`, `role` or a kind is not known, or `kinds` leaves nobody.
    """
    corpus = subject_corpus(corpus, by)
    domains = plan_domains(corpus)
    counted = domain_filled(counted_participations(corpus, role=role, kinds=kinds, collective=collective))
    pairs = counted[_PAIR].drop_duplicates()
    bodies = pd.Index(sorted(pairs["organisation_id"].unique()), dtype=TEXT, name="organisation_id")
    present = pd.crosstab(pairs["organisation_id"], [pairs["plan_id"], pairs["domain"]])
    columns = pd.MultiIndex.from_frame(domains[_DOMAIN])
    matrix = present.reindex(index=bodies, columns=columns, fill_value=0).astype("Int64")
    order = matrix.sum(axis="columns").sort_values(ascending=False, kind="stable").index
    return matrix.loc[order].set_axis(subject_index(domains, by), axis="columns")


def _covered(corpus: Corpus, domains: pd.DataFrame, **choice: Any) -> pd.DataFrame:
    """Return ``actions`` and the measures of both frames, a row for each of `domains`."""
    actions = domain_filled(corpus.actions)
    counted = domain_filled(counted_participations(corpus, **choice))
    pairs = counted[_PAIR].drop_duplicates()
    sizes = actions["action_id"].map(pairs["action_id"].value_counts()).fillna(0)
    presence = pairs.groupby([*_DOMAIN, "organisation_id"]).size().astype("float64")
    most = presence.groupby(_DOMAIN).max()
    top = presence[presence == presence.groupby(_DOMAIN).transform("max")].reset_index("organisation_id")
    by_top = top.groupby(_DOMAIN)["organisation_id"]

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
        **spread(presence, _DOMAIN),
        "top_organisations": by_top.size(),
        "top_organisation_id": by_top.agg(" | ".join),
        "top_share": most / by_domain["named"].sum(),
    }
    keys = pd.MultiIndex.from_frame(domains[_DOMAIN])
    columns = {name: counted_.reindex(keys, fill_value=0).array for name, counted_ in counts.items()}
    columns |= {name: measured.reindex(keys).array for name, measured in measures.items()}
    covered = pd.DataFrame(columns, index=domains.index)
    silent = domains["plan_id"].isin(silent_plans(corpus, role=choice["role"]))
    covered[_OF_BODIES] = covered[_OF_BODIES].astype("Int64").mask(silent)
    return covered
