"""How long a tie is: 1/weight, as a whole number where that can be.

Betweenness counts the paths that are equally short. Sums of floats such as 1/3 + 1/3 + 1/3 and 1 differ in
the last digit and would hide such paths. The lengths of all ties of a network are whole numbers once they are
measured in the right unit: the least common multiple of the numerators of all weights, read as fractions.
Floats hold whole numbers exactly up to 2^53; where the longest path might be longer, lengths are 1/weight,
and two paths that differ by less than a share of 1e-12 are equally long.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from fractions import Fraction
from functools import lru_cache

import numpy as np

# Weights are read as the fractions they stand for (0.333... as 1/3) up to this denominator.
_DENOMINATOR = 10**6
# The whole numbers up to this one are floats.
_EXACT = 2**53
# Where lengths are not exact, paths that differ by less than this share are equally long.
_EQUAL = 1e-12


@lru_cache(maxsize=2**16)
def fraction_of(weight: float) -> Fraction:
    """Return the fraction that a weight stands for."""
    exact = Fraction(float(weight))
    return exact.limit_denominator(_DENOMINATOR) or exact


def unit_of(weights: Iterable[float], *, most: float = math.inf) -> int:
    """Return how long a tie of weight 1 is, so that a tie of each of `weights` is a whole number long.

    It is the least common multiple of their numerators, or 0 where that is more than `most`.
    """
    unit = 1
    for weight in weights:
        unit = math.lcm(unit, fraction_of(weight).numerator)
        if unit > most:
            return 0
    return unit


def steps_of(weight: float, unit: int) -> int:
    """Return how long a tie of `weight` is, exactly, in whole numbers of which `unit` are a tie of weight 1."""
    fraction = fraction_of(weight)
    return unit // fraction.numerator * fraction.denominator


def lengths_of(weights: np.ndarray, bodies: int) -> tuple[np.ndarray, float, float]:
    """Return how long the ties of a network of `bodies` bodies are, exactly if floats can hold its longest path.

    Parameters
    ----------
    weights : array
        Positive weights of ties, in any order; each may stand there once or often.
    bodies : int
        How many bodies there are: no shortest path has more ties.

    Returns
    -------
    lengths : array
        Of each tie, in the order of `weights`.
    unit : float
        The length of a tie of weight 1.
    slack : float
        The share of a length that is no difference between two paths: 0 where lengths are exact.
    """
    values, which = np.unique(weights, return_inverse=True)
    lengths, unit, slack = lengths_of_values(tuple(values.tolist()), bodies)
    return np.array(lengths)[which], unit, slack


@lru_cache(maxsize=2**14)
def lengths_of_values(values: tuple[float, ...], bodies: int) -> tuple[tuple[float, ...], float, float]:
    """Return what :func:`lengths_of` does, of the different weights of a network, in ascending order."""
    # The weakest tie is the longest.
    unit = unit_of(values, most=_EXACT * (values[0] if values else 0.0) / max(1, bodies))
    if not unit:
        return tuple(1 / value for value in values), 1.0, _EQUAL
    return tuple(float(steps_of(value, unit)) for value in values), float(unit), 0.0
