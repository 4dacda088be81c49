import dataclasses
from itertools import combinations

import networkx as nx
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.common.errors import ParameterError, UnknownNameError
from analysis.frames.schema import checked
from analysis.graphs.partnership import partner_graph
from analysis.measures.networks.dependence import (
    COLUMNS,
    ORPHANED_COLUMNS,
    dependence_by_domain,
    dependence_by_month,
    organisation_dependence,
    orphaned_actions,
)

CELLS = st.lists(st.lists(st.sampled_from("ABCDEFG"), max_size=3, unique=True).map(" ".join), max_size=8)


def _with(corpus, **columns):
    return dataclasses.replace(corpus, actions=checked("actions", corpus.actions.assign(**columns)))


def test_plan_that_names_nobody_has_no_rows_with_all_columns_and_types(corpus_of):
    for corpus in (corpus_of(), corpus_of("", "")):
        measured = organisation_dependence(corpus)
        assert measured.empty
        assert measured.dtypes.to_dict() == COLUMNS
        assert measured.index.name == "organisation_id"


def test_action_is_orphaned_weakened_or_neither(corpus_of):
    corpus = corpus_of("CMA", "CMA GNR", "CMA GNR PSP", "")
    measured = organisation_dependence(corpus)
    assert measured.dtypes.to_dict() == COLUMNS
    assert list(measured.loc["cma", ["actions", "orphaned_actions", "weakened_actions"]]) == [3, 1, 1]
    assert list(measured.loc["gnr", ["actions", "orphaned_actions", "weakened_actions"]]) == [2, 0, 1]
    assert measured.loc["cma", "share_orphaned"] == pytest.approx(1 / 3)  # the fourth action names nobody


def test_body_named_twice_in_an_action_holds_it_alone(corpus_of):
    assert organisation_dependence(corpus_of("CMA", partners=["CMA"])).loc["cma", "orphaned_actions"] == 1


def test_greatest_consequence_stands_first_and_equals_by_id(corpus_of):
    measured = organisation_dependence(corpus_of("PSP GNR JF", "GNR PSP JF", "CMA GNR JF", "Z"))
    assert list(measured.index) == ["z", "gnr", "jf", "psp", "cma"]


def test_action_with_one_responsible_and_partners_is_unled_not_orphaned(corpus_of):
    measured = organisation_dependence(corpus_of("CMA", "CMA GNR", partners=["GNR", ""]))
    assert list(measured.loc["cma", ["unled_actions", "orphaned_actions"]]) == [1, 0]
    assert measured.loc["gnr", "unled_actions"] == 0


def test_who_leads_is_unknown_where_a_plan_tells_one_role_only(corpus_of, joined):
    measured = organisation_dependence(corpus_of("CMA", "GNR"))
    assert measured["unled_actions"].isna().all()
    telling = corpus_of("CMA", partners=["GNR"], plan_id="alta-2020")
    both = organisation_dependence(joined(corpus_of("CMA", "PSP"), telling))["unled_actions"]
    assert both["cma"] == 1  # of the plan that tells; its own action in the other is not known to be led
    assert pd.isna(both["psp"])


def test_goal_is_orphaned_where_all_its_actions_name_the_body_alone(corpus_of):
    corpus = _with(corpus_of("CMA", "CMA", "CMA", "CMA GNR", ""), goal=["x", "x", "y", "y", "x"])
    measured = organisation_dependence(corpus)
    assert list(measured.loc["cma", ["goals", "orphaned_goals"]]) == [2, 1]
    assert list(measured.loc["gnr", ["goals", "orphaned_goals"]]) == [1, 0]


def test_same_words_are_one_goal_over_axes_and_another_under_another_domain(corpus_of):
    corpus = _with(corpus_of("CMA", "GNR", "CMA", domains=["A", "B", "A"]), goal="x", axis=["1", "1", "2"])
    assert organisation_dependence(corpus)["orphaned_goals"].to_dict() == {"cma": 1, "gnr": 1}


def test_goals_that_the_document_does_not_state_are_unknown(corpus_of):
    corpus = _with(corpus_of("CMA", "GNR"), goal=["x", None])
    measured = organisation_dependence(corpus)
    assert measured.loc["cma", "orphaned_goals"] == 1
    assert measured.loc["gnr", ["goals", "orphaned_goals"]].isna().all()


def test_leaving_of_the_middle_of_a_star_parts_all_others(corpus_of):
    row = organisation_dependence(corpus_of("CMA A", "CMA B", "CMA C")).loc["cma"]
    assert list(row[["isolated", "lost_pairs", "components_after"]]) == [3, 1, 3]


def test_leaving_of_the_bridge_of_two_triangles_loses_the_pairs_across(corpus_of):
    # 2 x 2 of the 6 pairs of the four others.
    row = organisation_dependence(corpus_of("A B X", "C D X")).loc["x"]
    assert list(row[["isolated", "lost_pairs", "components_after"]]) == [0, pytest.approx(4 / 6), 2]


def test_leaving_of_a_lone_body_loses_no_pair_and_one_component(corpus_of):
    row = organisation_dependence(corpus_of("A B", "C")).loc["c"]
    assert list(row[["isolated", "lost_pairs", "components_after"]]) == [0, 0, 1]


def test_where_no_others_are_in_reach_of_each_other_lost_pairs_are_not_defined(corpus_of):
    measured = organisation_dependence(corpus_of("A B", "C"))
    assert pd.isna(measured.loc["a", "lost_pairs"])
    assert list(organisation_dependence(corpus_of("A"))["components_after"]) == [0]


