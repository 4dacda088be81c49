import pytest

from analysis.measures.schedules.together import busy_together

COUNTS = ["months_both", "months_either", "months_shared_only", "months_different"]


def test_bodies_that_share_all_their_actions_are_busy_together(corpus_of):
    row = busy_together(corpus_of("CMA GNR", months=[[1, 2]])).loc[("vila-2024", "cma", "gnr")]
    assert row[COUNTS].tolist() == [2, 2, 2, 0]
    assert row[["shared_actions", "jaccard"]].tolist() == [1, 1]
    assert row[["first_organisation", "second_organisation"]].tolist() == ["Entidade CMA", "Entidade GNR"]


def test_bodies_with_different_actions_in_the_same_month(corpus_of):
    # both in January and February; in February CMA has another action too; March is GNR's alone
    corpus = corpus_of("CMA GNR", "CMA", "GNR", months=[[1, 2], [2], [3]])
    row = busy_together(corpus).loc[("vila-2024", "cma", "gnr")]
    assert row[COUNTS].tolist() == [2, 3, 1, 1]
    assert row["jaccard"] == pytest.approx(2 / 3)


def test_bodies_without_a_common_action_may_be_busy_at_the_same_time(corpus_of):
    row = busy_together(corpus_of("CMA", "GNR", months=[[4, 5], [5]])).iloc[0]
    assert row[["shared_actions", *COUNTS]].tolist() == [0, 1, 2, 0, 1]


def test_body_without_known_months_is_unknown_and_the_shared_actions_are_not(corpus_of):
    row = busy_together(corpus_of("CMA GNR", "CMA", months=[None, [1]])).iloc[0]
    assert row[[*COUNTS, "jaccard"]].isna().all()
    assert row["shared_actions"] == 1
    assert row[["first_share_unknown", "second_share_unknown"]].tolist() == [1 / 2, 1]


def test_pairs_are_of_one_plan_in_the_order_of_the_corpus(corpus_of, joined):
    corpus = joined(corpus_of("PSP CMA GNR", months=[[1]]), corpus_of("CMA IEFP", plan_id="alta-2020"))
    assert busy_together(corpus).index.tolist() == [
        ("vila-2024", "cma", "gnr"),
        ("vila-2024", "cma", "psp"),
        ("vila-2024", "gnr", "psp"),
        ("alta-2020", "cma", "iefp"),
    ]


@pytest.mark.parametrize("cells", [[], [""], ["CMA"]])
def test_fewer_than_two_bodies_have_no_pairs(corpus_of, cells):
    pairs = busy_together(corpus_of(*cells))
    assert pairs.empty
    assert pairs.index.names == ["plan_id", "first", "second"]
    assert str(pairs["months_both"].dtype) == "Int64"


def test_pairs_follow_who_counts(corpus_of):
    corpus = corpus_of("CMA GNR", partners=["PSP"], months=[[1]])
    assert len(busy_together(corpus)) == 3
    assert busy_together(corpus, role="responsible").index.tolist() == [("vila-2024", "cma", "gnr")]
