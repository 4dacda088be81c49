"""Names of nodes for formats that know a node by its label alone: unique, readable, and with a key.

A body is called by its ``short_name``, an action by its id. What a label had to leave out is in the key:
a table of all labels, each with its node's id and attributes.
"""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path

import networkx as nx

from analysis.common.text import plain
from analysis.frames.csv_files import write_csv
from analysis.graphs.edge_lists import node_list, ordered_nodes

_CONTROL = re.compile(r"[\x00-\x1f\x7f]")


def quoted_labels(graph: nx.Graph) -> list[str]:
    """Return a label for each node in their order, as it may stand between double quotes on one line.

    A name that several nodes bear is followed by the node's id. Double quotes become single ones,
    backslashes slashes, line breaks and control characters spaces; other characters stay.
    """
    named = [str(graph.nodes[node].get("short_name", node)) for node in ordered_nodes(graph)]
    texts = [" ".join(_CONTROL.sub(" ", name).replace('"', "'").replace("\\", "/").split()) for name in named]
    shared = Counter(texts)
    with_ids = [
        text if shared[text] == 1 and text else f"{text} ({node})".strip()
        for text, node in zip(texts, ordered_nodes(graph), strict=True)
    ]
    return _told_apart(with_ids, lambda label, n: f"{label} {n}")


def short_labels(graph: nx.Graph, *, longest: int) -> list[str]:
    """Return a label for each node in their order: capital letters A to Z, digits and ``_``, at most `longest`.

    A body is called by its short name (``CAMARA_MUNICIPAL``), an action by its place among the actions
    (``A007``, where a plan is alone its seventh action). Labels that would be the same are numbered.
    """
    nodes = ordered_nodes(graph)
    actions = [node for node in nodes if graph.nodes[node].get("bipartite") == 0]
    width = max(3, len(str(len(actions))))
    numbers = [f"A{number:0{width}}" for number, _ in enumerate(actions, start=1)]
    bodies = nodes[: len(nodes) - len(actions)]
    named = [_ascii(graph.nodes[body].get("short_name", "")) or _ascii(body) or "N" for body in bodies]

    def cut(label: str, number: int) -> str:
        return f"{label[: longest - len(str(number)) - 1]}_{number}"

    # Actions keep their numbers: a body that is called like one is numbered instead.
    return _told_apart([name[:longest] for name in named], cut, numbers) + numbers


def write_key(graph: nx.Graph, labels: Iterable[str], path: str | os.PathLike[str]) -> Path:
    """Write the key of `labels` as CSV and return its path: ``label``, ``node_id``, then the nodes' attributes."""
    key = node_list(graph)
    key.insert(0, "label", list(labels))
    write_csv(key, path)
    return Path(path)


def _ascii(name: str) -> str:
    """Return a name in capital letters, digits and ``_``; empty where it has none."""
    return re.sub(r"[^A-Z0-9]+", "_", plain(name).upper()).strip("_")


def _told_apart(labels: Iterable[str], numbered: Callable[[str, int], str], taken: Iterable[str] = ()) -> list[str]:
    """Return `labels`, of which each that is taken already gets the first free number from 2."""
    used = set(taken)
    told = []
    for label in labels:
        free, number = label, 1
        while free in used:
            number += 1
            free = numbered(label, number)
        used.add(free)
        told.append(free)
    return told
