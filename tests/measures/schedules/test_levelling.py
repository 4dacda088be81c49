import dataclasses
import itertools
from functools import cache

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.common.errors import ParameterError
from analysis.frames.schema import MONTHS, SCHEMAS, TEXT
from analysis.measures.schedules import shifts
from analysis.measures.schedules.freedom import LEVELLED_WEIGHTS
from analysis.measures.schedules.levelling import SEARCHES, levelling_plan
from analysis.measures.schedules.load import organisation_load, schedule_load
from analysis.measures.schedules.steps import levelling_steps

PLAN = "vila-2024"
YEAR = list(MONTHS)
few_months = st.sets(st.sampled_from(YEAR), min_size=1, max_size=4) | st.none() | st.just(set(YEAR))


def cells(months, body="CMA"):
    return [body] * len(months)


@pytest.fixture(scope="module")
def with_months(corpus_of):
    """Return a corpus of actions that differ only in their months, made from one without."""
    blank = cache(lambda count: corpus_of(*["CMA"] * count))

    def made(months):
        corpus = blank(len(months))
        stated = [(i, m) for i, each in zip(corpus.actions["action_id"], months, strict=True) for m in each or ()]
        schedule = pd.DataFrame(stated, columns=["action_id", "month"]).astype(SCHEMAS["schedule"].dtypes)
        return dataclasses.replace(corpus, schedule=schedule)

    return made


def allowed(months, slack):
    """Return every shift of an action by at most `slack` months that keeps it within the year."""
    return [s for s in range(-slack, slack + 1) if min(months) + s >= 1 and max(months) + s <= 12]


def loads_of(months, shifted, weight):
    load = np.zeros(12)
    for stated, shift in zip(months, shifted, strict=True):
        for month in stated:
            load[month + shift - 1] += 1 if weight == "actions" else 1 / len(stated)
    return load


def outcomes(months, slack, weight):
    """Return peak, moves and total shift of every way to shift the actions."""
    ways = itertools.product(*(allowed(stated, slack) for stated in months))
    return [
        (round(loads_of(months, way, weight).max(), 9), sum(s != 0 for s in way), sum(map(abs, way))) for way in ways
    ]


@settings(max_examples=10, deadline=None)
@given(
    months=st.lists(few_months, min_size=1, max_size=4),
    slack=st.integers(0, 2),
    weight=st.sampled_from(LEVELLED_WEIGHTS),
)
def test_no_other_way_to_shift_has_a_lower_peak_or_fewer_moves_or_months(with_months, months, slack, weight):
    known = [stated for stated in months if stated is not None]
    effect = levelling_plan(with_months(months), slack=slack, weight=weight).effect.loc[PLAN]
    if not known:
        assert effect.drop("share_unknown").isna().all()
        return
    found = (round(effect["peak_after"], 9), effect["moves"], effect["shift"])
    assert found == min(outcomes(known, slack, weight))
    assert effect["search"] == "optimal"
    assert effect["share_unknown"] == pytest.approx(1 - len(known) / len(months))


@settings(max_examples=10, deadline=None)
@given(months=st.lists(few_months.filter(bool), min_size=1, max_size=4), weight=st.sampled_from(LEVELLED_WEIGHTS))
def test_steps_are_the_outcomes_that_no_other_is_better_than(with_months, months, weight):
    steps = levelling_steps(with_months(months), slack=1, weight=weight)
    least, expected = np.inf, []
    for peak, moves, shift in sorted(outcomes(months, 1, weight), key=lambda each: (each[1], each[0], each[2])):
        if peak < least - 1e-9:
            least = peak
            expected.append((peak, moves, shift))
    found = [(round(row["peak"], 9), moves, row["shift"]) for (_, moves), row in steps.iterrows()]
    assert found == expected


@settings(max_examples=10, deadline=None)
@given(months=st.lists(few_months, max_size=6), weight=st.sampled_from(LEVELLED_WEIGHTS))
def test_moves_do_what_the_effect_says(with_months, months, weight):
    corpus = with_months(months)
    levelling = levelling_plan(corpus, weight=weight)
    moved = {row["seq"] - 1: row for _, row in levelling.moves.iterrows()}
    known = [n for n, stated in enumerate(months) if stated is not None]
    if not known:
        assert levelling.loads.isna().all(axis=None)
        return
    for n, row in moved.items():
        assert row["from_months"] == ";".join(map(str, sorted(months[n])))
        assert row["to_months"] == ";".join(str(month + row["shift"]) for month in sorted(months[n]))
        assert row["shift"] in allowed(months[n], 2)
        assert row["shift"] != 0
    shifted = [int(moved[n]["shift"]) if n in moved else 0 for n in known]
    load = loads_of([months[n] for n in known], shifted, weight)
    assert levelling.loads.loc[(PLAN, "after")].astype(float).tolist() == pytest.approx(load.tolist())
    effect = levelling.effect.loc[PLAN]
    assert effect["peak_after"] == pytest.approx(load.max())
    assert effect["squares_after"] == pytest.approx((load**2).sum())
    assert effect["peak_after"] <= effect["peak_before"]


