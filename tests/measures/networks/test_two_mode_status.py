import networkx as nx
import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.common.errors import ParameterError
from analysis.graphs.incidence import incidence_of
from analysis.measures.networks.two_mode_status import COLUMNS, two_mode_status

SCORES = ["hits", "cohits", "birank"]

# birankpy, birank(W, normalizer=..., alpha=0.85, beta=0.85, tol=1e-15), each mode divided by its sum;
# hits with alpha = beta = 1, as in Kleinberg's paper.
BIRANKPY = {
    "Evelyn Jefferson": (0.0839578222, 0.0852908568, 0.0702356906),
    "Nora Fayette": (0.0661923535, 0.0892067722, 0.0717366446),
    "Theresa Anderson": (0.0929445832, 0.0834304671, 0.0695061450),
    "Flora Price": (0.0174496660, 0.0293681042, 0.0403530860),
    "Pearl Oglethorpe": (0.0451549873, 0.0355072918, 0.0448861047),
    "E1": (0.0426402515, 0.0378485679, 0.0533184266),
    "E8": (0.1521943860, 0.1444329172, 0.1033403010),
    "E9": (0.1140009539, 0.1322622347, 0.0985318035),
    "E11": (0.0269000249, 0.0548997453, 0.0639509279),
}


def test_empty_network_has_no_rows(participations_of):
    measured = two_mode_status(participations_of())
    assert measured.empty
    assert measured.index.name == "node"
    assert measured.dtypes.to_dict() == COLUMNS


def test_network_without_ties_has_no_standing(participations_of):
    assert two_mode_status(participations_of("", ""))[SCORES].isna().all(axis=None)


def test_action_that_names_nobody_has_no_standing_and_changes_no_other(participations_of):
    measured = two_mode_status(participations_of("a b", "b", ""))
    assert measured.loc["a03", SCORES].isna().all()
    without = two_mode_status(participations_of("a b", "b"))
    pd.testing.assert_frame_equal(measured.drop("a03"), without)


def test_lone_body_has_all_the_standing(participations_of):
    assert two_mode_status(participations_of("a"))[SCORES].to_numpy(float) == pytest.approx(1)


def test_women_and_events_score_as_in_birankpy(davis):
    measured = two_mode_status(davis)
    for node, scores in BIRANKPY.items():
        assert list(measured.loc[node, SCORES]) == pytest.approx(scores, abs=1e-10)


def test_hits_is_that_of_networkx_with_ties_from_body_to_action(davis):
    ties = [(body, action) for body, action in davis.edges() if davis.nodes[body]["bipartite"] == 1]
    ties += [(body, action) for action, body in davis.edges() if davis.nodes[body]["bipartite"] == 1]
    hubs, authorities = nx.hits(nx.DiGraph(ties), tol=1e-15)
    measured = two_mode_status(davis)["hits"]
    side = davis.nodes(data="bipartite")
    assert measured.to_dict() == pytest.approx({n: hubs[n] if side[n] else authorities[n] for n in davis})


@pytest.mark.parametrize("damping", [0, 0.5, 0.85, 0.99])
def test_cohits_and_birank_are_the_closed_form_of_their_papers(davis, damping):
    dense = incidence_of(davis).dense().astype(float)
    n, m = dense.shape
    by_body, by_action = np.diag(1 / dense.sum(1)), np.diag(1 / dense.sum(0))
    transitions = {
        "cohits": (dense @ by_action, by_body @ dense),
        "birank": (np.sqrt(by_body) @ dense @ np.sqrt(by_action),) * 2,
    }
    measured = two_mode_status(davis, damping=damping)
    for column, (up, down) in transitions.items():
        steps = np.block([[np.zeros((n, n)), up], [down.T, np.zeros((m, m))]])
        start = np.concatenate([np.full(n, 1 / n), np.full(m, 1 / m)])
        solved = np.linalg.solve(np.eye(n + m) - damping * steps, (1 - damping) * start)
        solved = np.concatenate([solved[:n] / solved[:n].sum(), solved[n:] / solved[n:].sum()])
        assert measured[column].to_numpy(float) == pytest.approx(solved, abs=1e-12)


def test_hits_of_a_smaller_component_is_zero_and_the_others_are_not(participations_of):
    row = two_mode_status(participations_of("a b", "a b", "c")).loc["c"]
    assert row["hits"] == 0
    assert row["cohits"] > 0.2
    assert row["birank"] > 0.2


def test_hits_is_shared_by_components_that_tie(participations_of):
    measured = two_mode_status(participations_of("a b", "c d"))
    assert measured[SCORES].to_numpy(float) == pytest.approx(
        measured["mode"].map({"organisation": 0.25, "action": 0.5}).to_numpy(float)[:, None].repeat(3, axis=1)
    )


def test_undamped_by_nothing_all_are_alike(davis):
    measured = two_mode_status(davis, damping=0)[["cohits", "birank"]].to_numpy(float)
    assert measured[:18] == pytest.approx(1 / 18)
    assert measured[18:] == pytest.approx(1 / 14)


@settings(max_examples=30, deadline=None)
@given(st.lists(st.sets(st.sampled_from("abcdef")), max_size=6))
def test_standing_of_each_mode_sums_to_one_and_follows_the_ties(participations_of, cells):
    graph = participations_of(*cells)
    measured = two_mode_status(graph)
    sums = measured.groupby("mode")[SCORES].sum(min_count=1)
    assert (sums.sub(1).abs() < 1e-12).all(axis=None, skipna=True)
    assert (measured["birank"].isna() == [graph.degree(node) == 0 for node in measured.index]).all()


@pytest.mark.parametrize("damping", [-0.1, 1, float("nan")])
def test_damping_out_of_its_range_is_refused(davis, damping):
    with pytest.raises(ParameterError, match="'damping'"):
        two_mode_status(davis, damping=damping)


def test_partner_graph_is_refused():
    with pytest.raises(ParameterError, match="participation graph"):
        two_mode_status(nx.path_graph(3))
