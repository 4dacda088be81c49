import dataclasses
import math

import pandas as pd
import pytest

from analysis.common.errors import ParameterError
from analysis.frames.schema import checked
from analysis.measures.domains.coverage import (
    COLUMNS,
    THEME_COLUMNS,
    coverage_matrix,
    domain_coverage,
    theme_coverage,
)

A, B = ("vila-2024", "A"), ("vila-2024", "B")


def _with_goals(corpus, *goals):
    return dataclasses.replace(corpus, actions=checked("actions", corpus.actions.assign(goal=list(goals))))


def test_corpus_without_domains_gives_no_rows_with_all_columns_and_types(corpus_of):
    covered = domain_coverage(corpus_of())
    assert covered.empty
    assert covered.dtypes.to_dict() == COLUMNS
    assert covered.index.names == ["plan_id", "domain"]


def test_domain_that_nobody_serves_has_no_concentration(corpus_of):
    row = domain_coverage(corpus_of("", "CMA", domains=["A", "B"])).loc[A]
    counts = ["actions", "organisations", "mentions", "lone_actions", "unnamed_actions"]
    assert list(row[counts]) == [1, 0, 0, 0, 1]
    assert row[["shannon", "effective", "herfindahl", "top_organisation_id", "top_share"]].isna().all()


def test_plan_that_names_nobody_leaves_open_how_many_serve_a_domain(corpus_of, joined):
    """It has no column of bodies; the other plan has, and nobody in A."""
    silent = corpus_of("", "", domains=["A", "B"])
    other = corpus_of("", "CMA", domains=["A", "B"], plan_id="outra-2024")
    covered = domain_coverage(joined(silent, other))
    counts = ["organisations", "mentions", "lone_actions"]
    assert covered.loc["vila-2024", counts].isna().all(axis=None)
    assert covered.loc["outra-2024", counts].to_numpy().tolist() == [[0, 0, 0], [1, 1, 1]]
    assert list(covered["unnamed_actions"]) == [1, 1, 1, 0]
    assert domain_coverage(other, kinds="health")["organisations"].to_list() == [0, 0]  # named, but none that counts
    assert domain_coverage(other, role="partner")["organisations"].isna().all()


def test_domain_without_actions_is_a_row(corpus_of):
    corpus = corpus_of("CMA", "GNR", domains=["A", "B"])
    corpus = dataclasses.replace(corpus, actions=corpus.actions.iloc[:1], participations=corpus.participations.iloc[:1])
    covered = domain_coverage(corpus)
    assert list(covered["actions"]) == [1, 0]
    assert pd.isna(covered.loc[B, "shannon"])


def test_domain_of_one_body_is_wholly_concentrated(corpus_of):
    row = domain_coverage(corpus_of("CMA", "CMA", domains=["A", "A"])).loc[A]
    assert list(row[["shannon", "effective", "herfindahl", "top_share"]]) == [0, 1, 1, 1]
    assert math.copysign(1, row["shannon"]) == 1


def test_equal_bodies_in_closed_form(corpus_of):
    row = domain_coverage(corpus_of("CMA GNR PSP JF", domains=["A"])).loc[A]
    assert list(row[["shannon", "effective", "herfindahl"]]) == pytest.approx([math.log(4), 4, 1 / 4])


def test_unequal_bodies_in_closed_form(corpus_of):
    # CMA takes part in three actions, GNR in one: shares 3/4 and 1/4.
    row = domain_coverage(corpus_of("CMA GNR", "CMA", "CMA", domains=["A"] * 3)).loc[A]
    shannon = -(3 / 4 * math.log(3 / 4) + 1 / 4 * math.log(1 / 4))
    assert list(row[["shannon", "effective", "herfindahl"]]) == pytest.approx([shannon, math.exp(shannon), 10 / 16])


def test_body_with_two_roles_takes_part_once_and_is_mentioned_twice(corpus_of):
    row = domain_coverage(corpus_of("CMA", partners=["CMA GNR"], domains=["A"])).loc[A]
    assert list(row[["mentions", "organisations", "effective"]]) == pytest.approx([3, 2, 2])


