"""Which domains only changed their name from one plan to another: their actions went on, under another title.

A domain that no action of the earlier plan is in, *new*, has the actions of one that none of the later plan is in,
*gone*, where more than half of the actions of each are matched with actions of the other
(:mod:`analysis.measures.comparisons.actions`); so no domain is one with two. A domain that took in those of several,
none of them more than half of it, is new, and one that was parted likewise is gone. Few actions tell little: of a
domain with one action its match tells all.
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
        common = common[2 * common["actions"].to_numpy() > size.reindex(common[when]).to_numpy()]
    return dict(zip(common["before"], common["after"], strict=True))
