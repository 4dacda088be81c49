import dataclasses
from itertools import combinations

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.common.errors import ParameterError, UnknownNameError
from analysis.frames.schema import checked
from analysis.measures.networks.backup import BACKUP_COLUMNS, CANDIDATE_COLUMNS, backup_candidates, backup_set

ACTIONS = st.lists(
    st.tuples(st.sampled_from("XYZW"), st.lists(st.sampled_from("ABCDE"), min_size=1, max_size=2, unique=True)),
    max_size=12,
)


def _with_goals(corpus, *goals):
    return dataclasses.replace(corpus, actions=checked("actions", corpus.actions.assign(goal=list(goals))))


def test_plan_without_orphaned_actions_needs_no_backup(corpus_of):
    for corpus in (corpus_of(), corpus_of("", ""), corpus_of("CMA GNR")):
        assert backup_set(corpus).empty
        assert backup_set(corpus).dtypes.to_dict() == BACKUP_COLUMNS
        assert backup_candidates(corpus).dtypes.to_dict() == CANDIDATE_COLUMNS


def test_candidates_work_in_other_actions_of_the_domain(corpus_of):
    corpus = corpus_of("CMA", "GNR PSP", "JF X", domains=["A", "A", "B"])
    (row,) = backup_candidates(corpus, organisation_id="cma").itertuples()
    assert (row.Index, row.candidates, row.candidate_ids) == ("vila-2024/001", 2, "gnr;psp")


def test_action_that_nobody_can_take_is_said(corpus_of):
    corpus = corpus_of("CMA", "CMA", "GNR PSP", domains=["A", "B", "B"])
    found = backup_candidates(corpus, organisation_id="cma")
    assert list(found["candidates"]) == [0, 2]
    assert pd.isna(found["candidate_ids"].iloc[0])
    assert list(backup_set(corpus, organisation_id="cma")["action_ids"]) == ["vila-2024/002"]


def test_candidates_are_unknown_where_the_place_is_not_stated(corpus_of):
    corpus = corpus_of("CMA", "GNR", domains=[None, None])
    assert backup_candidates(corpus)["candidates"].isna().all()
    assert backup_set(corpus).empty


def test_same_domain_of_another_plan_gives_no_candidate(corpus_of, joined):
    corpus = joined(corpus_of("CMA", domains=["A"]), corpus_of("GNR", domains=["A"], plan_id="alta-2020"))
    assert list(backup_candidates(corpus)["candidates"]) == [0, 0]


def test_candidates_within_the_goal_are_fewer(corpus_of):
    corpus = _with_goals(corpus_of("CMA", "GNR PSP", "JF X"), "x", "x", "y")
    assert list(backup_candidates(corpus, within="domain")["candidates"]) == [4]
    assert list(backup_candidates(corpus, within="goal")["candidate_ids"]) == ["gnr;psp"]


def test_fewest_bodies_are_taken_where_the_greedy_choice_needs_three(corpus_of):
    # The textbook case: g is in four places, p and q in three each, which are all six.
    places = {"P1": "P G", "P2": "P G", "P3": "P X", "Q1": "Q G", "Q2": "Q G", "Q3": "Q Y"}
    cells = [*["CMA"] * 6, *places.values()]
    corpus = corpus_of(*cells, domains=[*places, *places])
    backup = backup_set(corpus, organisation_id="cma")
    assert list(backup.index) == ["p", "q"]
    assert list(backup["covers"]) == list(backup["covers_alone"]) == [3, 3]


def test_among_equals_the_body_with_more_actions_in_the_place_is_taken_then_the_first_id(corpus_of):
    corpus = corpus_of("CMA", "PSP GNR", "PSP JF", domains=["A"] * 3)
    assert list(backup_set(corpus, organisation_id="cma").index) == ["psp"]
    corpus = corpus_of("CMA", "PSP GNR", domains=["A"] * 2)
    assert list(backup_set(corpus, organisation_id="cma").index) == ["gnr"]


def test_first_ids_are_taken_also_among_many_equals(corpus_of):
    """Forty bodies, more than one programme settles: ten in each place, and one of each place is enough."""
    places = {place: [f"{place}{number}" for number in range(10)] for place in "WXYZ"}
    cells = [*["CMA"] * 4, *(" ".join(bodies) for bodies in places.values())]
    backup = backup_set(corpus_of(*cells, domains=[*places, *places]), organisation_id="cma")
    assert list(backup.index) == ["w0", "x0", "y0", "z0"]


def test_whole_plan_needs_a_second_that_is_not_the_holder(corpus_of):
    backup = backup_set(corpus_of("CMA", "GNR", domains=["A", "A"]))
    assert backup["action_ids"].to_dict() == {"cma": "vila-2024/002", "gnr": "vila-2024/001"}


@settings(max_examples=8, deadline=None)
@given(actions=ACTIONS)
def test_set_is_the_one_found_by_trying_all(corpus_of, actions):
    corpus = corpus_of(*(" ".join(bodies) for _, bodies in actions), domains=[domain for domain, _ in actions])
    present, possible = {}, []
    for domain, bodies in actions:
        for body in bodies:
            present[domain, body.lower()] = present.get((domain, body.lower()), 0) + 1
    for domain, bodies in actions:
        if len(bodies) == 1:
            others = {b: n for (d, b), n in present.items() if d == domain and b != bodies[0].lower()}
            possible += [others] if others else []
    names = sorted({body for others in possible for body in others})
    covers = [c for size in range(6) for c in combinations(names, size) if all(set(c) & set(o) for o in possible)]
    worth = {c: sum(others.get(body, 0) for others in possible for body in c) for c in covers}
    best = min(covers, key=lambda c: (len(c), -worth[c], c))
    backup = backup_set(corpus)
    assert sorted(backup.index) == list(best)
    assert backup["covers"].to_dict() == {body: sum(body in o for o in possible) for body in best}


def test_who_does_not_count_is_no_backup(corpus_of):
    corpus = corpus_of("CMA", "IPSS PSP", domains=["A", "A"])
    assert list(backup_candidates(corpus, organisation_id="cma")["candidate_ids"]) == ["ipss;psp"]
    assert list(backup_set(corpus, organisation_id="cma", collective=False).index) == ["psp"]


def test_unknown_place_and_body_are_refused(corpus_of):
    with pytest.raises(ParameterError, match="'within'"):
        backup_set(corpus_of("CMA"), within="theme")
    with pytest.raises(UnknownNameError, match="'gnr'"):
        backup_candidates(corpus_of("CMA"), organisation_id="gnr")
