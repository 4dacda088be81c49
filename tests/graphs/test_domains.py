from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.graphs.domains import domain_graph

CELLS = st.lists(
    st.tuples(st.lists(st.sampled_from("ABCDE"), max_size=3, unique=True).map(" ".join), st.sampled_from("XYZ")),
    min_size=1,
    max_size=9,
)


def test_plan_without_actions_has_an_empty_graph(corpus_of):
    graph = domain_graph(corpus_of())
    assert len(graph) == 0
    assert graph.graph == {"plan_ids": "vila-2024", "by": "domain", "unplaced_actions": 0}


def test_domains_are_tied_by_the_bodies_that_they_share(corpus_of):
    # A: cma, gnr, psp; B: cma, gnr; C: jf.  A and B share 2 of 3 bodies.
    corpus = corpus_of("CMA GNR", "PSP", "CMA", "JF", partners=["", "", "GNR", ""], domains=["A", "A", "B", "C"])
    graph = domain_graph(corpus)
    assert dict(graph.nodes["A"]) == {"domain": "A", "plan_id": "vila-2024", "actions": 2, "organisations": 3}
    assert list(graph.edges(data=True)) == [("A", "B", {"weight": 2, "jaccard": 2 / 3})]
    assert list(graph) == ["A", "B", "C"]


def test_domain_that_names_nobody_is_alone_in_the_graph(corpus_of):
    graph = domain_graph(corpus_of("CMA", "", domains=["A", "B"]))
    assert graph.nodes["B"]["organisations"] == 0
    assert graph.number_of_edges() == 0


def test_actions_without_a_domain_are_counted_and_in_no_node(corpus_of):
    graph = domain_graph(corpus_of("CMA", "CMA", "CMA", domains=["A", None, None]))
    assert list(graph) == ["A"]
    assert graph.graph["unplaced_actions"] == 2


def test_same_domain_of_two_plans_is_two_nodes_and_the_same_theme_one(corpus_of, joined, themed):
    here = themed(corpus_of("CMA", "GNR", domains=["A", "B"]), {"A": "health", "B": "housing"})
    there = themed(corpus_of("GNR", "GNR", domains=["A", "C"], plan_id="alta-2020"), {"A": "health"})
    corpus = joined(here, there)
    assert list(domain_graph(corpus)) == ["vila-2024: A", "vila-2024: B", "alta-2020: A", "alta-2020: C"]
    by_theme = domain_graph(corpus, by="theme")
    assert by_theme.nodes["health"] == {"theme": "health", "actions": 2, "organisations": 2}
    assert by_theme.edges["health", "housing"] == {"weight": 1, "jaccard": 1 / 2}
    assert by_theme.graph["unmapped_actions"] == 1


def test_choice_of_who_counts_narrows_the_graph(corpus_of):
    corpus = corpus_of("CMA CLAS", "CMA IPSS", "CLAS IPSS", domains=["A", "B", "C"])
    assert set(domain_graph(corpus, kinds="-network_body", collective=False).edges) == {("A", "B")}


@settings(max_examples=6, deadline=None)
@given(CELLS)
def test_ties_are_the_common_bodies_of_every_pair(corpus_of, cells):
    graph = domain_graph(corpus_of(*(cell for cell, _ in cells), domains=[domain for _, domain in cells]))
    bodies = {d: {b for cell, domain in cells if domain == d for b in cell.split()} for _, d in cells}
    shared = {frozenset(p): len(bodies[p[0]] & bodies[p[1]]) for p in combinations(bodies, 2)}
    ties = {frozenset((one, other)): weight for one, other, weight in graph.edges(data="weight")}
    assert ties == {pair: number for pair, number in shared.items() if number}
