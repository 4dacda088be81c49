import math

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.common.errors import ParameterError
from analysis.measures.domains.concentration import COLUMNS, MEASURES, concentration_intervals
from analysis.measures.domains.coverage import domain_coverage

A, B = ("vila-2024", "A"), ("vila-2024", "B")
CELLS = st.lists(
    st.tuples(st.lists(st.sampled_from("ABCDE"), max_size=3, unique=True).map(" ".join), st.sampled_from("XYZ")),
    max_size=12,
)
LIMITS = [f"{measure}_{end}" for measure in MEASURES if measure != "lone_share" for end in ("low", "high")]


def test_plan_without_actions_has_no_rows_with_all_columns(corpus_of):
    measured = concentration_intervals(corpus_of())
    assert measured.empty
    assert measured.dtypes.to_dict() == COLUMNS


def test_values_are_those_of_the_coverage(corpus_of):
    # CMA in three actions, GNR in one: shares 3/4 and 1/4.
    corpus = corpus_of("CMA GNR", "CMA", "CMA", "", "PSP", "PSP", domains=["A"] * 4 + ["B"] * 2)
    row = concentration_intervals(corpus, draws=20).loc[A]
    shannon = -(3 / 4 * math.log(3 / 4) + 1 / 4 * math.log(1 / 4))
    assert list(row[["actions", "named_actions", "organisations"]]) == [4, 3, 2]
    assert list(row[["effective", "effective_simpson", "herfindahl", "top_share", "lone_share"]]) == pytest.approx(
        [math.exp(shannon), 16 / 10, 10 / 16, 1, 2 / 3]
    )


def test_domain_of_one_body_is_not_said_to_be_so_for_sure(corpus_of):
    corpus = corpus_of(*["CMA"] * 4, *["GNR PSP", "PSP JF", "GNR"], domains=["A"] * 4 + ["B"] * 3)
    row = concentration_intervals(corpus).loc[A]
    assert list(row[["effective", "effective_low"]]) == [1, 1]
    assert row["effective_high"] > 1.5
    assert row["herfindahl_low"] == pytest.approx(1 / row["effective_simpson_high"])


def test_more_actions_make_narrower_intervals(corpus_of):
    def width(times):
        cells = ["CMA", "CMA GNR", "PSP"] * times
        domains = ["A"] * len(cells) + ["B"] * 6
        row = concentration_intervals(corpus_of(*cells, *["GNR JF"] * 6, domains=domains)).loc[A]
        return row["effective_high"] - row["effective_low"]

    assert width(1) > 1.5 * width(10)


def test_interval_of_lone_actions_is_wilsons(corpus_of):
    # 0 of 4: from 0 to z² / (n + z²).
    row = concentration_intervals(corpus_of(*["CMA GNR"] * 4, domains=["A"] * 4)).loc[A]
    z2 = 1.959963984540054**2
    assert list(row[["lone_share_low", "lone_share_high"]]) == pytest.approx([0, z2 / (4 + z2)])


@pytest.mark.parametrize(
    ("cells", "domains"),
    [
        (["CMA GNR", "CMA", "PSP"], ["A", "B", "B"]),  # one action in A
        (["CMA GNR", "", "", "CMA", "PSP"], ["A", "A", "A", "B", "B"]),  # one that names somebody
        (["CMA GNR", "CMA", "PSP"], ["A", "A", "A"]),  # nothing else in the plan
        (["CMA GNR", "CMA", "PSP", ""], ["A", "A", "B", "B"]),  # one action elsewhere
    ],
)
def test_limits_are_unknown_where_actions_are_too_few(corpus_of, cells, domains):
    row = concentration_intervals(corpus_of(*cells, domains=domains)).loc[A]
    assert row[LIMITS].isna().all()
    assert row[["effective", "lone_share_low"]].notna().all()


def test_domain_that_names_nobody_has_nothing_known(corpus_of):
    row = concentration_intervals(corpus_of("", "", "CMA", "CMA", domains=["A", "A", "B", "B"])).loc[A]
    assert row[[*MEASURES, *LIMITS, "lone_share_low", "lone_share_high"]].isna().all()
    assert list(row[["actions", "named_actions", "organisations"]]) == [2, 0, 0]


def test_actions_without_a_domain_are_a_last_row(corpus_of):
    measured = concentration_intervals(corpus_of("CMA", "CMA", "GNR", "PSP", domains=[None, None, "A", "A"]))
    assert list(measured["organisations"]) == [2, 1]
    assert measured["effective_high"].notna().all()


def test_draws_are_the_same_for_a_seed_and_do_not_depend_on_other_plans(corpus_of, joined):
    here = corpus_of("CMA GNR", "CMA PSP", "JF", "GNR", "PSP", domains=["A", "A", "A", "B", "B"])
    there = corpus_of("GNR", "PSP", "JF", "JF GNR", domains=["A", "A", "B", "B"], plan_id="alta-2020")
    alone = concentration_intervals(here, seed=3)
    pd.testing.assert_frame_equal(concentration_intervals(joined(there, here), seed=3).loc[["vila-2024"]], alone)
    few = [concentration_intervals(here, draws=7, seed=seed) for seed in range(4)]
    assert not all(few[0].equals(other) for other in few)


def test_greater_level_makes_intervals_no_narrower(corpus_of):
    corpus = corpus_of("CMA GNR", "CMA PSP", "GNR", "PSP", "JF", domains=["A", "A", "A", "B", "B"])
    narrow, wide = (concentration_intervals(corpus, level=level).loc[A] for level in (0.5, 0.99))
    assert wide["effective_high"] > narrow["effective_high"]
    assert wide["lone_share_low"] < narrow["lone_share_low"]


def test_by_theme_domains_are_put_together(corpus_of, themed):
    cells = ("CMA", "GNR", "PSP", "PSP")
    corpus = themed(corpus_of(*cells, domains=["A", "B", "C", "C"]), {"A": "health", "B": "health", "C": "housing"})
    measured = concentration_intervals(corpus, by="theme")
    assert measured.index.names == ["plan_id", "theme"]
    assert list(measured["effective"]) == pytest.approx([2, 1])


@pytest.mark.parametrize("given", [{"draws": 0}, {"seed": -1}, {"level": 1}, {"by": "axis"}, {"kinds": "ship"}])
def test_bad_parameter_is_refused(corpus_of, given):
    with pytest.raises(ParameterError):
        concentration_intervals(corpus_of("CMA", domains=["A"]), **given)


@settings(max_examples=6, deadline=None)
@given(CELLS)
def test_intervals_hold_the_value_and_stay_within_what_is_possible(corpus_of, cells):
    corpus = corpus_of(*(cell for cell, _ in cells), domains=[domain for _, domain in cells])
    measured = concentration_intervals(corpus, draws=30)
    assert measured.index.equals(domain_coverage(corpus).index)
    for measure in MEASURES:
        value, low, high = (measured[f"{measure}{end}"] for end in ("", "_low", "_high"))
        known = low.notna()
        assert (known == high.notna()).all()
        assert (low[known] <= value[known] + 1e-12).all()
        assert (high[known] >= value[known] - 1e-12).all()
        assert (high[known] <= (1 + 1e-12 if not measure.startswith("effective") else math.inf)).all()
