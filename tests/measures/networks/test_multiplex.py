import networkx as nx
import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.common.errors import ParameterError
from analysis.graphs.layers import layer_graphs
from analysis.graphs.partnership import partner_graph
from analysis.measures.networks.centrality import COLUMNS, partner_centrality
from analysis.measures.networks.multiplex import (
    ORGANISATION_COLUMNS,
    OVERLAP_COLUMNS,
    layer_centrality,
    layer_overlap,
    organisation_layers,
)

MEASURES = [layer_centrality, layer_overlap, organisation_layers]


@pytest.fixture
def layers(participations_of):
    """Three layers: a triangle, a path through b, and a lone body with an action of nobody."""
    return {
        "z": participations_of("a b", "b c", "a c"),
        "y": participations_of("a b", "b c", "b"),
        "x": participations_of("d", ""),
    }


def test_bodies_are_scored_anew_in_each_layer(corpus_of):
    corpus = corpus_of("CMA GNR PSP", "CMA GNR", "CMA", partners=["IPSS", "PSP JF", "IPSS JF"])
    measured = layer_centrality(layer_graphs(corpus))
    for role in ("responsible", "partner"):
        expected = partner_centrality(partner_graph(corpus, role=role))
        pd.testing.assert_frame_equal(measured.loc[role].drop(columns="rank"), expected)


def test_layers_keep_their_order_and_bodies_theirs(layers):
    measured = layer_centrality(layers)
    assert measured.index.names == ["layer", "organisation_id"]
    assert measured.index.tolist() == [
        *[("z", "a"), ("z", "b"), ("z", "c")],
        *[("y", "b"), ("y", "a"), ("y", "c")],
        ("x", "d"),
    ]
    assert measured.dtypes.to_dict() == {**COLUMNS, "rank": pd.Int64Dtype()}


def test_rank_is_by_actions_then_partners_and_equals_share_it(layers, participations_of):
    assert layer_centrality(layers)["rank"].tolist() == [1, 1, 1, 1, 2, 2, 1]
    ranked = layer_centrality({"one": participations_of("a", "a", "b c d", "b e")})["rank"].droplevel(0)
    assert ranked.to_dict() == {"a": 2, "b": 1, "c": 3, "d": 3, "e": 5}


def test_layers_overlap_by_bodies_and_by_ties(layers):
    measured = layer_overlap(layers)
    assert measured.index.tolist() == [("z", "y"), ("z", "x"), ("y", "x")]
    assert measured.dtypes.to_dict() == OVERLAP_COLUMNS
    assert measured.loc[("z", "y")].tolist()[:4] == [3, 1, 2, pytest.approx(2 / 3)]
    assert measured.loc[("z", "x")].tolist()[:4] == [0, 0, 0, 0]


def test_degrees_of_one_value_have_no_tau(layers):
    assert layer_overlap(layers)["degree_tau"].isna().all()


def test_tau_counts_agreeing_and_opposed_pairs_with_ties_corrected(participations_of):
    # Degrees of a, b, c, d: 3, 1, 1, 1 and 2, 2, 1, 1 (and of e, which is not in both).
    one = participations_of("a b", "a c", "a d")
    other = participations_of("a b", "a c", "b d")
    # Of six pairs 2 agree and 0 are opposed; 3 are tied in the first and 2 in the second layer.
    expected = 2 / np.sqrt((6 - 3) * (6 - 2))
    assert layer_overlap({"one": one, "other": other})["degree_tau"].item() == pytest.approx(expected)


def test_layers_without_bodies_have_no_jaccard(participations_of):
    measured = layer_overlap({"one": participations_of(""), "other": participations_of()})
    assert measured["shared_organisations"].item() == 0
    assert measured[["organisations_jaccard", "ties_jaccard", "degree_tau"]].isna().all(axis=None)


def test_one_layer_has_no_pairs_and_no_participation_coefficient(participations_of):
    one = {"one": participations_of("a b")}
    assert layer_overlap(one).empty
    assert organisation_layers(one)["participation_coefficient"].isna().all()


def test_participation_coefficient_is_battiston_s(participations_of):
    layers = {
        "one": participations_of("a b", "a c", "d"),
        "two": participations_of("a b", "a d", "c"),
        "three": participations_of("a d", "c"),
    }
    measured = organisation_layers(layers)
    assert measured.dtypes.to_dict() == ORGANISATION_COLUMNS
    assert measured["layers"].tolist() == [3, 2, 3, 3]
    assert measured["overlapping_degree"].tolist() == [5, 2, 1, 2]
    shares = [1 - (4 + 4 + 1) / 25, 1 - 2 / 4, 0, 1 - 2 / 4]
    assert measured["participation_coefficient"].tolist() == pytest.approx([3 / 2 * share for share in shares])


def test_ties_spread_evenly_participate_wholly_and_in_one_layer_not_at_all(participations_of):
    even = {"one": participations_of("a b"), "two": participations_of("a b")}
    assert organisation_layers(even)["participation_coefficient"].tolist() == [1, 1]
    focused = {"one": participations_of("a b"), "two": participations_of("a", "b")}
    assert organisation_layers(focused)["participation_coefficient"].tolist() == [0, 0]


def test_body_without_partners_has_no_participation_coefficient(layers):
    row = organisation_layers(layers).loc["d"]
    assert row[["layers", "overlapping_degree"]].tolist() == [1, 0]
    assert pd.isna(row["participation_coefficient"])
    assert row["organisation"] == "d"


@settings(max_examples=25, deadline=None)
@given(st.lists(st.lists(st.sets(st.sampled_from("abcde")), max_size=5), min_size=2, max_size=4))
def test_sums_over_layers_agree_with_the_layers(participations_of, cells):
    layers = {f"l{number}": participations_of(*of_layer) for number, of_layer in enumerate(cells)}
    scored, spread = layer_centrality(layers), organisation_layers(layers)
    by_body = scored.groupby(level="organisation_id")["degree"]
    assert spread["overlapping_degree"].to_dict() == by_body.sum().to_dict()
    assert spread["layers"].to_dict() == by_body.size().to_dict()
    assert spread["participation_coefficient"].dropna().between(0, 1 + 1e-12).all()


@pytest.mark.parametrize("measure", MEASURES)
def test_empty_layers_are_measured(participations_of, measure):
    assert len(measure({"one": participations_of(), "two": participations_of()})) == (measure is layer_overlap)


@pytest.mark.parametrize("measure", MEASURES)
def test_without_layers_frames_have_columns_and_no_rows(corpus_of, participations_of, measure):
    """As the kinds of body of a plan that names nobody."""
    assert layer_graphs(corpus_of("", ""), by="kind") == {}
    nobody, somebody = measure({}), measure({"one": participations_of("a b"), "two": participations_of("a b")})
    assert len(nobody) == 0
    assert nobody.dtypes.to_dict() == somebody.dtypes.to_dict()
    assert nobody.index.names == somebody.index.names


@pytest.mark.parametrize("measure", MEASURES)
def test_partner_graphs_are_refused(measure):
    with pytest.raises(ParameterError, match="participation graph"):
        measure({"one": nx.path_graph(3)})
