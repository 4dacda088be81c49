"""Numbers of draws and seeds are checked alike wherever a measure takes them."""

from collections.abc import Callable

import numpy as np
import pandas as pd
import pytest

import analysis
from analysis.common.errors import ParameterError
from analysis.common.parameters import check_draws, check_whole
from analysis.measures.networks.bootstrap import bootstrap_draws
from analysis.measures.networks.chance import pair_chance
from analysis.measures.networks.null_models import curveball_draws

CORPUS = {"reading_error_centrality": "draws"}
PARTICIPATIONS = {
    "bootstrap_centrality": "draws",
    "case_dropping": "draws",
    "network_robustness": "draws",
    "robustness_curve": "draws",
    "structure_significance": "samples",
    "suggested_partnerships": "samples",
    "tie_power": "samples",
    "tie_significance": "samples",
}
PARTNERS = {
    "community_agreement": "runs",
    "community_structure": "runs",
    "kind_mixing": "draws",
    "partner_communities": "runs",
}


def calls(corpus) -> list[tuple[Callable, str]]:
    participations, partners = analysis.participation_graph(corpus), analysis.partner_graph(corpus)
    graphs = [(CORPUS, corpus), (PARTICIPATIONS, participations), (PARTNERS, partners)]
    named = [
        (lambda name=name, graph=graph, **options: getattr(analysis, name)(graph, **options), parameter)
        for functions, graph in graphs
        for name, parameter in functions.items()
    ]
    others = [(bootstrap_draws, "draws"), (curveball_draws, "samples"), (pair_chance, "samples")]
    return named + [(lambda f=f, **options: f(participations, **options), parameter) for f, parameter in others]


@pytest.mark.parametrize("seed", [-1, 0.5, None, "one"])
def test_what_is_no_seed_is_refused_by_name(corpus_of, seed):
    for measure, _ in calls(corpus_of("CMA GNR", "CMA IEFP")):
        with pytest.raises(ParameterError, match=r"'seed' has the value .*; expected 0, 1, 2"):
            measure(seed=seed)


@pytest.mark.parametrize("draws", [0, -5, 10.5, 10.0, "ten", None, float("nan"), pd.NA])
def test_what_is_no_number_of_draws_is_refused_by_name(corpus_of, draws):
    for measure, parameter in calls(corpus_of("CMA GNR", "CMA IEFP")):
        with pytest.raises(ParameterError, match=rf"'{parameter}' has the value .*; expected 1, 2, 3"):
            measure(**{parameter: draws})


@pytest.mark.parametrize("measure", ["suggested_partnerships", "tie_power", "tie_significance"])
@pytest.mark.parametrize("option", [{"samples": 0}, {"seed": -1}])
def test_a_model_that_needs_no_draws_refuses_them_too(davis, measure, option):
    with pytest.raises(ParameterError, match=next(iter(option))):
        getattr(analysis, measure)(davis, null="bicm", **option)


def test_rounds_are_whole(davis):
    with pytest.raises(ParameterError, match="'rounds'"):
        curveball_draws(davis, rounds=2.5)


def test_whole_numbers_of_any_type_are_taken():
    check_draws(1, 0)
    check_draws(np.int64(200), np.uint32(7))
    check_whole("size", 3, least=3)
    with pytest.raises(ParameterError, match="expected 3, 4, 5"):
        check_whole("size", 2, least=3)
