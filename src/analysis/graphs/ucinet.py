"""Graphs as UCINET and NetDraw read them: DL files, and a key of labels.

A participation graph becomes a two-mode matrix of organisations and actions (``format=edgelist2``), a
partner graph a symmetric matrix whose cells are the ``weight`` (``format=edgelist1``, each tie in both
directions). Rows and columns are told by their numbers and have labels, so that bodies and actions without
a tie are not lost.

UCINET turns labels into capitals and cuts them after 18 characters. Labels are therefore capital letters
without accents, digits and ``_``, unique within these 18; the key has the id and the attributes of each.
DL holds neither attributes nor text: roles, confidence and kinds are not in it. The matrix of one role is
that of ``participation_graph(corpus, role=...)``.

References
----------
Borgatti, S. P., Everett, M. G. and Freeman, L. C. (2002). Ucinet 6 for Windows: Software for social network
analysis. Harvard: Analytic Technologies. The DL language is described in its help.
"""

from __future__ import annotations

import os
from pathlib import Path

import networkx as nx

from analysis.common.paths import whole_file
from analysis.graphs.edge_lists import is_two_mode, ordered_nodes, tie_list
from analysis.graphs.node_labels import short_labels, write_key

LONGEST_LABEL = 18


def write_ucinet(graph: nx.Graph, path: str | os.PathLike[str]) -> list[Path]:
    """Write `graph` to `path` (``x.dl``), and beside it the key of its labels, ``x-key.csv``.

    Parameters
    ----------
    graph : Graph
        A participation graph or a partner graph.
    path : path-like
        The DL file; its folder is made where it is missing, older files are replaced.

    Returns
    -------
    list of Path
        The two files. UCINET itself refuses the file of a graph without nodes.
    """
    matrix = Path(path)
    labels = short_labels(graph, longest=LONGEST_LABEL)
    lines = _two_mode(graph, labels) if is_two_mode(graph) else _one_mode(graph, labels)
    with whole_file(matrix) as draft:
        draft.write_text("\n".join([*lines, ""]), encoding="ascii", newline="\r\n")
    return [matrix, write_key(graph, labels, matrix.with_name(f"{matrix.stem}-key.csv"))]


def _two_mode(graph: nx.Graph, labels: list[str]) -> list[str]:
    nodes = ordered_nodes(graph)
    rows = sum(graph.nodes[node]["bipartite"] == 1 for node in nodes)
    place = {node: at - rows if at > rows else at for at, node in enumerate(nodes, start=1)}
    ties = tie_list(graph)
    pairs = zip(ties["organisation_id"], ties["action_id"], strict=True)
    return [
        f"dl nr={rows}, nc={len(nodes) - rows}",
        "format=edgelist2",
        *["row labels:", *labels[:rows], "column labels:", *labels[rows:], "data:"],
        *(f"{place[organisation]} {place[action]} 1" for organisation, action in pairs),
    ]


def _one_mode(graph: nx.Graph, labels: list[str]) -> list[str]:
    place = {node: at for at, node in enumerate(ordered_nodes(graph), start=1)}
    cells = sorted(
        cell
        for first, second, weight in graph.edges(data="weight", default=1)
        for cell in ((place[first], place[second], weight), (place[second], place[first], weight))
    )
    return [
        f"dl n={len(place)}",
        "format=edgelist1",
        *["labels:", *labels, "data:"],
        *(f"{row} {column} {weight}" for row, column, weight in cells),
    ]
