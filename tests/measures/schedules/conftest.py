"""Corpora whose actions also state how often they take place."""

import dataclasses
from collections.abc import Callable

import pytest

from analysis.frames.corpus import Corpus


@pytest.fixture(scope="session")
def timed(corpus_of) -> Callable[..., Corpus]:
    """Return a corpus as `corpus_of` does, whose actions have these frequencies, and words of their schedule."""

    def of(*cells: str, frequencies: list[str | None], texts: list[str] | None = None, **options) -> Corpus:
        corpus = corpus_of(*cells, **options)
        stated = corpus.actions.assign(frequency=frequencies, schedule_text=texts).astype(corpus.actions.dtypes)
        return dataclasses.replace(corpus, actions=stated)

    return of
