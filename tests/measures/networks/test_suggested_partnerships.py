import networkx as nx
import pandas as pd
import pytest

from analysis.common.errors import ParameterError
from analysis.graphs.partnership import participation_graph
from analysis.measures.networks.chance import pair_chance
from analysis.measures.networks.null_models import NULLS
from analysis.measures.networks.suggested_partnerships import COLUMNS, suggested_partnerships


@pytest.fixture
def suggested_of(corpus_of):
    """Suggestions for a plan with these cells and domains."""

    def suggested(*cells, domains=None, **options):
        return suggested_partnerships(participation_graph(corpus_of(*cells, domains=domains)), **options)

    return suggested


def test_pairs_of_one_domain_that_never_meet_are_suggested(suggested_of):
    suggested = suggested_of("CMA GNR", "CMA IEFP", "IPSS", domains=["Saúde", "Saúde", "Emprego"])
    assert list(suggested.index) == [("gnr", "iefp")]
    row = suggested.loc[("gnr", "iefp")]
    assert list(row[["first_organisation", "second_organisation"]]) == ["Entidade GNR", "Entidade IEFP"]
    assert list(row[["domains", "first_actions", "second_actions"]]) == ["Saúde", "vila-2024/001", "vila-2024/002"]
    assert list(row[["common_partners", "partners"]]) == [1, "Entidade CMA"]


def test_bodies_that_meet_in_another_domain_are_not_suggested(suggested_of):
    assert suggested_of("GNR", "IEFP", "GNR IEFP", domains=["Saúde", "Saúde", "Emprego"]).empty


def test_actions_without_a_domain_are_no_shared_domain(suggested_of):
    assert suggested_of("GNR", "IEFP", domains=[None, None]).empty


def test_domains_of_the_same_name_in_two_plans_are_two(corpus_of, joined):
    corpus = joined(corpus_of("GNR"), corpus_of("IEFP", plan_id="alta-2020"))
    assert suggested_partnerships(participation_graph(corpus)).empty


def test_every_shared_domain_and_its_actions_stand_behind_a_pair(suggested_of):
    suggested = suggested_of("GNR", "IEFP", "GNR", "IEFP", "GNR", "GNR", domains=["B", "B", "A", "A", "C", "A"])
    row = suggested.loc[("gnr", "iefp")]
    assert row["domains"] == "A; B"
    assert row["first_actions"] == "vila-2024/003;vila-2024/006;vila-2024/001"
    assert row["second_actions"] == "vila-2024/004;vila-2024/002"


def test_score_is_resource_allocation_of_the_projection(davis):
    # Zhou, Lü and Zhang (2009), as networkx computes it.
    graph = davis.copy()
    nx.set_node_attributes(graph, {node: "one" for node, side in davis.nodes(data="bipartite") if not side}, "domain")
    suggested = suggested_partnerships(graph)
    partners = nx.bipartite.projected_graph(graph, [node for node, side in davis.nodes(data="bipartite") if side])
    reference = {tuple(sorted((u, v))): score for u, v, score in nx.resource_allocation_index(partners)}
    assert dict(suggested["resource_allocation"]) == pytest.approx(reference)
    assert list(suggested["resource_allocation"]) == sorted(suggested["resource_allocation"], reverse=True)


@pytest.mark.parametrize("null", NULLS)
def test_residual_is_what_chance_expects_and_the_plan_lacks(corpus_of, null):
    graph = participation_graph(corpus_of("CMA GNR", "CMA IEFP", "GNR", "IEFP", "IPSS"))
    chance = pair_chance(graph, null=null, samples=100, seed=1)
    suggested = suggested_partnerships(graph, null=null, samples=100, seed=1)
    for pair, row in suggested.iterrows():
        assert row["residual"] == -chance.loc[pair, "expected"] == -row["expected"]
        assert list(row[["z", "p_lower"]]) == list(chance.loc[pair, ["z", "p_lower"]])
    assert ("gnr", "iefp") in suggested.index


def test_better_connected_pairs_come_first_then_those_more_expected(suggested_of):
    suggested = suggested_of("CMA GNR", "CMA IEFP", "IPSS", "JF", "JF")
    assert suggested.index[0] == ("gnr", "iefp")
    rest = suggested.iloc[1:]
    assert (rest["resource_allocation"] == 0).all()
    assert rest["expected"].is_monotonic_decreasing
    assert rest["partners"].isna().all()


def test_collective_bodies_may_be_left_out_but_still_connect(suggested_of):
    cells = ("IPSS GNR", "IPSS IEFP", "JF")
    assert ("gnr", "jf") in suggested_of(*cells).index
    suggested = suggested_of(*cells, collective=False)
    assert list(suggested.index) == [("gnr", "iefp")]
    assert suggested.loc[("gnr", "iefp"), "partners"] == "Entidade IPSS"


def test_networks_without_pairs_suggest_nothing(suggested_of, participations_of):
    for suggested in (
        suggested_of(),
        suggested_of(""),
        suggested_of("GNR", "GNR"),
        suggested_of("GNR IEFP"),
        suggested_partnerships(nx.Graph()),
        suggested_partnerships(participations_of("A", "B")),
    ):
        assert suggested.empty
        assert suggested.dtypes.to_dict() == COLUMNS
        assert suggested.index.names == ["first", "second"]


def test_ids_are_text(suggested_of):
    levels = suggested_of("GNR", "IEFP").index.levels
    assert all(pd.api.types.is_string_dtype(level.dtype) for level in levels)


def test_unknown_null_is_refused(suggested_of):
    with pytest.raises(ParameterError, match="null"):
        suggested_of("GNR", null="none")
