"""Concentration and dependence of domains: dots with intervals, bars in four parts, reasons in words."""

import numpy as np
import pytest

from analysis.measures.domains.concentration import concentration_intervals
from analysis.measures.domains.dependence import domain_dependence
from analysis.presentation.figures import draw_concentration, draw_domain_dependence


def texts(ax):
    return [t.get_text().replace("\n", " ") for t in ax.texts]


def concentration_of(corpus, **options):
    return draw_concentration(concentration_intervals(corpus, draws=40), level=0.95, **options)


def dots(ax):
    return [line.get_xdata()[0] for line in ax.lines if line.get_marker() == "o"]


def whiskers(ax):
    return [tuple(segment[:, 0]) for lines in ax.collections for segment in lines.get_segments()]


@pytest.fixture
def two_domains(corpus_of):
    """A: four actions, CMA in all, alone in two; B: two of GNR and JF; C: one of nobody; and one of no domain."""
    cells = ["CMA", "CMA", "CMA GNR", "CMA JF", "GNR JF", "GNR JF", "", "IPSS"]
    return corpus_of(*cells, domains=["A", "A", "A", "A", "B", "B", "C", None])


def test_dot_is_the_effective_number_and_whisker_its_interval(two_domains):
    measured = concentration_intervals(two_domains, draws=40)
    ax = draw_concentration(measured, level=0.95)
    known = measured["effective"].dropna()
    assert dots(ax) == pytest.approx([float(v) for v in known])
    stated = measured.dropna(subset=["effective_low"])
    assert whiskers(ax) == [(row["effective_low"], row["effective_high"]) for _, row in stated.iterrows()]


def test_two_equal_bodies_are_two_and_their_bar_is_two_long(two_domains):
    ax = concentration_of(two_domains)
    assert dots(ax)[1] == pytest.approx(2)  # GNR and JF, each in both actions of B
    assert [bar.get_width() for bar in ax.patches] == [3, 2, 0, 1]


def test_domain_with_too_few_actions_is_hollow_and_one_that_names_nobody_has_no_dot(two_domains):
    ax = concentration_of(two_domains)
    hollow = [line.get_markerfacecolor() == "white" for line in ax.lines]
    assert hollow == [False, False, True]
    assert "1,0 (ações insuficientes para um intervalo)" in texts(ax)
    assert "nenhuma ação nomeia entidades" in texts(ax)
    assert "1 das 8 ações não nomeia nenhuma entidade" in ax.get_label()


def test_whole_interval_is_within_the_axes(real):
    ax = concentration_of(real)
    assert ax.get_xlim()[0] == 0
    assert max(high for _, high in whiskers(ax)) <= ax.get_xlim()[1]


def widths(ax):
    return {box.get_label(): [round(bar.get_width()) for bar in box] for box in ax.containers}


def test_bar_parts_actions_by_whom_they_rest_on(two_domains):
    ax = draw_domain_dependence(domain_dependence(two_domains))
    assert widths(ax) == {
        "só a entidade-chave do domínio": [2, 0, 0, 1],
        "duas ou mais entidades": [2, 2, 0, 0],
        "sem entidade nomeada": [0, 0, 1, 0],
    }


def test_another_body_alone_is_a_part_of_its_own(corpus_of):
    ax = draw_domain_dependence(domain_dependence(corpus_of("CMA", "CMA", "GNR")), lang="en")
    assert widths(ax) == {"the domain's key body alone": [2], "another body alone": [1]}


def test_row_names_the_key_body_or_says_why_there_is_none(two_domains):
    told = texts(draw_domain_dependence(domain_dependence(two_domains)))
    assert "Entidade CMA sozinha em 2 de 4" in told
    assert "nenhuma ação de uma só entidade" in told
    assert "nenhuma ação nomeia entidades" in told


def test_parts_add_up_to_the_actions_of_each_domain(real):
    measured = domain_dependence(real)
    ax = draw_domain_dependence(measured)
    assert list(np.sum(list(widths(ax).values()), axis=0)) == measured["actions"].tolist()


@pytest.mark.parametrize("draw", [concentration_of, lambda corpus: draw_domain_dependence(domain_dependence(corpus))])
def test_plan_that_names_nobody_gives_a_sentence(draw, corpus_of):
    assert texts(draw(corpus_of("", ""))) == ["O plano não nomeia nenhuma entidade que conte."]
    assert texts(draw(corpus_of())) == ["O plano não nomeia nenhuma entidade que conte."]


@pytest.mark.parametrize(
    ("cells", "alone", "told"),
    [
        (["CMA", "GNR", "CMA GNR"], 2, "Entidade CMA and Entidade GNR, each alone in 1 of 3"),
        (["CMA", "GNR", "PSP", "CMA GNR"], 3, "3 bodies, each alone in 1 of 4"),
    ],
)
def test_of_bodies_that_hold_as_many_alone_none_is_drawn_as_key(cells, alone, told, corpus_of):
    ax = draw_domain_dependence(domain_dependence(corpus_of(*cells)), lang="en")
    assert widths(ax) == {"another body alone, or one of several alike": [alone], "two or more bodies": [1]}
    assert told in texts(ax)


def test_note_says_of_lines_that_touch_what_the_sentence_says(two_domains):
    assert "onde duas linhas se tocam" in concentration_of(two_domains).get_label()
