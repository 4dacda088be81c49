"""The choice of shifts that levels a load, as a programme in whole numbers.

Actions that have the same months and may make the same shifts are alike, and the programme counts them
together: its unknowns are *how many* of each class of like actions make each of the shifts that they may,
0 months among them. That is exact, and small however many actions there are. An unknown more is the peak,
which no month's load exceeds. What is sought is an order of goals: the best of the first, then of the
second among what is best in the first, and so on. Each is solved by branch and bound [1]_ to the end, with
no gap left, or to the limit of time, and then the answer says that it is not proven; where what was found is already
the least that there can be, nothing is left to solve. The solver is HiGHS [2]_, through ``scipy.optimize.milp``.

References
----------
.. [1] Land, A. H., Doig, A. G. (1960). An automatic method of solving discrete programming problems.
   Econometrica 28, 497-520.
.. [2] Huangfu, Q., Hall, J. A. J. (2018). Parallelizing the dual revised simplex method. Mathematical
   Programming Computation 10, 119-142.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.optimize import LinearConstraint, milp

from analysis.frames.schema import MONTHS


@dataclass(frozen=True, eq=False)
class ShiftChoices:
    """What classes of like actions may do; a *choice* is a class with one of its shifts.

    Attributes
    ----------
    sizes : array of shape (classes,)
        Actions of each class.
    groups, shifts : array of shape (choices,)
        The class of each choice, and its shift in months, negative where earlier.
    loads : array of shape (12, choices)
        What one action adds to each month, in whole units.
    """

    sizes: np.ndarray
    groups: np.ndarray
    shifts: np.ndarray
    loads: np.ndarray

    def unmoved(self) -> np.ndarray:
        """Return the counts, shape (choices,), with which every action stays where it is."""
        return np.where(self.shifts == 0, self.sizes[self.groups], 0)

    def value(self, goal: str, counts: np.ndarray) -> int:
        """Return the whole number that `counts` of the choices make of a goal."""
        return int((self.loads @ counts).max()) if goal == "peak" else int(self.costs(goal)[:-1] @ counts)

    def floor(self, goal: str) -> int:
        """Return what no counts make less of a goal; the peak is at least the even load, rounded up."""
        return -(-int((self.loads @ self.unmoved()).sum()) // len(MONTHS)) if goal == "peak" else 0

    def costs(self, goal: str) -> np.ndarray:
        """Return what one action of each choice adds to a goal, and last what one unit of the peak does.

        Goals are ``"peak"``; ``"moves"``, the actions that move; ``"shift"``, the months that they move
        by; and ``"place"``, which decides between equals: twice the place of the class of each action that
        moves, and one more where it moves to a later month.
        """
        moved = self.shifts != 0
        by_choice = {
            "peak": np.zeros(len(moved)),
            "moves": moved,
            "shift": np.abs(self.shifts),
            "place": np.where(moved, 2 * self.groups + (self.shifts > 0), 0),
        }[goal]
        return np.append(by_choice, goal == "peak").astype(float)


def shift_choices(
    classes: Sequence[tuple[tuple[int, ...], range]], sizes: Sequence[int], units: Sequence[int]
) -> ShiftChoices:
    """Return the choices of classes of like actions.

    Parameters
    ----------
    classes : sequence of (tuple of int, range)
        The months of the actions of each class, and the shifts that they may make.
    sizes, units : sequence of int
        How many actions a class has, and what each of them adds to a month in which it runs.

    Returns
    -------
    ShiftChoices
        One choice for each class and shift, classes in their order.
    """
    choices = [(group, shift) for group, (_, shifts) in enumerate(classes) for shift in shifts]
    loads = np.zeros((len(MONTHS), len(choices)), dtype=np.int64)
    for choice, (group, shift) in enumerate(choices):
        loads[np.array(classes[group][0]) + shift - 1, choice] = units[group]
    groups, shifts = np.array(choices, dtype=np.int64).reshape(-1, 2).T
    return ShiftChoices(np.array(sizes, dtype=np.int64), groups, shifts, loads)


def best_counts(
    choices: ShiftChoices, goals: Sequence[str], *, limits: Mapping[str, int], time_limit: float
) -> tuple[np.ndarray | None, bool]:
    """Return how many actions make each choice where the goals, in their order, are least.

    Parameters
    ----------
    choices : ShiftChoices
        What may be chosen.
    goals : sequence of str
        As :meth:`ShiftChoices.costs` names them, the first to be met first.
    limits : mapping
        Values of goals that must not be exceeded.
    time_limit : float
        Seconds that the search for each goal may take.

    Returns
    -------
    tuple
        The counts, shape (choices,), or None where none were found; and whether that is proven: that no
        counts are better or, for None, that none keep within `limits`.
    """
    bounds, best, proven = dict(limits), None, True
    if any(limit < choices.floor(goal) for goal, limit in limits.items()):
        return None, True
    stays = choices.unmoved()
    if all(choices.value(goal, stays) <= limit for goal, limit in bounds.items()):
        best = stays
    for goal in goals:
        if best is not None and choices.value(goal, best) == choices.floor(goal):
            bounds[goal] = choices.floor(goal)
            continue
        found, done = _least(choices, goal, bounds, time_limit)
        proven = proven and done
        if found is not None and (best is None or done or choices.value(goal, found) < choices.value(goal, best)):
            best = found
        if best is None:
            break
        bounds[goal] = choices.value(goal, best)
    return best, proven


def _least(
    choices: ShiftChoices, goal: str, limits: Mapping[str, int], time_limit: float
) -> tuple[np.ndarray | None, bool]:
    """Return counts that make one goal least within `limits`, and whether the search came to its end."""
    member = choices.groups == np.arange(len(choices.sizes))[:, None]
    everybody = np.column_stack([member, np.zeros(len(member))])
    under_peak = np.column_stack([choices.loads, np.full(len(choices.loads), -1)])
    kept = [LinearConstraint(choices.costs(name), -np.inf, limit) for name, limit in limits.items()]
    result = milp(
        choices.costs(goal),
        integrality=np.ones(len(choices.groups) + 1),
        constraints=[
            LinearConstraint(everybody, choices.sizes, choices.sizes),
            LinearConstraint(under_peak, -np.inf, 0),
            *kept,
        ],
        options={"time_limit": time_limit, "mip_rel_gap": 0},
    )
    found = None if result.x is None else np.rint(result.x[:-1]).astype(np.int64)
    return found, result.status in (0, 2)
