"""Which ties are more than chance.

Of every pair of bodies it is tested whether they share more actions than chance (see
:mod:`analysis.measures.networks.chance`). Among many pairs some do so by luck, so the p-values are turned into
*q*, the false discovery rate at which the pair would be accepted [1]_: of the ties with q ≤ 0.05, about
one in twenty is luck. A tie with q ≤ alpha is *validated*.

The family of tests is *all pairs of bodies* that some plan names both, not only the pairs that share an
action: to look first who works together and then correct for those only would use the same data twice and
accept too many. A pair that shares nothing has p 1 and counts in the family; a pair that no plan could
bring together is left out, as that is known without a look at the ties. The tests depend on each other,
since bodies compete for places in the same actions; the rate is proven for independent [1]_ and for
positively dependent tests [2]_ and taken as a guide here.

A p-value from draws is a count of the draws that reach a tie, and another seed counts others. A tie that would
be validated at the least p-values that the counts allow and not at the greatest (the ends of their exact 99 %
intervals [3]_) is left open, whatever its q: `validated` is ``<NA>`` until more draws decide. Only where q is
at most alpha and the bipartite configuration model, which needs no draws and mostly gives greater p-values,
validates it too, is a tie validated all the same. Few ties validated is no proof that ties are chance: of a
plan of a few dozen actions many pairs could not pass whatever they did. Both the draws that are needed and what
could be found are told by :func:`analysis.measures.networks.power.tie_power`.

Where systems differ: bicm and NEMtropy correct for all pairs, as here; R's backbone does not correct unless
asked.

References
----------
.. [1] Benjamini, Y., Hochberg, Y. (1995). Controlling the false discovery rate: a practical and powerful
   approach to multiple testing. Journal of the Royal Statistical Society B 57, 289-300.
.. [2] Benjamini, Y., Yekutieli, D. (2001). The control of the false discovery rate in multiple testing
   under dependency. Annals of Statistics 29, 1165-1188.
.. [3] Clopper, C. J., Pearson, E. S. (1934). The use of confidence or fiducial limits illustrated in the case
   of the binomial. Biometrika 26, 404-413.
"""

from __future__ import annotations

from typing import Any

import networkx as nx
import numpy as np
import pandas as pd
from scipy.stats import beta, false_discovery_control

from analysis.common.errors import ParameterError
from analysis.graphs.incidence import check_partners
from analysis.measures.networks.chance import COLUMNS as CHANCE_COLUMNS
from analysis.measures.networks.chance import pair_chance
from analysis.measures.networks.shared_counts import greatest_shared
from analysis.measures.remembered import remembered

# How sure it must be that more draws would say the same, before a tie is said to be validated or not to be.
SURE = 0.99

COLUMNS: dict[str, Any] = {**CHANCE_COLUMNS, "q": "Float64", "validated": "boolean"}


@remembered
def tie_significance(
    participations: nx.Graph,
    *,
    null: str = "curveball",
    samples: int = 1000,
    seed: int = 0,
    alpha: float = 0.05,
) -> pd.DataFrame:
    """Return for each tie whether its bodies share more actions than chance.

    Parameters
    ----------
    participations : Graph
        A participation graph, of one plan or of several: shared actions are added up over the plans, and
        the sizes of bodies and actions are kept within each.
    null : str
        ``"curveball"`` or ``"bicm"`` (see :mod:`analysis.measures.networks.null_models`).
    samples, seed : int
        Draws of the curveball, and their seed.
    alpha : float
        False discovery rate at which a tie is validated.

    Returns
    -------
    DataFrame
        One row per tie, a pair of bodies that shares an action; index ``first, second``, sorted. Columns
        of :func:`analysis.measures.networks.chance.pair_chance`, then ``q`` and ``validated`` as defined at the
        head of this module.

    Raises
    ------
    ParameterError
        If the graph is no participation graph, `null` is not known, `samples` or `seed` is no number of
        draws or no seed, or `alpha` is not between 0 and 1.
    """
    check_alpha(alpha)
    tested = pair_chance(participations, null=null, samples=samples, seed=seed)
    tested = tested[greatest_shared(participations) > 0]
    p = tested["p"].to_numpy(dtype=float)
    q = false_discovery_rate(p)
    validated = pd.array(q <= alpha, dtype="boolean")
    if null == "curveball":
        least, most = _interval(p, samples)
        open_yet = (false_discovery_rate(least) <= alpha) & (false_discovery_rate(most) > alpha)
        if (open_yet & (q <= alpha)).any():  # the only ties that the other model can settle
            exact = pair_chance(participations, null="bicm").loc[tested.index, "p"].to_numpy(dtype=float)
            open_yet &= ~((q <= alpha) & (false_discovery_rate(exact) <= alpha))
        validated[open_yet] = pd.NA
    tested = tested.assign(q=pd.array(q, dtype="Float64"), validated=validated)
    return tested[tested["shared_actions"] > 0]


def validated_partners(partners: nx.Graph, ties: pd.DataFrame) -> nx.Graph:
    """Return the partner graph with its validated ties only.

    Parameters
    ----------
    partners : Graph
        A partner graph.
    ties : DataFrame
        Its ties, as :func:`tie_significance` gives them for the same choice of who counts.

    Returns
    -------
    Graph
        A new graph: all bodies, the ties whose `validated` is True, all attributes kept.

    Raises
    ------
    ParameterError
        If the graph is no partner graph, or a tie of it was not tested.
    """
    check_partners(partners)
    validated = ties["validated"].fillna(False).to_dict()
    kept = partners.copy()
    for first, second in partners.edges:
        tie = (min(first, second), max(first, second))
        if tie not in validated:
            raise ParameterError("measure_tie_untested", first=tie[0], second=tie[1])
        if not validated[tie]:
            kept.remove_edge(first, second)
    return kept


def _interval(p: np.ndarray, samples: int) -> tuple[np.ndarray, np.ndarray]:
    """Return the least and the greatest that p-values from so many draws may be [3]_."""
    reached = np.round(p * (1 + samples)) - 1
    least = beta.ppf((1 - SURE) / 2, np.maximum(reached, 1), samples - np.maximum(reached, 1) + 1)
    most = beta.ppf((1 + SURE) / 2, np.minimum(reached, samples - 1) + 1, np.maximum(samples - reached, 1))
    return np.where(reached > 0, least, 0.0), np.where(reached < samples, most, 1.0)


def false_discovery_rate(p: np.ndarray) -> np.ndarray:
    """Return the false discovery rate at which each of a family of tests would be accepted [1]_."""
    return false_discovery_control(p) if len(p) else p


def check_alpha(alpha: float) -> None:
    """Raise where `alpha` is no rate.

    Raises
    ------
    ParameterError
        If it is not between 0 and 1.
    """
    if not 0 < alpha < 1:
        raise ParameterError("measure_parameter", parameter="alpha", value=alpha, expected="0 < alpha < 1")
