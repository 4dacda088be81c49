"""The treemap of a plan: a tile an action, hatched where nobody is named, goals parted, all names in place."""

from dataclasses import replace

import pandas as pd
import pytest
from matplotlib.patches import Rectangle

from analysis import participation_graph
from analysis.frames.schema import SCHEMAS, checked
from analysis.presentation.figures import draw_plan_tree


def plan_tree(corpus, **choice):
    return draw_plan_tree(corpus, participation_graph(corpus, **choice))


def texts(ax):
    return [t.get_text().replace("\n", " ") for t in ax.texts]


def tiles(ax):
    """Return the rectangles of actions: those with a white edge of their own."""
    return [p for p in ax.patches if isinstance(p, Rectangle) and p.get_linewidth() == 1]


def with_goals(corpus, goals):
    actions = corpus.actions.assign(goal=pd.array(goals, dtype=corpus.actions["goal"].dtype))
    return replace(corpus, actions=actions)


def test_each_action_has_a_tile_with_its_number_and_its_bodies(corpus_of):
    ax = plan_tree(corpus_of("CMA GNR", "CMA", "", domains=["A", "A", "B"]))
    assert len(tiles(ax)) == 3
    assert {"1", "2", "3", "(2)", "(1)", "A", "B"} <= set(texts(ax))
    assert "(0)" not in texts(ax)


def test_action_that_names_nobody_is_hatched_and_told_in_the_legend(corpus_of):
    ax = plan_tree(corpus_of("CMA", "", domains=["A", "A"]))
    assert [bool(tile.get_hatch()) for tile in tiles(ax)] == [False, True]
    assert "nenhuma entidade nomeada" in [t.get_text() for t in ax.get_legend().get_texts()]


def test_plan_that_names_nobody_has_no_shade_in_the_legend(corpus_of):
    ax = plan_tree(corpus_of("", ""))
    assert [t.get_text() for t in ax.get_legend().get_texts()] == ["nenhuma entidade nomeada"]


def test_body_named_twice_in_an_action_counts_once_and_role_chooses(corpus_of):
    corpus = corpus_of("CMA", partners=["CMA GNR"])
    assert "(2)" in texts(plan_tree(corpus))
    assert "(1)" in texts(plan_tree(corpus, role="responsible"))


def test_area_of_a_domain_is_its_number_of_actions(corpus_of):
    ax = plan_tree(corpus_of(*["CMA"] * 4, domains=["A", "A", "A", "B"]))
    blocks = [p for p in ax.patches if p.get_linewidth() == 1.2]
    big, small = ((b.get_width() + 0.07) * (b.get_height() + 0.07) for b in blocks)  # with their margins
    assert big / small == pytest.approx(3)


def test_goals_are_parted_and_actions_without_one_are_told(corpus_of):
    corpus = with_goals(corpus_of(*["CMA"] * 4), ["G", "G", "H", None])
    ax = plan_tree(corpus)
    assert len([p for p in ax.patches if p.get_linewidth() == 1.8]) == 3
    assert "1 ação sem objetivo indicado" in ax.get_label()
    assert "não indica objetivos" in plan_tree(corpus_of("CMA")).get_label()


def test_domains_without_actions_and_actions_without_a_domain_are_told(corpus_of):
    corpus = corpus_of("CMA", domains=[None])
    levels = [{"plan_id": "vila-2024", "level": "domain", "heading": "Saúde"}]
    frame = pd.DataFrame(levels).reindex(columns=list(SCHEMAS["empty_levels"].columns))
    ax = plan_tree(replace(corpus, empty_levels=checked("empty_levels", frame)))
    assert "(sem domínio indicado)" in texts(ax)
    assert "1 domínio do documento sem nenhuma ação" in ax.get_label()


@pytest.mark.parametrize("others", [3, 39])
def test_domain_with_a_long_name_is_cut_to_its_block_and_upright_in_a_narrow_one(corpus_of, others):
    name = "Promoção da participação cívica e da inclusão de pessoas em situação de vulnerabilidade " * 12
    ax = plan_tree(corpus_of(*["CMA"] * (others + 1), domains=[name.strip(), *["B"] * others]))
    (head,) = [t for t in ax.texts if t.get_text().startswith("Promoção")]
    ax.figure.draw_without_rendering()
    block = next(p for p in ax.patches if p.get_linewidth() == 1.2 and p.get_bbox().contains(*head.get_position()))
    box = head.get_window_extent().transformed(ax.transData.inverted())
    assert head.get_text().endswith("…")
    assert head.get_rotation() == (270 if others == 39 else 0)
    assert box.x1 <= block.get_bbox().x1
    assert max(box.y0, box.y1) <= block.get_bbox().y0 + 0.5 * block.get_height()


def test_real_plan_has_all_its_actions_and_domains_in_their_blocks(real):
    ax = plan_tree(real)
    assert len(tiles(ax)) == len(real.actions)
    assert {str(n) for n in real.actions["seq"]} <= set(texts(ax))
    ax.figure.draw_without_rendering()
    blocks = [p for p in ax.patches if p.get_linewidth() == 1.2]
    heads = [t for t in ax.texts if t.get_fontweight() == "bold" and not t.get_text().isdigit()]
    assert len(heads) == len(blocks) == real.actions["domain"].nunique()
    for head, block in zip(heads, blocks, strict=True):
        box = head.get_window_extent().transformed(ax.transData.inverted())
        assert block.get_bbox().x0 <= box.x0 < box.x1 <= block.get_bbox().x1


def test_plan_without_actions_says_so(corpus_of):
    assert texts(plan_tree(corpus_of())) == ["Nada a mostrar."]


def test_title_names_goals_only_where_there_are_some(corpus_of):
    corpus = corpus_of("CMA", "CMA")
    assert plan_tree(corpus).get_title(loc="left") == "O plano num relance: domínios e ações"
    assert plan_tree(with_goals(corpus, ["G", None])).get_title(loc="left").endswith("domínios, objetivos e ações")
