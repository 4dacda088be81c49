"""The figure of communities: one disc a community, every body inside its own, ranks under the names."""

from itertools import combinations

import networkx as nx
import numpy as np
import pandas as pd
import pytest
from matplotlib.patches import Circle
from matplotlib.text import Annotation
from matplotlib.transforms import Bbox

from analysis.presentation.communities import draw_communities

TOUCH = 1.0  # pixels by which two boxes may overlap and still be told apart


def told_of(graph, *, agreement=0.9, parts=None):
    """Return communities as the measure gives them: connected parts, or `parts` as given."""
    parts = parts or sorted((sorted(part) for part in nx.connected_components(graph)), key=len, reverse=True)
    rows = {body: (number, agreement) for number, part in enumerate(parts, start=1) for body in part}
    return pd.DataFrame.from_dict(rows, orient="index", columns=["community", "agreement"])


def drawn(graph, communities, **options):
    ax = draw_communities(graph, communities, **options)
    ax.figure.canvas.draw()
    return ax


def discs(ax):
    return [patch for patch in ax.patches if isinstance(patch, Circle)]


def names(ax):
    return {text.get_text(): text for text in ax.texts if isinstance(text, Annotation) and text.xycoords == "data"}


@pytest.fixture
def halves(network):
    """The network in communities of at most eight bodies."""
    bodies = sorted(network)
    return network, told_of(network, parts=[bodies[at : at + 8] for at in range(0, len(bodies), 8)])


def test_empty_graph_says_that_nobody_is_named():
    ax = drawn(nx.Graph(), told_of(nx.path_graph(1)).iloc[:0])
    assert [t.get_text() for t in ax.texts] == ["O plano não nomeia nenhuma entidade que conte."]


def test_every_community_of_two_or_more_is_a_disc_that_holds_its_bodies(halves):
    network, communities = halves
    ax = drawn(network, communities)
    sizes = communities["community"].value_counts()
    assert len(discs(ax)) == (sizes > 1).sum()
    inside = [sum(disc.contains_point(ax.transData.transform(text.xy)) for text in names(ax).values())
              for disc in discs(ax)]  # fmt: skip
    assert sorted(inside) == sorted(sizes[sizes > 1])


def test_no_disc_lies_on_another(halves):
    circles = discs(drawn(*halves))
    apart = [np.hypot(*np.subtract(a.center, b.center)) - a.radius - b.radius for a, b in combinations(circles, 2)]
    assert all(gap > 0 for gap in apart)


def test_names_do_not_overlap(halves):
    boxes = [(t.get_text(), t.get_window_extent()) for t in names(drawn(*halves)).values()]
    both = [(a, b, Bbox.intersection(one, other)) for (a, one), (b, other) in combinations(boxes, 2)]
    assert [(a, b) for a, b, box in both if box is not None and box.width > TOUCH and box.height > TOUCH] == []


def test_body_alone_in_its_community_has_no_disc(corpus_of):
    graph = nx.Graph()
    graph.add_nodes_from(["a", "b"], kind="other", actions=1)
    ax = drawn(graph, told_of(graph))
    assert discs(ax) == []
    assert set(names(ax)) == {"a", "b"}


@pytest.mark.parametrize(("agreement", "dashed"), [(0.5, True), (0.9, False)])
def test_doubtful_community_has_a_dashed_rim_and_says_its_agreement(agreement, dashed):
    graph = nx.path_graph(["a", "b"])
    ax = drawn(graph, told_of(graph, agreement=agreement), lang="en")
    assert (discs(ax)[0].get_linestyle() != "-") == dashed
    assert f"agreement {agreement:.0%}" in [t.get_text().replace("\N{NO-BREAK SPACE}", "") for t in ax.texts]


def test_ranks_stand_under_the_names():
    graph = nx.path_graph(["a", "b"])
    ranks = pd.DataFrame({"rank_low": [1, 2], "rank_high": [1, 4]}, index=["a", "b"])
    assert set(names(drawn(graph, told_of(graph), ranks=ranks))) == {"a\n1.º", "b\n2.º a 4.º"}
    assert set(names(drawn(graph, told_of(graph), ranks=ranks, lang="en"))) == {"a\nrank 1", "b\nrank 2 to 4"}


def test_rank_that_is_not_defined_is_left_out():
    graph = nx.path_graph(["a", "b"])
    ranks = pd.DataFrame({"rank_low": [pd.NA, 2], "rank_high": [pd.NA, 2]}, index=["a", "b"], dtype="Int64")
    assert set(names(drawn(graph, told_of(graph), ranks=ranks))) == {"a", "b\n2.º"}
