import dataclasses

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.common.errors import ParameterError
from analysis.frames.schema import MONTHS, SCHEDULE_STATUSES
from analysis.measures.schedules.load import organisation_load, schedule_known, schedule_load, weighted_loads

YEAR = list(MONTHS)
some_months = st.none() | st.sets(st.sampled_from(YEAR), min_size=1)


def test_unstated_schedule_is_unknown_not_zero(corpus_of):
    row = schedule_load(corpus_of("CMA", "GNR")).loc["vila-2024"]
    assert row["share_unknown"] == 1
    assert row[YEAR].isna().all()


def test_each_plan_is_counted_in_each_way(corpus_of, joined):
    first = corpus_of("CMA", "CMA", months=[[1, 2], [2]], plan_id="vila-2025")
    loads = weighted_loads(joined(first, corpus_of("CMA")))
    weights = ["actions", "split", "occurrences"]
    assert list(loads.index) == [(plan, weight) for plan in ("vila-2025", "vila-2024") for weight in weights]
    assert loads.loc[("vila-2025", "actions"), [1, 2, 3]].tolist() == [1, 2, 0]
    assert loads.loc[("vila-2025", "split"), [1, 2, 3]].tolist() == [0.5, 1.5, 0]
    assert loads.loc["vila-2024", YEAR].isna().all(axis=None)
    assert (loads.loc["vila-2024", "share_unknown"] == 1).all()


def test_plan_without_actions_has_no_load_and_no_share(corpus_of):
    assert schedule_load(corpus_of()).loc["vila-2024"].isna().all()


def test_share_unknown_comes_first_then_the_twelve_months(corpus_of):
    loads = schedule_load(corpus_of("CMA", months=[[1]]))
    assert list(loads.columns) == ["share_unknown", *range(1, 13)]
    assert set(loads[YEAR].dtypes) == {pd.Int64Dtype()}


def test_stated_months_are_counted_and_the_others_are_zero(corpus_of):
    row = schedule_load(corpus_of("CMA", "GNR", months=[[1, 3], [3]])).loc["vila-2024"]
    assert list(row[YEAR]) == [1, 0, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0]
    assert row["share_unknown"] == 0


def test_months_count_what_is_stated_where_some_is_unknown(corpus_of):
    row = schedule_load(corpus_of("CMA", "GNR", "PSP", "", months=[[2], None, None, None])).loc["vila-2024"]
    assert row["share_unknown"] == 3 / 4
    assert row[2] == 1


def test_action_of_the_whole_year_counts_in_each_month(corpus_of):
    assert list(schedule_load(corpus_of("CMA", months=[YEAR])).loc["vila-2024", YEAR]) == [1] * 12


def test_drawn_months_are_known(corpus_of):
    row = schedule_load(corpus_of("CMA", months=[[5]], statuses=["drawn"])).loc["vila-2024"]
    assert (row["share_unknown"], row[5]) == (0, 1)


def test_plans_are_told_apart_in_the_order_of_the_corpus(corpus_of, joined):
    corpus = joined(corpus_of("CMA", months=[[1]]), corpus_of("GNR", plan_id="alta-2020"))
    loads = schedule_load(corpus)
    assert list(loads.index) == ["vila-2024", "alta-2020"]
    assert loads.loc["vila-2024", 1] == 1
    assert pd.isna(loads.loc["alta-2020", 1])


def test_known_and_unknown_actions_of_each_status(corpus_of):
    statuses = ["stated", "drawn", "not_stated", "absent", "unreadable", "stated"]
    corpus = corpus_of(*[""] * 6, months=[[1], [2], None, None, None, None], statuses=statuses)
    row = schedule_known(corpus).loc["vila-2024"]
    assert list(row[["actions", "known", "unknown", "share_unknown"]]) == pytest.approx([6, 2, 4, 2 / 3])
    assert list(row[list(SCHEDULE_STATUSES)]) == [1, 1, 1, 1, 1]
    assert row["stated_without_months"] == 1  # the last: words, and no month
    assert list(row.index[4:7]) == ["stated", "stated_without_months", "drawn"]


