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

import pandas as pd

from analysis.common.parameters import check_among
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
    themes = corpus.domains.loc[corpus.domains["theme"].notna(), ["plan_id", "theme"]].drop_duplicates()
    domains = themes.assign(domain=themes["theme"]).reindex(columns=corpus.domains.columns)
    return dataclasses.replace(
        corpus,
        domains=domains.astype(corpus.domains.dtypes).reset_index(drop=True),
        actions=corpus.actions.assign(domain=action_themes(corpus)),
    )


def action_themes(corpus: Corpus) -> pd.Series:
    """Return the theme of each action, in the order of ``corpus.actions``; ``<NA>`` where its domain has none."""
    themes = corpus.domains[["plan_id", "domain", "theme"]]
    placed = corpus.actions[["plan_id", "domain"]].merge(themes, how="left", validate="many_to_one")
    return placed["theme"].set_axis(corpus.actions.index).astype(TEXT)


def plan_domains(corpus: Corpus) -> pd.DataFrame:
    """Return the domains of each plan as the rows of a frame by domain.

    Returns
    -------
    DataFrame
        The rows of ``corpus.domains``, plans in the corpus's order and domains in that of the document; a
        plan's actions without a domain add a last row to it. Missing domains are filled, for grouping.
    """
    without = corpus.actions.loc[corpus.actions["domain"].isna(), ["plan_id"]].drop_duplicates()
    domains = pd.concat([corpus.domains, without], ignore_index=True).astype(corpus.domains.dtypes)
    place = domains["plan_id"].map(corpus.plan_places)
    return domain_filled(domains.iloc[place.argsort(kind="stable")].reset_index(drop=True))


def domain_filled(frame: pd.DataFrame) -> pd.DataFrame:
    """Return `frame` with a text in the place of missing domains, so that they group and join as one."""
    return frame.assign(domain=frame["domain"].fillna(UNSTATED))


def subject_index(domains: pd.DataFrame, by: str) -> pd.MultiIndex:
    """Return the index ``plan_id`` and `by` of filled rows, with missing domains or themes as ``<NA>``."""
    stated = domains["domain"].mask(domains["domain"] == UNSTATED)
    return pd.MultiIndex.from_frame(pd.DataFrame({"plan_id": domains["plan_id"], by: stated}).astype(TEXT))
