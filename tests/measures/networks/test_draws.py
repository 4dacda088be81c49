"""Draws are measured as plans are: compared with partner_centrality."""

from collections.abc import Callable

import networkx as nx
import numpy as np
import pytest

from analysis.common.errors import ParameterError
from analysis.frames.corpus import Corpus
from analysis.graphs.incidence import incidence_of
from analysis.graphs.partnership import participation_graph, partner_graph
from analysis.measures.networks.centrality import partner_centrality
from analysis.measures.networks.draws import MEASURES, centrality_draws

CELLS = ("CMA GNR IPSS", "CMA GNR", "CMA JF CLAS CLDS", "CLAS CLDS", "CMA", "SOLO", "IEFP APAV", "CMA IPSS")


@pytest.mark.parametrize("weight", ["shared", "newman"])
def test_the_plan_itself_has_the_values_of_partner_centrality(corpus_of: Callable[..., Corpus], weight: str) -> None:
    corpus = corpus_of(*CELLS)
    participations = participation_graph(corpus)
    incidence = incidence_of(participations)
    draws = centrality_draws(participations, incidence, incidence.dense()[None], weight)
    expected = partner_centrality(partner_graph(corpus, weight=weight)).sort_index()
    assert list(draws.organisations) == list(expected.index)
    assert list(draws.names) == list(expected["organisation"])
    for measure in MEASURES:
        np.testing.assert_allclose(draws.observed[measure], expected[measure].to_numpy(float), atol=1e-9)
        np.testing.assert_array_equal(draws.drawn[measure][0], draws.observed[measure])


def test_a_draw_without_a_body_is_measured_as_a_plan_without_it(corpus_of: Callable[..., Corpus]) -> None:
    participations = participation_graph(corpus_of(*CELLS))
    incidence = incidence_of(participations)
    without = incidence.dense().copy()
    without[incidence.organisations.index("gnr")] = False
    draws = centrality_draws(participations, incidence, without[None], "shared")
    cells = [" ".join(word for word in cell.split() if word != "GNR") for cell in CELLS]
    expected = partner_centrality(partner_graph(corpus_of(*cells)))
    for measure in MEASURES:
        drawn = dict(zip(draws.organisations, draws.drawn[measure][0], strict=True))
        assert drawn.pop("gnr") == 0
        assert drawn == pytest.approx(expected[measure].astype(float).to_dict())


def test_an_unknown_weight_is_refused(davis: nx.Graph) -> None:
    incidence = incidence_of(davis)
    with pytest.raises(ParameterError, match="cosine"):
        centrality_draws(davis, incidence, incidence.dense()[None], "cosine")