@settings(max_examples=8, deadline=None)
@given(cells=CELLS)
def test_connectivity_lost_is_that_of_the_graph_without_the_node(corpus_of, cells):
    corpus = corpus_of(*cells)
    graph = partner_graph(corpus)
    for body, row in organisation_dependence(corpus).iterrows():
        rest = nx.Graph(graph)
        rest.remove_node(body)
        pairs = [p for p in combinations(sorted(rest), 2) if nx.has_path(graph, *p)]
        lost = [p for p in pairs if not nx.has_path(rest, *p)]
        assert row["components_after"] == nx.number_connected_components(rest)
        assert row["isolated"] == len(set(nx.isolates(rest)) - set(nx.isolates(graph)))
        assert pd.isna(row["lost_pairs"]) if not pairs else row["lost_pairs"] == pytest.approx(len(lost) / len(pairs))


def test_who_does_not_count_saves_nothing(corpus_of):
    corpus = corpus_of("CMA IPSS", "CMA CLAS")
    assert organisation_dependence(corpus)["orphaned_actions"].sum() == 0
    assert organisation_dependence(corpus, collective=False, kinds="-network_body").loc["cma", "orphaned_actions"] == 2
    with pytest.raises(ParameterError):
        organisation_dependence(corpus, role="leader")


def test_orphaned_actions_are_listed_with_their_place(corpus_of):
    corpus = corpus_of("GNR", "CMA GNR", "CMA", months=[None, None, [11, 3]], domains=["A", "A", None])
    listed = orphaned_actions(corpus)
    assert listed.dtypes.to_dict() == ORPHANED_COLUMNS
    assert list(listed.index) == ["vila-2024/001", "vila-2024/003"]
    assert list(listed["months"].fillna("?")) == ["?", "3;11"]
    assert list(listed.loc["vila-2024/003", ["organisation_id", "seq", "source"]]) == ["cma", 3, "line 3"]
    assert pd.isna(listed.loc["vila-2024/003", "domain"])


def test_orphaned_actions_of_one_body_are_as_many_as_counted(corpus_of):
    corpus = corpus_of("GNR", "CMA GNR", "CMA", "CMA", "")
    for body, row in organisation_dependence(corpus).iterrows():
        assert len(orphaned_actions(corpus, organisation_id=body)) == row["orphaned_actions"]


def test_body_that_does_not_count_is_refused(corpus_of):
    with pytest.raises(UnknownNameError, match="'psp'"):
        orphaned_actions(corpus_of("CMA"), organisation_id="psp")


def test_domains_where_a_body_is_alone_stand_first(corpus_of):
    corpus = corpus_of("CMA GNR", "CMA", "CMA", "GNR", domains=["A", "B", "B", "B"])
    measured = dependence_by_domain(corpus)
    assert list(measured.index) == [
        ("cma", "vila-2024", "B"),
        ("gnr", "vila-2024", "B"),
        ("cma", "vila-2024", "A"),
        ("gnr", "vila-2024", "A"),
    ]
    assert list(measured["orphaned_actions"]) == [2, 1, 0, 0]
    assert list(measured["share_orphaned"]) == pytest.approx([2 / 3, 1 / 3, 0, 0])


def test_actions_without_domain_are_a_row_of_their_own(corpus_of):
    measured = dependence_by_domain(corpus_of("CMA", "CMA", domains=[None, "A"]))
    assert list(measured.index.get_level_values("domain").fillna("none")) == ["none", "A"]
    assert list(measured["orphaned_actions"]) == [1, 1]
    assert dependence_by_domain(corpus_of()).empty


def test_months_of_orphaned_actions_are_unknown_not_zero_where_none_is_stated(corpus_of):
    months = dependence_by_month(corpus_of("CMA", "GNR", "CMA GNR", months=[[2, 3], None, [1]]))
    cma, gnr = months.loc[("vila-2024", "cma")], months.loc[("vila-2024", "gnr")]
    assert list(cma[["orphaned_actions", "unknown", 1, 2, 3]]) == [1, 0, 0, 1, 1]
    assert list(gnr[["orphaned_actions", "unknown"]]) == [1, 1]
    assert gnr[list(range(1, 13))].isna().all()


def test_where_nothing_is_orphaned_no_month_is_told(corpus_of):
    assert dependence_by_month(corpus_of("CMA GNR", months=[[1]])).empty
    assert dependence_by_month(corpus_of()).empty


def test_corpus_is_not_changed(corpus_of):
    corpus, same = corpus_of("CMA GNR", "CMA", months=[[1], [2]]), corpus_of("CMA GNR", "CMA", months=[[1], [2]])
    organisation_dependence(corpus)
    dependence_by_domain(corpus)
    dependence_by_month(corpus)
    for name, frame in corpus.frames().items():
        assert frame.equals(same.frames()[name]), name


def test_goals_of_a_domain_that_rest_on_one_body_are_counted(corpus_of):
    corpus = _with(corpus_of("CMA", "CMA GNR", "CMA", domains=["A", "A", "B"]), goal=["x", "y", None])
    measured = dependence_by_domain(corpus).droplevel("plan_id")
    assert measured.loc[("cma", "A"), ["goals", "orphaned_goals"]].tolist() == [2, 1]
    assert measured.loc[("gnr", "A"), ["goals", "orphaned_goals"]].tolist() == [1, 0]
    assert measured.loc[("cma", "B"), ["goals", "orphaned_goals"]].isna().all()
