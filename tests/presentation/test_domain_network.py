"""The network of domains: each in its place with its name, ties as thick as strong, the strongest numbered."""

from itertools import combinations

import numpy as np
import pytest
from matplotlib.patches import PathPatch

from analysis.graphs.domains import domain_graph
from analysis.presentation.figures import draw_domain_network

LONG = "Promoção da participação cívica e da inclusão de pessoas em situação de vulnerabilidade social extrema"


def draw(corpus, **options):
    return draw_domain_network(domain_graph(corpus), **options)


def texts(ax):
    return [t.get_text().replace("\n", " ") for t in ax.texts]


def ties(ax):
    return [patch for patch in ax.patches if isinstance(patch, PathPatch)]


@pytest.fixture
def three(corpus_of):
    """A and B share CMA and GNR, B and C share JF, D is alone."""
    return corpus_of("CMA GNR", "CMA GNR JF", "JF", "IPSS", "", domains=["A", "B", "C", "D", None])


def test_each_pair_that_shares_bodies_is_a_line_and_the_stronger_is_thicker(three):
    ax = draw(three)
    weak, strong = sorted(tie.get_linewidth() for tie in ties(ax))
    assert weak < strong == 6
    assert {"1", "2"} <= set(texts(ax))


def test_name_stands_with_actions_and_bodies(three):
    assert "B (1 ação, 3 entidades)" in texts(draw(three))
    assert "B (1 action, 3 bodies)" in texts(draw(three, lang="en"))


def test_domain_alone_is_hollow_and_told_and_actions_without_a_domain_too(three):
    ax = draw(three)
    hollow = [bool(np.allclose(nodes.get_facecolor()[0][:3], 1)) for nodes in ax.collections]
    assert hollow == [False, False, False, True]
    assert "1 domínio que não partilha entidades" in ax.get_label()
    assert "1 ação sem domínio indicado" in ax.get_label()


def test_area_is_the_number_of_actions(corpus_of):
    ax = draw(corpus_of(*["CMA"] * 5, domains=["A", "A", "A", "A", "B"]))
    large, small = (nodes.get_sizes()[0] for nodes in ax.collections)
    assert (large, small) == (900, 40 + 860 / 4)


def test_ties_of_equal_strength_are_all_numbered_or_none(corpus_of):
    ax = draw(corpus_of(*["CMA"] * 6, domains=list("ABCDEF")))  # fifteen ties of one body each
    assert len(ties(ax)) == 15
    assert [t for t in texts(ax) if t.isdigit()] == []


@pytest.mark.parametrize("domains", [2, 5, 12, 25])
def test_names_and_numbers_do_not_overlap(corpus_of, domains):
    cells = [" ".join(f"E{i}" for i in range(n % 7 + 1)) for n in range(domains)]
    ax = draw(corpus_of(*cells, domains=[f"{n} {LONG}" for n in range(domains)]))
    ax.figure.draw_without_rendering()
    boxes = [t.get_window_extent() for t in ax.texts]
    assert len(boxes) > domains
    assert [pair for pair in combinations(range(len(boxes)), 2) if boxes[pair[0]].overlaps(boxes[pair[1]])] == []


def test_names_of_the_plans_do_not_overlap(real):
    ax = draw(real)
    ax.figure.draw_without_rendering()
    boxes = [t.get_window_extent() for t in ax.texts]
    assert not any(one.overlaps(other) for one, other in combinations(boxes, 2))


def test_one_domain_no_tie_and_no_domain_are_said(corpus_of):
    assert "um só domínio" in draw(corpus_of("CMA")).get_label()
    assert "em dois domínios" in draw(corpus_of("CMA", "GNR", domains=["A", "B"])).get_label()
    assert texts(draw(corpus_of("CMA", domains=[None]))) == ["O plano não tem domínios."]


def test_themes_have_their_names():
    from analysis import load_corpus
    from analysis.common.themes import theme_name

    graph = domain_graph(load_corpus("lagos-2023"), by="theme")
    told = " ".join(texts(draw_domain_network(graph)))
    assert all(theme_name(code) in told for code in graph)
