import pytest

from analysis.common.errors import ParameterError
from analysis.frames.schema import MONTHS
from analysis.measures.schedules.overload import overloaded_months


def test_fullest_month_of_a_body_is_flagged_with_the_actions_behind_it(corpus_of):
    # CMA: 3 actions in May, 1 in June; total 4, even load 1/3, ratio 9
    corpus = corpus_of("CMA", "CMA GNR", "CMA", "CMA", months=[[5], [5], [5], [6]])
    over = overloaded_months(corpus)
    assert over.index.tolist() == [("vila-2024", "cma", 5)]
    row = over.iloc[0]
    assert row[["organisation", "load", "actions", "seqs"]].tolist() == ["Entidade CMA", 3, 3, "1;2;3"]
    assert row["action_ids"] == "vila-2024/001;vila-2024/002;vila-2024/003"
    assert row["month_mean"] == pytest.approx(1 / 3)
    assert row["ratio"] == pytest.approx(9)
    assert row["share_unknown"] == 0


def test_body_that_is_busy_all_year_is_not_overloaded(corpus_of):
    assert overloaded_months(corpus_of(*["CMA"] * 5, months=[MONTHS] * 5)).empty


def test_few_actions_are_no_overload_however_uneven(corpus_of):
    corpus = corpus_of("CMA", "CMA", months=[[5], [5]])
    assert overloaded_months(corpus).empty
    assert overloaded_months(corpus, least=2).index.tolist() == [("vila-2024", "cma", 5)]


def test_threshold_is_reached_when_met_exactly(corpus_of):
    # 2 in January to June, none after: total 12, even load 1, ratio 2
    corpus = corpus_of("CMA", "CMA", months=[range(1, 7)] * 2)
    assert len(overloaded_months(corpus, least=2)) == 6
    assert overloaded_months(corpus, least=2, threshold=2.01).empty


def test_threshold_is_met_despite_rounding(corpus_of):
    # three split actions over six months each: 1/6 + 1/6 + 1/6, total 3, even load 1/4, ratio 2
    corpus = corpus_of(*["CMA"] * 3, months=[range(1, 7)] * 3)
    assert len(overloaded_months(corpus, weight="split")) == 6


def test_months_of_the_whole_plan(corpus_of):
    corpus = corpus_of("CMA", "GNR", "PSP", "", months=[[5], [5], [5], None])
    over = overloaded_months(corpus, by="plan")
    assert over.index.names == ["plan_id", "month"]
    assert over.index.tolist() == [("vila-2024", 5)]
    assert over["share_unknown"].iloc[0] == 1 / 4
    assert overloaded_months(corpus).empty  # no body has three


def test_unknown_months_flag_nothing(corpus_of):
    over = overloaded_months(corpus_of(*["CMA"] * 4))
    assert over.empty
    assert over.index.names == ["plan_id", "organisation_id", "month"]
    assert str(over["actions"].dtype) == "Int64"


def test_subjects_of_several_plans_keep_their_order(corpus_of, joined):
    plans = [corpus_of(*["CMA"] * 3, months=[[m]] * 3, plan_id=p) for m, p in ((5, "vila-2024"), (4, "alta-2020"))]
    over = overloaded_months(joined(*plans))
    assert over.index.tolist() == [("vila-2024", "cma", 5), ("alta-2020", "cma", 4)]


@pytest.mark.parametrize("wrong", [{"threshold": 1}, {"threshold": float("nan")}, {"least": 0}, {"weight": "x"}])
def test_wrong_parameters_are_refused(corpus_of, wrong):
    with pytest.raises(ParameterError):
        overloaded_months(corpus_of("CMA"), **wrong)
