"""Which bodies hold the domains of a plan together.

For a body whose k actions lie in the domains s, k_s in each:

- *domain spread*: 1 - sum of (k_s / k) squared, 0 where all of its actions are in one domain, towards 1 the more
  evenly they lie in many (the participation coefficient [1]_, with domains as modules and actions as links)
- *effective domains*: exp of the Shannon entropy of k_s / k, the number of domains in which a body with equally
  many actions in each would be as spread (:mod:`analysis.measures.diversity`)
- *only link*: the number of pairs of domains that share this body and no other
- *articulation*: whether without the body the network of bodies and domains falls into more parts, each with
  a domain: the body is an articulation point of it [2]_
- *cut domains*: the domains that these parts have, but for the part with the most domains (of equal ones the
  first by name): without the body they have no body in common with the other domains

Actions without a domain are counted apart; a body that has no other is in no domain that is known, and its
measures are ``<NA>``.

References
----------
.. [1] Guimerà, R., Amaral, L. A. N. (2005). Functional cartography of complex metabolic networks. Nature 433,
   895-900.
.. [2] Harary, F. (1969). Graph Theory, chapter 3. Addison-Wesley.
"""

from __future__ import annotations

from typing import Any

import networkx as nx
import numpy as np
import pandas as pd

from analysis.frames.corpus import Corpus
from analysis.frames.schema import TEXT
from analysis.graphs.choice import Kinds, counted_participations
from analysis.graphs.subjects import UNPLACED, subject_corpus
from analysis.measures.diversity import spread

_BODY = ["plan_id", "organisation_id"]


def bridging_organisations(
    corpus: Corpus,
    *,
    by: str = "domain",
    role: str | None = None,
    kinds: Kinds = None,
    collective: bool = True,
) -> pd.DataFrame:
    """Return over which domains or themes of a plan each body spreads, and which of them it alone links.

    Parameters
    ----------
    corpus : Corpus
        The plans.
    by : str
        ``"domain"`` or ``"theme"``.
    role, kinds, collective
        Who counts (see :mod:`analysis.graphs.choice`); by default every body that the plan names.

    Returns
    -------
    DataFrame
        One row per plan and body that counts, index ``plan_id, organisation_id``; plans in the corpus's order,
        then most domains, most evenly spread, most actions, and the id. ``organisation``; ``actions`` that it
        takes part in, ``unplaced_actions`` of them without a domain; ``domains``, ``domain_spread``,
        ``effective_domains``, ``only_link`` (pairs), ``articulation`` and ``cut_domains`` (joined by
        ``" | "``, ``<NA>`` where none) as defined at the head of this module. By theme, they are
        ``unmapped_actions``, ``themes``, ``theme_spread``, ``effective_themes`` and ``cut_themes``.

    Raises
    ------
    ParameterError
        If `by`, `role` or a kind is not known, or `kinds` leaves nobody.
    """
    corpus = subject_corpus(corpus, by)
    counted = counted_participations(corpus, role=role, kinds=kinds, collective=collective)
    held = counted.drop_duplicates(["action_id", "organisation_id"])
    presence = held[held["domain"].notna()].groupby([*_BODY, "domain"]).size().astype("float64")
    by_body = held.groupby(_BODY)
    spreads = spread(presence, _BODY)
    links = _links(presence)
    measures: dict[str, tuple[pd.Series, Any]] = {
        "organisation": (by_body["organisation"].first(), TEXT),
        "actions": (by_body.size(), "Int64"),
        UNPLACED[by]: (held["domain"].isna().groupby([held[key] for key in _BODY]).sum(), "Int64"),
        f"{by}s": (presence.groupby(level=_BODY).size(), "Int64"),
        f"{by}_spread": (1 - spreads["herfindahl"], "Float64"),
        f"effective_{by}s": (spreads["effective"], "Float64"),
        "only_link": (links["only_link"], "Int64"),
        "articulation": (links["articulation"], "boolean"),
        f"cut_{by}s": (links["cut"], TEXT),
    }
    index = by_body.size().index
    measured = pd.DataFrame({name: values.reindex(index).astype(kind) for name, (values, kind) in measures.items()})
    place = index.get_level_values("plan_id").map(corpus.plan_places)
    order = measured.assign(place=place, spread=measured[f"effective_{by}s"].round(9)).sort_values(
        ["place", f"{by}s", "spread", "actions"], ascending=[True, False, False, False], kind="stable"
    )
    return measured.loc[order.index].set_axis(pd.MultiIndex.from_frame(order.index.to_frame().astype(TEXT)))


def _links(presence: pd.Series) -> pd.DataFrame:
    """Return for each plan and body the pairs of domains that it alone links, and the domains that it alone holds."""
    types: dict[str, Any] = {"only_link": "Int64", "articulation": "boolean", "cut": TEXT}
    plans = [pd.DataFrame(columns=list(types), index=presence.droplevel("domain").index[:0]).astype(types)]
    for plan_id, placed in presence.groupby(level="plan_id"):
        table = placed.reset_index().pivot_table(index="organisation_id", columns="domain", values=0, aggfunc="size")
        within = table.notna().to_numpy(dtype=np.int64)
        single = (within.T @ within == 1).astype(np.int64)
        np.fill_diagonal(single, 0)
        graph = nx.Graph((("body", row), ("domain", column)) for row, column in zip(*np.nonzero(within), strict=True))
        holding = set(nx.articulation_points(graph))
        links = {
            "only_link": ((within @ single) * within).sum(axis=1) // 2,
            "articulation": [("body", row) in holding for row in range(len(table))],
            "cut": [" | ".join(table.columns[_cut(graph, ("body", row))]) or None for row in range(len(table))],
        }
        plans.append(
            pd.DataFrame(links, index=pd.MultiIndex.from_product([[plan_id], table.index], names=_BODY)).astype(types)
        )
    return pd.concat(plans)


def _cut(graph: nx.Graph, body: tuple[str, int]) -> list[int]:
    """Return the columns of the domains that fall away from the others if `body` leaves the network."""
    around = nx.node_connected_component(graph, body)
    parts = nx.connected_components(graph.subgraph(around - {body}))
    domains = [sorted(column for kind, column in part if kind == "domain") for part in parts]
    return sorted(column for part in sorted(domains, key=lambda part: (-len(part), part))[1:] for column in part)
