"""Measures of the site: which of a plan's measures its pages show, in words, and their course over the years.

A *sparkline* is a word-sized graphic without axes, beside the number it leads to: here a column for each plan of a
municipality, from zero at the foot to the greatest of its own values at the top. A value that is not known leaves a
gap, and the text that goes with the sparkline names every year and value.

References
----------
Tufte, E. R. (2006). *Beautiful Evidence*. Graphics Press. (sparklines)
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import NamedTuple

from analysis.common.wording import Language, number, percent, say
from analysis.reporting.result_schema import PLAN, UNITS
from analysis.reporting.results import Result

MAIN = {
    name: UNITS[PLAN][name] for name in ("actions", "organisations", "schedule_known_share", "top_share", "density")
}
WIDTH, HEIGHT = 60, 18
WIDEST = 10  # of a column


class Sparkline(NamedTuple):
    """The columns as paths of upright strokes, the last apart, and how wide a stroke is."""

    earlier: str
    last: str
    stroke: int


def main_measures(measures: Mapping[str, Result], counts: Mapping[str, int]) -> dict[str, float | None]:
    """Return the values of the main measures, None where not known.

    Of a plan whose measures were not written, the `counts` that go with its graph tell some.
    """
    if measures:
        return {name: measures[name].value if name in measures else None for name in MAIN}
    actions, known = counts.get("actions"), counts.get("known")
    counted: dict[str, float | None] = {"actions": actions, "organisations": counts.get("organisations")}
    if actions and known:  # where no month stands in the whole plan it is not known of which actions they are known
        counted["schedule_known_share"] = known / actions
    return {name: counted.get(name) for name in MAIN}


@cache
def in_words(value: float | None, unit: str, lang: Language) -> str:
    """Return a value as the reader's language writes it: a share in percent, ``not stated`` for None."""
    if value is None:
        return say("missing.not_stated", lang)
    if unit == "share":
        return percent(value, lang)
    decimals = 0 if float(value).is_integer() else 1 if value >= 1 else 2 if value >= 0.1 else 3
    return number(value, lang, decimals=decimals)


def sparkline(values: Sequence[float | None]) -> Sparkline | None:
    """Return the columns of `values`, at the right of the sparkline; None where fewer than two are known."""
    known = [value for value in values if value is not None]
    if len(known) < 2:
        return None
    greatest, step = max(known) or 1, min(WIDTH / len(values), WIDEST + 2)
    columns = [
        "" if value is None else f"M{WIDTH - step * (back - 0.5):g} {HEIGHT}V{HEIGHT - value / greatest * HEIGHT:.0f}"
        for back, value in zip(range(len(values), 0, -1), values, strict=True)
    ]
    return Sparkline("".join(columns[:-1]), columns[-1], max(round(step) - 2, 1))
