"""All networks of given sizes, so that what null models estimate is known exactly."""

from collections.abc import Iterator, Sequence
from itertools import combinations

import networkx as nx
import numpy as np


def matrices_of(sizes: Sequence[int], widths: Sequence[int]) -> list[np.ndarray]:
    """Return every boolean matrix with these sums of rows and of columns."""
    return [np.array(rows, dtype=bool) for rows in _rows(list(sizes), list(widths))]


def graph_of(matrix: np.ndarray, *, plans: Sequence[str] | None = None, kinds: Sequence[str] | None = None) -> nx.Graph:
    """Return the participation graph of a matrix of organisations × actions."""
    graph = nx.Graph(plan_ids="vila-2024")
    for number in range(matrix.shape[1]):
        graph.add_node(f"a{number:02}", bipartite=0, plan_id=plans[number] if plans else "vila-2024")
    for number in range(matrix.shape[0]):
        graph.add_node(
            f"b{number:02}", bipartite=1, organisation=f"B{number}", kind=kinds[number] if kinds else "other"
        )
    graph.add_edges_from((f"b{body:02}", f"a{action:02}") for body, action in zip(*matrix.nonzero(), strict=True))
    return graph


def _rows(sizes: list[int], left: list[int]) -> Iterator[list[list[bool]]]:
    if not sizes:
        if not any(left):
            yield []
        return
    for chosen in combinations(range(len(left)), sizes[0]):
        rest = [many - (at in chosen) for at, many in enumerate(left)]
        if min(rest, default=0) >= 0:
            yield from ([[at in chosen for at in range(len(left))], *rows] for rows in _rows(sizes[1:], rest))
