import math
from itertools import permutations

import pandas as pd
import pytest

from analysis.common.errors import ParameterError
from analysis.measures.domains.overlap import COLUMNS, domain_overlap

AB = ("vila-2024", "A", "B")


def test_plan_of_fewer_than_two_domains_has_no_pairs(corpus_of):
    for corpus in (corpus_of(), corpus_of("CMA", domains=["A"]), corpus_of("CMA", "CMA", domains=["A", None])):
        measured = domain_overlap(corpus, samples=5)
        assert measured.empty
        assert measured.dtypes.to_dict() == COLUMNS
        assert measured.index.names == ["plan_id", "first_domain", "second_domain"]


def test_shares_of_common_bodies_in_closed_form(corpus_of):
    # A: cma twice, gnr, psp once each; B: cma twice, gnr once: 2 shared of 3, of the smaller 2, and
    # cosine = (2 * 2 + 1 * 1) / sqrt((4 + 1 + 1) * (4 + 1)).
    corpus = corpus_of("CMA GNR", "CMA PSP", "CMA", "CMA GNR", domains=["A", "A", "B", "B"])
    row = domain_overlap(corpus, samples=5).loc[AB]
    assert list(row[["first_organisations", "second_organisations", "shared"]]) == [3, 2, 2]
    assert list(row[["jaccard", "overlap", "cosine"]]) == pytest.approx([2 / 3, 1, 5 / math.sqrt(30)])


def test_domains_of_different_bodies_share_nobody(corpus_of):
    row = domain_overlap(corpus_of("CMA", "GNR", domains=["A", "B"]), samples=5).loc[AB]
    assert list(row[["shared", "jaccard", "overlap", "cosine"]]) == [0, 0, 0, 0]


def test_plan_that_names_nobody_leaves_open_how_many_bodies_its_domains_have(corpus_of):
    overlap = domain_overlap(corpus_of("", "", domains=["A", "B"]), samples=2)
    assert overlap.isna().all(axis=None)
    assert overlap.dtypes.to_dict() == COLUMNS


def test_pairs_with_a_domain_that_names_nobody_are_unknown_not_zero(corpus_of):
    measured = domain_overlap(corpus_of("CMA", "", "CMA", domains=["A", "B", "C"]), samples=5)
    assert list(measured.index.droplevel(0)) == [("A", "B"), ("A", "C"), ("B", "C")]
    assert list(measured["shared"].isna()) == [True, False, True]
    assert measured.loc[AB, ["jaccard", "overlap", "cosine", "expected", "p", "p_lower"]].isna().all()
    assert measured.loc[AB, "second_organisations"] == 0


def test_sizes_that_leave_no_choice_are_no_surprise(corpus_of):
    # One body in both actions: it cannot be otherwise.
    row = domain_overlap(corpus_of("CMA", "CMA", domains=["A", "B"]), samples=50).loc[AB]
    assert list(row[["shared", "expected", "p", "p_lower"]]) == [1, 1, 1, 1]


def test_expected_and_p_are_those_of_all_graphs_with_these_sizes(corpus_of):
    # Four actions of one body each, two in each domain; cma and gnr have two actions. Of the six ways to deal
    # the actions out, in two each body keeps to one domain (0 shared), in four both are in both (2 shared).
    ways = {way[:2] for way in permutations("ccgg")}
    dealt = [set(way[:2]) & set(way[2:]) for way in set(permutations("ccgg"))]
    assert len(ways) == 4
    expected = sum(map(len, dealt)) / len(dealt)
    assert expected == 4 / 3
    row = domain_overlap(corpus_of("CMA", "CMA", "GNR", "GNR", domains=["A", "A", "B", "B"]), samples=4000).loc[AB]
    assert row["shared"] == 0
    assert row["expected"] == pytest.approx(4 / 3, abs=0.05)
    assert row["p"] == 1
    assert row["p_lower"] == pytest.approx(1 / 3, abs=0.03)


def test_plans_are_dealt_out_each_by_itself_and_draws_do_not_depend_on_others(corpus_of, joined):
    here = corpus_of("CMA GNR", "CMA PSP", "GNR", "PSP CMA", domains=["A", "B", "A", "B"])
    there = corpus_of("GNR", "PSP", domains=["A", "B"], plan_id="alta-2020")
    together, alone = domain_overlap(joined(here, there), samples=60), domain_overlap(here, samples=60)
    assert list(together.index.get_level_values("plan_id")) == ["vila-2024", "alta-2020"]
    pd.testing.assert_frame_equal(together.loc[["vila-2024"]], alone)


def test_same_seed_gives_the_same_frame_and_another_seed_other_draws(corpus_of):
    corpus = corpus_of("CMA GNR", "CMA PSP", "GNR", "PSP JF", domains=["A", "B", "A", "B"])
    first = domain_overlap(corpus, samples=30, seed=1)
    pd.testing.assert_frame_equal(first, domain_overlap(corpus, samples=30, seed=1))
    assert not first.equals(domain_overlap(corpus, samples=30, seed=2))


def test_by_theme_pairs_are_of_themes(corpus_of, themed):
    corpus = themed(
        corpus_of("CMA", "GNR", "CMA GNR", domains=["A", "B", "C"]), {"A": "health", "B": "health", "C": "x"}
    )
    measured = domain_overlap(corpus, by="theme", samples=5)
    assert list(measured.index.droplevel(0)) == [("health", "x")]
    assert measured["shared"].tolist() == [2]


@pytest.mark.parametrize("given", [{"samples": 0}, {"seed": -1}, {"by": "axis"}, {"role": "leader"}])
def test_bad_parameter_is_refused(corpus_of, given):
    with pytest.raises(ParameterError):
        domain_overlap(corpus_of("CMA", "GNR", domains=["A", "B"]), **given)
