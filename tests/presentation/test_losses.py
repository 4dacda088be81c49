"""What is lost when bodies leave: three segments a body, one line an order, the first to leave by name."""

import pandas as pd
import pytest
from matplotlib.collections import PolyCollection

from analysis import participation_graph
from analysis.measures.networks.dependence import organisation_dependence
from analysis.measures.networks.resilience import ORDERS, SHARES, robustness_curve
from analysis.presentation.losses import FIRST, draw_dependence, draw_robustness


def curves_of(corpus, *orders):
    graph = participation_graph(corpus)
    return pd.concat([robustness_curve(graph, order=order, draws=20) for order in orders])


def texts(ax):
    return [" ".join(t.get_text().split()) for t in ax.texts]


def bands(ax):
    return [c for c in ax.collections if isinstance(c, PolyCollection)]


def test_dependence_bar_parts_orphaned_weakened_and_other_actions(corpus_of):
    ax = draw_dependence(organisation_dependence(corpus_of("CMA", "CMA GNR", "CMA GNR PSP", "CMA")))
    assert {box.get_label(): [round(bar.get_width()) for bar in box] for box in ax.containers} == {
        "ficam sem entidade que conte": [2, 0, 0],
        "ficam com uma só entidade": [1, 1, 0],
        "ficam com duas ou mais": [1, 1, 1],
    }
    assert ax.get_xlim()[0] == 0
    assert len({bar[0].get_hatch() for bar in ax.containers}) == 3


def test_dependence_says_in_words_what_is_left_with_nobody(corpus_of):
    ax = draw_dependence(organisation_dependence(corpus_of("CMA", "CMA GNR")))
    assert texts(ax)[:2] == ["1 de 2 ações sem mais nenhuma", "1 ação"]
    assert "Não se sabe se outra entidade tomaria o lugar." in ax.get_label()


def test_dependence_says_how_many_bodies_are_not_drawn(corpus_of):
    ax = draw_dependence(organisation_dependence(corpus_of("CMA GNR PSP")), top=1, lang="en")
    assert len(ax.get_yticklabels()) == 1
    assert "Not drawn: 2 bodies of less consequence" in ax.get_label()


def test_dependence_of_nobody_says_so(corpus_of):
    assert texts(draw_dependence(organisation_dependence(corpus_of("")))) == [
        "O plano não nomeia nenhuma entidade que conte."
    ]


@pytest.mark.parametrize("share", SHARES)
@pytest.mark.parametrize("lang", ["pt", "en"])
def test_each_order_is_a_line_and_only_chance_has_a_band(corpus_of, share, lang):
    curves = curves_of(corpus_of("A B", "B C", "C D", "B"), *ORDERS)
    ax = draw_robustness(curves, share=share, lang=lang)
    assert len(ax.lines) == 4
    assert len(bands(ax)) == 1
    for line, order in zip(ax.lines, ORDERS, strict=True):
        assert list(line.get_ydata()) == pytest.approx(list(curves.loc[order, share]))
    assert ax.get_ylim()[0] == 0
    assert ax.get_ylim()[1] >= 1


def test_lines_differ_in_more_than_colour(corpus_of):
    ax = draw_robustness(curves_of(corpus_of("A B", "B C"), *ORDERS))
    assert len({(line.get_linestyle(), line.get_marker()) for line in ax.lines}) == 4


def test_first_to_leave_are_numbered_and_named_with_what_is_left(corpus_of):
    ax = draw_robustness(curves_of(corpus_of("A B", "A C", "A"), "actions", "random"), lang="en")
    assert texts(ax)[:4] == [
        "1",
        "2",
        "3",
        "First to leave (what is left then) 1 Entidade A (67%) 2 Entidade B (33%) 3 Entidade C (0%)",
    ]


def test_only_the_first_are_named_and_no_number_overlaps_on_a_long_curve(corpus_of):
    corpus = corpus_of(*(f"B{i:02} B{i + 1:02}" for i in range(60)))
    ax = draw_robustness(curves_of(corpus, "degree"))
    (key, _) = texts(ax)
    assert f" {FIRST} Entidade B" in key
    assert f" {FIRST + 1} Entidade B" not in key


def test_chance_alone_names_nobody(corpus_of):
    ax = draw_robustness(curves_of(corpus_of("A B"), "random"))
    assert len(texts(ax)) == 1  # the note
    assert "A faixa mostra a sorte da ordem" in ax.get_label()


def test_what_is_not_defined_is_said(corpus_of):
    ax = draw_robustness(curves_of(corpus_of("A", "B"), "degree"), share="connected_pairs")
    assert texts(ax) == ["À partida não há nada que se possa perder: a proporção não está definida."]
    ax = draw_robustness(curves_of(corpus_of(""), "degree"), lang="en")
    assert texts(ax) == ["The plan names no body that counts."]


def test_real_plans_are_drawn_whole(real):
    dependence = organisation_dependence(real)
    ax = draw_dependence(dependence)
    assert len(ax.get_yticklabels()) == min(len(dependence), 15)
    ax = draw_robustness(curves_of(real, "actions", "random"))
    assert len(ax.lines[0].get_xdata()) == len(dependence) + 1
