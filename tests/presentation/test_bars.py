"""Bars: three kinds of action per domain; months that are known, and the number that are not."""

import pytest

from analysis import domain_coverage, schedule_load
from analysis.presentation.figures import draw_domains, draw_months


def texts(ax):
    return [t.get_text().replace("\n", " ") for t in ax.texts]


def months_of(corpus, **options):
    return draw_months(schedule_load(corpus).iloc[0], actions=len(corpus.actions), **options)


def widths(ax):
    return {box.get_label(): [round(bar.get_width()) for bar in box] for box in ax.containers}


def test_domain_bar_parts_joint_lone_and_unnamed_actions(corpus_of):
    corpus = corpus_of("CMA GNR", "CMA", "", "CMA", domains=["A", "A", "A", "B"])
    assert widths(draw_domains(domain_coverage(corpus))) == {
        "com duas ou mais entidades": [1, 0],
        "com uma só entidade": [1, 1],
        "sem entidade nomeada": [1, 0],
    }


def test_part_that_no_domain_has_is_not_in_the_legend(corpus_of):
    ax = draw_domains(domain_coverage(corpus_of("CMA GNR")))
    assert list(widths(ax)) == ["com duas ou mais entidades"]


def test_domain_bars_start_at_zero_and_end_in_their_total(corpus_of):
    ax = draw_domains(domain_coverage(corpus_of("CMA", "CMA GNR", "CMA", domains=["A", "A", "B"])))
    assert ax.get_xlim()[0] == 0
    assert texts(ax) == ["2 ações", "1 ação"]


def test_domains_stand_in_the_order_of_the_document_from_the_top(corpus_of):
    ax = draw_domains(domain_coverage(corpus_of("CMA", "CMA", domains=["Z", "A"])))
    assert [t.get_text() for t in ax.get_yticklabels()] == ["Z", "A"]
    assert ax.get_ylim()[0] > ax.get_ylim()[1]


@pytest.mark.parametrize(("lang", "words"), [("pt", "(sem domínio indicado)"), ("en", "(domain not stated)")])
def test_actions_without_a_domain_are_named_so(corpus_of, lang, words):
    ax = draw_domains(domain_coverage(corpus_of("CMA", domains=[None])), lang=lang)
    assert [t.get_text() for t in ax.get_yticklabels()] == [words]


def test_month_bars_are_twelve_counts(corpus_of):
    ax = months_of(corpus_of("CMA", "CMA", months=[[1, 2], [2]]))
    (bars,) = ax.containers
    assert [bar.get_height() for bar in bars] == [1, 2] + [0] * 10
    assert ax.get_ylim()[0] == 0


def test_where_no_month_is_known_there_is_no_month_bar_and_the_figure_says_so(corpus_of):
    ax = months_of(corpus_of("CMA", "GNR"))
    (unknown,) = ax.containers
    assert [bar.get_height() for bar in unknown] == [2]
    assert unknown[0].get_hatch()
    assert "O texto do documento não indica os meses de nenhuma ação." in texts(ax)


def test_where_no_month_is_known_english_says_so(corpus_of):
    assert "The text of the document states the months of no action." in texts(months_of(corpus_of("CMA"), lang="en"))


def test_hatched_bar_counts_the_actions_without_months(corpus_of):
    ax = months_of(corpus_of("CMA", "CMA", "CMA", months=[[5], None, None]))
    months, unknown = ax.containers
    assert len(months) == 12
    assert [bar.get_height() for bar in unknown] == [2]
    assert not any(bar.get_hatch() for bar in months)
    assert ax.get_xticklabels()[-1].get_text().replace("\n", " ") == "meses não indicados"


def test_where_all_months_are_known_nothing_is_hatched(corpus_of):
    ax = months_of(corpus_of("CMA", months=[[5]]))
    assert len(ax.containers) == 1
    assert [t.get_text() for t in ax.get_xticklabels()][::11] == ["janeiro", "dezembro"]


def test_plan_of_the_text_copy_has_no_month_bar(real):
    ax = months_of(real)
    known = real.schedule["action_id"].nunique()
    bars = sum(len(c) for c in ax.containers)
    assert bars == (12 if known else 0) + (1 if known < len(real.actions) else 0)
