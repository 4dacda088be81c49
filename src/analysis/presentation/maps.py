"""A map of municipalities by their centroids: where the plans are from, and a measure of each.

The islands stand in frames of their own, each as wide as its archipelago needs. A degree of longitude is drawn
shorter than one of latitude, by the cosine of the latitude, so that the country has its shape.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.colors import Normalize

from analysis.common.municipalities import Municipality, read_municipalities
from analysis.common.paths import data_folder
from analysis.common.wording import Language, label, say
from analysis.presentation.sentences import plan_names
from analysis.presentation.style import COUNTS, LINE, PAPER, QUIET, draw_words, drawing, note
from analysis.presentation.tables import measure_in_words

Bounds = tuple[float, float, float, float]
_Spot = tuple[float, float, str, bool]  # latitude, longitude, name and value, whether it is this plan

# West, east, south, north of each part, in degrees, and where it stands in the figure.
PARTS = {
    "mainland": ((-9.8, -6.0, 36.8, 42.3), (0.0, 0.0, 0.5, 1.0)),
    "azores": ((-31.6, -24.8, 36.7, 40.0), (0.52, 0.0, 0.24, 0.2)),
    "madeira": ((-17.5, -16.0, 32.4, 33.2), (0.78, 0.0, 0.22, 0.2)),
}
CLOSER = (0.52, 0.36, 0.48, 0.64)  # where a region stands, drawn larger
SCALE = (0.54, 0.3, 0.42, 0.018)  # where the colours are told
TALL = 1.02  # height of the frame of a region over its width
NEAR = 2.2  # degrees: plans within so many of latitude are drawn larger
FEW = 5  # plans that are named right beside their dots
APART = 0.04  # of the height of a part: names beside dots that are nearer than so would overlap
MOST_NAMED = 26  # plans that are named in a part
LEAST = 5  # plans below which there is no map to see
DOT = 34.0  # size of a plan, in square points


def draw_map(
    comparison: pd.DataFrame, plans: pd.DataFrame, *, plan_id: str, measure: str, ax: Axes | None = None,
    lang: Language = "pt",
) -> Axes:  # fmt: skip
    """Draw a measure of each plan at the centre of its municipality, among all municipalities.

    Parameters
    ----------
    comparison : DataFrame
        As :func:`analysis.measures.comparisons.plans.plan_comparison` returns it.
    plans : DataFrame
        The frame ``plans`` of the corpus; a plan without municipality is not on the map.
    plan_id : str
        This plan.
    measure : str
        The measure whose values are drawn.
    ax, lang
        Where to draw (new axes by default) and the language.

    Returns
    -------
    Axes
        The map; its insets are the mainland, the Azores and Madeira. A plan whose value is not known is hollow. Of
        fewer than `LEAST` municipalities a sentence stands in its place, which a page leaves out.
    """
    values = comparison[comparison.index.get_level_values("measure") == measure].droplevel("measure")["value"]
    placed = plans.dropna(subset=["ine_code"])
    whole = {place.ine_code: place for place in read_municipalities(data_folder())}
    told = label("column", measure, lang)
    if placed["ine_code"].nunique() < LEAST:
        few = say("figure.map.few", lang, n=LEAST)
        return draw_words(say("figure.map.title", lang, measure=told), few, ax=ax, said=True)
    with drawing(ax, 9.6, 7.4) as ax:
        ax.set_title(say("figure.map.title", lang, measure=told))
        ax.set_axis_off()
        known = values.dropna().astype("float64")
        widest = max([*known, 1e-9])
        told_plans = _Plans(placed, values, plan_names(plans, lang), plan_id, _scale(widest), lang)
        closer = _closer(placed, whole)
        named = 0
        for name, (bounds, where) in PARTS.items():
            part = ax.inset_axes(where)
            spots = _draw_part(part, bounds, whole, told_plans, measure)
            if name != "mainland":
                named += _entitle(part, spots)
            elif closer is None:
                named += _name(part, spots, floor=SCALE[1] + 0.05)
        if closer is not None:
            part = ax.inset_axes(CLOSER)
            named += _name(part, _draw_part(part, closer, whole, told_plans, measure), floor=0)
        if len(known):
            _tell_colours(ax.inset_axes(SCALE), widest, measure, lang)
        note(ax, _note(plans, placed, values, lang, named=named))
    return ax


def _note(plans: pd.DataFrame, placed: pd.DataFrame, values: pd.Series, lang: Language, *, named: int) -> str:
    """Return what the marks are and what is not seen."""
    told = [say("figure.map.note", lang)]
    if values.reindex(placed["plan_id"]).isna().any():
        told.append(say("figure.map.unknown", lang))
    if unnamed := len(placed) - named:
        told.append(say("figure.map.unnamed", lang, n=unnamed))
    if unplaced := len(plans) - len(placed):
        told.append(say("figure.map.unplaced", lang, n=unplaced))
    return " ".join(told)


def _tell_colours(ax: Axes, widest: float, measure: str, lang: Language) -> None:
    """Draw the colours from zero to the greatest value."""
    shades = np.linspace(0, widest, 64)[None, :]
    ax.imshow(shades, cmap=COUNTS, norm=_scale(widest), extent=(0, widest, 0, 1), aspect="auto")
    ax.set_yticks([])
    ax.set_xticks([0, widest], [measure_in_words(measure, value, lang) for value in (0.0, widest)], fontsize=8)
    for spine in ax.spines.values():
        spine.set_visible(False)
    ax.tick_params(length=0)


def _scale(widest: float) -> Normalize:
    """Return the scale of the colours, on which zero is told from the white of what is not known."""
    return Normalize(-0.25 * widest, widest)


@dataclass(frozen=True)
class _Plans:
    """The plans of the map: where they are, what is measured of them, and how it is coloured."""

    placed: pd.DataFrame
    measured: pd.Series
    names: pd.Series
    own: str
    scale: Normalize
    lang: Language


def _closer(placed: pd.DataFrame, places: Mapping[str, Municipality]) -> Bounds | None:
    """Return the bounds of the plans' region where they are near one another on the mainland, else None."""
    (west, east, south, north), _ = PARTS["mainland"]
    spots = [places[code] for code in placed["ine_code"].unique()]
    inside = [p for p in spots if west <= p.lon <= east and south <= p.lat <= north]
    if len(inside) < 2 or len(inside) < len(spots):
        return None
    lons, lats = [p.lon for p in inside], [p.lat for p in inside]
    if max(max(lats) - min(lats), max(lons) - min(lons)) > NEAR:
        return None
    middle, wide = (max(lats) + min(lats)) / 2, max(max(lons) - min(lons), 0.5)
    west, east = min(lons) - 0.1, max(lons) + 1.8 * wide  # the names stand at the right
    half = max((max(lats) - min(lats)) / 2 + 0.12, (east - west) * math.cos(math.radians(middle)) * TALL / 2)
    return west, east, middle - half, middle + half