def test_lone_action_names_one_body(corpus_of):
    covered = domain_coverage(corpus_of("CMA", "CMA GNR", "", partners=["CMA", "", ""], domains=["A"] * 3))
    assert list(covered.loc[A, ["lone_actions", "unnamed_actions"]]) == [1, 1]


def test_top_body_is_in_most_of_the_actions_that_name_somebody(corpus_of):
    row = domain_coverage(corpus_of("GNR", "GNR CMA", "PSP", "", domains=["A"] * 4)).loc[A]
    assert list(row[["top_organisation_id", "top_share"]]) == ["gnr", 2 / 3]


def test_all_bodies_are_top_that_are_in_as_many_actions(corpus_of):
    # GNR and CMA are in two of the three actions, PSP in one.
    row = domain_coverage(corpus_of("PSP GNR", "GNR CMA", "CMA", domains=["A"] * 3)).loc[A]
    assert list(row[["top_organisations", "top_organisation_id", "top_share"]]) == [2, "cma | gnr", 2 / 3]


def test_goals_are_counted_once_each(corpus_of):
    corpus = _with_goals(corpus_of("", "", "", domains=["A"] * 3), "x", "y", "x")
    assert domain_coverage(corpus).loc[A, "goals"] == 2


def test_goals_that_no_action_states_are_unknown_not_zero(corpus_of):
    assert pd.isna(domain_coverage(corpus_of("CMA", domains=["A"])).loc[A, "goals"])


def test_domains_stand_in_document_order(corpus_of, joined):
    corpus = joined(
        corpus_of("CMA", "GNR", "CMA", domains=["Z", "A", "Z"]),
        corpus_of("GNR", domains=["M"], plan_id="alta-2020"),
    )
    assert list(domain_coverage(corpus).index) == [("vila-2024", "Z"), A, ("alta-2020", "M")]


def test_same_domain_of_two_plans_is_two_domains(corpus_of, joined):
    corpus = joined(corpus_of("CMA GNR", domains=["A"]), corpus_of("GNR", domains=["A"], plan_id="alta-2020"))
    assert domain_coverage(corpus)["organisations"].to_dict() == {A: 2, ("alta-2020", "A"): 1}


def test_actions_without_domain_are_the_last_row_of_their_plan(corpus_of, joined):
    corpus = joined(
        corpus_of("GNR", "CMA PSP", domains=[None, "A"]),
        corpus_of("GNR", domains=["M"], plan_id="alta-2020"),
    )
    covered = domain_coverage(corpus)
    assert list(covered.index.get_level_values("domain").fillna("none")) == ["A", "none", "M"]
    assert list(covered["organisations"]) == [2, 1, 1]
    assert pd.isna(covered["domain_no"].iloc[1])


def test_choice_of_who_counts_narrows_the_coverage(corpus_of):
    corpus = corpus_of("CMA CLAS", "IPSS", partners=["GNR", ""], domains=["A", "A"])
    row = domain_coverage(corpus, role="responsible", kinds="-network_body", collective=False).loc[A]
    assert list(row[["organisations", "mentions", "lone_actions", "unnamed_actions"]]) == [1, 1, 1, 1]


def test_unknown_role_is_refused(corpus_of):
    with pytest.raises(ParameterError):
        domain_coverage(corpus_of("CMA"), role="leader")


def test_matrix_of_nobody_has_a_column_for_each_domain(corpus_of):
    matrix = coverage_matrix(corpus_of("", "", domains=["A", "B"]))
    assert matrix.shape == (0, 2)
    assert list(matrix.columns) == [A, B]


def test_matrix_counts_actions_once_per_body(corpus_of):
    corpus = corpus_of("CMA GNR", "CMA", "GNR", partners=["CMA", "", ""], domains=["A", "B", "A"])
    matrix = coverage_matrix(corpus)
    assert matrix.loc["cma"].to_dict() == {A: 1, B: 1}
    assert matrix.loc["gnr"].to_dict() == {A: 2, B: 0}
    assert set(matrix.dtypes) == {pd.Int64Dtype()}


def test_matrix_has_most_present_body_first_then_the_id(corpus_of):
    matrix = coverage_matrix(corpus_of("PSP", "PSP CMA", "GNR", domains=["A", "B", "B"]))
    assert list(matrix.index) == ["psp", "cma", "gnr"]
    assert matrix.index.name == "organisation_id"


