"""Networks with known answers, as participation graphs."""

from collections.abc import Callable, Iterable, Sequence

import networkx as nx
import pytest


@pytest.fixture(scope="session")
def participations_of() -> Callable[..., nx.Graph]:
    return _participations_of


@pytest.fixture(scope="session")
def davis() -> nx.Graph:
    """Davis, Gardner and Gardner (1941): 18 women, as organisations, at 14 events, as actions."""
    southern = nx.davis_southern_women_graph()
    events = southern.graph["bottom"]
    return _participations_of(*(sorted(southern[event]) for event in events), actions=events)


def _participations_of(*bodies: Iterable[str] | str, actions: Sequence[str] | None = None) -> nx.Graph:
    """Return the participation graph in which each argument is an action: the bodies that it names.

    A text is split at spaces; ``""`` names nobody. Actions are called ``a01``, ``a02`` and so on.
    """
    named = [cell.split() if isinstance(cell, str) else list(cell) for cell in bodies]
    actions = actions if actions is not None else [f"a{number:02}" for number in range(1, len(named) + 1)]
    graph = nx.Graph(plan_ids="vila-2024")
    for action in actions:
        graph.add_node(action, bipartite=0, plan_id="vila-2024", action=action)
    for body in sorted({body for cell in named for body in cell}):
        graph.add_node(body, bipartite=1, organisation=body, short_name=body, kind="other", collective=False)
    for action, cell in zip(actions, named, strict=True):
        graph.add_edges_from(((action, body) for body in cell), roles="responsible", confidence=1.0)
    return graph
