"""Two years of one municipality: what became of the actions, and which domains grew or shrank."""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator

from analysis.common.themes import code_name
from analysis.common.wording import Language, say
from analysis.presentation.bars import draw_segments
from analysis.presentation.sentences import domain_titles
from analysis.presentation.sides import name_places
from analysis.presentation.style import (
    ACCENT,
    LINE,
    QUIET,
    SECOND,
    UNKNOWN,
    UNKNOWN_HATCH,
    draw_words,
    drawing,
    hush,
    legend_above,
    note,
    row_edges,
    row_middles,
    wrapped,
)

NARROW = 0.015  # of the longest bar: a segment has room for its number above that

_SEGMENTS = {
    "kept": (ACCENT, ""),
    "changed": ("#b5dcf3", "..."),
    "doubtful": (UNKNOWN, UNKNOWN_HATCH),
    "new": ("#009E73", "\\\\"),
    "dropped": ("#D55E00", "xx"),
}


def draw_action_changes(
    changes: pd.DataFrame, *, previous: str | None, ax: Axes | None = None, lang: Language = "pt"
) -> Axes:
    """Draw of each domain how many actions are kept, changed, doubtful, new and dropped.

    Parameters
    ----------
    changes : DataFrame
        As :func:`analysis.measures.comparisons.actions.action_changes` returns it.
    previous : str or None
        The plan before; None says that there is none.
    ax, lang
        Where to draw (new axes by default) and the language.

    Returns
    -------
    Axes
        One bar a domain, in the order of this plan, then of the one before.
    """
    if previous is None:
        return _in_place(ax, "changes", "none", lang)
    if changes.empty:
        return _in_place(ax, "changes", "empty", lang)
    parts = changes["status"].mask(changes["doubtful"].fillna(False), "doubtful")
    domains = changes["domain"].fillna(say("label.no_domain", lang))
    counts = pd.crosstab(domains, parts).reindex(index=domains.unique(), columns=list(_SEGMENTS), fill_value=0)
    labels = [wrapped(str(domain), 52) for domain in counts.index]
    edges = row_edges(labels)
    middles = row_middles(edges)
    with drawing(ax, 9.4, 1.7 + 0.42 * edges[-1]) as ax:
        ax.set_title(say("figure.changes.title", lang, previous=previous), pad=30)
        segments = [(part, counts[part].to_numpy(), *look) for part, look in _SEGMENTS.items()]
        most = int(counts.sum(axis=1).max())
        draw_segments(ax, middles, segments, lambda part: say(f"figure.changes.{part}", lang), least=NARROW * most)
        _finish(ax, labels, edges, middles, most, lang)
        legend_above(ax, ncols=5)
        note(ax, say("figure.changes.note", lang), below=42)
    return ax


def draw_domain_changes(
    domains: pd.DataFrame, *, previous: str | None, ax: Axes | None = None, lang: Language = "pt"
) -> Axes:
    """Draw the actions of each domain before and now.

    Parameters
    ----------
    domains : DataFrame
        As :func:`analysis.measures.comparisons.domain_change.domain_changes` returns it.
    previous : str or None
        The plan before; None says that there is none.
    ax, lang
        Where to draw (new axes by default) and the language.

    Returns
    -------
    Axes
        One row a domain: a circle for the plan before, a diamond for this one, a line between them.
    """
    if previous is None:
        return _in_place(ax, "domain_changes", "none", lang)
    if domains.empty:
        return _in_place(ax, "domain_changes", "empty", lang)
    by = str(domains.index.name)
    titles = domain_titles(domains, lang)
    named = [
        title if pd.isna(d) else code_name(by, title, lang) for d, title in zip(domains.index, titles, strict=True)
    ]
    labels = [wrapped(title, 52) for title in named]
    edges = row_edges(labels)
    middles = row_middles(edges)
    with drawing(ax, 9.4, 1.7 + 0.42 * edges[-1]) as ax:
        ax.set_title(say("figure.domain_changes.title", lang, previous=previous), pad=30)
        before, after = (domains[f"actions_{when}"].astype("Float64") for when in ("before", "after"))
        most = pd.concat([before, after]).fillna(0).max()
        for middle, one, other in zip(middles, before, after, strict=True):
            if pd.notna(one) and pd.notna(other):
                ax.plot([one, other], [middle, middle], color=LINE, linewidth=2.5, zorder=1)
            else:
                at = 0 if pd.isna(one) and pd.isna(other) else one if pd.isna(other) else other
                right = at > most / 2
                ax.annotate(say("figure.domain_changes.unknown", lang), (at, middle), (-9 if right else 9, 0),
                            textcoords="offset points", ha="right" if right else "left", va="center", fontsize=8.5,
                            color=QUIET)  # fmt: skip
        for counts, marker, colour, key in ((before, "o", QUIET, "before"), (after, "D", SECOND, "after")):
            known = counts.notna().to_numpy()
            ax.scatter(counts[known], [m for m, has in zip(middles, known, strict=True) if has], marker=marker,
                       color=colour, edgecolors="black", linewidths=0.6, s=95 if key == "before" else 34, clip_on=False,
                       zorder=2, label=say(f"figure.domain_changes.{key}", lang))  # fmt: skip
        _finish(ax, labels, edges, middles, int(most), lang)
        legend_above(ax, ncols=2)
        note(ax, say("figure.domain_changes.note", lang), below=42)
    return ax


def _finish(
    ax: Axes, labels: list[str], edges: list[float], middles: list[float], most: int, lang: Language
) -> None:  # fmt: skip
    """Name the rows and count the actions from zero."""
    name_places(ax.yaxis, middles, labels)
    ax.set_ylim(max(edges[-1], 1), 0)
    ax.set_xlim(0, max(most, 1) * 1.06)
    ax.xaxis.set_major_locator(MaxNLocator(integer=True))
    ax.set_xlabel(say("label.actions", lang))
    hush(ax, grid="x", left={"pad": 9})


def _in_place(ax: Axes | None, figure: str, why: str, lang: Language) -> Axes:
    """Say in place of an empty figure why there is none."""
    return draw_words(say(f"figure.{figure}.untitled", lang), say(f"figure.changes.{why}", lang), ax=ax, said=True)
