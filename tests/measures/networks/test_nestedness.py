"""Reference values: Almeida-Neto et al. (2008), vegan's documentation, closed forms."""

from itertools import combinations

import networkx as nx
import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.common.errors import ParameterError
from analysis.graphs.partnership import participation_graph
from analysis.measures.networks.nestedness import COLUMNS, participation_pattern

# 18 islands (Sipoo, Finland) × 50 species of birds: the data set `sipoo` of R's vegan (Simberloff and Martin 1991).
SIPOO = [
    "01000000000010000000000000000000000000000100100000",
    "00000000000010000000000000000000010010000000100000",
    "00000000000010000000010000000000010000000100100000",
    "00000000000000000000000000000000000000000000100100",
    "00000000000010000000000000000001010000000100100100",
    "00000000000000000000000000001001010010000000100100",
    "00010000000000000000000000000001000000000000100100",
    "00000000000110000010010000001000000011000100100100",
    "00000000000000000010100000001000000010000000100100",
    "00000000000000000010000000000001000010000001111100",
    "00000000000000000110001010001001010011000101100100",
    "00000000000110100010100000000001010000000100100100",
    "00000000000011000011100000011001010000000100100100",
    "00000010010110000111010000000101010000000100110000",
    "00000000100001000011100000001111111010000100100100",
    "00000000000001010111100000011011010100011100100100",
    "00100100001110111111110011011011111110001110110100",
    "10111001001011111111100101111111111010110100100111",
]


@pytest.fixture
def pattern_of(participations_of):
    """Pattern of a matrix of 0 and 1 with a row for each body and a column for each action."""

    def pattern(*rows):
        columns = zip(*rows, strict=True)
        return participation_pattern(
            participations_of(*([f"b{i:02}" for i, cell in enumerate(c) if cell == "1"] for c in columns))
        ).iloc[0]

    return pattern


def test_partner_graph_is_refused():
    with pytest.raises(ParameterError):
        participation_pattern(nx.Graph([("a", "b")]))


def test_plan_without_participations_has_no_pattern(corpus_of):
    for cells in [(), ("", "")]:
        measured = participation_pattern(participation_graph(corpus_of(*cells)))
        assert measured.dtypes.to_dict() == COLUMNS
        assert list(measured[["organisations", "actions", "checkerboards"]].iloc[0]) == [0, 0, 0]
        means = ["connectance", "nodf", "nodf_organisations", "nodf_actions", "c_score", "c_score_share"]
        assert measured[means].isna().all(axis=None)


def test_lone_body_and_single_action_leave_nothing_to_compare(pattern_of):
    row = pattern_of("1")
    assert row["connectance"] == 1
    assert row[["nodf", "nodf_organisations", "nodf_actions", "c_score"]].isna().all()


def test_index_is_the_plans(corpus_of):
    measured = participation_pattern(participation_graph(corpus_of("CMA GNR", "CMA")))
    assert list(measured.index) == ["vila-2024"]
    assert measured.index.name == "plan_ids"


def test_example_of_almeida_neto(pattern_of):
    """Their figure 2: 53 for the rows, 63 for the columns, 58 for the matrix."""
    row = pattern_of("10111", "11100", "01110", "11000", "11000")
    assert row["nodf_organisations"] == pytest.approx(160 / 3)
    assert row["nodf_actions"] == pytest.approx(190 / 3)
    assert row["nodf"] == pytest.approx(175 / 3)


def test_birds_of_the_sipoo_islands_as_documented_by_vegan(pattern_of):
    """`nestedchecker(sipoo)`: 2767 checkerboard units, C-score 2.258776; matrix fill 0.2233333."""
    row = pattern_of(*("".join(cells) for cells in zip(*SIPOO, strict=True)))
    assert list(row[["organisations", "actions", "checkerboards"]]) == [50, 18, 2767]
    assert row["c_score"] == pytest.approx(2.258776, abs=5e-7)
    assert row["connectance"] == pytest.approx(0.2233333, abs=5e-8)


@pytest.mark.parametrize("size", [2, 3, 6])
def test_staircase_is_wholly_nested(pattern_of, size):
    row = pattern_of(*("1" * (size - i) + "0" * i for i in range(size)))
    assert list(row[["nodf", "nodf_organisations", "nodf_actions", "checkerboards"]]) == [100, 100, 100, 0]


def test_bodies_of_equal_numbers_of_actions_are_not_nested_even_if_in_the_same(pattern_of):
    row = pattern_of("110", "110", "111")
    assert row["nodf_organisations"] == pytest.approx(200 / 3)
    assert pattern_of("11", "11")["nodf"] == 0


def test_bodies_that_never_meet_have_all_checkerboards(pattern_of):
    row = pattern_of("110000", "001111")
    assert list(row[["checkerboards", "c_score", "c_score_share", "nodf_organisations"]]) == [8, 8, 1, 0]


def test_pair_that_cannot_keep_apart_more_has_the_share_1(pattern_of):
    """4 + 3 actions of 5: two must be shared, and (5 - 4)(5 - 3) units is the most."""
    assert list(pattern_of("11110", "01101")[["checkerboards", "c_score_share"]]) == [2, 1]


def test_body_in_all_actions_has_no_checkerboards_to_share(pattern_of):
    row = pattern_of("111", "100")
    assert row["c_score"] == 0
    assert pd.isna(row["c_score_share"])
    assert pattern_of("111", "100", "010")["c_score_share"] == 1


def test_those_without_participation_are_left_out(corpus_of, pattern_of):
    measured = participation_pattern(participation_graph(corpus_of("CMA GNR", "", "CMA"), role="responsible"))
    with_nobody = pattern_of("101", "000", "100")
    assert list(with_nobody[["organisations", "actions"]]) == [2, 2]
    assert list(with_nobody) == list(measured.iloc[0])


def test_southern_women_by_the_definition(davis):
    events = {n: set(davis[n]) for n, side in davis.nodes("bipartite") if side == 1}
    women = {n: set(davis[n]) for n, side in davis.nodes("bipartite") if side == 0}

    def paired(sets):
        for one, other in combinations(sets.values(), 2):
            smaller = min(len(one), len(other))
            yield 0 if len(one) == len(other) else 100 * len(one & other) / smaller

    rows, columns = list(paired(events)), list(paired(women))
    measured = participation_pattern(davis).iloc[0]
    assert measured["nodf_organisations"] == pytest.approx(np.mean(rows))
    assert measured["nodf_actions"] == pytest.approx(np.mean(columns))
    assert measured["nodf"] == pytest.approx(np.mean(rows + columns))
    units = [len(a - b) * len(b - a) for a, b in combinations(events.values(), 2)]
    assert measured["checkerboards"] == sum(units)


@settings(max_examples=20, deadline=None)
@given(st.lists(st.sets(st.sampled_from("abcdef")), max_size=7))
def test_values_stay_in_their_ranges(participations_of, cells):
    row = participation_pattern(participations_of(*cells)).iloc[0]
    for column in ("nodf", "nodf_organisations", "nodf_actions"):
        assert pd.isna(row[column]) or 0 <= row[column] <= 100
    for column in ("connectance", "c_score_share"):
        assert pd.isna(row[column]) or 0 <= row[column] <= 1
