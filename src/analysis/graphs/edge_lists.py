"""Graphs as tables: a list of nodes and a list of ties.

The nodes of a participation graph are the organisations, then the actions, each sorted by id; those of a
partner graph the organisations. Programs that read a network from two tables (R ``igraph`` and
``tidygraph``, pandas, Gephi) want the ties' ends in the first two columns and the node's id in the
first, as here. Nothing of the graph is lost but its own attributes, which say who was counted.
"""

from __future__ import annotations

import os
from pathlib import Path

import networkx as nx
import pandas as pd

from analysis.frames.csv_files import write_csv


def write_edge_list(graph: nx.Graph, path: str | os.PathLike[str]) -> list[Path]:
    """Write the ties of `graph` as CSV to `path`, and beside it its nodes: ``x.csv`` and ``x-nodes.csv``.

    Parameters
    ----------
    graph : Graph
        A participation graph or a partner graph.
    path : path-like
        The file of the ties; its folder is made where it is missing, older files are replaced.

    Returns
    -------
    list of Path
        The two files. Text stands in them as it is, see :mod:`analysis.frames.csv_files`.
    """
    ties = Path(path)
    nodes = ties.with_name(f"{ties.stem}-nodes.csv")
    write_csv(tie_list(graph), ties)
    write_csv(node_list(graph), nodes)
    return [ties, nodes]


def node_list(graph: nx.Graph) -> pd.DataFrame:
    """Return the nodes of `graph` in the order in which all formats number them.

    Returns
    -------
    DataFrame
        One row per node, organisations before actions, each sorted by id: ``node_id`` and the attributes
        of the nodes; None where a node does not have one.
    """
    rows = [{"node_id": node, **graph.nodes[node]} for node in ordered_nodes(graph)]
    return _table(rows, "node_id")


def tie_list(graph: nx.Graph) -> pd.DataFrame:
    """Return the ties of `graph`.

    Returns
    -------
    DataFrame
        One row per tie, sorted by its ends, with its attributes. The ends are ``organisation_id`` and
        ``action_id`` in a participation graph, else ``first`` and ``second``, of which the first has the
        smaller id.
    """
    place = {node: at for at, node in enumerate(ordered_nodes(graph))}
    ends = ("organisation_id", "action_id") if is_two_mode(graph) else ("first", "second")
    pairs = sorted(
        (sorted(pair, key=place.__getitem__) for pair in graph.edges), key=lambda pair: [place[n] for n in pair]
    )
    return _table([dict(zip(ends, pair, strict=True)) | graph.edges[pair] for pair in pairs], *ends)


def ordered_nodes(graph: nx.Graph) -> list[str]:
    """Return the nodes of `graph`: organisations, then actions, each sorted by id."""
    return sorted(graph, key=lambda node: (graph.nodes[node].get("bipartite") == 0, node))


def is_two_mode(graph: nx.Graph) -> bool:
    """Tell whether `graph` is a participation graph; one without nodes is none."""
    return any("bipartite" in attributes for attributes in graph.nodes.values())


def _table(rows: list[dict[str, object]], *first: str) -> pd.DataFrame:
    """Return `rows` as they are, not made into numbers, in columns of which `first` are the first."""
    columns = dict.fromkeys([*first, *(name for row in rows for name in row)])
    return pd.DataFrame([[row.get(name) for name in columns] for row in rows], columns=list(columns), dtype=object)