def test_matrix_has_the_columns_of_the_coverage(corpus_of, joined):
    corpus = joined(
        corpus_of("GNR", "CMA", "", domains=["Z", None, "A"]),
        corpus_of("GNR", domains=["A"], plan_id="alta-2020"),
    )
    matrix = coverage_matrix(corpus)
    assert matrix.columns.equals(domain_coverage(corpus).index)
    assert matrix.to_numpy().tolist() == [[1, 0, 0, 1], [0, 0, 1, 0]]


def test_matrix_follows_the_choice_of_who_counts(corpus_of):
    assert list(coverage_matrix(corpus_of("CMA GNR IPSS"), kinds="security").index) == ["gnr"]


def test_corpus_is_not_changed(corpus_of):
    cells, places = ("CMA GNR", "", "IPSS"), ["A", None, "B"]
    corpus, same = corpus_of(*cells, domains=places), corpus_of(*cells, domains=places)
    domain_coverage(corpus, collective=False)
    coverage_matrix(corpus, kinds="-project")
    for name, frame in corpus.frames().items():
        assert frame.equals(same.frames()[name]), name


def test_theme_puts_its_domains_together(corpus_of, themed):
    # health: A and C, three actions of cma, cma+gnr, psp; housing: B, one action of cma; no theme: D.
    corpus = corpus_of("CMA", "CMA", "CMA GNR", "PSP", "", domains=["A", "B", "C", "C", "D"])
    corpus = themed(corpus, {"A": "health", "B": "housing", "C": "health"}, suggested=["C"])
    covered = theme_coverage(corpus)
    assert covered.dtypes.to_dict() == THEME_COLUMNS
    assert covered.index.names == ["plan_id", "theme"]
    assert list(covered.index.get_level_values("theme").fillna("none")) == ["health", "housing", "none"]
    health = covered.loc[("vila-2024", "health")]
    assert list(health[["domains", "suggested_domains", "actions", "organisations"]]) == [2, 1, 3, 3]
    assert list(health[["lone_actions", "unnamed_actions", "top_organisation_id"]]) == [2, 0, "cma"]
    assert list(health[["share_actions", "herfindahl", "top_share"]]) == pytest.approx([3 / 5, 3 / 8, 2 / 3])
    assert list(covered.iloc[2][["domains", "actions", "unnamed_actions"]]) == [1, 1, 1]
    assert pd.isna(covered.iloc[2]["effective"])


def test_action_under_no_domain_is_in_the_row_without_a_theme(corpus_of, themed):
    covered = theme_coverage(themed(corpus_of("CMA", "GNR", domains=[None, "A"]), {"A": "health"}))
    assert list(covered["actions"]) == [1, 1]
    assert list(covered["domains"]) == [1, 0]


def test_themes_hold_all_actions_of_each_plan(corpus_of, joined, themed):
    corpus = joined(
        themed(corpus_of("CMA", "GNR", "", domains=["A", "B", None]), {"B": "health"}),
        themed(corpus_of("GNR", "PSP", domains=["M", "N"], plan_id="alta-2020"), {"M": "health", "N": "health"}),
    )
    covered = theme_coverage(corpus)
    assert covered.groupby("plan_id")["actions"].sum().to_dict() == {"vila-2024": 3, "alta-2020": 2}
    assert covered.groupby("plan_id")["share_actions"].sum().to_dict() == pytest.approx(
        {"vila-2024": 1, "alta-2020": 1}
    )
    assert list(covered.index.get_level_values("plan_id")) == ["vila-2024", "vila-2024", "alta-2020"]


def test_plans_without_actions_cover_no_theme(corpus_of):
    covered = theme_coverage(corpus_of())
    assert covered.empty
    assert covered.dtypes.to_dict() == THEME_COLUMNS


def test_matrix_by_theme_adds_up_the_domains_of_each(corpus_of, themed):
    corpus = themed(corpus_of("CMA", "CMA", "GNR", domains=["A", "B", "C"]), {"A": "health", "B": "health"})
    matrix = coverage_matrix(corpus, by="theme")
    assert matrix.columns.equals(theme_coverage(corpus).index)
    assert matrix.loc["cma"].tolist() == [2, 0]
    assert matrix.loc["gnr"].tolist() == [0, 1]
