"""Measures that are computed once: what they return is kept in the store (:mod:`analysis.common.store`).

A measure depends on what it is given and on the code: it is found again by the content of its arguments, as
:mod:`analysis.measures.contents` tells it, its name, the source of the packages up to the measures and the versions
of what computes. What is found is equal, bit for bit, to what would be computed, and each time another copy. A
measure that is given what has no content that can be told, such as a generator of random numbers, is computed.

The words of readers (``wording.toml``) have no part in a measure: another sentence, or another language, leaves it be.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable
from functools import wraps
from typing import Any, ParamSpec, TypeVar

import pandas as pd

from analysis.common.store import code_key, find, keep, kept, key_of
from analysis.frames.corpus import Corpus
from analysis.frames.selection import chosen_plans
from analysis.measures.contents import content_of, plan_contents

PACKAGES = ("common", "documents", "entities", "frames", "graphs", "measures")
LIBRARIES = ("networkx", "numba", "numpy", "pandas", "rapidfuzz", "scipy", "snowballstemmer")
NO_PART = ("common/wording.toml",)

P = ParamSpec("P")
T = TypeVar("T")


def remembered(measure: Callable[P, T]) -> Callable[P, T]:
    """Let a measure be computed once for the same arguments.

    Parameters
    ----------
    measure : callable
        Hangs on nothing but its arguments, changes none of them, and does not return None.
    """
    signature = inspect.signature(measure)

    @wraps(measure)
    def found(*args: P.args, **kwargs: P.kwargs) -> T:
        try:
            given = signature.bind(*args, **kwargs)
            given.apply_defaults()
            key = _key(measure, content_of(given.arguments))
        except TypeError:
            return measure(*args, **kwargs)
        return kept(key, lambda: measure(*args, **kwargs))

    return found


def remembered_by_plan(measure: Callable[..., pd.DataFrame]) -> Callable[..., pd.DataFrame]:
    """Let a measure be computed once for each plan: of a corpus, only the plans that were not measured yet.

    Parameters
    ----------
    measure : callable
        Takes a corpus and options by name. Returns a frame of which the first level of the index is ``plan_id``,
        the plans in the order of the corpus. The rows of a plan do not hang on the plans beside it.
    """
    signature = inspect.signature(measure)

    @wraps(measure)
    def found(corpus: Corpus, **options: Any) -> pd.DataFrame:
        try:
            given = signature.bind(corpus, **options)
            given.apply_defaults()
            told = content_of({name: value for name, value in given.arguments.items() if value is not corpus})
            keys = {plan_id: _key(measure, told, text) for plan_id, text in plan_contents(corpus).items()}
        except TypeError:
            return measure(corpus, **options)
        rows: dict[str, pd.DataFrame] = {plan_id: find(key) for plan_id, key in keys.items()}
        missing = [plan_id for plan_id, part in rows.items() if part is None]
        if missing or not rows:
            alone = len(missing) == len(rows)
            made = measure(corpus if alone else chosen_plans(corpus, missing), **options)
            plans = made.index.get_level_values("plan_id")
            for plan_id in missing:
                rows[plan_id] = made[plans == plan_id]
                keep(keys[plan_id], rows[plan_id])
            if alone:
                return made
        return pd.concat(rows.values())

    return found


def _key(measure: Callable[..., object], *parts: str) -> str | None:
    code = code_key(PACKAGES, LIBRARIES, without=NO_PART)
    return key_of(measure.__module__, measure.__qualname__, code, *parts) if code else None