def test_statuses_add_up_to_the_actions_and_to_the_known_months(corpus_of):
    corpus = corpus_of(*["CMA"] * 3, months=[[1], None, None], statuses=["stated"] * 2 + ["not_stated"])
    row = schedule_known(corpus, by="organisation").loc[("vila-2024", "cma")]
    assert list(row[["stated", "stated_without_months", "drawn", "not_stated"]]) == [1, 1, 0, 1]
    assert row["stated"] + row["drawn"] == row["known"]


def test_known_of_a_plan_without_actions(corpus_of):
    row = schedule_known(corpus_of()).loc["vila-2024"]
    assert pd.isna(row["share_unknown"])
    assert (row.drop("share_unknown") == 0).all()


def test_load_of_nobody_has_no_rows(corpus_of):
    loads = organisation_load(corpus_of("", months=[[1]]))
    assert loads.empty
    assert list(loads.columns) == ["actions", "unknown", "share_unknown", *range(1, 13)]
    assert loads.index.names == ["plan_id", "organisation_id"]


def test_body_whose_actions_are_all_unknown_has_no_months(corpus_of):
    loads = organisation_load(corpus_of("CMA GNR", "CMA", months=[None, [7]]))
    assert loads.loc[("vila-2024", "gnr"), YEAR].isna().all()
    assert loads.loc[("vila-2024", "gnr"), "share_unknown"] == 1
    assert loads.loc[("vila-2024", "cma"), 7] == 1
    assert loads.loc[("vila-2024", "cma"), "share_unknown"] == 1 / 2


def test_body_with_two_roles_in_an_action_counts_once(corpus_of):
    row = organisation_load(corpus_of("CMA", partners=["CMA"], months=[[1]])).loc[("vila-2024", "cma")]
    assert list(row[["actions", "unknown", 1]]) == [1, 0, 1]


def test_most_actions_come_first_within_each_plan(corpus_of, joined):
    corpus = joined(corpus_of("PSP GNR", "PSP", "CMA"), corpus_of("GNR", plan_id="alta-2020"))
    assert list(organisation_load(corpus).index) == [
        ("vila-2024", "psp"),
        ("vila-2024", "cma"),
        ("vila-2024", "gnr"),
        ("alta-2020", "gnr"),
    ]


def test_load_follows_the_choice_of_who_counts(corpus_of):
    corpus = corpus_of("CMA IPSS CLAS", partners=["GNR"], months=[[1]])
    loads = organisation_load(corpus, role="responsible", kinds="-network_body", collective=False)
    assert list(loads.index) == [("vila-2024", "cma")]


def test_unknown_role_is_refused(corpus_of):
    with pytest.raises(ParameterError):
        organisation_load(corpus_of("CMA"), role="leader")


@settings(deadline=None, max_examples=25)
@given(st.lists(some_months, min_size=1, max_size=6), st.lists(some_months, min_size=1, max_size=6))
def test_missing_schedules_never_become_zero(corpus_of, joined, first, second):
    plans = {"vila-2024": first, "alta-2020": second}
    corpus = joined(*(corpus_of(*["CMA"] * len(m), months=m, plan_id=p) for p, m in plans.items()))
    loads, bodies, known = schedule_load(corpus), organisation_load(corpus), schedule_known(corpus)
    for plan_id, months in plans.items():
        stated = [m for m in months if m is not None]
        expected = [sum(month in m for m in stated) if stated else pd.NA for month in MONTHS]
        assert loads.loc[plan_id, YEAR].tolist() == expected
        assert bodies.loc[(plan_id, "cma"), YEAR].tolist() == expected
        assert known.loc[plan_id, "unknown"] == len(months) - len(stated)
        assert loads.loc[plan_id, "share_unknown"] == pytest.approx(1 - len(stated) / len(months))


