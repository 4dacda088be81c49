"""When an invented action takes place, and how a plan puts it into words.

What takes place and what a plan states are two things: *Semestral* is June and December in truth, and no month to
whoever reads the plan. A :class:`Timing` holds both.

The mix: `WHOLE_YEAR` of the actions take place in all months, `WINDOW` in a run of months, `SINGLE` in one to three
months, and the rest come back at a stated frequency without named months. Of all schedules, `LEFT_OPEN` are blank or
say that they are not decided. These shares are an orientation, no claim about real plans.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from analysis.common.months import YEAR
from analysis.common.wording import month_name
from analysis.simulation.phrases import read_phrases

WHOLE_YEAR = 0.40  # most actions of a plan whose schedule is in words run all year
WINDOW = 0.25  # a campaign, a course, a school term
SINGLE = 0.20  # a day of commemoration, a fair
LEFT_OPEN = 0.12  # blank cells and "A definir"
PERIOD = 0.3  # windows that are a quarter or a semester, and told so
WINDOW_MONTHS = 2.0  # mean of the Poisson months by which a window is longer than two

_ALWAYS = (
    ("Ao longo do ano", "continuous"),
    ("Todo o ano", "continuous"),
    ("Mensal", "monthly"),
    ("Semanal", "weekly"),
)
_RECURRING = (
    ("Bimestral", "bimonthly", 6),
    ("Trimestral", "quarterly", 4),
    ("Semestral", "semiannual", 2),
    ("Anual", "annual", 1),
    ("Sempre que necessário", "occasional", 3),
)


@dataclass(frozen=True)
class Timing:
    """When an action takes place.

    Attributes
    ----------
    months : tuple of int
        Months in which it takes place, 1 to 12.
    words : str
        What a schedule in words says.
    named : tuple of int or None
        Months that those words state.
    frequency : str or None
        How often, as those words state it.
    open_words : str or None
        What stands in the cell in their place where the plan leaves the schedule open.
    """

    months: tuple[int, ...]
    words: str
    named: tuple[int, ...] | None
    frequency: str | None
    open_words: str | None = None

    @property
    def is_left_open(self) -> bool:
        """Whether the plan does not tell when."""
        return self.open_words is not None


def draw_timing(rng: np.random.Generator) -> Timing:
    """Return a timing drawn from the mix that this module states."""
    pick = rng.random()
    open_words = str(rng.choice(["", *read_phrases().opened])) if rng.random() < LEFT_OPEN else None
    if pick < WHOLE_YEAR:
        words, frequency = _ALWAYS[rng.integers(len(_ALWAYS))]
        return Timing(YEAR, words, YEAR, frequency, open_words)
    if pick < WHOLE_YEAR + WINDOW:
        months, words = _window(rng)
        return Timing(months, words, months, None, open_words)
    if pick < WHOLE_YEAR + WINDOW + SINGLE:
        months = _some(rng, int(rng.integers(1, 4)))
        names = [month_name(month) for month in months]
        words = " e ".join(filter(None, (", ".join(names[:-1]), names[-1])))
        return Timing(months, words, months, None, open_words)
    words, frequency, times = _RECURRING[rng.integers(len(_RECURRING))]
    evenly = tuple(range(12 // times, 13, 12 // times))
    months = _some(rng, times) if frequency in ("annual", "occasional") else evenly
    return Timing(months, words, None, frequency, open_words)


def _window(rng: np.random.Generator) -> tuple[tuple[int, ...], str]:
    if rng.random() < PERIOD:
        length, name = ((3, "trimestre"), (6, "semestre"))[rng.integers(2)]
        nth = int(rng.integers(1, 12 // length + 1))
        return tuple(range((nth - 1) * length + 1, nth * length + 1)), f"{nth}.º {name}"
    first = int(rng.integers(1, 12))
    last = min(12, first + 1 + int(rng.poisson(WINDOW_MONTHS)))
    return tuple(range(first, last + 1)), f"{month_name(first)} a {month_name(last)}"


def _some(rng: np.random.Generator, count: int) -> tuple[int, ...]:
    return tuple(sorted(int(month) for month in rng.choice(YEAR, size=count, replace=False)))
