"""Three weights side by side, who is busy together, and the load before and after moves."""

from dataclasses import replace

import pytest

from analysis import busy_together, levelling_plan, load_balance, schedule_load, weighted_loads
from analysis.frames.schema import MONTHS
from analysis.presentation.cells import Cells, Words
from analysis.presentation.figures import draw_busy_together, draw_levelling, draw_load_weights
from analysis.presentation.workload import MOST_BUSY


def texts(ax):
    return [t.get_text().replace("\n", " ") for t in ax.texts]


def numbers(ax):
    return [told for words in ax.findobj(Words) for _, _, told, _ in words.words]


def heights(container):
    return [bar.get_height() for bar in container]


def levelling(corpus, *, slack=2, **options):
    plan = levelling_plan(corpus, slack=slack)
    return draw_levelling(plan.effect, plan.loads, **options)


def together(corpus, **options):
    names = corpus.organisations.set_index("organisation_id")["short_name"]
    return draw_busy_together(busy_together(corpus), names=names, **options)


def weights(corpus, **options):
    return draw_load_weights(weighted_loads(corpus), load_balance(corpus, weight="occurrences"), **options)


def often(corpus, *frequencies):
    actions = corpus.actions.assign(frequency=list(frequencies))
    return replace(corpus, actions=actions.astype(corpus.actions.dtypes))


def test_occurrences_that_are_all_supposed_are_not_drawn(corpus_of):
    ax = weights(corpus_of("CMA", "CMA", months=[[1], [2]]), lang="en")
    *drawn, occurrences = ax.child_axes
    assert all(panel.containers for panel in drawn)
    assert not occurrences.containers
    assert texts(occurrences)[-1].replace("\n", " ").startswith("The document states no frequency of any")


def test_three_weights_have_each_their_unit_and_their_months(corpus_of):
    corpus = often(corpus_of("CMA", "CMA", months=[[1, 2], [2]]), "monthly", None)
    ax = weights(corpus)
    panels = ax.child_axes
    assert "Ocorrências supostas: 1 das 2 ações" in ax.get_label()
    assert [p.get_title(loc="left") for p in panels] == ["Ações em curso", "Ações, repartidas", "Ocorrências"]
    for panel, weight in zip(panels, ("actions", "split", "occurrences"), strict=True):
        assert heights(panel.containers[0]) == schedule_load(corpus, weight=weight).iloc[0][list(MONTHS)].tolist()
        assert panel.get_ylim()[0] == 0
    assert [texts(p)[-1] for p in panels] == ["2", "1,50", "2,00"]


def test_share_of_actions_without_months_stands_under_the_weights(corpus_of):
    ax = weights(corpus_of("CMA", "CMA", months=[[1], None]), lang="en")
    assert "The months of 50% of the actions are not known." in ax.get_label()


def test_weights_of_a_plan_without_months_are_one_sentence(corpus_of):
    ax = weights(corpus_of("CMA"))
    assert not ax.child_axes
    assert ax.get_label() == "O texto do documento não indica os meses de nenhuma ação."


def test_two_bodies_share_the_months_in_which_both_have_actions(corpus_of):
    ax = together(corpus_of("CMA", "GNR", "IPSS", months=[[1, 2, 3], [2, 3], [7]]))
    assert [t.get_text() for t in ax.get_xticklabels()] == ["CMA", "GNR"]
    assert [t.get_text() for t in ax.get_yticklabels()] == ["GNR", "IPSS"]
    assert numbers(ax) == ["2"]
    (cells,) = ax.findobj(Cells)
    assert len(cells.cells) == 3


def test_body_busy_all_year_is_told_and_not_drawn(corpus_of):
    year = range(1, 13)
    ax = together(corpus_of("CMA CLAS", "GNR", "IPSS", months=[year, [2], [2, 3]]))
    assert {t.get_text() for t in [*ax.get_xticklabels(), *ax.get_yticklabels()]} == {"GNR", "IPSS"}
    assert numbers(ax) == ["1"]
    assert "2 entidades têm ações em curso nos doze meses" in ax.get_label()


def test_body_partly_unknown_has_a_star_and_one_wholly_unknown_is_told(corpus_of):
    ax = together(corpus_of("CMA", "CMA", "GNR", "IPSS", months=[[1], None, [1], None]))
    assert {t.get_text() for t in [*ax.get_xticklabels(), *ax.get_yticklabels()]} == {"CMA *", "GNR"}
    assert "os números são mínimos" in ax.get_label()
    assert "De 1 entidade não se sabe nenhum mês." in ax.get_label()


@pytest.mark.parametrize(
    ("cells", "months", "words"),
    [
        (["CMA", "GNR"], [None, None], "De 2 entidades não se sabe nenhum mês. Não há outras duas que comparar."),
        (["CMA GNR"], [range(1, 13)], "Todas as 2 entidades têm ações em curso nos doze meses: coincidem sempre."),
        ([""], [[1]], "O plano não nomeia duas entidades que comparar."),
    ],
)  # fmt: skip
def test_where_no_pair_can_be_drawn_a_sentence_says_why(corpus_of, cells, months, words):
    ax = together(corpus_of(*cells, months=months))
    assert not ax.findobj(Cells)
    assert ax.get_label() == words


def test_of_many_bodies_those_with_most_common_months_are_drawn(corpus_of):
    cells = [f"E{n}" for n in range(MOST_BUSY + 2)]
    ax = together(corpus_of(*cells, months=[[1]] * len(cells)))
    assert len(ax.get_yticklabels()) == MOST_BUSY - 1
    assert "Fora do desenho: 2 outras" in ax.get_label()


def test_levelling_draws_both_years_their_peaks_and_the_number_of_moves(corpus_of):
    corpus = corpus_of("CMA", "CMA", "CMA", months=[[5], [5], [1]])
    ax = levelling(corpus, slack=1)
    before, after = map(heights, ax.containers)
    assert before == [1, 0, 0, 0, 2] + [0] * 7
    assert (max(after), sum(after)) == (1, 3)
    assert "Muda uma ação de mês, 1 mês ao todo, e o pico baixa de 2 para 1." in ax.get_label()
    assert {"pico antes: 2", "pico depois: 1"} <= set(texts(ax))
    assert {line.get_ydata()[0] for line in ax.lines if line.get_linestyle() == "--"} == {1, 2}


def test_plan_that_no_move_improves_has_one_bar_a_month_and_says_so(corpus_of):
    ax = levelling(corpus_of("CMA", months=[[5]]))
    assert len(ax.containers) == 1
    assert "Nenhuma mudança" in ax.get_label()


def test_search_that_stopped_does_not_say_that_no_move_would_do(corpus_of):
    plan = levelling_plan(corpus_of("CMA", months=[[5]]))
    ax = draw_levelling(plan.effect.assign(search="time_limit"), plan.loads)
    assert "No tempo dado não se encontrou mudança" in ax.get_label()
    assert "Nenhuma mudança" not in ax.get_label()


def test_actions_without_months_are_told_beside_the_moves(corpus_of):
    ax = levelling(corpus_of("CMA", "CMA", months=[[5], None]), lang="en")
    assert "The months of 50% of the actions are not known. These neither count nor move." in ax.get_label()
    assert "known peak before: 1" in texts(ax)


def test_levelling_without_months_is_one_sentence(corpus_of):
    ax = levelling(corpus_of("CMA"))
    assert not ax.patches
    assert ax.get_label() == "Sem meses indicados não se pode sugerir nenhuma mudança."
