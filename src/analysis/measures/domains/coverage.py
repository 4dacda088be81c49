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

from collections import Counter
from typing import Any

import numpy as np
import pandas as pd

from analysis.frames.cells import rows_of
from analysis.frames.corpus import Corpus
from analysis.frames.schema import TEXT, UNSTATED
from analysis.graphs.choice import Kinds, counted_participations
from analysis.graphs.subjects import plan_domains, subject_corpus, subject_index
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
_COVERED: dict[str, Any] = {"actions": "Int64", **_MEASURES}


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
    columns = {**domains[["domain_no", "agenda", "theme"]], **covered}
    return pd.DataFrame(columns)[list(COLUMNS)].set_axis(subject_index(domains, "domain"))


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
    held: dict[tuple[str, str], list[bool]] = {}
    for plan_id, theme, status in rows_of(corpus.domains, "plan_id", "theme", "theme_status"):
        held.setdefault((plan_id, theme or UNSTATED), []).append(status == "suggested")
    suggested = [held.get(key, []) for key in rows_of(themes, *_DOMAIN)]
    covered["domains"] = [len(of) for of in suggested]
    covered["suggested_domains"] = [sum(of) for of in suggested]
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
    counted = counted_participations(corpus, role=role, kinds=kinds, collective=collective)
    pairs = set(rows_of(counted, "plan_id", "domain", "action_id", "organisation_id"))
    bodies = sorted({body for *_, body in pairs})
    row = {body: at for at, body in enumerate(bodies)}
    column = {key: at for at, key in enumerate(rows_of(domains, *_DOMAIN))}
    present = np.zeros((len(row), len(column)), dtype=np.int64)
    for plan_id, domain, _, body in pairs:
        present[row[body], column[plan_id, domain or UNSTATED]] += 1
    order = np.argsort(-present.sum(axis=1), kind="stable")
    index = pd.Index([bodies[at] for at in order], dtype=TEXT, name="organisation_id")
    return pd.DataFrame(present[order], index, subject_index(domains, by), dtype="Int64")


def _covered(corpus: Corpus, domains: pd.DataFrame, **choice: Any) -> pd.DataFrame:
    """Return ``actions`` and the measures of both frames, a row for each of `domains`."""
    bodies: dict[str, list[str]] = {}
    for action_id, body in rows_of(counted_participations(corpus, **choice), "action_id", "organisation_id"):
        bodies.setdefault(action_id, []).append(body)
    under: dict[tuple[str, str], list[tuple[list[str], str | None]]] = {}
    for plan_id, domain, action_id, goal in rows_of(corpus.actions, "plan_id", "domain", "action_id", "goal"):
        under.setdefault((plan_id, domain or UNSTATED), []).append((bodies.get(action_id, []), goal))
    silent = silent_plans(corpus, role=choice["role"])
    rows = [_row(under.get(key, []), key[0] in silent) for key in rows_of(domains, *_DOMAIN)]
    columns = {name: pd.array([row.get(name) for row in rows], dtype=kind) for name, kind in _COVERED.items()}
    return pd.DataFrame(columns, index=domains.index)


def _row(actions: list[tuple[list[str], str | None]], silent: bool) -> dict[str, Any]:
    """Return what is told of the `actions` of a domain, each with the bodies that it names and its goal."""
    named = [set(bodies) for bodies, _ in actions if bodies]
    row: dict[str, Any] = {
        "actions": len(actions),
        "goals": len({goal for _, goal in actions if goal is not None}) or None,
        "unnamed_actions": len(actions) - len(named),
    }
    presence = Counter(body for team in named for body in team)
    if not silent:
        row["organisations"] = len(presence)
        row["mentions"] = sum(len(bodies) for bodies, _ in actions)
        row["lone_actions"] = sum(len(team) == 1 for team in named)
    if presence:
        most = max(presence.values())
        top = sorted(body for body, number in presence.items() if number == most)
        row |= spread(presence.values())
        row["top_organisations"], row["top_organisation_id"] = len(top), " | ".join(top)
        row["top_share"] = most / len(named)
    return row
