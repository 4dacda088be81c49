"""What changed between two partner networks: other bodies, or other ties among the same bodies.

The *dissimilarity* of two networks is 1 - (what they share): with a the ties in both, b those in the first
only and c those in the second only, (b + c) / (2a + b + c) by Sørensen, (b + c) / (a + b + c) by Jaccard;
0 where all ties are alike, 1 where none is. Every tie that differs does so for one of two reasons:

- *rewiring*: both ends are in both networks; they began or ceased to work together
- *turnover*: an end is in one network only; a body left or entered

Both are counted over the same denominator, so that rewiring + turnover = dissimilarity (Novotny [1]_; Fründ
[2]_, who shows that the older partition of Poisot et al. [3]_, with rewiring over the ties of the shared
bodies alone, overstates rewiring). In their symbols: *node dissimilarity* S, *dissimilarity* WN, *rewiring*
OS, *turnover* ST, as R ``bipartite::betalinkr(partitioning = "commondenom")`` gives them. *Weighted*: the
same with the smaller of the two weights in place of a, each network's weights divided by their sum, as
betalinkr does with ``binary = FALSE``; a tie that is kept with another weight is then rewiring in part.

One difference: a body without partners is in its network here, so that its first tie is rewiring;
betalinkr sees only nodes with ties and calls it turnover. In the row of a theme, a body is in the network
where an action of that theme names it.

Two networks are compared: *partners*, bodies tied by shared actions, whole and action theme by theme; and
*themes*, bodies tied to the themes (or domains) of their actions, where themes can leave and enter too.
Actions are not compared: no action of one plan is that of another. Of two networks without ties nothing
is known: ``<NA>``; where only one has ties they share nothing: 1.

References
----------
.. [1] Novotny, V. (2009). Beta diversity of plant-insect food webs in tropical forests: a conceptual
   framework. Insect Conservation and Diversity 2, 5-9.
.. [2] Fründ, J. (2021). Dissimilarity of species interaction networks: how to partition rewiring and
   species turnover components. Ecosphere 12, e03653.
.. [3] Poisot, T. et al. (2012). The dissimilarity of species interaction networks. Ecology Letters 15,
   1353-1361.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import combinations
from typing import Any

import pandas as pd

from analysis.common.parameters import check_among
from analysis.frames.corpus import Corpus
from analysis.frames.schema import TEXT
from analysis.graphs.choice import Kinds
from analysis.measures.comparisons.matching import matched_participations, silent_plans

INDICES = ("sorensen", "jaccard")
PARTS = ("theme", "domain")
WHOLE = "all"

COLUMNS: dict[str, Any] = {
    "nodes_stay": "Int64",
    "nodes_leave": "Int64",
    "nodes_enter": "Int64",
    "ties_before": "Int64",
    "ties_after": "Int64",
    "ties_kept": "Int64",
    "ties_lost": "Int64",
    "ties_gained": "Int64",
    "ties_left": "Int64",
    "ties_entered": "Int64",
    "node_dissimilarity": "Float64",
    "dissimilarity": "Float64",
    "rewiring": "Float64",
    "turnover": "Float64",
    "weighted_dissimilarity": "Float64",
    "weighted_rewiring": "Float64",
    "weighted_turnover": "Float64",
}

_Tie = tuple[str, str]
_Place = tuple[str, str, str | None]
_Weights = Mapping[Any, float]


@dataclass(frozen=True)
class _Network:
    """Nodes, and the weight of each tie: a pair of nodes, the same pair in both networks."""

    nodes: frozenset[str]
    ties: Mapping[_Tie, float]

    def among(self, nodes: frozenset[str]) -> set[_Tie]:
        """Return the ties of which both ends are among `nodes`."""
        return {tie for tie in self.ties if nodes.issuperset(tie)}


def partnership_change(
    before: Corpus,
    after: Corpus,
    *,
    role: str | None = None,
    kinds: Kinds = None,
    collective: bool = True,
    match: str = "id",
    by: str = "theme",
    index: str = "sorensen",
) -> pd.DataFrame:
    """Return how two networks differ, by rewiring and by turnover of bodies.

    Parameters
    ----------
    before, after : Corpus
        Two plans of one municipality, or of two.
    role, kinds, collective
        Who counts (see :mod:`analysis.graphs.choice`).
    match : str
        ``"id"``, or ``"counterpart"`` to match the local bodies of two municipalities by name (see
        :mod:`analysis.measures.comparisons.matching`).
    by : str
        ``"theme"``, or ``"domain"`` where both plans name their domains alike.
    index : str
        ``"sorensen"`` or ``"jaccard"``.

    Returns
    -------
    DataFrame
        Index ``network`` and `by`: ``partners, all``, then ``partners`` and each theme of either plan,
        sorted, last ``themes, all`` (or ``domains``). Actions without a theme count in
        ``partners, all`` only. A domain that is called ``all`` itself is told from the whole as
        ``all (domain)``.

        - ``nodes_stay``, ``nodes_leave`` (in the first only), ``nodes_enter``: bodies; bodies and themes
          in ``themes``
        - ``ties_before``, ``ties_after``: of those between nodes that stay ``ties_kept``, ``ties_lost``,
          ``ties_gained``; ``ties_left``, ``ties_entered``: with a node that leaves or enters
        - where a plan is silent, ``<NA>`` but for the ties of the other
        - ``node_dissimilarity``, ``dissimilarity``, ``rewiring``, ``turnover``, and
          ``weighted_dissimilarity``, ``weighted_rewiring``, ``weighted_turnover`` (0 to 1)

    Raises
    ------
    ParameterError
        If `match`, `by`, `index`, `role` or a kind is not known, or `kinds` leaves nobody.
    """
    check_among("by", by, PARTS)
    check_among("index", index, INDICES)
    named = matched_participations(before, after, role=role, kinds=kinds, collective=collective, match=match)
    earlier, later = (_places(counted, by) for counted in named)
    parts = sorted({part for *_, part in earlier + later if part is not None})
    networks = [(_partners(earlier), _partners(later))]
    networks += [(_partners(earlier, part), _partners(later, part)) for part in parts]
    networks += [(_incidence(earlier), _incidence(later))]
    rows = [{**_counts(one, other), **_dissimilarities(one, other, index)} for one, other in networks]
    names = [part if part != WHOLE else f"{part} ({by})" for part in parts]
    labels = [("partners", WHOLE), *(("partners", name) for name in names), (f"{by}s", WHOLE)]
    where = pd.DataFrame(labels, columns=["network", by], dtype=TEXT)
    changed = pd.DataFrame(rows, index=pd.MultiIndex.from_frame(where), columns=list(COLUMNS)).astype(COLUMNS)
    for corpus, other in ((before, "ties_after"), (after, "ties_before")):
        if silent_plans(corpus, role=role):
            changed[[column for column in COLUMNS if column != other]] = pd.NA
    return changed.astype(COLUMNS)


def _places(counted: pd.DataFrame, by: str) -> list[_Place]:
    """Return action, body and theme of each participation; None where the action has no theme."""
    parts = [None if pd.isna(part) else str(part) for part in counted[by]]
    return list(zip(counted["action_id"], counted["organisation_id"], parts, strict=True))


def _partners(places: list[_Place], only: str | None = None) -> _Network:
    """Return the bodies and how many actions each two share, of all actions or `only` those of a theme."""
    named: dict[str, set[str]] = {}
    for action, body, part in places:
        if only in (None, part):
            named.setdefault(action, set()).add(body)
    ties = Counter(pair for bodies in named.values() for pair in combinations(sorted(bodies), 2))
    return _Network(frozenset().union(*named.values()), ties)


def _incidence(places: list[_Place]) -> _Network:
    """Return bodies and themes, and how many actions of each theme each body takes part in."""
    # A theme is no body, even where the two are called alike.
    ties = Counter((body, f"theme:{part}") for _, body, part in places if part is not None)
    bodies = {body for _, body, _ in places}
    return _Network(frozenset(bodies | {part for _, part in ties}), ties)


def _counts(before: _Network, after: _Network) -> dict[str, int]:
    stay = before.nodes & after.nodes
    earlier, later = before.among(stay), after.among(stay)
    return {
        "nodes_stay": len(stay),
        "nodes_leave": len(before.nodes - stay),
        "nodes_enter": len(after.nodes - stay),
        "ties_before": len(before.ties),
        "ties_after": len(after.ties),
        "ties_kept": len(earlier & later),
        "ties_lost": len(earlier - later),
        "ties_gained": len(later - earlier),
        "ties_left": len(before.ties) - len(earlier),
        "ties_entered": len(after.ties) - len(later),
    }


def _dissimilarities(before: _Network, after: _Network, index: str) -> dict[str, Any]:
    stay = before.nodes & after.nodes
    nodes = _dissimilarity(dict.fromkeys(before.nodes, 1.0), dict.fromkeys(after.nodes, 1.0), index)
    found = {"node_dissimilarity": nodes[0]}
    for prefix, weighed in (("", _alike), ("weighted_", _shares)):
        first, second = weighed(before.ties), weighed(after.ties)
        whole, denominator = _dissimilarity(first, second, index)
        rewired = _difference(
            {tie: first[tie] for tie in before.among(stay)}, {tie: second[tie] for tie in after.among(stay)}
        )
        rewiring = rewired / denominator if denominator else pd.NA
        found[f"{prefix}dissimilarity"] = whole
        found[f"{prefix}rewiring"] = rewiring
        found[f"{prefix}turnover"] = whole - rewiring
    return found


def _dissimilarity(first: _Weights, second: _Weights, index: str) -> tuple[Any, float]:
    """Return the dissimilarity, ``<NA>`` of nothing, and its denominator."""
    different = _difference(first, second)
    total = math.fsum(first.values()) + math.fsum(second.values())
    denominator = total if index == "sorensen" else (total + different) / 2
    return (different / denominator if denominator else pd.NA), denominator


def _difference(first: _Weights, second: _Weights) -> float:
    return math.fsum(abs(first.get(tie, 0) - second.get(tie, 0)) for tie in first.keys() | second.keys())


def _alike(ties: Mapping[_Tie, float]) -> dict[_Tie, float]:
    return dict.fromkeys(ties, 1.0)


def _shares(ties: Mapping[_Tie, float]) -> dict[_Tie, float]:
    total = sum(ties.values())
    return {tie: weight / total for tie, weight in ties.items()}