def _draw_part(
    ax: Axes, bounds: Bounds, places: Mapping[str, Municipality], plans: _Plans, measure: str
) -> list[_Spot]:
    """Draw one part of the country, all its municipalities and the plans of some; return these, north first."""
    west, east, south, north = bounds
    inside = {c: p for c, p in places.items() if west <= p.lon <= east and south <= p.lat <= north}
    ax.scatter([p.lon for p in inside.values()], [p.lat for p in inside.values()], s=8, color="#b4c0c6", linewidths=0,
               zorder=1)  # fmt: skip
    spots = []
    dots: dict[tuple[bool, bool], list[tuple[float, float, Any]]] = {}  # of this plan or not, known or not
    for plan, code in zip(plans.placed["plan_id"].astype(str), plans.placed["ine_code"].astype(str), strict=True):
        if code not in inside:
            continue
        place, value, own = inside[code], plans.measured.get(plan, pd.NA), plan == plans.own
        unknown = pd.isna(value)
        colour = "white" if unknown else COUNTS(float(plans.scale(float(value))))
        dots.setdefault((own, unknown), []).append((place.lon, place.lat, colour))
        written = (
            say("missing.not_stated", plans.lang) if unknown else measure_in_words(measure, float(value), plans.lang)
        )
        spots.append((place.lat, place.lon, f"{plans.names[plan]}: {written}", own))
    for (own, unknown), alike in dots.items():
        lons, lats, colours = zip(*alike, strict=True)
        ax.scatter(lons, lats, s=DOT * (2.4 if own else 1.4), marker="X" if unknown else "D" if own else "o",
                   color=colours, edgecolors="black", linewidths=1.4 if own else 0.7,
                   zorder=4 if own else 3)  # fmt: skip
    ax.set_xlim(west, east)
    ax.set_ylim(south, north)
    ax.set_aspect(1 / math.cos(math.radians((south + north) / 2)))
    ax.set_xticks([])
    ax.set_yticks([])
    for spine in ax.spines.values():
        spine.set_visible(True)
        spine.set_color(LINE)
    return sorted(spots, reverse=True)


def _entitle(ax: Axes, spots: list[_Spot]) -> int:
    """Write the name of this plan over a frame that has no room inside; return how many names were written."""
    own = [words for *_, words, own in spots if own]
    if own:
        ax.set_title(own[0], fontsize=8, pad=3)
    return len(own)


def _name(ax: Axes, spots: list[_Spot], *, floor: float) -> int:
    """Write the names beside their dots where they are few, else in a column at the right, from north to south.

    The column ends at `floor`, a share of the height. Of too many plans only this one is named. Returns how many
    names were written.
    """
    (west, east), (south, north) = ax.get_xlim(), ax.get_ylim()
    near = any(one[0] - other[0] < APART * (north - south) for one, other in pairwise(spots))
    listed = len(spots) > FEW or near
    column = max(lon for _, lon, *_ in spots) + (east - west) * 0.07 if listed else None
    if len(spots) > MOST_NAMED:
        spots = [spot for spot in spots if spot[3]]
    step = (north - south) * (1 - floor) / (len(spots) + 1)
    for place, (lat, lon, words, own) in enumerate(spots, start=1):
        at = (lon + (east - west) * 0.035, lat) if column is None else (column, north - place * step)
        ax.annotate(
            words, (lon, lat), at, fontsize=8, va="center", color="black" if own else QUIET, annotation_clip=False,
            fontweight="bold" if own else "normal", zorder=5,
            arrowprops={"arrowstyle": "-", "color": LINE, "linewidth": 0.6, "shrinkA": 0, "shrinkB": 3,
                        "relpos": (0, 0.5)},
            bbox=PAPER,
        )  # fmt: skip
    return len(spots)
