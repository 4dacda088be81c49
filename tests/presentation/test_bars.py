"""Bars: three kinds of action per domain; months that are known, and the number that are not."""

from dataclasses import replace

import pytest

from analysis import domain_coverage, month_bounds, schedule_load
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
    assert "The text of the document does not state the months of any action." in texts(
        months_of(corpus_of("CMA"), lang="en")
    )


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


def bounded(corpus, *, weight="actions", lang="pt"):
    bounds = month_bounds(corpus, weight=weight).loc[corpus.plan_ids[0]]
    load = schedule_load(corpus, weight=weight).iloc[0]
    return draw_months(load, actions=len(corpus.actions), bounds=bounds, weight=weight, lang=lang)


def test_what_unknown_actions_could_add_stands_hatched_above_each_month(corpus_of):
    ax = bounded(corpus_of("CMA", "CMA", "CMA", months=[[5], None, None]))
    known, more = ax.containers
    assert [bar.get_height() for bar in known] == [0, 0, 0, 0, 1] + [0] * 7
    assert {(bar.get_height(), bar.get_y()) for bar in more} == {(2, 0), (2, 1)}
    assert all(bar.get_hatch() for bar in more)
    assert texts(ax)[3:5] == ["0 até 2", "1 até 3"]
    assert "carga conhecida" in [t.get_text() for t in ax.get_legend().get_texts()]
    assert "Não se sabem os meses de 67\u00a0% das ações." in ax.get_label()


def test_even_load_is_a_line_at_a_twelfth_of_the_total(corpus_of):
    ax = bounded(corpus_of("CMA", "CMA", months=[[1, 2, 3], [3, 4, 5]]), lang="en")
    (line,) = [line for line in ax.lines if line.get_linestyle() == "--"]
    assert set(line.get_ydata()) == {0.5}
    assert {t.get_text() for t in ax.get_legend().get_texts()} == {"load", "mean of the twelve months: 0.5"}
    assert "The months of all actions are known." in ax.get_label()
    assert len(ax.containers) == 1


def test_month_of_a_split_action_has_its_part_and_its_unit(corpus_of):
    ax = bounded(corpus_of("CMA", months=[[1, 2, 3, 4]]), weight="split")
    (bars,) = ax.containers
    assert [bar.get_height() for bar in bars][:5] == [0.25] * 4 + [0]
    assert texts(ax)[0] == "0,25"
    assert ax.get_ylabel() == "Ações, repartidas"
    assert ax.get_title(loc="left") == "Ações repartidas pelos seus meses"


def test_where_an_occasional_action_leaves_the_most_open_only_a_least_is_written(corpus_of):
    corpus = corpus_of("CMA", "CMA", months=[[1], None])
    actions = corpus.actions.assign(frequency=["annual", "occasional"]).astype(corpus.actions.dtypes)
    ax = bounded(replace(corpus, actions=actions), weight="occurrences")
    assert len(ax.containers) == 1
    assert texts(ax)[:2] == ["≥ 1,00", "≥ 0,00"]
    assert "não há máximo" in ax.get_label()


def test_known_months_without_bounds_of_another_weight_have_no_bar_of_actions(corpus_of):
    corpus = corpus_of("CMA", "CMA", months=[[1], None])
    load = schedule_load(corpus, weight="split").iloc[0]
    ax = draw_months(load, actions=2, weight="split")
    assert len(ax.containers) == 1
    assert "50\u00a0% das ações" in ax.get_label()


def test_plan_without_actions_has_no_months_to_draw(corpus_of):
    ax = months_of(corpus_of())
    assert ax.get_label() == "O plano não tem ações."
    assert not ax.patches
