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

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from analysis.frames.corpus import Corpus
from analysis.frames.schema import MONTHS, TEXT
from analysis.measures.schedules.freedom import Windows, action_choices, levelled_actions, like_actions
from analysis.measures.schedules.shifts import ShiftChoices, best_counts

SEARCHES = ("optimal", "time_limit")

MOVES: dict[str, Any] = {"seq": "Int64", "action": TEXT, "source": TEXT, "from_months": TEXT, "to_months": TEXT,
                         "shift": "Int64", "alike": "Int64"}  # fmt: skip
EFFECT: dict[str, Any] = {"share_unknown": "Float64", "movable": "Int64", "moves": "Int64", "shift": "Int64",
                          "peak_before": "Float64", "peak_after": "Float64", "peak_months_before": TEXT,
                          "peak_months_after": TEXT, "squares_before": "Float64", "squares_after": "Float64",
                          "search": TEXT}  # fmt: skip
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
    plans = levelled_actions(
        corpus,
        windows=windows or {},
        slack=slack,
        weight=weight,
        organisation_id=organisation_id,
        time_limit=time_limit,
    )
    moves, effects, loads = [], [], []
    for share, actions in plans.values():
        effect: dict[str, object] = {"share_unknown": share}
        before = after = np.full(len(MONTHS), np.nan)
        if len(actions):
            choices, scale = action_choices(actions, weight)
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
    index = pd.Index(list(plans), dtype=TEXT, name="plan_id")
    both = pd.MultiIndex.from_product([index, pd.Index(["before", "after"], dtype=TEXT)])
    all_moves = pd.concat(moves) if moves else pd.DataFrame(columns=["plan_id", "action_id", *MOVES])
    return Levelling(
        moves=all_moves.astype({"plan_id": TEXT, "action_id": TEXT} | MOVES).set_index(["plan_id", "action_id"]),
        effect=pd.DataFrame(effects, index=index, columns=list(EFFECT)).astype(EFFECT),
        loads=pd.DataFrame(loads, index=both.set_names(["plan_id", "moment"]), columns=list(MONTHS)).astype("Float64"),
    )


def _moved(actions: pd.DataFrame, choices: ShiftChoices, counts: np.ndarray) -> pd.DataFrame:
    """Return the rows of the actions that move: of like ones the first in the document."""
    classes = like_actions(actions)
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
