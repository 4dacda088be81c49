"""Graphs as XML that other network programs open: GraphML and GEXF.

Both keep what the graph says: node ids as they are, and every attribute with its type. Formats that keep
less are in :mod:`analysis.graphs.pajek` and :mod:`analysis.graphs.ucinet`, tables in
:mod:`analysis.graphs.edge_lists`.
"""

from __future__ import annotations

import os
import re
from pathlib import Path
from xml.etree.ElementTree import SubElement

import networkx as nx
from networkx.readwrite.gexf import GEXFWriter

from analysis.common.paths import whole_file

# XML 1.0 cannot hold these in any spelling; text drawn from a PDF sometimes does.
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def write_graphml(graph: nx.Graph, path: str | os.PathLike[str]) -> None:
    """Write `graph` as GraphML: whole or not at all, and byte for byte the same for the same graph.

    Parameters
    ----------
    graph : Graph
        Any graph whose attributes are text, numbers or booleans. A control character that XML cannot
        hold is written as U+FFFD, and XML reads the line end CR LF as LF; everything else is read back
        as it was.
    path : path-like
        The file; its folder is made where it is missing, an older file is replaced.

    References
    ----------
    Brandes, U. et al. (2002). GraphML progress report: structural layer proposal. Graph Drawing 2001.
    """
    copy = _xml_copy(graph)
    with whole_file(Path(path)) as draft:
        # Not write_graphml, whose bytes depend on whether lxml happens to be installed.
        nx.write_graphml_xml(copy, draft)


def write_gexf(graph: nx.Graph, path: str | os.PathLike[str]) -> None:
    """Write `graph` as GEXF 1.2, the format of Gephi: whole or not at all, the same bytes for the same graph.

    A node's label, which Gephi shows, is its ``short_name``, or its id where it has none. GEXF has no
    attributes of the graph itself: they stand, as text, in its description. The date of the file, which
    GEXF may hold, is left out.

    Parameters
    ----------
    graph : Graph
        Any graph whose attributes are text, numbers or booleans. A control character that XML cannot
        hold is written as U+FFFD; every other attribute of nodes and edges is read back as it was.
    path : path-like
        The file; its folder is made where it is missing, an older file is replaced.

    References
    ----------
    Heymann, S. et al. (2009). GEXF file format, https://gexf.net.
    """
    copy = _xml_copy(graph)
    for node, attributes in copy.nodes.items():
        attributes.setdefault("label", attributes.get("short_name", node))
    writer = GEXFWriter(version="1.2draft")
    writer.add_graph(copy)
    meta = writer.xml.find("meta")
    del meta.attrib["lastmodifieddate"]
    SubElement(meta, "description").text = "; ".join(f"{name}: {value}" for name, value in copy.graph.items())
    with whole_file(Path(path)) as draft:
        writer.write(str(draft))


def _xml_copy(graph: nx.Graph) -> nx.Graph:
    """Return a shallow copy, in which text is what XML can hold; the caller's graph stays as it is."""
    copy = graph.copy()
    for attributes in (copy.graph, *copy.nodes.values(), *copy.edges.values()):
        attributes.update({k: _NOT_XML.sub("\ufffd", v) for k, v in attributes.items() if isinstance(v, str)})
    return copy
