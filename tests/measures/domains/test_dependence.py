import dataclasses

import pandas as pd
import pytest

from analysis.common.errors import ParameterError
from analysis.frames.schema import checked
from analysis.measures.domains.dependence import COLUMNS, domain_dependence

A, B = ("vila-2024", "A"), ("vila-2024", "B")


def _with_goals(corpus, *goals):
    return dataclasses.replace(corpus, actions=checked("actions", corpus.actions.assign(goal=list(goals))))


def test_plan_without_actions_has_no_rows_with_all_columns(corpus_of):
    measured = domain_dependence(corpus_of())
    assert measured.empty
    assert measured.dtypes.to_dict() == COLUMNS


def test_key_body_is_the_one_that_holds_most_actions_alone(corpus_of):
    # CMA is in three actions and alone in one; GNR is in two and alone in both; the last names nobody.
    corpus = corpus_of("CMA PSP", "CMA PSP", "CMA", "GNR", "GNR", "", domains=["A"] * 6)
    row = domain_dependence(corpus).loc[A]
    assert list(row[["actions", "named_actions", "lone_actions", "lone_organisations"]]) == [6, 5, 3, 2]
    assert list(row[["key_organisation_id", "key_organisation"]]) == ["gnr", "Entidade GNR"]
    assert list(row[["key_actions", "key_lone_actions", "key_lone_share"]]) == [2, 2, 2 / 5]


def test_where_nobody_is_alone_there_is_no_key_body(corpus_of):
    row = domain_dependence(corpus_of("GNR CMA", "GNR PSP", domains=["A", "A"])).loc[A]
    assert row[["key_organisation_id", "key_organisation", "key_actions"]].isna().all()
    assert list(row[["lone_organisations", "key_organisations", "key_lone_actions", "key_lone_share"]]) == [0, 0, 0, 0]


def test_bodies_that_hold_as_many_alone_are_all_named(corpus_of):
    # IPSS holds one alone as well, but in B; in A GNR and PSP hold two each and CMA one.
    corpus = corpus_of(*["PSP", "PSP", "GNR", "GNR", "CMA", "IPSS"], domains=["A"] * 5 + ["B"])
    measured = domain_dependence(corpus)
    assert list(measured["key_organisations"]) == [2, 1]
    assert list(measured["lone_organisations"]) == [3, 1]
    assert list(measured["key_organisation_id"]) == ["gnr | psp", "ipss"]
    assert list(measured["key_organisation"]) == ["Entidade GNR | Entidade PSP", "Entidade IPSS"]
    assert list(measured["key_lone_actions"]) == [2, 1]


def test_domain_that_names_nobody_has_no_key_body(corpus_of):
    measured = domain_dependence(corpus_of("CMA", "", domains=["A", "B"]))
    assert list(measured.index) == [A, B]
    unknown = ["key_organisation_id", "key_organisation", "key_actions", "key_lone_actions", "key_lone_share"]
    assert measured.loc[B, unknown].isna().all()
    assert list(measured.loc[B, ["actions", "named_actions", "lone_organisations"]]) == [1, 0, 0]
    assert measured["key_organisations"].to_list() == [1, 0]


def test_plan_that_names_nobody_leaves_open_how_many_are_alone(corpus_of):
    measured = domain_dependence(corpus_of("", "", domains=["A", "B"]))
    assert measured[["lone_actions", "lone_organisations", "key_organisations"]].isna().all(axis=None)
    assert measured["named_actions"].to_list() == [0, 0]


def test_goal_is_lost_where_all_its_named_actions_rest_on_the_key_body(corpus_of):
    # x: CMA, and one that names nobody; y: CMA and GNR.
    corpus = _with_goals(corpus_of("CMA", "", "CMA", "GNR", domains=["A"] * 4), "x", "x", "y", "y")
    assert list(domain_dependence(corpus).loc[A, ["key_organisation_id", "goals", "lost_goals"]]) == ["cma", 2, 1]


def test_goals_that_no_action_states_are_unknown(corpus_of):
    assert domain_dependence(corpus_of("CMA", domains=["A"])).loc[A, ["goals", "lost_goals"]].isna().all()


def test_actions_without_a_domain_are_a_last_row(corpus_of):
    measured = domain_dependence(corpus_of("GNR", "CMA", domains=[None, "A"]))
    assert list(measured["key_organisation_id"]) == ["cma", "gnr"]
    assert pd.isna(measured.index[1][1])


def test_by_theme_domains_are_put_together(corpus_of, themed):
    corpus = themed(corpus_of("CMA", "GNR", "GNR", domains=["A", "B", "C"]), {"A": "health", "B": "health"})
    measured = domain_dependence(corpus, by="theme")
    assert measured.index.names == ["plan_id", "theme"]
    assert list(measured["lone_organisations"]) == [2, 1]


def test_choice_and_subject_are_checked(corpus_of):
    corpus = corpus_of("CMA GNR", domains=["A"])
    assert domain_dependence(corpus, kinds="security").loc[A, "key_lone_actions"] == 1
    with pytest.raises(ParameterError):
        domain_dependence(corpus, by="axis")
