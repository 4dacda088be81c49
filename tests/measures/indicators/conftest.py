"""Corpora with indicators."""

import dataclasses
from collections.abc import Callable, Sequence

import pandas as pd
import pytest

from analysis import load_corpus
from analysis.frames.corpus import Corpus
from analysis.frames.schema import SCHEMAS


@pytest.fixture(scope="session")
def real_plans() -> Corpus:
    return load_corpus("alijo-2021", "lagos-2023")


@pytest.fixture(scope="session")
def plan_with(corpus_of: Callable[..., Corpus]) -> Callable[..., Corpus]:
    """Return a plan in which each argument is an action's indicators; ``()`` is an action without any."""

    def plan(
        *actions: Sequence[str],
        goals: Sequence[str | None] | None = None,
        texts: Sequence[str] | None = None,
        targets: Sequence[str | None] | None = None,
        frequencies: Sequence[str | None] | None = None,
        **places: object,
    ) -> Corpus:
        corpus = corpus_of(*[""] * len(actions), **places)
        ids = list(corpus.actions["action_id"])
        rows = [(i, n, text) for i, told in zip(ids, actions, strict=True) for n, text in enumerate(told, start=1)]
        frame = pd.DataFrame(rows, columns=["action_id", "order", "indicator"])
        frame = frame.assign(unit=None, target=list(targets) if targets else None)
        changed = corpus.actions
        if goals is not None:
            changed = changed.assign(goal=list(goals))
        if texts is not None:
            changed = changed.assign(action=list(texts))
        if frequencies is not None:
            changed = changed.assign(frequency=list(frequencies))
        return dataclasses.replace(
            corpus,
            actions=changed.astype(SCHEMAS["actions"].dtypes),
            indicators=frame.astype(SCHEMAS["indicators"].dtypes),
        )

    return plan
