"""Whether a network is large enough for a tie to be told from chance.

The *attainable p* of two bodies is the chance, under the null model, that they share as many actions as
bodies of their sizes could: in each plan, all actions of the smaller, or all that name two bodies or more
where those are fewer. No tie of theirs could have a smaller p-value. It depends on the sizes of bodies and
actions alone, so to know it is no look at the ties.

- Under *bicm* it is exact.
- Under *curveball* it is the smaller of two estimates, both too large on average. One is drawn, (1 + draws
  that share so many) / (1 + draws): with the same draws no tie has a smaller p-value, so that what
  :func:`analysis.measures.networks.tie_significance.tie_significance` validates is never called out of reach here. As
  attainable p-values are often below one in a million, the other is approximated: an action k names a body
  with odds y_k, those of the configuration model, and a second body too with odds y_k (c_k - 1)/c_k, where
  c_k is the size of the action, which has one place less to give. Given how many actions each of the two
  has, it is the chance that all of the smaller are among those of the larger. In small networks that could
  all be listed it was 1 to 3 times the exact chance, in drawn networks of plans up to 4.3 times.

Estimates that lie near a limit may fall on either side of it, and another seed may count some pairs more or
fewer; the smallest of many estimates is rather too small. Where the sizes of actions keep a pair from
sharing so many in yet another way, it is counted all the same.

The configuration model lets sizes vary, so its attainable p is larger, often by orders of magnitude, and
its verdicts are more cautious [1]_.

References
----------
.. [1] Neal, Z. P., Domagalski, R., Sagan, B. (2021). Comparing alternatives to the fixed degree sequence
   model for extracting the backbone of bipartite projections. Scientific Reports 11, 23929.
.. [2] Tarone, R. E. (1990). A modified Bonferroni method for discrete data. Biometrics 46, 515-522.
"""

from __future__ import annotations

import math
from typing import Any

import networkx as nx
import numpy as np
import pandas as pd

from analysis.common.parameters import check_among, check_draws
from analysis.frames.schema import TEXT
from analysis.graphs.incidence import incidence_of
from analysis.measures.networks.chance import shared_tails
from analysis.measures.networks.null_models import NULLS, configuration_probabilities, plan_strata
from analysis.measures.networks.shared_counts import greatest_shared, shared_counts
from analysis.measures.networks.tie_significance import check_alpha, false_discovery_rate
from analysis.measures.remembered import remembered

COLUMNS: dict[str, Any] = {
    "pairs": "Int64",
    "needed_p": "Float64",
    "smallest_attainable_p": "Float64",
    "testable_pairs": "Int64",
    "validatable_alone": "Int64",
    "validatable_together": "Int64",
    "resolution": "Float64",
    "needed_samples": "Int64",
}