def test_corpus_is_not_changed(corpus_of):
    cells, months = ("CMA GNR", "", "IPSS"), [[1, 2], None, [3]]
    corpus, same = corpus_of(*cells, months=months), corpus_of(*cells, months=months)
    schedule_load(corpus)
    schedule_known(corpus)
    organisation_load(corpus, collective=False)
    for name, frame in corpus.frames().items():
        assert frame.equals(same.frames()[name]), name


def test_split_load_sums_to_the_actions_that_are_known(corpus_of):
    row = schedule_load(corpus_of("CMA", "GNR", "PSP", months=[YEAR, [1], None]), weight="split").iloc[0]
    assert row[1] == pytest.approx(1 + 1 / 12)
    assert row[YEAR].sum() == pytest.approx(2)


def test_domains_stand_in_document_order_and_actions_without_one_are_last(corpus_of):
    corpus = corpus_of("CMA", "CMA", "CMA", "CMA", domains=[None, "B", "A", "B"], months=[[1], [2], None, [2]])
    loads = schedule_load(corpus, by="domain")
    assert loads.index.names == ["plan_id", "domain"]
    assert loads.index.get_level_values("domain").fillna("none").tolist() == ["B", "A", "none"]
    assert loads[2].tolist() == [2, pd.NA, 0]
    assert loads["share_unknown"].tolist() == [0, 1, 0]


def test_domains_of_one_theme_are_put_together(corpus_of):
    corpus = corpus_of("CMA", "CMA", "CMA", domains=["A", "B", "C"], months=[[1], [2], [3]])
    domains = corpus.domains.assign(theme=["health", "health", None]).astype(corpus.domains.dtypes)
    loads = schedule_load(dataclasses.replace(corpus, domains=domains), by="theme")
    assert loads.loc[("vila-2024", "health"), [1, 2, 3]].tolist() == [1, 1, 0]
    assert loads.iloc[1][[1, 2, 3]].tolist() == [0, 0, 1]
    assert pd.isna(loads.index[1][1])


def test_an_action_counts_once_in_each_kind_that_it_names(corpus_of):
    loads = schedule_load(corpus_of("GNR PSP IPSS CMA IEFP", months=[[4]]), by="kind")
    assert loads[4].to_dict() == {
        ("vila-2024", "municipality"): 1,
        ("vila-2024", "security"): 1,
        ("vila-2024", "ipss_ngo"): 1,
        ("vila-2024", "other"): 1,
    }


def test_an_action_counts_in_each_role_that_it_names(corpus_of):
    loads = schedule_load(corpus_of("CMA", "", partners=["CMA GNR", "GNR"], months=[[4], [5]]), by="role")
    assert loads.loc[("vila-2024", "responsible"), [4, 5]].tolist() == [1, 0]
    assert loads.loc[("vila-2024", "partner"), [4, 5]].tolist() == [1, 1]


def test_known_actions_by_domain(corpus_of):
    corpus = corpus_of("CMA", "CMA", "CMA", domains=["A", "B", "A"], months=[[1], None, None])
    known = schedule_known(corpus, by="domain")
    assert known["known"].tolist() == [1, 0]
    assert known["stated"].tolist() == [1, 0]
    assert known["not_stated"].tolist() == [1, 1]


def test_each_body_bears_the_whole_load_of_an_action(corpus_of):
    loads = organisation_load(corpus_of("CMA GNR", months=[[1, 2]]), weight="split")
    assert loads[1].tolist() == [0.5, 0.5]


def test_unknown_weight_and_subject_are_refused(corpus_of):
    with pytest.raises(ParameterError, match="occurrences"):
        schedule_load(corpus_of("CMA"), weight="hours")
    with pytest.raises(ParameterError, match="organisation"):
        schedule_load(corpus_of("CMA"), by="year")