@pytest.mark.parametrize("weight", LEVELLED_WEIGHTS)
def test_load_before_is_the_load_that_the_plan_has(corpus_of, weight):
    corpus = corpus_of("CMA", "GNR", "CMA", months=[[1, 2], [2, 3, 4], None])
    load = schedule_load(corpus, weight=weight).loc[PLAN, YEAR]
    assert levelling_plan(corpus, weight=weight).loads.loc[(PLAN, "before")].tolist() == pytest.approx(load.tolist())


def test_of_three_actions_in_one_month_two_move_apart(corpus_of):
    # May holds three; peak 1 needs two to leave it, one month each: to April and to June.
    levelling = levelling_plan(corpus_of(*cells(range(3)), months=[[5], [5], [5]]))
    moves = levelling.moves.reset_index()
    assert moves["action_id"].tolist() == ["vila-2024/001", "vila-2024/002"]
    assert moves["to_months"].tolist() == ["4", "6"]
    assert moves["shift"].tolist() == [-1, 1]
    assert moves["alike"].tolist() == [3, 3]
    effect = levelling.effect.loc[PLAN]
    assert (effect["peak_before"], effect["peak_months_before"]) == (3, "5")
    assert (effect["peak_after"], effect["peak_months_after"]) == (1, "4;5;6")
    assert (effect["squares_before"], effect["squares_after"]) == (9, 3)
    assert (effect["movable"], effect["moves"], effect["shift"]) == (3, 2, 2)


def test_fewest_moves_come_before_fewest_months(corpus_of):
    # January to March, March, March: to reach peak 1 the two single months can move by 1 and 2 to April and
    # May, in two moves of three months; no one move does it.
    effect = levelling_plan(corpus_of(*cells(range(3)), months=[[1, 2, 3], [3], [3]])).effect.loc[PLAN]
    assert (effect["peak_after"], effect["moves"], effect["shift"]) == (1, 2, 3)


def test_each_step_lowers_the_peak_with_the_fewest_moves(corpus_of):
    # Four in May: 1 move leaves 3, two (April, June) leave 2, three (a second neighbour each way) leave 1.
    steps = levelling_steps(corpus_of(*cells(range(4)), months=[[5]] * 4)).loc[PLAN]
    assert steps["peak"].to_dict() == {0: 4, 1: 3, 2: 2, 3: 1}
    assert steps["shift"].tolist() == [0, 1, 2, 4]
    assert set(steps["search"]) == {"optimal"}


def test_pauses_of_an_action_move_with_it(corpus_of):
    moves = levelling_plan(corpus_of("CMA", "GNR", months=[[5, 10], list(range(2, 6))]), slack=1).moves
    assert moves["to_months"].tolist() == ["6;11"]


def test_nothing_goes_over_to_another_year(corpus_of):
    # Both are in January and in December: neither can shift at all.
    effect = levelling_plan(corpus_of("CMA", "GNR", months=[[1, 12], [1, 2, 12]]), slack=11).effect.loc[PLAN]
    assert (effect["movable"], effect["moves"], effect["peak_after"]) == (0, 0, 2)
    assert effect["search"] == "optimal"


def test_window_takes_the_place_of_the_slack(corpus_of):
    corpus = corpus_of("CMA", "GNR", months=[[1], [1]])
    assert len(levelling_plan(corpus, slack=0).moves) == 0
    moves = levelling_plan(corpus, slack=0, windows={"vila-2024/002": (1, 12)}).moves
    assert moves["to_months"].to_dict() == {(PLAN, "vila-2024/002"): "2"}
    held = levelling_plan(corpus, windows={"vila-2024/001": (1, 1), "vila-2024/002": (1, 1)})
    assert len(held.moves) == 0


@pytest.mark.parametrize("window", [(6, 12), (1, 4), (0, 5), (5, 13), (12, 1)])
def test_window_that_does_not_hold_the_months_is_refused(corpus_of, window):
    with pytest.raises(ParameterError, match="vila-2024/001"):
        levelling_plan(corpus_of("CMA", months=[[5]]), windows={"vila-2024/001": window})


def test_window_of_an_action_without_months_is_refused(corpus_of):
    with pytest.raises(ParameterError, match="known months"):
        levelling_plan(corpus_of("CMA"), windows={"vila-2024/001": (1, 12)})


@pytest.mark.parametrize(
    ("name", "value"), [("slack", -1), ("slack", 1.0), ("weight", "occurrences"), ("time_limit", 0)]
)
def test_bad_parameter_is_refused(corpus_of, name, value):
    with pytest.raises(ParameterError, match=name):
        levelling_plan(corpus_of("CMA", months=[[5]]), **{name: value})


def test_unknown_months_do_not_move_and_their_share_is_told(corpus_of):
    levelling = levelling_plan(corpus_of("CMA", "CMA", "CMA", "CMA", months=[[5], [5], None, None]))
    assert levelling.effect.loc[PLAN, "share_unknown"] == 0.5
    assert levelling.moves["seq"].tolist() == [1]


