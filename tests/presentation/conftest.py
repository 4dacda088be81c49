"""Networks, the two real plans and what a display helper shows."""

from dataclasses import replace

import matplotlib.pyplot as plt
import networkx as nx
import pytest

from analysis import load_corpus, partner_graph
from analysis.common.kinds import KINDS

PLANS = ("alijo-2021", "lagos-2023")


@pytest.fixture(autouse=True)
def closed_figures():
    yield
    plt.close("all")


@pytest.fixture(scope="session", params=PLANS)
def real(request):
    """Each plan of the data folder."""
    return load_corpus(request.param)


@pytest.fixture(scope="session", params=[*PLANS, "forty", "isolated", "many-isolated"])
def network(request):
    """Partner graphs: of the real plans, of many bodies, with bodies that have no tie."""
    if request.param in PLANS:
        return partner_graph(load_corpus(request.param))
    ties = {
        "forty": [(i, j) for i in range(40) for j in range(i) if (i * j) % 7 == 1],
        "isolated": [(0, 1), (1, 2)],
        "many-isolated": [(0, i) for i in range(1, 12)],
    }[request.param]
    return network_of({"forty": 40, "isolated": 9, "many-isolated": 30}[request.param], ties)


def network_of(bodies, ties):
    graph = nx.Graph(weight="shared")
    for i in range(bodies):
        name = f"Associação de Desenvolvimento {i}" if i % 3 else f"AD{i}"
        graph.add_node(f"b{i:02}", short_name=name, kind=KINDS[i % len(KINDS)], actions=1 + 40 // (i + 1),
                       collective=i % 5 == 4)  # fmt: skip
    for i, j in ties:
        graph.add_edge(f"b{i:02}", f"b{j:02}", weight=1 + (i + j) % 4)
    return graph


@pytest.fixture
def shown(monkeypatch):
    """What display helpers show, in order: (mime bundle, metadata)."""
    found = []

    def take(bundle, *, raw, metadata):
        assert raw
        found.append((bundle, metadata))

    for module in ("figures", "tables"):
        monkeypatch.setattr(f"analysis.presentation.{module}.display", take)
    return found


@pytest.fixture(scope="session")
def in_year():
    """Give the plans of a corpus a year and, where told, the code of a municipality."""

    def dated(corpus, year, ine_code=None):
        plans = corpus.plans.assign(year=year, ine_code=ine_code)
        return replace(corpus, plans=plans.astype(corpus.plans.dtypes))

    return dated
