"""Graphs as formats meet them at worst."""

import networkx as nx
import pytest

from analysis.graphs.partnership import participation_graph, partner_graph


@pytest.fixture(params=["plan", "hostile", "lone", "nobody", "empty"])
def plans(request, corpus_of, hostile_corpus):
    """Corpora: an ordinary plan, hostile names, bodies without partners, actions that name nobody, nothing at all."""
    cells = {"plan": ("CMA GNR JF", "CMA GNR", "PSP"), "lone": ("CMA", "GNR"), "nobody": ("", ""), "empty": ()}
    if request.param == "hostile":
        return hostile_corpus
    return corpus_of(*cells[request.param], partners=["GNR IPSS", *[""] * 2] if request.param == "plan" else None)


@pytest.fixture
def participations(plans) -> nx.Graph:
    return participation_graph(plans)


@pytest.fixture
def partners(plans) -> nx.Graph:
    return partner_graph(plans)
