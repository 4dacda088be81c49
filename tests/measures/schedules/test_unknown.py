"""Whatever schedules are missing: unknown never becomes zero, and what is said of the rest stays true."""

import dataclasses

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.frames.schema import FREQUENCIES, MONTHS
from analysis.measures.schedules.balance import load_balance
from analysis.measures.schedules.bounds import load_bounds, month_bounds
from analysis.measures.schedules.load import organisation_load, schedule_known, schedule_load
from analysis.measures.schedules.overload import overloaded_months
from analysis.measures.schedules.subjects import SUBJECTS, subject_actions
from analysis.measures.schedules.together import busy_together
from analysis.measures.schedules.weights import LOAD_WEIGHTS, action_load, action_weights, month_loads

YEAR = list(MONTHS)
NUMBERED = [f for f in FREQUENCIES if f != "occasional"]

CELLS = ("CMA GNR", "CMA", "", "GNR PSP IPSS", "GNR", "CMA")
PARTNERS = ("", "IPSS", "GNR", "", "CMA", "")
DOMAINS = ("A", "B", "A", None, "B", None)
FIRST, SECOND = 6, 3  # actions of the two plans

actions = st.fixed_dictionaries(
    {
        "months": st.sets(st.sampled_from(YEAR), min_size=1),
        "frequency": st.sampled_from([None, *NUMBERED]),
        "hidden": st.booleans(),
    }
)
stories = st.lists(actions, min_size=FIRST + SECOND, max_size=FIRST + SECOND)
weights = st.sampled_from(LOAD_WEIGHTS)
subjects = st.sampled_from(SUBJECTS)
thorough = settings(deadline=None, max_examples=10)


@pytest.fixture(scope="session")
def truth_and_stated(corpus_of, joined):
    """Return the corpus of the complete truth, and the one in which the schedules of hidden actions are missing."""
    options = {"partners": PARTNERS, "domains": DOMAINS}
    bare = joined(
        corpus_of(*CELLS, **options, plan_id="vila-2024"),
        corpus_of(*CELLS[:SECOND], **{k: of[:SECOND] for k, of in options.items()}, plan_id="alta-2020"),
    )

    def of(story):
        ids = bare.actions["action_id"]
        told = bare.actions.assign(frequency=[a["frequency"] for a in story]).astype(bare.actions.dtypes)
        rows = [(i, m, a["hidden"]) for i, a in zip(ids, story, strict=True) for m in sorted(a["months"])]
        whole = pd.DataFrame(rows, columns=["action_id", "month", "hidden"])
        frames = [whole, whole[~whole["hidden"]]]
        return tuple(
            dataclasses.replace(bare, actions=told, schedule=frame[["action_id", "month"]].astype(bare.schedule.dtypes))
            for frame in frames
        )

    return of


def numbers(frame):
    return frame.to_numpy("float64", na_value=np.nan)


def hidden_shares(stated, by):
    """The number of hidden and of all actions of each subject, counted by hand."""
    known = stated.actions["action_id"].isin(stated.schedule["action_id"]).to_numpy()
    return [(int((~known[actions]).sum()), len(actions)) for actions in subject_actions(stated, by).members()]


@thorough
@given(stories, weights, subjects)
def test_unknown_load_is_missing_exactly_where_no_action_is_known(truth_and_stated, story, weight, by):
    _, stated = truth_and_stated(story)
    counts = hidden_shares(stated, by)
    loads = schedule_load(stated, weight=weight, by=by)
    assert loads["share_unknown"].tolist() == pytest.approx([hidden / total for hidden, total in counts])
    for missing, (hidden, total) in zip(loads[YEAR].isna().to_numpy(), counts, strict=True):
        assert missing.all() if hidden == total else not missing.any()
    balance = load_balance(stated, weight=weight, by=by)
    assert balance["unknown"].tolist() == [hidden for hidden, _ in counts]
    measured = ["total", "month_mean", "peak", "peak_months", "trough", "trough_months", "peak_to_mean", "variation",
                "gini_months", "share_to_move"]  # fmt: skip
    for missing, (hidden, total) in zip(balance[measured].isna().to_numpy(), counts, strict=True):
        assert missing.all() if hidden == total else not missing.any()
    known = schedule_known(stated, by=by)
    assert known["unknown"].tolist() == [hidden for hidden, _ in counts]
    assert known["actions"].tolist() == [total for _, total in counts]


@thorough
@given(stories, weights, subjects)
def test_known_loads_are_lower_bounds_of_the_truth(truth_and_stated, story, weight, by):
    truth, stated = truth_and_stated(story)
    whole, part = (schedule_load(corpus, weight=weight, by=by) for corpus in (truth, stated))
    whole = whole.set_axis(range(len(whole)))
    part = part.set_axis(range(len(part)))
    assert len(whole) == len(part)
    assert not (numbers(part[YEAR]) > numbers(whole[YEAR]) + 1e-9).any()
    complete = part["share_unknown"] == 0
    assert numbers(part.loc[complete, YEAR]) == pytest.approx(numbers(whole.loc[complete, YEAR]))


