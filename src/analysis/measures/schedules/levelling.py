"""Which actions to move so that the fullest month is less full: a suggestion, and what it would do.

*Resource levelling* moves activities within the time that they have, so that what they need is spread more
evenly [1]_ [2]_. Here an activity is an action with its months, and what it needs is its load by the weight
``"actions"`` or ``"split"`` of :mod:`analysis.measures.schedules.weights`. The *peak* is the greatest load of the
twelve months. A *move* shifts all months of an action together, so that it keeps its length and its pauses, by at
most `slack` months earlier or later, and within January to December: nothing goes over to another year. For
an action that has a *window*, given by a person who knows, the window takes the place of the slack: the
action may run anywhere in it. An action of all twelve months has nowhere to go. One whose months are not
known neither moves nor counts: the share of such actions stands beside every result.

Of all moves those are suggested that reach the least peak; of these, the fewest; of these, those that
shift by the fewest months in all [3]_; and then those of actions that come first in the document, and to
earlier months. Each is exact (:mod:`analysis.measures.schedules.shifts`); where the limit of time stopped
one, the search is told as ``"time_limit"``: the moves do what the effect says, but there may be better ones.
Actions that are `alike`, with the same months and the same freedom, are one to the solver: the first in the
document is named, and any other would do.

A plan does not say how much work an action is, nor which must wait for which: a suggestion is a question to
those who know, not a schedule.

References
----------
.. [1] Burgess, A. R., Killebrew, J. B. (1962). Variation in activity level on a cyclical arrow diagram.
   Journal of Industrial Engineering 13, 76-83. The sum of squares of the load is theirs.
.. [2] Rieck, J., Zimmermann, J. (2015). Exact methods for resource leveling problems. In Handbook on Project
   Management and Scheduling 1, 361-387. Springer.
.. [3] Isermann, H. (1982). Linear lexicographic optimization. OR Spektrum 4, 223-228.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from analysis.common.errors import ParameterError
from analysis.common.parameters import check_among, check_whole
from analysis.frames.corpus import Corpus
from analysis.frames.schema import MONTHS, TEXT
from analysis.measures.schedules.shifts import ShiftChoices, best_counts, shift_choices

LEVELLED_WEIGHTS = ("actions", "split")
SEARCHES = ("optimal", "time_limit")

Windows = Mapping[str, tuple[int, int]]

MOVES: dict[str, Any] = {"seq": "Int64", "action": TEXT, "source": TEXT, "from_months": TEXT, "to_months": TEXT,
                         "shift": "Int64", "alike": "Int64"}  # fmt: skip
EFFECT: dict[str, Any] = {"share_unknown": "Float64", "movable": "Int64", "moves": "Int64", "shift": "Int64",
                          "peak_before": "Float64", "peak_after": "Float64", "peak_months_before": TEXT,
                          "peak_months_after": TEXT, "squares_before": "Float64", "squares_after": "Float64",
                          "search": TEXT}  # fmt: skip
STEPS: dict[str, Any] = {"plan_id": TEXT, "moves": "Int64", "peak": "Float64", "shift": "Int64", "search": TEXT,
                         "share_unknown": "Float64"}  # fmt: skip
_GOALS = ("peak", "moves", "shift", "place")


@dataclass(frozen=True, eq=False)
class Levelling:
    """Moves that are suggested, and their effect.

    Attributes
    ----------
    moves : DataFrame
        One row per action to move, index ``plan_id, action_id``, in document order: ``seq``, ``action``,
        ``source`` (place in the document), ``from_months`` and ``to_months`` (as ``"3;4"``), ``shift`` (in
        months, negative where earlier) and ``alike``, the actions, this one included, any of which would do.
    effect : DataFrame
        One row per plan in the corpus's order, index ``plan_id``: ``share_unknown``, the share of its
        actions whose months are not known; ``movable``, the actions that may move; ``moves`` and
        ``shift``, how many move and by how many months in all; ``peak_before`` and ``peak_after``;
        ``peak_months_before`` and ``peak_months_after`` (as ``"3;4"``); ``squares_before`` and
        ``squares_after``, sums of squares of the months' loads; ``search``, one of `SEARCHES`. All but the
        first are ``<NA>`` where no months are known, and the first where there are no actions.
    loads : DataFrame
        Two rows per plan, index ``plan_id, moment`` (``"before"``, ``"after"``): the load of the months 1
        to 12 (Float64), ``<NA>`` where no months are known.
    """

    moves: pd.DataFrame
    effect: pd.DataFrame
    loads: pd.DataFrame


def levelling_plan(
    corpus: Corpus,
    *,
    windows: Windows | None = None,
    slack: int = 2,
    weight: str = "actions",
    organisation_id: str | None = None,
    time_limit: float = 10.0,
) -> Levelling:
    """Return the moves of actions that lower the peak of each plan most, and what they would do.

    Parameters
    ----------
    corpus : Corpus
        The plans.
    windows : mapping of str to (int, int), optional
        For actions by id: the first and the last month in which the action may run.
    slack : int
        Months by which an action without a window may move, earlier or later.
    weight : str
        ``"actions"`` or ``"split"``: what an action adds to each of its months.
    organisation_id : str, optional
        Level the load of this body: count only the actions that name it, in any role. What the moves do
        to others is not looked at.
    time_limit : float
        Seconds that the search for each of the four goals may take, plan by plan.

    Returns
    -------
    Levelling
        The frames ``moves``, ``effect`` and ``loads``.

    Raises
    ------
    ParameterError
        If `slack` is not a whole number from 0, `weight` is not known, `time_limit` not above 0, no
        action names the body, or a window is not of an action with known months that it holds.
    """
    known = _known(corpus, windows or {}, slack, weight, organisation_id, time_limit)
    shares = _shares(corpus, organisation_id)
    moves, effects, loads = [], [], []
    for plan_id, share in shares.items():
        actions = known[known["plan_id"] == plan_id]
        effect: dict[str, object] = {"share_unknown": share}
        before = after = np.full(len(MONTHS), np.nan)
        if len(actions):
            choices, scale = _choices(actions, weight)
            counts, proven = best_counts(choices, _GOALS, limits={}, time_limit=time_limit)
            assert counts is not None, "with no limits, to move nothing is an answer"
            before, after = (choices.loads @ each / scale for each in (choices.unmoved(), counts))
            moved = _moved(actions, choices, counts)
            moves.append(moved)
            effect |= {
                "movable": int((actions["shifts"].map(len) > 1).sum()),
                "moves": len(moved),
                "shift": int(moved["shift"].abs().sum()),
                "search": SEARCHES[not proven],
            }
            for moment, load in (("before", before), ("after", after)):
                effect[f"peak_{moment}"] = load.max()
                effect[f"peak_months_{moment}"] = _written(np.flatnonzero(load == load.max()) + 1)
                effect[f"squares_{moment}"] = (load**2).sum()
        effects.append(effect)
        loads += [before, after]
    both = pd.MultiIndex.from_product([shares.index, pd.Index(["before", "after"], dtype=TEXT)])
    all_moves = pd.concat(moves) if moves else pd.DataFrame(columns=["plan_id", "action_id", *MOVES])
    return Levelling(
        moves=all_moves.astype({"plan_id": TEXT, "action_id": TEXT} | MOVES).set_index(["plan_id", "action_id"]),
        effect=pd.DataFrame(effects, index=shares.index, columns=list(EFFECT)).astype(EFFECT),
        loads=pd.DataFrame(loads, index=both.set_names(["plan_id", "moment"]), columns=list(MONTHS)).astype("Float64"),
    )


def levelling_steps(
    corpus: Corpus,
    *,
    windows: Windows | None = None,
    slack: int = 2,
    weight: str = "actions",
    organisation_id: str | None = None,
    time_limit: float = 10.0,
) -> pd.DataFrame:
    """Return how low each number of moves brings the peak of each plan: what one more move is worth.

    The steps go from today's peak to the least that can be reached; each is the fewest moves below the
    peak of the step before, and the least peak with as many. Numbers of moves that lower nothing are not
    steps [1]_. Many steps with weights ``"split"`` take long: with hundreds of actions, minutes.

    Parameters
    ----------
    corpus, windows, slack, weight, organisation_id, time_limit
        As for :func:`levelling_plan`.

    Returns
    -------
    DataFrame
        One row per plan and step, index ``plan_id, moves``, from 0 moves on: ``peak``, ``shift`` (least
        months moved by in all), ``search`` (one of `SEARCHES`; the steps end at the first that is not
        ``"optimal"``) and ``share_unknown``. A plan without known months has one row, all ``<NA>`` but the
        last.

    Raises
    ------
    ParameterError
        As for :func:`levelling_plan`.

    References
    ----------
    .. [1] Haimes, Y. Y., Lasdon, L. S., Wismer, D. A. (1971). On a bicriterion formulation of the problems of
       integrated system identification and system optimization. IEEE Transactions on Systems, Man, and
       Cybernetics 1, 296-297.
    """
    known = _known(corpus, windows or {}, slack, weight, organisation_id, time_limit)
    rows: list[tuple[object, ...]] = []
    for plan_id, share in _shares(corpus, organisation_id).items():
        actions = known[known["plan_id"] == plan_id]
        if not len(actions):
            rows.append((plan_id, pd.NA, pd.NA, pd.NA, pd.NA, share))
            continue
        choices, scale = _choices(actions, weight)
        counts: np.ndarray | None = choices.unmoved()
        proven = True
        while counts is not None:
            moves, peak, shift = (choices.value(goal, counts) for goal in ("moves", "peak", "shift"))
            rows.append((plan_id, moves, peak / scale, shift, SEARCHES[not proven], share))
            if not proven:
                break
            goals = ("moves", "peak", "shift")
            counts, proven = best_counts(choices, goals, limits={"peak": peak - 1}, time_limit=time_limit)
    return pd.DataFrame(rows, columns=list(STEPS)).astype(STEPS).set_index(["plan_id", "moves"])


def _known(
    corpus: Corpus, windows: Windows, slack: int, weight: str, organisation_id: str | None, time_limit: float
) -> pd.DataFrame:
    """Return the actions that count and whose months are known, with these and the ``shifts`` they may make."""
    check_whole("slack", slack, least=0)
    check_among("weight", weight, LEVELLED_WEIGHTS)
    if not time_limit > 0:
        raise ParameterError("measure_parameter", parameter="time_limit", value=time_limit, expected="> 0")
    months = corpus.schedule.sort_values("month").groupby("action_id")["month"].agg(tuple)
    stated = months.to_dict()
    for action_id, (first, last) in windows.items():
        held = stated.get(action_id, ())
        if not held or not 1 <= first <= min(held) <= max(held) <= last <= max(MONTHS):
            raise ParameterError("levelling_window", action=action_id, window=f"({first}, {last})")

    def shifts(action_id: str) -> range:
        low, high = min(stated[action_id]), max(stated[action_id])
        first, last = windows.get(action_id, (max(low - slack, 1), min(high + slack, max(MONTHS))))
        return range(first - low, last - high + 1)

    counted = corpus.actions[_counts(corpus, organisation_id) & corpus.actions["action_id"].isin(months.index)]
    return counted.assign(months=counted["action_id"].map(stated), shifts=counted["action_id"].map(shifts))


def _counts(corpus: Corpus, organisation_id: str | None) -> pd.Series:
    """Tell of each action whether it counts: all do or, where a body is given, those that name it."""
    if organisation_id is None:
        return pd.Series(True, index=corpus.actions.index)
    named = corpus.participations["organisation_id"] == organisation_id
    if not named.any():
        raise ParameterError("measure_organisation", organisation_id=organisation_id)
    return corpus.actions["action_id"].isin(corpus.participations.loc[named, "action_id"])


def _shares(corpus: Corpus, organisation_id: str | None) -> pd.Series:
    """Return for each plan the share of the actions that count whose months are not known."""
    counted = corpus.actions[_counts(corpus, organisation_id)]
    unknown = ~counted["action_id"].isin(corpus.schedule["action_id"])
    plans = pd.Index(corpus.plan_ids, dtype=TEXT, name="plan_id")
    return unknown.groupby(counted["plan_id"]).mean().astype("Float64").reindex(plans)


def _choices(actions: pd.DataFrame, weight: str) -> tuple[ShiftChoices, int]:
    """Return what the actions of a plan may do, and how many units make one of the weight."""
    sizes = _classes(actions)
    lengths = [len(months) for months, _ in sizes]
    scale = math.lcm(*lengths) if weight == "split" else 1
    units = [scale // length if weight == "split" else 1 for length in lengths]
    return shift_choices(list(sizes), list(sizes.values()), units), scale


def _classes(actions: pd.DataFrame) -> Counter[tuple[tuple[int, ...], range]]:
    """Return the classes of like actions, in the order of the document, and how many are in each."""
    return Counter(zip(actions["months"], actions["shifts"], strict=True))


def _moved(actions: pd.DataFrame, choices: ShiftChoices, counts: np.ndarray) -> pd.DataFrame:
    """Return the rows of the actions that move: of like ones the first in the document."""
    classes = _classes(actions)
    shifts = {}
    for group, like in enumerate(classes):
        moving = (choices.groups == group) & (choices.shifts != 0)
        shifts[like] = iter(np.repeat(choices.shifts[moving], counts[moving]).tolist())
    kinds = list(zip(actions["months"], actions["shifts"], strict=True))
    rows = actions.assign(shift=[next(shifts[like], 0) for like in kinds], alike=[classes[like] for like in kinds])
    rows = rows[rows["shift"] != 0]
    moved = zip(rows["months"], rows["shift"], strict=True)
    return rows.assign(
        from_months=rows["months"].map(_written),
        to_months=[_written(month + shift for month in months) for months, shift in moved],
    )[["plan_id", "action_id", *MOVES]]


def _written(months: Iterable[int]) -> str:
    return ";".join(str(month) for month in months)
