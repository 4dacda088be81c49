"""Graphs as files that other network programs open.

GraphML keeps what the graph says: node ids as they are, and every attribute with its type.
"""

from __future__ import annotations

import os
import re
from pathlib import Path

import networkx as nx

from analysis.common.paths import whole_file

# XML 1.0 cannot hold these in any spelling; text drawn from a PDF sometimes does.
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def write_graphml(graph: nx.Graph, path: str | os.PathLike[str]) -> None:
    """Write `graph` as GraphML: whole or not at all, and byte for byte the same for the same graph.

    Parameters
    ----------
    graph : Graph
        Any graph whose attributes are text, numbers or booleans. A control character that XML cannot
        hold is written as U+FFFD; everything else is read back as it was.
    path : path-like
        The file; its folder is made where it is missing, an older file is replaced.

    References
    ----------
    Brandes, U. et al. (2002). GraphML progress report: structural layer proposal. Graph Drawing 2001.
    """
    # A shallow copy: attributes are replaced in it, never in the caller's graph.
    copy = graph.copy()
    for attributes in (copy.graph, *copy.nodes.values(), *copy.edges.values()):
        attributes.update({k: _NOT_XML.sub("\ufffd", v) for k, v in attributes.items() if isinstance(v, str)})
    with whole_file(Path(path)) as draft:
        # Not write_graphml, whose bytes depend on whether lxml happens to be installed.
        nx.write_graphml_xml(copy, draft)
