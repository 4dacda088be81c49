import dataclasses

import pandas as pd
import pytest
from scipy import stats

from analysis.measures.comparisons.rank_change import AGREEMENT_COLUMNS, COLUMNS, organisation_change, rank_agreement


@pytest.fixture(scope="module")
def plans_of(corpus_of):
    """A plan of these cells and one of those."""

    def plans(before, after):
        return corpus_of(*before), corpus_of(*after, plan_id="vila-2025")

    return plans


def test_plans_without_actions_have_no_bodies(plans_of):
    changed = organisation_change(*plans_of([], []))
    assert len(changed) == 0
    assert changed.dtypes.to_dict() == COLUMNS
    agreement = rank_agreement(*plans_of([], []))
    assert agreement.dtypes.to_dict() == AGREEMENT_COLUMNS
    assert list(agreement["organisations"]) == [0, 0]
    assert agreement[["kendall", "spearman"]].isna().all(axis=None)


def test_bodies_stay_enter_and_leave_in_the_order_of_their_ranks(plans_of):
    changed = organisation_change(*plans_of(["CMA GNR", "CMA IPSS"], ["GNR CLDS", "GNR CMA", "PSP GNR", "PSP"]))
    assert changed["status"].to_dict() == {
        "gnr": "stays",
        "cma": "stays",
        "psp": "enters",
        "clds": "enters",
        "ipss": "leaves",
    }
    assert list(changed.index) == ["gnr", "cma", "psp", "clds", "ipss"]


def test_what_a_plan_does_not_name_is_unknown_in_it(plans_of):
    changed = organisation_change(*plans_of(["CMA IPSS"], ["CMA GNR"]))
    assert changed.loc["gnr", ["actions_before", "degree_before", "rank_before", "rank_change"]].isna().all()
    assert changed.loc["ipss", ["actions_after", "degree_after", "rank_after", "matched_rank_before"]].isna().all()
    assert changed.loc["gnr", "organisation"] == "Entidade GNR"
    assert changed.loc["ipss", "kind"] == "ipss_ngo"


def test_who_stays_is_unknown_where_a_plan_names_nobody(plans_of):
    changed = organisation_change(*plans_of(["CMA GNR"], [""]))
    assert changed["status"].isna().all()
    assert changed["actions_before"].to_list() == [1, 1]
    assert rank_agreement(*plans_of(["CMA GNR"], [""])).isna().all(axis=None)


def test_ranks_of_bodies_that_stay_are_matched(plans_of):
    """Before CMA 3, GNR 2, PSP 1 (and IPSS 2); after PSP 3, GNR 1, CMA 1 (and CLDS 2)."""
    before = ["CMA GNR", "CMA GNR IPSS", "CMA IPSS PSP"]
    after = ["PSP CLDS", "PSP CLDS", "PSP GNR CMA"]
    changed = organisation_change(*plans_of(before, after))
    assert changed["rank_before"].dropna().to_dict() == {"cma": 1, "gnr": 2, "ipss": 2, "psp": 4}
    assert changed["rank_after"].dropna().to_dict() == {"psp": 1, "clds": 2, "cma": 3, "gnr": 3}
    stays = changed.loc[["cma", "gnr", "psp"]]
    assert list(stays["matched_rank_before"]) == [1, 2, 3]
    assert list(stays["matched_rank_after"]) == [2, 2, 1]
    assert list(stays["rank_change"]) == [-1, 0, 2]


def test_actions_partners_and_shares_are_those_of_each_plan(plans_of):
    changed = organisation_change(*plans_of(["CMA GNR IPSS", "CMA", ""], ["CMA"]))
    row = changed.loc["cma"]
    assert list(row[["actions_before", "degree_before", "share_before"]]) == [2, 2, 1]
    assert list(row[["actions_after", "degree_after", "share_after"]]) == [1, 0, 1]
    assert changed.loc["gnr", "share_before"] == 0.5


def test_body_in_two_roles_of_an_action_is_in_one_action(corpus_of):
    corpus = corpus_of("CMA", partners=["CMA GNR"])
    assert organisation_change(corpus, corpus).loc["cma", ["actions_before", "degree_before"]].to_list() == [1, 1]


def test_same_order_agrees_and_the_opposite_order_disagrees(plans_of):
    rising, falling = ["A", "B", "B", "C", "C", "C"], ["A", "A", "A", "B", "B", "C"]
    same, opposite = rank_agreement(*plans_of(rising, rising)), rank_agreement(*plans_of(rising, falling))
    assert list(same.loc["actions"]) == pytest.approx([3, 1, 1])
    assert list(opposite.loc["actions"]) == pytest.approx([3, -1, -1])
    assert opposite.loc["degree", ["kendall", "spearman"]].isna().all()


def test_kendall_corrects_for_ties():
    """Kendall (1945): tau-b is S over the root of the untied pairs of both, here 2 / sqrt(3 * 2)."""
    assert stats.kendalltau([1, 2, 3], [1, 2, 2]).statistic == pytest.approx(2 / 6**0.5)


def test_agreement_corrects_for_equal_ranks(plans_of):
    agreement = rank_agreement(*plans_of(["A", "B", "B", "C", "C", "C"], ["A", "B", "B", "C", "C"]))
    assert agreement.loc["actions", "kendall"] == pytest.approx(2 / 6**0.5)
    assert agreement.loc["actions", "spearman"] == pytest.approx(1.5 / 3**0.5)


def test_counterpart_of_another_place_is_named(corpus_of):
    before, after = corpus_of("CMA GNR"), corpus_of("CMB GNR", plan_id="alta-2024", municipality="Alta")
    before, after = _town_hall(before, "cma", "Vila"), _town_hall(after, "cmb", "Alta")
    row = organisation_change(before, after, match="counterpart").loc["cma"]
    assert list(row[["organisation", "counterpart", "status"]]) == [
        "Câmara Municipal de Vila",
        "Câmara Municipal de Alta",
        "stays",
    ]
    assert pd.isna(organisation_change(before, after, match="counterpart").loc["gnr", "counterpart"])
    assert set(organisation_change(before, after).index) == {"cma", "cmb", "gnr"}


def _town_hall(corpus, body, place):
    bodies = corpus.organisations.copy()
    named = [f"Câmara Municipal de {place}", place]
    bodies.loc[bodies["organisation_id"] == body, ["organisation", "municipality"]] = named
    return dataclasses.replace(corpus, organisations=bodies)
