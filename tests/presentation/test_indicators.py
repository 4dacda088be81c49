"""Indicators and the chain of goals: numbers beside bars, holes by name, and sentences where nothing is stated."""

import pandas as pd
import pytest

from analysis.measures.indicators.chain import COLUMNS, goal_chain
from analysis.measures.indicators.quality import SUMMARY, indicator_summary
from analysis.presentation.figures import draw_goal_chain, draw_indicator_quality


def texts(ax):
    return [t.get_text().replace("\n", " ").replace("\N{NO-BREAK SPACE}", " ") for t in ax.texts]


def labels(ax):
    return [t.get_text().replace("\n", " ") for t in ax.get_yticklabels()]


def summary_of(**numbers):
    """Return the summary of a plan of 10 actions with 20 indicators, the numbers not given being 0."""
    known = {"actions": 10, "actions_with_indicators": 8, "indicators": 20, **numbers}
    rows = [{name: known.get(name, 0) for name in SUMMARY}]
    return pd.DataFrame(rows, index=pd.Index(["vila-2024"], name="plan_id")).astype(SUMMARY)


def chain_of(*rows):
    """Return a chain of goals, each (goal, indicators, outcomes, with_target, unclassified)."""
    told = [
        {
            "actions": 1,
            "actions_with_indicators": 1,
            "indicators": i,
            "outcomes": o,
            "with_target": t,
            "unclassified": u,
            "has_outcome": True if o else pd.NA if u else False,
        }
        for _, i, o, t, u in rows
    ]
    index = pd.MultiIndex.from_tuples(
        [("vila-2024", "A", goal) for goal, *_ in rows], names=["plan_id", "domain", "goal"]
    )
    return pd.DataFrame(told, index=index, columns=list(COLUMNS)).astype(COLUMNS)


def test_each_number_stands_with_its_share_of_the_indicators():
    ax = draw_indicator_quality(summary_of(counts=15, products=2, outcomes=3, with_unit=16, with_target=1))
    values = dict(zip(labels(ax), [t for t in texts(ax) if "(" in t], strict=True))
    assert values["Contagem: quanto se fez ou quantos se alcançou"] == "15 (75 %)"
    assert values["Unidade"] == "16 (80 %)"
    assert values["Prazo"] == "0 (0 %)"
    assert "8 das 10 ações" in ax.get_label()


def test_bars_start_at_zero_and_a_class_that_nobody_has_has_none():
    ax = draw_indicator_quality(summary_of(counts=20))
    assert ax.get_xlim() == (0, 20)
    assert sorted(bar.get_width() for bar in ax.patches) == [20] * 10  # nine faint bars, and one of counts


def test_what_the_words_do_not_say_is_hatched():
    ax = draw_indicator_quality(summary_of(counts=18, unclassified=2))
    assert [bar.get_width() for bar in ax.patches if bar.get_hatch()] == [2]


@pytest.mark.parametrize("missing", [0, pd.NA])
def test_plan_without_indicators_gives_a_sentence_and_no_zero(missing):
    ax = draw_indicator_quality(summary_of(indicators=missing))
    assert len(texts(ax)) == 1
    assert "não tem indicadores" in texts(ax)[0]
    assert not ax.patches


def test_links_count_goals_and_name_their_holes():
    ax = draw_goal_chain(chain_of(("G", 2, 1, 1, 0), ("H", 1, 0, 0, 0), ("I", 0, 0, 0, 0)))
    assert texts(ax)[:4] == [
        "3 de 3",
        "2 de 3 1 sem nenhum indicador",
        "1 de 3 2 sem nenhum de resultado",
        "1 de 3 2 sem meta quantificada",
    ]


def test_goal_of_which_the_outcome_is_not_known_is_hatched_and_not_a_hole():
    ax = draw_goal_chain(chain_of(("G", 2, 0, 0, 1), ("H", 1, 0, 0, 0)))
    assert texts(ax)[2] == "0 de 2 1 sem nenhum de resultado 1 por saber"
    assert [bar.get_width() for bar in ax.patches if bar.get_hatch()] == [0, 0, 1, 0]
    assert "Trama" in ax.get_label()


def test_actions_without_a_goal_are_told_and_are_no_goal():
    ax = draw_goal_chain(chain_of(("G", 1, 0, 0, 0), (None, 3, 0, 0, 0)))
    assert texts(ax)[0] == "1 de 1"
    assert "1 ação sem objetivo indicado não entra nesta conta" in ax.get_label()


def test_plan_without_goals_or_indicators_says_so(corpus_of):
    assert "não indica objetivos" in texts(draw_goal_chain(goal_chain(corpus_of("CMA"))))[0]
    unknown = chain_of(("G", 0, 0, 0, 0))
    unknown["indicators"] = pd.NA
    assert "1 objetivo com ações, mas o documento não traz indicadores" in texts(draw_goal_chain(unknown))[0]


def test_figures_of_the_plans_have_the_numbers_of_their_measures(real):
    summary, chain = indicator_summary(real), goal_chain(real)
    ax = draw_indicator_quality(summary)
    if summary["indicators"].isna().all():
        assert len(texts(ax)) == 1
        return
    counts, whole = int(summary["counts"].iloc[0]), int(summary["indicators"].iloc[0])
    assert f"{counts} ({round(100 * counts / whole)} %)" in texts(ax)
    goals = chain[chain.index.get_level_values("goal").notna()]
    assert texts(draw_goal_chain(goals))[0] == f"{len(goals)} de {len(goals)}"
