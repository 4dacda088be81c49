"""Bodies across layers: who is central in which role, domain or plan, and how far the layers agree.

A layer is a participation graph (see :mod:`analysis.graphs.layers`), and its ties are those of its
partner graph: two bodies are tied in a layer where an action of it names both. Of M layers:

- *overlapping degree* of a body: the sum over the layers of its degrees, the numbers of its partners [1]_.
- *participation coefficient*: M/(M - 1) × (1 - sum over the layers of (degree / overlapping degree)²):
  0 where all its ties are in one layer, 1 where they are spread evenly over all [1]_. ``<NA>`` for a body
  without ties, and where there is one layer only. Battiston, Nicosia and Latora read up to 1/3 as
  focused, from 2/3 as truly multiplex.
- Two layers overlap by the bodies, and by the ties, that are in both; *Jaccard* is their share of those
  in either [2]_, ``<NA>`` where neither has any.
- *degree tau* of two layers: Kendall's tau-b of the degrees of the bodies that are in both [3]_: whether
  who has many partners in one has many in the other. ``<NA>`` where fewer than two bodies are in both or
  all have the same degree in a layer.

An empty layer, a layer without ties and lone bodies count as what they are: bodies without ties. Without
layers, as where a plan names nobody and so has no kind of body, the frames have no rows.

References
----------
.. [1] Battiston, F., Nicosia, V., Latora, V. (2014). Structural measures for multiplex networks. Physical
   Review E 89, 032804.
.. [2] Jaccard, P. (1912). The distribution of the flora in the alpine zone. New Phytologist 11, 37-50.
.. [3] Kendall, M. G. (1945). The treatment of ties in ranking problems. Biometrika 33, 239-251.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import combinations
from typing import Any

import networkx as nx
import numpy as np
import pandas as pd
from scipy import stats

from analysis.frames.schema import TEXT
from analysis.graphs.incidence import check_participations
from analysis.graphs.partnership import project_partners
from analysis.measures.networks.centrality import COLUMNS as CENTRALITIES
from analysis.measures.networks.centrality import centrality_columns

OVERLAP_COLUMNS: dict[str, Any] = {
    "shared_organisations": "Int64",
    "organisations_jaccard": "Float64",
    "shared_ties": "Int64",
    "ties_jaccard": "Float64",
    "degree_tau": "Float64",
}
ORGANISATION_COLUMNS: dict[str, Any] = {
    "organisation": TEXT,
    "layers": "Int64",
    "overlapping_degree": "Int64",
    "participation_coefficient": "Float64",
}

Layers = Mapping[str, nx.Graph]


def layer_centrality(layers: Layers) -> pd.DataFrame:
    """Return the centralities of each body in each layer, scored anew within the layer.

    Parameters
    ----------
    layers : mapping of str to Graph
        Name of the layer -> its participation graph, as :func:`analysis.graphs.layers.layer_graphs` gives.

    Returns
    -------
    DataFrame
        One row per layer and body in it, index ``layer, organisation_id``, layers in their order and
        bodies as :func:`analysis.measures.networks.centrality.partner_centrality` sorts them: its columns, and
        ``rank`` in the layer by actions, then by partners (1 is the first; equals share the better).

    Raises
    ------
    ParameterError
        If a layer is not a participation graph.
    """
    columns: dict[str, list[Any]] = {name: [] for name in ("layer", "organisation_id", *CENTRALITIES, "rank")}
    for layer, graph in _partners(layers).items():
        measured = centrality_columns(graph)
        # More actions than any number of partners can outweigh, so that partners decide among equals.
        place = np.array(measured["actions"]) * (len(graph) + 1) + measured["degree"]
        rank = stats.rankdata(-place, method="min").tolist()
        for name, cells in {"layer": [layer] * len(graph), **measured, "rank": rank}.items():
            columns[name] += cells
    levels = [pd.array(columns.pop(name), dtype=TEXT) for name in ("layer", "organisation_id")]
    index = pd.MultiIndex.from_arrays(levels, names=["layer", "organisation_id"])
    types = {**CENTRALITIES, "rank": "Int64"}
    return pd.DataFrame({name: pd.array(columns[name], dtype=kind) for name, kind in types.items()}, index=index)


def layer_overlap(layers: Layers) -> pd.DataFrame:
    """Return how far each two layers have the same bodies, the same ties and the same central bodies.

    Parameters
    ----------
    layers : mapping of str to Graph
        Name of the layer -> its participation graph.

    Returns
    -------
    DataFrame
        One row per pair of layers in their order, index ``first_layer, second_layer``:
        ``shared_organisations`` and ``shared_ties`` (in both), ``organisations_jaccard`` and
        ``ties_jaccard`` (0 to 1), ``degree_tau`` (-1 to 1), as defined at the head of this module.

    Raises
    ------
    ParameterError
        If a layer is not a participation graph.
    """
    partners = _partners(layers)
    pairs = list(combinations(partners, 2))
    rows = [_overlap(partners[first], partners[second]) for first, second in pairs]
    index = pd.MultiIndex.from_arrays(
        [pd.array([pair[place] for pair in pairs], dtype=TEXT) for place in (0, 1)],
        names=["first_layer", "second_layer"],
    )
    columns = {c: pd.array([row[c] for row in rows], dtype=kind) for c, kind in OVERLAP_COLUMNS.items()}
    return pd.DataFrame(columns, index=index)


def organisation_layers(layers: Layers) -> pd.DataFrame:
    """Return over how many layers each body, and its ties, are spread.

    Parameters
    ----------
    layers : mapping of str to Graph
        Name of the layer -> its participation graph.

    Returns
    -------
    DataFrame
        One row per body of any layer, index ``organisation_id``, sorted: ``organisation``, ``layers``
        (in which it takes part in an action), ``overlapping_degree`` (partners, counted in each layer),
        ``participation_coefficient`` (0 to 1), as defined at the head of this module.

    Raises
    ------
    ParameterError
        If a layer is not a participation graph.
    """
    partners = _partners(layers)
    bodies = sorted({body for graph in partners.values() for body in graph})
    rows = []
    for body in bodies:
        present = [graph for graph in partners.values() if body in graph]
        degrees = [graph.degree(body) for graph in present]
        rows.append(
            {
                "organisation": present[0].nodes[body].get("organisation", pd.NA),
                "layers": len(present),
                "overlapping_degree": sum(degrees),
                "participation_coefficient": _participation(degrees, len(partners)),
            }
        )
    columns = {c: pd.array([row[c] for row in rows], dtype=kind) for c, kind in ORGANISATION_COLUMNS.items()}
    return pd.DataFrame(columns, index=pd.Index(bodies, dtype=TEXT, name="organisation_id"))


def _partners(layers: Layers) -> dict[str, nx.Graph]:
    """Return the partner graph of each layer."""
    for graph in layers.values():
        check_participations(graph)
    return {layer: project_partners(graph) for layer, graph in layers.items()}


def _overlap(first: nx.Graph, second: nx.Graph) -> dict[str, Any]:
    both = sorted(set(first) & set(second))
    ties = [{tuple(sorted(tie)) for tie in graph.edges()} for graph in (first, second)]
    shared = len(ties[0] & ties[1])
    return {
        "shared_organisations": len(both),
        "organisations_jaccard": _ratio(len(both), len(set(first) | set(second))),
        "shared_ties": shared,
        "ties_jaccard": _ratio(shared, len(ties[0] | ties[1])),
        "degree_tau": _tau([first.degree(body) for body in both], [second.degree(body) for body in both]),
    }


def _tau(one: list[int], other: list[int]) -> Any:
    varied = len(set(one)) > 1 and len(set(other)) > 1
    return float(stats.kendalltau(one, other).statistic) if varied else pd.NA


def _participation(degrees: list[int], layers: int) -> Any:
    overlapping = sum(degrees)
    if layers < 2 or not overlapping:
        return pd.NA
    return layers / (layers - 1) * (1 - float(np.square(degrees).sum()) / overlapping**2)


def _ratio(part: int, whole: int) -> Any:
    return part / whole if whole else pd.NA
