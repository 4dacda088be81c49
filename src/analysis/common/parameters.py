"""Parameters that many graphs and measures take: one of some words, whole numbers, numbers of draws, seeds, levels."""

from __future__ import annotations

from collections.abc import Collection
from numbers import Integral

from analysis.common.errors import ParameterError


def check_among(parameter: str, value: object, known: Collection[str]) -> None:
    """Raise where a parameter is none of the words that are known.

    Raises
    ------
    ParameterError
        If `value` is none of `known`.
    """
    if value not in known:
        raise ParameterError("measure_parameter", parameter=parameter, value=value, expected=", ".join(known))


def check_whole(parameter: str, value: object, *, least: int = 1) -> None:
    """Raise where a parameter is not a whole number of at least `least`.

    Raises
    ------
    ParameterError
        If `value` is of another type, as 10.0 is, or less than `least`.
    """
    if not isinstance(value, Integral) or int(value) < least:
        known = f"{least}, {least + 1}, {least + 2}, ..."
        raise ParameterError("measure_parameter", parameter=parameter, value=value, expected=known)


def check_draws(draws: int, seed: int, *, parameter: str = "draws") -> None:
    """Raise where `draws` is not a number of draws, or `seed` not a seed.

    Parameters
    ----------
    draws, seed : int
        Whole numbers, `draws` of at least 1 and `seed` of at least 0.
    parameter : str
        What `draws` is called by the function that takes it.

    Raises
    ------
    ParameterError
        If one of them is not.
    """
    check_whole(parameter, draws)
    check_whole("seed", seed, least=0)


def check_level(level: float) -> None:
    """Raise where `level` is not the level of an interval, more than 0 and less than 1.

    Raises
    ------
    ParameterError
        If it is not.
    """
    if not 0 < level < 1:
        raise ParameterError("measure_parameter", parameter="level", value=level, expected="0 < level < 1")
