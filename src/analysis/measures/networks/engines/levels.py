"""Shortest paths of a network without weights, level by level from many bodies at once.

All nodes at distance 1 from a node are found, then those at distance 2, and so on; each has as many shortest paths
as those of the level before it that it is tied to [1]_. Read backwards, the levels tell of each node the share of
the shortest paths that lead through it [2]_.

References
----------
.. [1] Brandes, U. (2001). A faster algorithm for betweenness centrality. Journal of Mathematical Sociology 25,
   163-177.
.. [2] Kepner, J., Gilbert, J. (eds.) (2011). Graph algorithms in the language of linear algebra, chapter 6. SIAM.
"""

from __future__ import annotations

import numpy as np
from scipy import sparse

# Nodes from which paths are followed at once: so that they stay in memory.
_SOURCES = 500


def level_sums(ties: sparse.csr_array) -> tuple[np.ndarray, np.ndarray]:
    """Return of each node its distance to all that it reaches, in sum, and what it stands between.

    Parameters
    ----------
    ties : csr_array of shape (n, n)
        Symmetric, 1 where two nodes are tied; a diagonal of 0.

    Returns
    -------
    distances : array of shape (n,)
        Sum of the lengths of the shortest paths to the others, 0 where there is none.
    betweenness : array of shape (n,)
        Sum over all pairs of others of the share of their shortest paths that leads through the node.
    """
    n = ties.shape[0]
    distances, between = np.zeros(n), np.zeros(n)
    for start in range(0, n, _SOURCES):
        sources = np.arange(start, min(n, start + _SOURCES))
        own = sources, np.arange(len(sources))  # nodes × sources
        paths, level = np.zeros((n, len(sources))), np.full((n, len(sources)), -1)
        paths[own], level[own] = 1, 0
        front, depth = paths.copy(), 0
        while front.any():
            depth += 1
            front = (ties @ front) * (level < 0)
            level[front > 0] = depth
            paths += front
        distances[sources] = level.sum(axis=0, where=level > 0)
        through = np.zeros_like(paths)
        for step in range(depth - 1, 0, -1):
            shares = np.divide(1 + through, paths, where=level == step, out=np.zeros_like(paths))
            through += paths * (ties @ shares) * (level == step - 1)
        through[own] = 0
        between += through.sum(axis=1) / 2
    return distances, between
