"""What a measure of coverage is about: the domains of a plan, or its themes.

A *domain* is the highest thematic level of one document, in its own words; a domain of one plan is not that
of another. A *theme* is of the common list of themes, so that it is the same in all plans; each domain has one
theme or none yet. To look at themes, :func:`subject_corpus` puts them in the place of the domains: what is
measured of domains is then measured of the themes of each plan, in the same way.

Actions under no domain, or of a domain without a theme, are never lost: in every frame they are a last row of
their plan, whose domain or theme is ``<NA>``.
"""

from __future__ import annotations

import dataclasses

import numpy as np
import pandas as pd

from analysis.common.parameters import check_among
from analysis.frames.cells import cells, rows_of
from analysis.frames.corpus import Corpus
from analysis.frames.schema import TEXT, UNSTATED

SUBJECTS = ("domain", "theme")
UNPLACED = {"domain": "unplaced_actions", "theme": "unmapped_actions"}  # what actions without a subject are called


def subject_corpus(corpus: Corpus, by: str) -> Corpus:
    """Return the corpus itself, or the corpus with the themes of each plan in the place of its domains.

    Parameters
    ----------
    corpus : Corpus
        The plans.
    by : str
        ``"domain"`` or ``"theme"``.

    Returns
    -------
    Corpus
        By theme, ``domains`` has a row per plan and theme, in the order of its first domain, whose ``domain``
        is the theme, and ``actions`` the theme as ``domain``, ``<NA>`` where there is none.

    Raises
    ------
    ParameterError
        If `by` is not known.
    """
    check_among("by", by, SUBJECTS)
    if by == "domain":
        return corpus
    stated = [key for key in rows_of(corpus.domains, "plan_id", "theme") if key[1] is not None]
    themes = pd.DataFrame(list(dict.fromkeys(stated)), columns=["plan_id", "theme"])
    domains = themes.assign(domain=themes["theme"]).reindex(columns=corpus.domains.columns)
    return dataclasses.replace(
        corpus,
        domains=domains.astype(corpus.domains.dtypes),
        actions=corpus.actions.assign(domain=action_themes(corpus)),
    )


def action_themes(corpus: Corpus) -> pd.Series:
    """Return the theme of each action, in the order of ``corpus.actions``; ``<NA>`` where its domain has none."""
    themes = {
        (plan_id, domain): theme for plan_id, domain, theme in rows_of(corpus.domains, "plan_id", "domain", "theme")
    }
    placed = [themes.get(key) for key in rows_of(corpus.actions, "plan_id", "domain")]
    return pd.Series(placed, corpus.actions.index, dtype=TEXT, name="theme")


def plan_domains(corpus: Corpus) -> pd.DataFrame:
    """Return the domains of each plan as the rows of a frame by domain.

    Returns
    -------
    DataFrame
        The rows of ``corpus.domains``, plans in the corpus's order and domains in that of the document; a
        plan's actions without a domain add a last row to it. Missing domains are filled, for grouping.
    """
    domains = corpus.domains
    without = [plan_id for plan_id, domain in rows_of(corpus.actions, "plan_id", "domain") if domain is None]
    if without:
        unstated = pd.DataFrame({"plan_id": list(dict.fromkeys(without))}).reindex(columns=domains.columns)
        domains = pd.concat([domains, unstated.astype(domains.dtypes)])
    place = corpus.plan_places
    order = np.argsort([place[plan_id] for plan_id in cells(domains["plan_id"])], kind="stable")
    return domain_filled(domains.take(order).reset_index(drop=True))


def domain_filled(frame: pd.DataFrame) -> pd.DataFrame:
    """Return `frame` with a text in the place of missing domains, so that they group and join as one."""
    return frame.assign(domain=frame["domain"].fillna(UNSTATED))


def subject_index(domains: pd.DataFrame, by: str) -> pd.MultiIndex:
    """Return the index ``plan_id`` and `by` of filled rows, with missing domains or themes as ``<NA>``."""
    stated = pd.array([domain if domain != UNSTATED else None for domain in cells(domains["domain"])], dtype=TEXT)
    return pd.MultiIndex.from_arrays([domains["plan_id"].astype(TEXT), stated], names=["plan_id", by])
