"""Which domains only changed their name from one plan to another: their actions went on, under another title.

A domain that no action of the earlier plan is in, *new*, has the actions of one that none of the later plan is in,
*gone*, where at least half of the actions of each are matched with actions of the other
(:mod:`analysis.measures.comparisons.actions`). That may hold of a new domain and two gone ones, or of a gone one and
two that are new: those with most actions in common are one. A domain that took in the actions of several, each less
than half of it, is new. Few actions tell little: of a domain with one action its match tells all.
"""

from __future__ import annotations

import pandas as pd


def renamed_domains(before: pd.Series, after: pd.Series, pairs: pd.DataFrame) -> dict[str, str]:
    """Return under which title each domain that changed its name goes on.

    Parameters
    ----------
    before, after : Series
        The domain of each action of the earlier and the later plan, in common titles
        (:func:`analysis.measures.comparisons.likeness.common_titles`); missing where it has none.
    pairs : DataFrame
        One row per two matched actions: ``before``, ``after``, the domain of each.

    Returns
    -------
    dict of str to str
        For each domain gone the new one that it became, if any; no domain is twice in it.
    """
    sizes = {"before": before.value_counts(), "after": after.value_counts()}
    common = pairs.groupby(["before", "after"]).size().reset_index(name="actions")
    common = common[~common["before"].isin(sizes["after"].index) & ~common["after"].isin(sizes["before"].index)]
    for when, size in sizes.items():
        common = common[2 * common["actions"].to_numpy() >= size.reindex(common[when]).to_numpy()]
    common = common.sort_values("actions", ascending=False, kind="stable")
    common = common.drop_duplicates("before").drop_duplicates("after")
    return dict(zip(common["before"], common["after"], strict=True))
