"""Themes side by side: how each plan covers each theme that any of them covers.

A plan is taken as in :mod:`analysis.measures.comparisons.plans`: intervals are for what is typical of other plans of
the same process with as many actions, here of the theme. Those of ``share_actions`` are simultaneous over the themes
of the plan's own actions and one class more for all else (:mod:`analysis.measures.proportions`), those of
``effective`` and ``lone_share`` as told in :mod:`analysis.measures.domains.concentration`.

That a plan has no action of a theme is a fact only where each of its actions has a theme: it then has 0. Where some
have none yet (``unmapped_actions``), they may be of that theme, and the number is ``<NA>``. For the same reason the
numbers of a theme that the plan does have are then the least that they can be. Of a plan that names no body in any
action, ``organisations`` is ``<NA>``. A theme may be *suggested* by the words of a domain and not yet reviewed by a
person.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from analysis.frames.corpus import Corpus
from analysis.frames.schema import TEXT
from analysis.graphs.choice import Kinds
from analysis.graphs.subjects import action_themes
from analysis.measures.comparisons.matching import plans_with_targets, silent_plans
from analysis.measures.domains.concentration import concentration_intervals
from analysis.measures.domains.coverage import theme_coverage
from analysis.measures.indicators.quality import indicator_quality
from analysis.measures.proportions import wilson_intervals
from analysis.measures.remembered import remembered

COLUMNS: dict[str, Any] = {
    "actions": "Int64",
    "share_actions": "Float64",
    "share_actions_low": "Float64",
    "share_actions_high": "Float64",
    "organisations": "Int64",
    "effective": "Float64",
    "effective_low": "Float64",
    "effective_high": "Float64",
    "lone_share": "Float64",
    "lone_share_low": "Float64",
    "lone_share_high": "Float64",
    "schedule_known_share": "Float64",
    "target_share": "Float64",
    "unmapped_actions": "Int64",
    "suggested": "boolean",
}
GAP_COLUMNS: dict[str, Any] = {
    "peers": "Int64",
    "suggested_peers": "Int64",
    "of_peers": "Int64",
    "unmapped_actions": "Int64",
}

_CONCENTRATION = [f"{measure}{end}" for measure in ("effective", "lone_share") for end in ("", "_low", "_high")]


@remembered
def theme_comparison(
    corpus: Corpus,
    *,
    role: str | None = None,
    kinds: Kinds = None,
    collective: bool = True,
    draws: int = 200,
    level: float = 0.95,
    seed: int = 0,
) -> pd.DataFrame:
    """Return how each plan covers each theme of any plan.

    Parameters
    ----------
    corpus : Corpus
        The plans.
    role, kinds, collective
        Who counts (see :mod:`analysis.graphs.choice`); by default every body that the plan names.
    draws, seed : int
        Number of draws behind the intervals of ``effective``, and their seed.
    level : float
        How often an interval is to hold the typical value.

    Returns
    -------
    DataFrame
        One row per plan, in the corpus's order, and theme, sorted; index ``plan_id, theme``.

        - ``actions``, 0 or ``<NA>`` where the plan has none of the theme, as told at the head of this module;
          ``share_actions`` of all actions of the plan
        - ``organisations``, ``effective``, ``lone_share``: as in
          :func:`analysis.measures.domains.concentration.concentration_intervals`
        - ``schedule_known_share``: share of its actions of which a month is known, ``<NA>`` where none is in the
          whole plan, which is one event of the document and not one a row; ``target_share``: share of its
          indicators that state a target, ``<NA>`` where it has no indicator, or the plan no column of targets
        - ``_low``, ``_high``: limits of the intervals
        - ``unmapped_actions`` of the plan, without a theme; ``suggested``: whether the theme of any of its
          domains is suggested only, ``<NA>`` where the plan does not have the theme

    Raises
    ------
    ParameterError
        If `role` or a kind is not known, `kinds` leaves nobody, `draws` or `seed` is no number of draws or no seed,
        or `level` not between 0 and 1.
    """
    who: dict[str, Any] = {"role": role, "kinds": kinds, "collective": collective}
    covered = theme_coverage(corpus, **who)
    limits = concentration_intervals(corpus, by="theme", draws=draws, level=level, seed=seed, **who)
    index, unmapped = _themes_of_plans(corpus)
    compared = covered.reindex(index)[["actions", "organisations"]]
    of_plan = index.get_level_values("plan_id")
    compared["unmapped_actions"] = unmapped.reindex(of_plan).array
    absent = compared["actions"].fillna(0) == 0
    compared.loc[absent & (compared["unmapped_actions"] == 0), ["actions", "organisations"]] = 0
    compared.loc[absent & (compared["unmapped_actions"] > 0), ["actions", "organisations"]] = pd.NA
    rows = corpus.actions[["action_id", "plan_id"]].assign(theme=action_themes(corpus))
    compared.loc[of_plan.isin(silent_plans(corpus, role=role)), "organisations"] = pd.NA
    compared[_CONCENTRATION] = limits.reindex(index)[_CONCENTRATION]
    whole = corpus.actions["plan_id"].value_counts().reindex(of_plan).set_axis(index)
    own = rows.groupby("plan_id")["theme"].nunique().reindex(of_plan, fill_value=0).to_numpy(dtype=np.int64)
    shares = wilson_intervals(compared["actions"], whole, level=level, classes=own + 1)
    for end in ("value", "low", "high"):
        compared["share_actions" if end == "value" else f"share_actions_{end}"] = shares[end]
    known = rows[rows["action_id"].isin(corpus.schedule["action_id"])].groupby(["plan_id", "theme"]).size()
    scheduled = compared["actions"].where((compared["actions"] > 0) & of_plan.isin(known.index.unique("plan_id")))
    compared["schedule_known_share"] = known.reindex(index, fill_value=0) / scheduled
    quality = indicator_quality(corpus)
    indicators = rows.merge(quality["target"].notna().reset_index(), on="action_id").groupby(["plan_id", "theme"])
    compared["target_share"] = (
        indicators["target"].mean().reindex(index).where(of_plan.isin(plans_with_targets(corpus)))
    )
    compared["suggested"] = (covered["suggested_domains"] > 0).reindex(index)
    return compared[list(COLUMNS)].astype(COLUMNS)


def theme_gaps(corpus: Corpus) -> pd.DataFrame:
    """Return the themes that other plans cover and a plan does not.

    Parameters
    ----------
    corpus : Corpus
        The plans; to each, all others are its peers.

    Returns
    -------
    DataFrame
        One row per plan, in the corpus's order, and theme of which it has no action known, index
        ``plan_id, theme``: ``peers`` that cover the theme, most first within the plan, of ``of_peers``;
        ``suggested_peers`` of these, in which the theme of each of its domains is suggested only;
        ``unmapped_actions`` of the plan, which may be of that theme.
    """
    index, unmapped = _themes_of_plans(corpus)
    themes = action_themes(corpus)
    held = pd.MultiIndex.from_arrays([corpus.actions["plan_id"], themes], names=index.names)
    held = held[themes.notna()].unique()
    reviewed = corpus.domains.loc[corpus.domains["theme_status"] == "reviewed", index.names]
    unreviewed = held[~held.isin(pd.MultiIndex.from_frame(reviewed))]
    gaps = pd.DataFrame(index=index[~index.isin(held)])
    missing = gaps.index.get_level_values("theme")
    for column, plans in (("peers", held), ("suggested_peers", unreviewed)):
        often = plans.get_level_values("theme").value_counts()
        gaps[column] = often.reindex(missing, fill_value=0).array
    gaps["of_peers"] = len(corpus.plan_ids) - 1
    gaps["unmapped_actions"] = unmapped.reindex(gaps.index.get_level_values("plan_id")).array
    gaps["place"] = gaps.index.get_level_values("plan_id").map(corpus.plan_places)
    gaps = gaps.sort_values(["place", "peers"], ascending=[True, False], kind="stable")
    return gaps[list(GAP_COLUMNS)].astype(GAP_COLUMNS)


def _themes_of_plans(corpus: Corpus) -> tuple[pd.MultiIndex, pd.Series]:
    """Return each plan with each theme of any action, and how many actions of each plan have no theme."""
    themes = action_themes(corpus)
    names = pd.Index(sorted(themes.dropna().unique()), dtype=TEXT)
    plans = pd.Index(corpus.plan_ids, dtype=TEXT)
    unmapped = corpus.actions.loc[themes.isna(), "plan_id"].value_counts().reindex(plans, fill_value=0)
    return pd.MultiIndex.from_product([plans, names], names=["plan_id", "theme"]), unmapped.astype("Int64")
