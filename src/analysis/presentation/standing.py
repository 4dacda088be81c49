"""Which values of other plans a measure of this plan is set against.

Density, centralisation and the effective number of bodies depend on how many actions a plan lists. They are compared
only between plans of like size, of which neither has more than `LIKE_SIZE` times as many actions as the other.
"""

from __future__ import annotations

import pandas as pd

OF_SIZE = ("density", "degree_centralisation", "effective_organisations")  # they depend on the number of actions
LIKE_SIZE = 1.5  # times as many actions up to which such measures are compared


def comparable_rows(comparison: pd.DataFrame, plan_id: str) -> pd.Series:
    """Tell of each row whether its measure is compared with that of this plan.

    Parameters
    ----------
    comparison : DataFrame
        As :func:`analysis.measures.comparisons.plans.plan_comparison` returns it.
    plan_id : str
        This plan.

    Returns
    -------
    Series
        Boolean, with the index of `comparison`: false for measures of `OF_SIZE` of a plan whose number of actions is
        neither like that of this plan nor its own; where no number of actions is told, of all other plans.
    """
    plans = comparison.index.get_level_values("plan_id")
    measures = comparison.index.get_level_values("measure")
    actions = comparison[measures == "actions"].droplevel("measure")["value"]
    ratio = actions / (actions[plan_id] if plan_id in actions.index else pd.NA)
    alike = actions.index[ratio.between(1 / LIKE_SIZE, LIKE_SIZE).fillna(False)]
    return pd.Series(~measures.isin(OF_SIZE) | plans.isin([plan_id, *alike]), comparison.index)