@pytest.mark.parametrize("count", [0, 2])
def test_plan_without_known_months_has_no_moves_and_an_unknown_effect(corpus_of, count):
    corpus = corpus_of(*["CMA"] * count)
    levelling = levelling_plan(corpus)
    assert len(levelling.moves) == 0
    assert levelling.effect.loc[PLAN].drop("share_unknown").isna().all()
    assert levelling.loads.isna().all(axis=None)
    steps = levelling_steps(corpus)
    assert len(steps) == 1
    assert steps.drop(columns="share_unknown").isna().all(axis=None)
    for share in (levelling.effect["share_unknown"], steps["share_unknown"]):
        assert share.isna().all() if count == 0 else (share == 1).all()


def test_types_are_those_of_known_plans_also_where_nothing_is_known(corpus_of, joined):
    known = levelling_plan(corpus_of("CMA", "CMA", months=[[5], [5]]))
    unknown = levelling_plan(corpus_of("CMA"))
    for frame in ("moves", "effect", "loads"):
        assert list(getattr(known, frame).dtypes) == list(getattr(unknown, frame).dtypes)
        assert getattr(known, frame).index.names == getattr(unknown, frame).index.names
    assert known.effect["search"].dtype == TEXT
    assert known.effect["moves"].dtype == pd.Int64Dtype()


def test_plans_are_levelled_each_for_itself_in_the_order_of_the_corpus(corpus_of, joined):
    crowded, blank = corpus_of("CMA", "CMA", months=[[5], [5]]), corpus_of("GNR", plan_id="alta-2020")
    levelling = levelling_plan(joined(crowded, blank))
    assert levelling.effect.index.tolist() == [PLAN, "alta-2020"]
    pd.testing.assert_frame_equal(levelling.moves, levelling_plan(crowded).moves)
    pd.testing.assert_frame_equal(levelling.effect.loc[["alta-2020"]], levelling_plan(blank).effect)


def test_load_of_one_body_is_levelled_alone(corpus_of):
    # GNR is in two of the three actions of May, as responsible and as partner.
    corpus = corpus_of("CMA", "GNR", "CMA", partners=["", "", "GNR"], months=[[5], [5], [5]])
    levelling = levelling_plan(corpus, organisation_id="gnr")
    assert levelling.moves["seq"].tolist() == [2]
    assert levelling.effect.loc[PLAN, "peak_before"] == organisation_load(corpus).loc[(PLAN, "gnr"), 5] == 2
    assert levelling_steps(corpus, organisation_id="gnr").loc[PLAN, "peak"].to_dict() == {0: 2, 1: 1}
    with pytest.raises(ParameterError, match="'psp'"):
        levelling_plan(corpus, organisation_id="psp")


def test_same_plan_gives_the_same_moves(corpus_of):
    rng = np.random.default_rng(0)
    months = [sorted({*rng.integers(1, 13, size=2).tolist()}) for _ in range(30)]
    first, again = (levelling_plan(corpus_of(*cells(months), months=months)) for _ in range(2))
    assert first.moves.to_csv() == again.moves.to_csv()


def test_optimal_is_not_claimed_when_time_ran_out(corpus_of, monkeypatch):
    corpus = corpus_of(*cells(range(4)), months=[[5]] * 4)

    def stopped(*args, **options):
        found = solve(*args, **options)
        found.status = 1
        return found

    solve = shifts.milp
    monkeypatch.setattr(shifts, "milp", stopped)
    assert levelling_plan(corpus).effect.loc[PLAN, "search"] == "time_limit"
    assert levelling_steps(corpus)["search"].tolist() == ["optimal", "time_limit"]


def test_search_that_found_nothing_in_time_moves_nothing(corpus_of, monkeypatch):
    corpus = corpus_of(*cells(range(4)), months=[[5]] * 4)

    def stopped(*args, **options):
        found = solve(*args, **options)
        found.status, found.x = 1, None
        return found

    solve = shifts.milp
    monkeypatch.setattr(shifts, "milp", stopped)
    effect = levelling_plan(corpus).effect.loc[PLAN]
    assert (effect["moves"], effect["peak_after"], effect["search"]) == (0, 4, "time_limit")
    assert levelling_steps(corpus)["search"].tolist() == ["optimal"]


def test_hundreds_of_actions_are_levelled_to_the_end(corpus_of):
    rng = np.random.default_rng(1)
    starts, lengths = rng.integers(1, 7, size=300), rng.integers(1, 7, size=300)
    months = [list(range(start, start + length)) for start, length in zip(starts, lengths, strict=True)]
    effect = levelling_plan(corpus_of(*cells(months), months=months)).effect.loc[PLAN]
    assert effect["search"] == SEARCHES[0]
    assert effect["peak_after"] >= sum(lengths) / 12  # no peak is lower than an even load
    assert effect["peak_after"] < effect["peak_before"]
