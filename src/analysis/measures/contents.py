"""What a measure is given, as text: the same for the same content, and for no other.

It is what a remembered measure is found by (:mod:`analysis.measures.remembered`). The order of rows, nodes and
neighbours counts, since sums and draws follow it, and so do types. The sentences of the issues of a corpus do not:
they are for readers, in their language, and no measure is made of them.
"""

from __future__ import annotations

import datetime
import json
from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from typing import Any

import networkx as nx
import numpy as np
import pandas as pd

from analysis.frames.cells import cells
from analysis.frames.corpus import Corpus
from analysis.frames.fingerprint import frame_columns

SENTENCES = ["problem", "treatment"]


def content_of(value: object) -> str:
    """Return a value as text.

    Parameters
    ----------
    value
        A corpus, frame, series, array or graph, a plain value, or some of these in a tuple, list or mapping.

    Raises
    ------
    TypeError
        If it is, or holds, anything else.
    """
    return _json(value)


def plan_contents(corpus: Corpus) -> dict[str, str]:
    """Return each plan of a corpus as text, by its id: what its own corpus has, whatever stands beside it.

    Parameters
    ----------
    corpus : Corpus
        Any plans.
    """
    frames = {name: frame_columns(frame) for name, frame in _measured(corpus).items()}
    types = _json([list(map(str, frame.dtypes)) for frame in _measured(corpus).values()])
    bodies = frames.pop("organisations")
    place_of = {body: place for place, body in enumerate(bodies["organisation_id"])}
    plan_of = dict(zip(frames["actions"]["action_id"], frames["actions"]["plan_id"], strict=True))
    parts: dict[str, dict[str, Any]] = {plan_id: {} for plan_id in corpus.plan_ids}
    for name, columns in frames.items():
        plans = columns["plan_id"] if "plan_id" in columns else map(plan_of.get, columns["action_id"])
        places: dict[Any, list[int]] = {}
        for place, plan_id in enumerate(plans):
            places.setdefault(plan_id, []).append(place)
        for plan_id, part in parts.items():
            part[name] = _rows(columns, places.get(plan_id, []))
    for part in parts.values():
        named = {place_of[body] for body in part["participations"]["organisation_id"] if body in place_of}
        part["organisations"] = _rows(bodies, sorted(named))
    return {plan_id: types + _json(part) for plan_id, part in parts.items()}


def _measured(corpus: Corpus) -> dict[str, pd.DataFrame]:
    """Return the frames of a corpus without what no measure is made of."""
    return replace(corpus, issues=corpus.issues.drop(columns=SENTENCES, errors="ignore")).frames()


def _rows(columns: Mapping[str, list[object]], places: list[int]) -> dict[str, list[object]]:
    return {name: [column[place] for place in places] for name, column in columns.items()}


def _parts(value: Any) -> Any:
    """Return what JSON has no form for as its type and what it is made of."""
    kind = type(value).__name__
    if isinstance(value, Corpus):
        return [kind, _measured(value)]
    if isinstance(value, pd.DataFrame):
        return [kind, value.columns, value.index, *(_cells(column) for _, column in value.items())]
    if isinstance(value, pd.Series):
        return [kind, value.name, value.index, *_cells(value)]
    if isinstance(value, pd.MultiIndex):
        return [kind, *(value.get_level_values(at) for at in range(value.nlevels))]
    if isinstance(value, pd.RangeIndex):
        return [kind, value.name, value.start, value.stop, value.step]
    if isinstance(value, pd.Index):
        return [kind, value.name, *_cells(value.to_series())]
    if isinstance(value, nx.Graph):
        neighbours = [list(found.items()) for found in value.adj.values()]
        before = [list(found) for found in value.pred.values()] if isinstance(value, nx.DiGraph) else None
        return [kind, value.graph, list(value.nodes.items()), neighbours, before]
    if isinstance(value, np.ndarray):
        return [kind, str(value.dtype), value.shape, value.tolist()]
    if isinstance(value, np.generic):
        return [kind, value.item()]
    if isinstance(value, set | frozenset):
        return [kind, sorted(map(_json, value))]
    if isinstance(value, datetime.date):
        return [kind, value.isoformat()]
    if value is pd.NA or value is pd.NaT:
        return [kind]
    raise TypeError(f"{kind} has no content that can be told")


def _cells(column: pd.Series) -> list[object]:
    return [str(column.dtype), cells(column)]


_json = partial(json.dumps, default=_parts, separators=(",", ":"))