@remembered
def tie_power(
    participations: nx.Graph,
    *,
    null: str = "curveball",
    samples: int = 1000,
    seed: int = 0,
    alpha: float = 0.05,
) -> pd.DataFrame:
    """Return what :func:`analysis.measures.networks.tie_significance.tie_significance` could find in a network.

    Parameters
    ----------
    participations : Graph
        A participation graph, of one plan or of several.
    null : str
        ``"curveball"`` or ``"bicm"``.
    samples, seed : int
        Draws of the curveball, and their seed: those with which the ties are tested.
    alpha : float
        False discovery rate at which a tie would be validated.

    Returns
    -------
    DataFrame
        One row, index ``plan_ids``:

        - ``pairs``: pairs of bodies that some plan names both, the number of tests
        - ``needed_p``: alpha / pairs, the p-value with which a tie is validated even if no other is;
          ``<NA>`` without a pair
        - ``smallest_attainable_p``: of all pairs; ``<NA>`` without a pair
        - ``testable_pairs``: pairs whose attainable p is at most alpha [2]_: the others could not be called
          more than chance even if each were tested alone. Under curveball this count and the next two are
          estimates
        - ``validatable_alone``: pairs whose attainable p is at most the needed p; 0 says that no single
          strong tie could be validated, only many together
        - ``validatable_together``: pairs that would be validated if all shared as many actions as they
          could; 0 says that the network is too small for any tie to be validated
        - ``resolution``: 1 / (1 + samples), the smallest p-value that draws can give, and
          ``needed_samples``: draws with which it is the needed p; ten times as many settle ties close to
          it. ``<NA>`` under bicm, which needs no draws

    Raises
    ------
    ParameterError
        If the graph is no participation graph, `null` is not known, `samples` or `seed` is no number of
        draws or no seed, or `alpha` is not between 0 and 1.
    """
    check_alpha(alpha)
    check_among("null", null, NULLS)
    check_draws(samples, seed, parameter="samples")
    greatest = greatest_shared(participations)
    exact = null == "bicm"
    if exact:
        attainable = shared_tails(participations, greatest)[0]
    else:
        attainable = np.minimum(_drawn(participations, samples, seed), _contained(participations))
    attainable = attainable[greatest > 0]
    pairs = len(attainable)
    needed = alpha / pairs if pairs else math.nan
    row = {
        "pairs": pairs,
        "needed_p": needed if pairs else pd.NA,
        "smallest_attainable_p": attainable.min() if pairs else pd.NA,
        "testable_pairs": (attainable <= alpha).sum(),
        "validatable_alone": (attainable <= needed).sum(),
        "validatable_together": (false_discovery_rate(attainable) <= alpha).sum(),
        "resolution": pd.NA if exact else 1 / (1 + samples),
        "needed_samples": pd.NA if exact or not pairs else math.ceil(pairs / alpha) - 1,
    }
    index = pd.Index([participations.graph.get("plan_ids", "")], dtype=TEXT, name="plan_ids")
    return pd.DataFrame({c: pd.array([row[c]], dtype=kind) for c, kind in COLUMNS.items()}, index=index)


def _drawn(participations: nx.Graph, samples: int, seed: int) -> np.ndarray:
    """Return for each pair the p-value of sharing as many actions as it could, counted in draws."""
    return (1 + shared_counts(participations, samples=samples, seed=seed).greatest) / (1 + samples)


def _contained(participations: nx.Graph) -> np.ndarray:
    """Return for each pair the chance that in each plan all actions of the smaller are of the larger too.

    Where the actions do not allow that it is 1: nothing is known.
    """
    incidence = incidence_of(participations)
    chances = configuration_probabilities(participations).to_numpy()
    observed = incidence.dense()
    first, second = np.triu_indices(len(observed), k=1)
    attainable = np.ones(len(first))
    for columns in plan_strata(participations, incidence):
        sizes = observed[:, columns].sum(axis=1)
        widths = observed[:, columns].sum(axis=0)
        if len(sizes):
            by_size = _contained_by_size(chances[:, columns], widths, sizes.max())
            smaller, larger = np.minimum(sizes[first], sizes[second]), np.maximum(sizes[first], sizes[second])
            attainable *= by_size[smaller, larger]
    return attainable


def _contained_by_size(chances: np.ndarray, widths: np.ndarray, most: int) -> np.ndarray:
    """Return, for a body of r actions and one of s ≥ r, the chance that the larger has all of the smaller.

    Both are polynomials in which the power of one variable counts the actions of the smaller body and
    that of the other those of the larger: `contained` of the outcomes in which no action names only the
    smaller, `possible` of all. Odds matter up to a factor that all actions share, so those of any body do:
    of the one least sure of its actions, whose numbers are the least extreme.
    """
    sure = (chances * (1 - chances)).sum(axis=1)
    contained = np.zeros((most + 1, most + 1))
    contained[0, 0] = 1
    possible = contained.copy()
    for chance, width in zip(chances[sure.argmax()], widths, strict=True):
        neither, one, both = (1 - chance) ** 2, chance * (1 - chance), chance**2 * (width - 1) / max(1, width)
        contained = _multiplied(contained, neither, 0, one, both)
        possible = _multiplied(possible, neither, one, one, both)
    return np.divide(contained, possible, where=contained > 0, out=np.ones_like(possible))


def _multiplied(counts: np.ndarray, neither: float, smaller: float, larger: float, both: float) -> np.ndarray:
    """Return the polynomial times neither + smaller x + larger y + both x y, up to its degree."""
    product = neither * counts
    product[1:] += smaller * counts[:-1]
    product[:, 1:] += larger * counts[:, :-1]
    product[1:, 1:] += both * counts[:-1, :-1]
    return product