@thorough
@given(stories, weights, subjects)
def test_bounds_hold_the_truth(truth_and_stated, story, weight, by):
    truth, stated = truth_and_stated(story)
    true, bounds = load_balance(truth, weight=weight, by=by), load_bounds(stated, weight=weight, by=by)
    for name in ("total", "peak", "gini_months"):
        value, least, most = numbers(true[name]), numbers(bounds[f"{name}_least"]), numbers(bounds[f"{name}_most"])
        assert (least <= value + 1e-9).all(), name
        assert (value <= most + 1e-9).all(), name
        complete = numbers(bounds["share_unknown"]) == 0
        assert least[complete] == pytest.approx(most[complete])
    months = month_bounds(stated, weight=weight, by=by)
    of_months = numbers(schedule_load(truth, weight=weight, by=by)[YEAR]).ravel()
    assert (numbers(months["least"]) <= of_months + 1e-9).all()
    assert (of_months <= numbers(months["most"]) + 1e-9).all()
    known = numbers(schedule_load(stated, weight=weight, by=by)[YEAR]).ravel()
    assert numbers(months["known"]) == pytest.approx(known, nan_ok=True)
    assert list(months["known"].isna()) == list(np.isnan(known))


@thorough
@given(stories, weights)
def test_an_action_has_its_true_load_or_none(truth_and_stated, story, weight):
    truth, stated = truth_and_stated(story)
    hidden = [a["hidden"] for a in story]
    whole, part = month_loads(truth, weight), month_loads(stated, weight)
    assert part.isna().all(axis="columns").tolist() == part.isna().any(axis="columns").tolist() == hidden
    shown = ~np.array(hidden)
    assert numbers(part[shown]) == pytest.approx(numbers(whole[shown]))
    assert action_weights(stated)["months"].isna().tolist() == hidden
    loads = action_load(stated, weight=weight)
    assert set(loads.index.get_level_values("action_id")) == set(part.index[shown])
    assert (loads["load"] > 0).all()


@thorough
@given(stories)
def test_bodies_are_known_to_be_busy_together_only_where_both_are_known(truth_and_stated, story):
    truth, stated = truth_and_stated(story)
    whole, part = busy_together(truth), busy_together(stated)
    assert whole.index.equals(part.index)
    silent = (part["first_share_unknown"] == 1) | (part["second_share_unknown"] == 1)
    for name in ("months_both", "months_either", "months_shared_only", "months_different", "jaccard"):
        assert part[name].isna().tolist() == silent.tolist(), name
    for name in ("months_both", "months_either", "months_different"):
        assert not (part[name] > whole[name]).fillna(False).any(), name
    assert part["shared_actions"].tolist() == whole["shared_actions"].tolist()
    shares = organisation_load(stated)["share_unknown"]
    for place in ("first", "second"):
        bodies = part.index.droplevel("second" if place == "first" else "first")
        assert part[f"{place}_share_unknown"].tolist() == pytest.approx(shares.loc[list(bodies)].tolist())


@thorough
@given(stories, weights, subjects)
def test_overload_is_told_of_known_actions_only(truth_and_stated, story, weight, by):
    _, stated = truth_and_stated(story)
    over = overloaded_months(stated, weight=weight, by=by, least=1)
    known = set(stated.schedule["action_id"])
    loads = schedule_load(stated, weight=weight, by=by)
    for row in over.to_dict("records"):
        behind = row["action_ids"].split(";")
        assert set(behind) <= known
        assert len(behind) == row["actions"] == len(row["seqs"].split(";"))
        assert row["load"] > 0
    months = {int(m) for m in over.index.get_level_values("month")}
    assert all((loads[month] > 0).any() for month in months)
    assert not over[["load", "month_mean", "ratio", "share_unknown"]].isna().any(axis=None)


@thorough
@given(stories)
def test_occasional_actions_without_number_never_count_as_none(truth_and_stated, story):
    _, stated = truth_and_stated(story)
    frequency = stated.actions["frequency"].mask(stated.actions["seq"] == 1, "occasional")
    corpus = dataclasses.replace(stated, actions=stated.actions.assign(frequency=frequency))
    loads = month_loads(corpus, "occurrences")
    assert loads.loc["vila-2024/001"].isna().all()
    row = load_bounds(corpus, weight="occurrences").loc["vila-2024"]
    assert row[["total_most", "peak_most", "gini_months_least", "gini_months_most"]].isna().all()
    unknown = sum(a["hidden"] or n == 0 for n, a in enumerate(story[:FIRST]))
    assert row["unknown"] == unknown
    balance = load_balance(corpus, weight="occurrences").loc["vila-2024"]
    assert pd.isna(balance["total"]) == (unknown == FIRST)
