import pandas as pd
import pytest

from analysis.common.errors import ParameterError
from analysis.measures.indicators.quality import (
    COLUMNS,
    SUMMARY,
    indicator_quality,
    indicator_shares,
    indicator_summary,
)


def test_corpus_without_indicators_gives_no_rows_with_all_columns_and_types(plan_with):
    quality = indicator_quality(plan_with((), ()))
    assert quality.empty
    assert quality.dtypes.to_dict() == COLUMNS
    assert quality.index.names == ["action_id", "order"]


def test_smartest_indicator_shows_all_five(plan_with):
    corpus = plan_with(
        ["Redução de 10% do abandono escolar no 3.º ciclo até 2025, face a 2022 (12%)"],
        texts=["Combater o abandono escolar"],
    )
    row = indicator_quality(corpus).loc[("vila-2024/001", 1)]
    assert list(row[["measure_class", "unit", "target", "deadline"]]) == ["outcome", "%", "10%", "até 2025"]
    assert (row["smart"], row["smart_unknown"]) == (5, 0)
    assert row["relevant_words"] == "abandono escolar"


def test_what_words_cannot_tell_is_unknown_and_not_false(plan_with):
    row = indicator_quality(plan_with(["N.º de participantes"])).iloc[0]
    assert row["measurable"]
    assert not row["specific"]
    assert row[["achievable", "relevant", "timely", "baseline", "target", "deadline"]].isna().all()
    assert (row["smart"], row["smart_unknown"]) == (1, 3)


def test_column_of_targets_counts_as_a_target(plan_with):
    quality = indicator_quality(plan_with(["N.º de sessões", "N.º de alunos"], targets=["12 por ano", None]))
    assert list(quality["target"].fillna("none")) == ["12 por ano", "none"]


@pytest.mark.parametrize(
    ("months", "status", "frequency", "timely"),
    [
        ([3], "stated", None, True),
        (None, "stated", "occasional", False),
        (None, "stated", "quarterly", None),
        (None, "stated", None, None),
        (None, "not_stated", None, None),
        (None, "absent", None, None),
        ([4], "drawn", None, True),
    ],
)
def test_timely_is_what_the_schedule_states(plan_with, months, status, frequency, timely):
    plan = plan_with(["N.º de sessões"], months=[months], statuses=[status], frequencies=[frequency])
    row = indicator_quality(plan).iloc[0]
    assert pd.isna(row["timely"]) if timely is None else row["timely"] == timely


def test_summary_counts_classes_and_statements(plan_with):
    corpus = plan_with(
        ["N.º de sessões", "Pelo menos 3 visitas até maio"], [], ["Relatório", "Impacto", "Taxa de desemprego"]
    )
    summary = indicator_summary(corpus)
    assert summary.dtypes.to_dict() == SUMMARY
    row = summary.loc["vila-2024"]
    assert list(row[["actions", "actions_with_indicators", "indicators"]]) == [3, 2, 5]
    assert list(row[["counts", "products", "processes", "outcomes", "unclassified"]]) == [2, 1, 0, 1, 1]
    assert list(row[["with_unit", "with_baseline", "with_target", "with_deadline"]]) == [3, 0, 1, 1]
    # measurable 1, measurable and timely 2, measurable 1, none 0, measurable 1: 5 of 5 indicators
    assert row["smart_mean"] == pytest.approx(5 / 5)


def test_plan_without_indicators_has_unknown_numbers_not_zero(plan_with, joined):
    corpus = joined(plan_with(["N.º de sessões"]), plan_with((), (), plan_id="alta-2020"))
    row = indicator_summary(corpus).loc["alta-2020"]
    assert row["actions"] == 2
    assert row.drop("actions").isna().all()
    assert indicator_shares(corpus).loc["alta-2020"].isna().all().all()


def test_plans_stand_in_the_order_of_the_corpus_and_are_read_apart(plan_with, joined):
    corpus = joined(plan_with(["N.º de sessões"], ["Relatório"]), plan_with(["N.º de visitas"], plan_id="alta-2020"))
    assert indicator_summary(corpus)["indicators"].to_dict() == {"vila-2024": 2, "alta-2020": 1}


def test_shares_have_wilson_intervals(plan_with):
    # 1 of 2: centre 1/2, reach z √(1/8 + z²/16) / (1 + z²/2) with z = 1.96: 0.0945 to 0.9055 (Newcombe's formula 3)
    row = indicator_shares(plan_with(["N.º de sessões"], ["Relatório"])).loc[("vila-2024", "counts")]
    assert list(row) == pytest.approx([1, 2, 0.5, 0.09453, 0.90547], abs=1e-5)


def test_share_of_actions_is_of_all_actions(plan_with):
    row = indicator_shares(plan_with(["N.º de sessões", "Relatório"], [], [], [])).loc[
        ("vila-2024", "actions_with_indicators")
    ]
    assert list(row[["part", "whole", "value"]]) == [1, 4, 0.25]


def test_bad_level_is_refused(plan_with):
    with pytest.raises(ParameterError):
        indicator_shares(plan_with(["Relatório"]), level=1.0)


def test_corpus_is_not_changed(plan_with):
    corpus, same = plan_with(["N.º de sessões"], ["Relatório"]), plan_with(["N.º de sessões"], ["Relatório"])
    indicator_shares(corpus)
    for name, frame in corpus.frames().items():
        assert frame.equals(same.frames()[name]), name


def test_of_the_two_plans_one_states_no_target_and_the_other_has_no_indicators(real_plans):
    summary = indicator_summary(real_plans)
    stated = ["actions", "actions_with_indicators", "indicators", "with_target", "with_baseline", "with_deadline"]
    assert list(summary.loc["alijo-2021", stated]) == [61, 61, 85, 0, 0, 0]
    assert list(summary.loc["alijo-2021", ["counts", "products", "processes", "outcomes"]]) == [72, 9, 3, 1]
    assert summary.loc["lagos-2023"].drop("actions").isna().all()
