import pytest

from analysis.common.errors import ParameterError
from analysis.graphs.partnership import participation_graph, partner_graph, project_partners


def test_corpus_without_actions_gives_empty_graphs(corpus_of):
    assert len(participation_graph(corpus_of())) == len(partner_graph(corpus_of())) == 0


def test_action_that_names_nobody_is_a_node_without_ties(corpus_of):
    graph = participation_graph(corpus_of(""))
    assert list(graph) == ["vila-2024/001"]
    assert graph.degree("vila-2024/001") == 0


def test_body_that_works_alone_is_kept_in_the_partner_graph(corpus_of):
    graph = partner_graph(corpus_of("CMA", "GNR PSP"))
    assert list(graph) == ["cma", "gnr", "psp"]
    assert graph.degree("cma") == 0


def test_action_node_carries_its_attributes(corpus_of):
    graph = participation_graph(corpus_of("CMA", domains=["Saúde"]))
    assert graph.nodes["vila-2024/001"] == {
        "bipartite": 0,
        "plan_id": "vila-2024",
        "domain": "Saúde",
        "action": "Ação 1",
    }


def test_unstated_domain_is_left_out_not_empty(corpus_of):
    graph = participation_graph(corpus_of("CMA", domains=[None]))
    assert "domain" not in graph.nodes["vila-2024/001"]


def test_organisation_node_carries_its_attributes(corpus_of):
    graph = participation_graph(corpus_of("JF"))
    assert graph.nodes["jf"] == {
        "bipartite": 1,
        "organisation": "Entidade JF",
        "short_name": "JF",
        "kind": "parish",
        "municipality": "Vila",
        "collective": True,
    }


def test_national_body_has_no_municipality(corpus_of):
    assert "municipality" not in participation_graph(corpus_of("GNR")).nodes["gnr"]


def test_graph_says_who_counts(corpus_of):
    corpus = corpus_of("CMA GNR")
    assert participation_graph(corpus).graph == {
        "plan_ids": "vila-2024",
        "role": "all",
        "kinds": "all",
        "collective": True,
    }
    narrowed = partner_graph(corpus, role="partner", kinds="health,state", collective=False, weight="newman")
    assert narrowed.graph == {
        "plan_ids": "vila-2024",
        "role": "partner",
        "kinds": "state;health",
        "collective": False,
        "weight": "newman",
    }


def test_edge_says_the_roles(corpus_of):
    graph = participation_graph(corpus_of("CMA GNR", partners=["PSP CMA"]))
    roles = {body: graph.edges["vila-2024/001", body]["roles"] for body in ("cma", "gnr", "psp")}
    assert roles == {"cma": "partner;responsible", "gnr": "responsible", "psp": "partner"}


def test_body_named_twice_in_a_cell_is_tied_once(corpus_of):
    graph = partner_graph(corpus_of("CMA CMA GNR"))
    assert graph.nodes["cma"]["actions"] == 1
    assert list(graph.edges(data="weight")) == [("cma", "gnr", 1)]


def test_nodes_are_sorted_by_id(corpus_of, joined):
    corpus = joined(corpus_of("PSP GNR"), corpus_of("CMA", plan_id="alta-2020"))
    assert list(participation_graph(corpus)) == ["alta-2020/001", "vila-2024/001", "cma", "gnr", "psp"]
    assert list(partner_graph(corpus)) == ["cma", "gnr", "psp"]


def test_graph_of_several_plans_names_them_all(corpus_of, joined):
    corpus = joined(corpus_of("GNR"), corpus_of("GNR", plan_id="alta-2020"))
    graph = partner_graph(corpus)
    assert graph.graph["plan_ids"] == "vila-2024;alta-2020"
    assert graph.nodes["gnr"]["actions"] == 2


def test_role_that_nobody_has_keeps_the_actions_only(corpus_of):
    assert list(participation_graph(corpus_of("CMA"), role="partner")) == ["vila-2024/001"]


def test_choice_of_kinds_removes_bodies_and_their_ties(corpus_of):
    graph = partner_graph(corpus_of("CMA CLAS GNR"), kinds="-network_body")
    assert list(graph.edges) == [("cma", "gnr")]


def test_shared_weight_is_the_number_of_shared_actions(corpus_of):
    graph = partner_graph(corpus_of("CMA GNR", "GNR CMA PSP", "PSP"))
    assert sorted(graph.edges(data="weight")) == [("cma", "gnr", 2), ("cma", "psp", 1), ("gnr", "psp", 1)]


def test_newman_weight_divides_each_action_among_the_others(corpus_of):
    # CMA and GNR share an action of two (1/1) and one of four (1/3); PSP and JF the one of four only.
    graph = partner_graph(corpus_of("CMA GNR", "CMA GNR PSP JF"), weight="newman")
    assert graph.edges["cma", "gnr"] == {"weight": 4 / 3, "shared_actions": 2}
    assert graph.edges["jf", "psp"] == {"weight": 1 / 3, "shared_actions": 1}


def test_newman_weight_counts_only_the_bodies_that_count(corpus_of):
    graph = partner_graph(corpus_of("CMA GNR CLAS"), kinds="-network_body", weight="newman")
    assert graph.edges["cma", "gnr"]["weight"] == 1.0


def test_newman_strength_is_the_number_of_actions_with_a_partner(corpus_of):
    graph = partner_graph(corpus_of("CMA", "CMA GNR", "CMA GNR PSP", "CMA PSP JF IPSS"), weight="newman")
    assert graph.degree("cma", weight="weight") == pytest.approx(3)


def test_attributes_are_plain_scalars(corpus_of):
    corpus = corpus_of("CMA GNR JF", "GNR")
    for graph in (participation_graph(corpus), partner_graph(corpus), partner_graph(corpus, weight="newman")):
        values = [*graph.graph.values()]
        for attributes in (*graph.nodes.values(), *graph.edges.values()):
            values.extend(attributes.values())
        assert {type(value) for value in values} <= {str, int, float, bool}


def test_unknown_weight_is_refused_with_what_is_known(corpus_of):
    with pytest.raises(ParameterError, match="'jaccard'; expected shared, newman"):
        partner_graph(corpus_of("CMA"), weight="jaccard")


def test_corpus_is_not_changed(corpus_of):
    cells = ("CMA GNR", "", "IPSS")
    corpus, same = corpus_of(*cells), corpus_of(*cells)
    partner_graph(corpus, kinds="-project", collective=False, weight="newman")
    for name, frame in corpus.frames().items():
        assert frame.equals(same.frames()[name]), name


@pytest.mark.parametrize("weight", ["shared", "newman"])
def test_partner_graph_is_the_projection_of_the_participation_graph(corpus_of, weight):
    corpus = corpus_of("CMA GNR PSP", "CMA GNR", "IPSS")
    projected = project_partners(participation_graph(corpus), weight=weight)
    expected = partner_graph(corpus, weight=weight)
    assert projected.graph == expected.graph
    assert dict(projected.nodes(data=True)) == dict(expected.nodes(data=True))
    assert list(projected.edges(data=True)) == list(expected.edges(data=True))


def test_projection_follows_what_was_changed_in_the_participations(corpus_of):
    participations = participation_graph(corpus_of("CMA GNR", "CMA GNR"))
    participations.remove_node("vila-2024/002")
    assert project_partners(participations).edges["cma", "gnr"]["weight"] == 1
