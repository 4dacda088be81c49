"""Which actions count when a load is levelled, and how far each may move.

All actions of a plan with known months count or, for the load of one body, those that name it in any role. Each may
shift by at most `slack` months earlier or later, or anywhere within its *window*, and always within January to
December, as told at the head of :mod:`analysis.measures.schedules.levelling`.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace

import numpy as np
import pandas as pd

from analysis.common.errors import ParameterError
from analysis.common.parameters import check_among, check_whole
from analysis.frames.cells import rows_of
from analysis.frames.corpus import Corpus
from analysis.frames.schema import MONTHS
from analysis.measures.schedules.shifts import ShiftChoices, shift_choices
from analysis.measures.schedules.subjects import SubjectActions, subject_actions, subject_loads

LEVELLED_WEIGHTS = ("actions", "split")

Windows = Mapping[str, tuple[int, int]]


def levelled_actions(
    corpus: Corpus, *, windows: Windows, slack: int, weight: str, organisation_id: str | None, time_limit: float
) -> dict[str, tuple[float, pd.DataFrame]]:
    """Return of each plan the actions that count and whose months are known, and the share of those left out.

    Parameters
    ----------
    corpus, windows, slack, weight, organisation_id, time_limit
        As for :func:`analysis.measures.schedules.levelling.levelling_plan`.

    Returns
    -------
    dict of str to (float, DataFrame)
        For each plan in the corpus's order the share of the actions that count whose months are not known,
        ``<NA>`` where none counts, and the rows of the others in ``corpus.actions``, with their ``months`` as a
        tuple, and the range of the ``shifts`` that they may make.

    Raises
    ------
    ParameterError
        As for :func:`analysis.measures.schedules.levelling.levelling_plan`.
    """
    check_whole("slack", slack, least=0)
    check_among("weight", weight, LEVELLED_WEIGHTS)
    if not time_limit > 0:
        raise ParameterError("measure_parameter", parameter="time_limit", value=time_limit, expected="> 0")
    stated: dict[str, tuple[int, ...]] = {}
    for month, action_id in sorted(rows_of(corpus.schedule, "month", "action_id")):
        stated[action_id] = (*stated.get(action_id, ()), month)
    for action_id, (first, last) in windows.items():
        held = stated.get(action_id, ())
        if not held or not 1 <= first <= min(held) <= max(held) <= last <= max(MONTHS):
            raise ParameterError("levelling_window", action=action_id, window=f"({first}, {last})")

    def shifts(action_id: str) -> range:
        low, high = min(stated[action_id]), max(stated[action_id])
        first, last = windows.get(action_id, (max(low - slack, 1), min(high + slack, max(MONTHS))))
        return range(first - low, last - high + 1)

    of = _counted(corpus, organisation_id)
    shares = subject_loads(corpus, of, "actions")["share_unknown"]
    known = corpus.actions.take(np.sort(of.actions))
    known = known[known["action_id"].isin(stated)]
    known = known.assign(months=known["action_id"].map(stated), shifts=known["action_id"].map(shifts))
    return {str(plan): (share, known[known["plan_id"] == plan]) for plan, share in shares.items()}


def like_actions(actions: pd.DataFrame) -> Counter[tuple[tuple[int, ...], range]]:
    """Return the classes of like actions, of the same months and shifts, in document order, and how many are in each.

    Parameters
    ----------
    actions : DataFrame
        Those of one plan, as :func:`levelled_actions` gives them.
    """
    return Counter(zip(actions["months"], actions["shifts"], strict=True))


def action_choices(actions: pd.DataFrame, weight: str) -> tuple[ShiftChoices, int]:
    """Return what the actions of a plan may do, and how many of its units of load make one of the weight.

    Parameters
    ----------
    actions : DataFrame
        Those of one plan, as :func:`levelled_actions` gives them.
    weight : str
        ``"actions"`` or ``"split"``: what an action adds to each of its months.
    """
    classes = like_actions(actions)
    lengths = [len(months) for months, _ in classes]
    scale = math.lcm(*lengths) if weight == "split" else 1
    units = [scale // length if weight == "split" else 1 for length in lengths]
    return shift_choices(list(classes), list(classes.values()), units), scale


def _counted(corpus: Corpus, organisation_id: str | None) -> SubjectActions:
    """Return the plans and their actions that count: all or, where a body is given, those that name it."""
    of = subject_actions(corpus, "plan")
    if organisation_id is None:
        return of
    named = corpus.participations["organisation_id"] == organisation_id
    if not named.any():
        raise ParameterError("measure_organisation", organisation_id=organisation_id)
    named_in = corpus.actions["action_id"].isin(corpus.participations.loc[named, "action_id"])
    counted = named_in.to_numpy(dtype=bool)[of.actions]
    return replace(of, numbers=of.numbers[counted], actions=of.actions[counted])
