"""Graphs as Pajek reads them: the network, the kinds of bodies as a partition, and a key of labels.

Pajek knows a vertex by its number; its label is only shown. Vertices are numbered as in the key:
organisations first, then actions, each sorted by id, so that a participation graph is a two-mode
network whose first mode are the organisations.

What the format holds: all vertices and ties, the value of a tie (``weight`` of a partner graph; 1 in a
participation graph, so that its projections count actions) and the ``roles`` as the label of a line. It
does not hold the ``confidence`` nor other attributes; those of vertices are in the key. A label is read by
people: it is a short name, and where that held a double quote or a line break the key has the original.

The file begins with a byte order mark, by which Pajek knows UTF-8, and the line ``*Network``, which keeps
the mark away from what simpler readers look for. networkx reads the partner network only, since it
does not read two-mode files; igraph reads both.

References
----------
Mrvar, A. and Batagelj, V. (2016). Analysis and visualization of large networks with program package Pajek.
Complex Adaptive Systems Modeling 4, 6.
"""

from __future__ import annotations

import os
from pathlib import Path

import networkx as nx

from analysis.common.kinds import KINDS
from analysis.common.paths import whole_file
from analysis.graphs.edge_lists import is_two_mode, ordered_nodes, tie_list
from analysis.graphs.node_labels import quoted_labels, write_key


def write_pajek(graph: nx.Graph, path: str | os.PathLike[str]) -> list[Path]:
    """Write `graph` to `path` (``x.net``), and beside it ``x.clu`` and ``x-key.csv``.

    Parameters
    ----------
    graph : Graph
        A participation graph, written as a two-mode network, or a partner graph.
    path : path-like
        The network; its folder is made where it is missing, older files are replaced.

    Returns
    -------
    list of Path
        The network; the partition, which says of what kind a body is (1 municipality, 2 parish and so on
        in the order of ``KINDS``; 0 an action or not known); and the key, with label, id and attributes
        of each vertex in the order of their numbers.
    """
    network = Path(path)
    partition, key = network.with_suffix(".clu"), network.with_name(f"{network.stem}-key.csv")
    nodes, labels = ordered_nodes(graph), quoted_labels(graph)
    organisations = sum(graph.nodes[node].get("bipartite") == 1 for node in nodes)
    modes = f" {organisations}" if is_two_mode(graph) else ""
    vertices = [f'{number} "{label}"' for number, label in enumerate(labels, start=1)]
    heading = [f"*Network {network.stem}", f"*Vertices {len(nodes)}{modes}"]
    _write_lines([*heading, *vertices, "*Edges", *_ties(graph, nodes)], network, "utf-8-sig")
    legend = " ".join(f"{number} {kind}" for number, kind in enumerate(KINDS, start=1))
    classes = [_class(graph.nodes[node].get("kind")) for node in nodes]
    _write_lines([f"% {legend}", f"*Vertices {len(nodes)}", *map(str, classes)], partition, "ascii")
    return [network, partition, write_key(graph, labels, key)]


def _ties(graph: nx.Graph, nodes: list[str]) -> list[str]:
    number = {node: at for at, node in enumerate(nodes, start=1)}
    lines = []
    for tie in tie_list(graph).to_dict("records"):
        first, second = list(tie.values())[:2]
        roles = f' l "{tie["roles"]}"' if tie.get("roles") else ""
        lines.append(f"{number[first]} {number[second]} {tie.get('weight', 1)}{roles}")
    return lines


def _class(kind: str | None) -> int:
    return KINDS.index(kind) + 1 if kind in KINDS else 0


def _write_lines(lines: list[str], path: Path, encoding: str) -> None:
    """Write lines with the ends that a program of Windows expects."""
    with whole_file(path) as draft:
        draft.write_text("\n".join([*lines, ""]), encoding=encoding, errors="replace", newline="\r\n")
