"""What every figure of domains and indicators promises: same bytes, no text over another, a page for any plan."""

from itertools import combinations

import matplotlib.pyplot as plt
import pytest

from analysis import coverage_matrix, participation_graph
from analysis.graphs.domains import domain_graph
from analysis.measures.domains.concentration import concentration_intervals
from analysis.measures.domains.dependence import domain_dependence
from analysis.measures.domains.seriation import seriated_matrix
from analysis.measures.indicators.chain import goal_chain
from analysis.measures.indicators.quality import indicator_summary
from analysis.presentation.figures import (
    draw_concentration,
    draw_coverage,
    draw_domain_dependence,
    draw_domain_network,
    draw_goal_chain,
    draw_indicator_quality,
    draw_plan_tree,
)
from analysis.presentation.style import svg_of

LONG = (
    "Promoção da participação cívica e da inclusão de pessoas em situação de vulnerabilidade social extrema no concelho"
)


def coverage(corpus, lang):
    names = corpus.organisations.set_index("organisation_id")["short_name"]
    return draw_coverage(seriated_matrix(coverage_matrix(corpus)), names=names, seriated=True, lang=lang)


FIGURES = {
    "concentration": lambda c, lang: draw_concentration(concentration_intervals(c, draws=20), level=0.95, lang=lang),
    "coverage": coverage,
    "dependence": lambda c, lang: draw_domain_dependence(domain_dependence(c), lang=lang),
    "chain": lambda c, lang: draw_goal_chain(goal_chain(c), lang=lang),
    "indicators": lambda c, lang: draw_indicator_quality(indicator_summary(c), lang=lang),
    "network": lambda c, lang: draw_domain_network(domain_graph(c), lang=lang),
    "tree": lambda c, lang: draw_plan_tree(c, participation_graph(c), lang=lang),
}
figures = pytest.mark.parametrize("draw", FIGURES.values(), ids=FIGURES.keys())


@pytest.fixture(scope="module")
def large(corpus_of):
    """Twelve domains with names of 115 letters, 36 actions, 60 bodies; every fifth action names nobody."""
    cells = [" ".join(f"E{(7 * n + 3 * i) % 60}" for i in range(n % 5 * 2)) for n in range(36)]
    return corpus_of(*cells, domains=[f"{n % 12} {LONG}" for n in range(36)])


def boxes(ax):
    """Return the texts that stand upright on the axes, and beside its rows, with their places."""
    ax.figure.draw_without_rendering()
    drawn = [*ax.texts, ax.title, ax._left_title, *(ax.get_yticklabels() if ax.axison else [])]
    return [(t.get_text(), t.get_window_extent()) for t in drawn if t.get_text().strip()]


@figures
def test_no_text_covers_another_in_a_large_plan(draw, large):
    found = boxes(draw(large, "en"))
    assert [(one, other) for (one, a), (other, b) in combinations(found, 2) if a.shrunk(1, 0.9).overlaps(b)] == []


@figures
def test_no_text_covers_another_in_the_plans(draw, real):
    found = boxes(draw(real, "pt"))
    assert [(one, other) for (one, a), (other, b) in combinations(found, 2) if a.shrunk(1, 0.9).overlaps(b)] == []


@figures
def test_plan_without_actions_or_bodies_draws(draw, corpus_of):
    for corpus in (corpus_of(), corpus_of("", domains=[None]), corpus_of("CMA")):
        assert draw(corpus, "pt").get_title(loc="left")


@figures
def test_same_plan_gives_the_same_bytes_and_changes_no_style(draw, corpus_of):
    corpus = corpus_of("CMA GNR", "CMA", "", "GNR", domains=["A", "A", "B", "C"])
    before = dict(plt.rcParams)
    assert svg_of(draw(corpus, "pt").figure) == svg_of(draw(corpus, "pt").figure)
    assert dict(plt.rcParams) == before


@figures
def test_figure_has_words_for_whoever_hears_it_described(draw, corpus_of):
    corpus = corpus_of("CMA GNR", "CMA", domains=["A", "B"])
    assert draw(corpus, "pt").get_label()
