import pandas as pd
import pytest

from analysis.common.errors import UnknownNameError
from analysis.frames.load import load_corpus
from analysis.frames.selection import plan_corpus, split_plans


def same(one, other):
    for name, frame in one.frames().items():
        pd.testing.assert_frame_equal(frame, other.frames()[name])


def test_plan_of_many_is_the_plan_loaded_alone():
    both = load_corpus()
    for plan_id in both.plan_ids:
        same(plan_corpus(both, plan_id), load_corpus(plan_id))


def test_body_of_another_plan_is_left_out(corpus_of, joined):
    first, second = corpus_of("CMA GNR", plan_id="a-2024"), corpus_of("GNR PSP", months=[[1]], plan_id="b-2024")
    same(plan_corpus(joined(first, second), "b-2024"), second)


def test_plan_without_actions_is_kept(corpus_of, joined):
    empty = corpus_of(plan_id="a-2024")
    same(plan_corpus(joined(empty, corpus_of("GNR")), "a-2024"), empty)


def test_plans_split_at_once_are_as_one_by_one(corpus_of, joined):
    """One has months and a body of both, one no actions, and rows of the plans stand between each other."""
    parts = [corpus_of("CMA GNR", "PSP", plan_id="b-2024"), corpus_of("GNR IPSS", months=[[1, 3]], plan_id="a-2024")]
    both = joined(*parts, corpus_of(plan_id="c-2024"))
    mixed = type(both)(**{
        name: frame if name in ("plans", "organisations") else frame.iloc[::-1].reset_index(drop=True)
        for name, frame in both.frames().items()
    })  # fmt: skip
    for corpus in (both, mixed):
        split = split_plans(corpus)
        assert list(split) == ["b-2024", "a-2024", "c-2024"]
        for plan_id, plan in split.items():
            same(plan, plan_corpus(corpus, plan_id))


def test_unknown_plan_is_refused(corpus_of):
    with pytest.raises(UnknownNameError, match=r"'beja-2024'.*vila-2024"):
        plan_corpus(corpus_of("CMA"), "beja-2024")
