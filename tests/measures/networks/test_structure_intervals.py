"""Intervals of the shape of a network begin from what the plan itself shows."""

import math

import networkx as nx
import numpy as np
import pandas as pd
import pytest

from analysis.common.errors import ParameterError
from analysis.graphs.partnership import participation_graph
from analysis.measures.domains.coverage import domain_coverage
from analysis.measures.networks.structure import network_structure
from analysis.measures.networks.structure_intervals import (
    COLUMNS,
    MEASURES,
    _expansion,
    incidence_structures,
    structure_intervals,
)

CELLS = ("CMA GNR PSP", "CMA GNR", "CMA IPSS", "", "CMA", "CLDS IPSS", "CMA GNR CLDS")


def test_values_are_those_of_the_network_and_of_its_coverage(corpus_of):
    corpus = corpus_of(*CELLS)
    graph = participation_graph(corpus)
    found = structure_intervals(graph, draws=5)
    shape = network_structure(graph).iloc[0]
    for measure in ("organisations_per_action", "density", "degree_centralisation", "top_share"):
        assert found.loc[measure, "value"] == pytest.approx(shape[measure], abs=1e-12)
    effective = domain_coverage(corpus)["effective"].iloc[0]
    assert found.loc["effective_organisations", "value"] == pytest.approx(effective, abs=1e-12)
    assert found.dtypes.to_dict() == COLUMNS
    assert tuple(found.index) == MEASURES


def test_star_of_four_is_known_by_hand():
    """Three actions of the hall with another body each: 3 of 6 ties, wholly central, the hall in all."""
    star = np.array([[1, 1, 1], [1, 0, 0], [0, 1, 0], [0, 0, 1], [0, 0, 0]], dtype=bool)
    # p = 1/2 and three times 1/6: exp(ln 2 / 2 + ln 6 / 2) = √12.
    expected = [2, 3 / 6, 1, np.sqrt(12), 1]
    assert incidence_structures(star[None])[0].tolist() == pytest.approx(expected)


def test_intervals_hold_the_value_and_stay_where_the_measure_can_be(corpus_of):
    found = structure_intervals(participation_graph(corpus_of(*CELLS)), draws=100).astype(float)
    assert (found["low"] <= found["value"]).all()
    assert (found["value"] <= found["high"]).all()
    shares = found.loc[["density", "degree_centralisation", "top_share"], ["low", "high"]]
    assert shares.ge(0).all(axis=None)
    assert shares.le(1).all(axis=None)
    assert found.loc[["organisations_per_action", "effective_organisations"], "low"].ge(1).all()


def test_plan_without_two_named_actions_has_no_intervals(corpus_of):
    found = structure_intervals(participation_graph(corpus_of("CMA GNR", "")))
    assert found["value"].tolist()[:2] == [2, 1]
    assert found[["low", "high"]].isna().all(axis=None)


@pytest.mark.parametrize("cells", [(), ("", "")])
def test_plan_that_names_nobody_has_no_measures(cells, corpus_of):
    assert structure_intervals(participation_graph(corpus_of(*cells))).isna().all(axis=None)


def test_same_seed_gives_the_same_intervals_whatever_the_order_of_the_nodes(corpus_of):
    graph = participation_graph(corpus_of(*CELLS))
    turned = nx.Graph(**graph.graph)
    turned.add_nodes_from(reversed(list(graph.nodes(data=True))))
    turned.add_edges_from(graph.edges(data=True))
    first = structure_intervals(graph, draws=20, seed=3)
    pd.testing.assert_frame_equal(first, structure_intervals(turned, draws=20, seed=3))
    assert not first.equals(structure_intervals(graph, draws=20, seed=4))


@pytest.mark.parametrize("wrong", [{"draws": 0}, {"level": 1}, {"seed": -1}])
def test_wrong_parameters_are_refused(wrong, corpus_of):
    with pytest.raises(ParameterError, match=next(iter(wrong))):
        structure_intervals(participation_graph(corpus_of("CMA GNR", "CMA")), **wrong)


def test_distances_are_longer_the_fewer_the_actions():
    # t with 9 degrees of freedom has 2.26216 where the normal distribution has 1.95996; the square root of 10/9
    assert _expansion(10, 0.95) == pytest.approx(2.262157 / 1.959964 * math.sqrt(10 / 9), abs=1e-6)
    assert _expansion(2, 0.95) > _expansion(10, 0.95) > _expansion(100, 0.95) > 1
    assert math.isnan(_expansion(1, 0.95))


def test_actions_that_are_all_alike_leave_open_what_others_would_name(corpus_of):
    found = structure_intervals(participation_graph(corpus_of(*["CMA GNR PSP"] * 8)), draws=50)
    assert found.loc["organisations_per_action", "value"] == 3
    assert found[["low", "high"]].isna().all(axis=None)


def test_few_actions_have_no_intervals(corpus_of):
    found = structure_intervals(participation_graph(corpus_of(*CELLS[:5])), draws=50)
    assert found["value"].notna().all()
    assert found[["low", "high"]].isna().all(axis=None)  # four that name somebody


def test_most_present_body_is_in_one_action_at_least(corpus_of):
    corpus = corpus_of("CMA", "GNR", "PSP", "IPSS", "IEFP", "CLDS CMA")
    found = structure_intervals(participation_graph(corpus), draws=200)
    assert found.loc["top_share", "low"] >= 1 / 6
