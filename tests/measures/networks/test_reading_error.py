"""Errors of reading in corpora where each mention's confidence is set by hand."""

import dataclasses
from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd
import pytest

from analysis.common.errors import ParameterError
from analysis.frames.corpus import Corpus
from analysis.frames.load import load_corpus
from analysis.graphs.partnership import participation_graph
from analysis.measures.networks.bootstrap import bootstrap_draws
from analysis.measures.networks.draws import MEASURES
from analysis.measures.networks.reading_error import reading_error_centrality, reading_error_draws

Corpora = Callable[..., Corpus]
SURE = {"missed": 0.0}


def _with(corpus: Corpus, spelling: str, /, **columns: Any) -> Corpus:
    """Return `corpus` with other values in the rows of a mention."""
    rows = corpus.participations.copy()
    at = rows["mention"] == spelling
    for column, value in columns.items():
        rows.loc[at, column] = value
    return dataclasses.replace(corpus, participations=rows)


def _actions(corpus: Corpus, body: str, measure: str = "strength", draws: int = 2000) -> np.ndarray:
    drawn = reading_error_draws(corpus, draws=draws, **SURE)
    return drawn.drawn[measure][:, drawn.organisations.index(body)]


def test_a_sure_and_complete_reading_has_no_error(corpus_of: Corpora) -> None:
    told = reading_error_centrality(corpus_of("CMA GNR", "CMA JF GNR", "CMA"), draws=20, **SURE)
    assert told["low"].equals(told["value"])
    assert told["high"].equals(told["value"])
    assert told["rank_low"].equals(told["rank"])


def test_a_name_is_misread_everywhere_or_nowhere(corpus_of: Corpora) -> None:
    corpus = _with(corpus_of("CMA GNR", "CMA GNR", "CMA GNR"), "GNR", confidence=0.8)
    strengths = _actions(corpus, "gnr")
    assert set(strengths) == {0, 3}
    assert (strengths == 3).mean() == pytest.approx(0.8, abs=0.03)


def test_two_spellings_of_a_body_are_misread_one_by_one(corpus_of: Corpora) -> None:
    corpus = corpus_of("CMA GNR", "CMA Guarda", "CMA Guarda")
    corpus = _with(_with(corpus, "GNR", confidence=0.5), "Guarda", confidence=0.5, organisation_id="gnr")
    counts = pd.Series(_actions(corpus, "gnr")).value_counts(normalize=True)
    assert counts.to_dict() == pytest.approx({0: 0.25, 1: 0.25, 2: 0.25, 3: 0.25}, abs=0.04)


def test_capitals_make_no_other_spelling(corpus_of: Corpora) -> None:
    corpus = corpus_of("CMA GNR", "CMA Guarda")
    corpus = _with(_with(corpus, "GNR", confidence=0.5), "Guarda", confidence=0.5, organisation_id="gnr", mention="gnr")
    assert set(_actions(corpus, "gnr")) == {0, 2}


def test_a_doubtful_name_may_be_a_piece_of_the_one_before(corpus_of: Corpora) -> None:
    corpus = corpus_of("CMA Centro Social", "CMA Social")
    corpus = _with(_with(corpus, "Centro", method="guessed"), "Social", method="guessed", confidence=0.7)
    drawn = reading_error_draws(corpus, draws=2000, **SURE).drawn["strength"]
    centro, cma, social = drawn.T
    wrong = social == 0
    assert wrong.mean() == pytest.approx(0.3, abs=0.03)
    # Where the names are one, Centro is in the second action too and nobody in Centro's place.
    assert set(zip(cma[wrong], centro[wrong], strict=True)) == {(2, 2)}
    assert set(zip(cma[~wrong], centro[~wrong], strict=True)) == {(3, 2)}


@pytest.mark.parametrize("method", ["known", "delimited", "expanded"])
def test_a_name_between_delimiters_is_no_piece_of_another(corpus_of: Corpora, method: str) -> None:
    corpus = corpus_of("CMA Centro Social", "CMA Social")
    corpus = _with(_with(corpus, "Centro", method="guessed"), "Social", method=method, confidence=0.5)
    assert set(_actions(corpus, "centro")) == {1, 2}


def test_missed_mentions_are_as_many_as_the_share_says(corpus_of: Corpora) -> None:
    # Twenty mentions are 95 of 100: 20/19 are missed, each of which makes the only two bodies meet once.
    corpus = corpus_of(*["CMA"] * 19, "GNR")
    drawn = reading_error_draws(corpus, missed=0.05, draws=6000).drawn["strength"][:, 0]
    assert drawn.mean() == pytest.approx(20 / 19, abs=0.05)
    # Half of them CMA in the action of GNR, half GNR in one of nineteen actions of CMA.
    chance = 10 / 19
    assert drawn.var() == pytest.approx(chance * (1 - chance) + chance * (1 - chance / 19), abs=0.05)


def test_without_doubt_draws_of_actions_add_nothing_to_the_bootstrap(corpus_of: Corpora) -> None:
    corpus = corpus_of(*["CMA GNR"] * 20, *["CMA"] * 20)
    both = reading_error_draws(corpus, missed=0, resampled=True, draws=2000).drawn["strength"]
    alone = bootstrap_draws(participation_graph(corpus), draws=2000).drawn["strength"]
    assert both.mean() == pytest.approx(alone.mean(), abs=0.3)
    assert both.std() == pytest.approx(alone.std(), abs=0.2)


def test_both_sources_of_error_spread_more_than_either(corpus_of: Corpora) -> None:
    corpus = _with(corpus_of(*["CMA GNR"] * 20, *["CMA"] * 20), "GNR", confidence=0.8)
    spread = {
        resampled: reading_error_draws(corpus, resampled=resampled, draws=1000).drawn["strength"].std()
        for resampled in (False, True)
    }
    alone = bootstrap_draws(participation_graph(corpus), draws=1000).drawn["strength"].std()
    assert spread[True] > max(spread[False], alone)


def test_ranks_below_the_second_are_not_stable_if_one_mention_in_twenty_was_missed() -> None:
    told = reading_error_centrality(load_corpus("alijo-2021"), missed=0.05).loc["strength"].sort_values("rank")
    first = told.iloc[0]
    assert (first["rank_low"], first["rank_high"]) == (1, 1)
    below = told[told["rank"] > 2]
    assert (below["rank_low"] < below["rank_high"]).all()


def test_the_same_seed_gives_the_same_frame_whatever_the_order_of_rows(corpus_of: Corpora) -> None:
    corpus = corpus_of("CMA GNR IPSS", "GNR JF", partners=["CLAS", "IPSS"])
    rows = corpus.participations.assign(confidence=0.7)
    told = reading_error_centrality(dataclasses.replace(corpus, participations=rows), draws=20, seed=4)
    turned = dataclasses.replace(corpus, participations=rows.iloc[::-1].reset_index(drop=True))
    pd.testing.assert_frame_equal(told, reading_error_centrality(turned, draws=20, seed=4), check_exact=True)


def test_who_counts_is_chosen_as_for_the_graphs(corpus_of: Corpora) -> None:
    corpus = corpus_of("CMA GNR", "CMA IPSS", partners=["JF", "JF"])
    drawn = reading_error_draws(corpus, role="responsible", kinds="-security", draws=5)
    assert drawn.organisations == ("cma", "ipss")
    drawn = reading_error_draws(corpus, collective=False, weight="newman", draws=5)
    assert drawn.organisations == ("cma", "gnr")


def test_plans_that_name_nobody_have_no_rows(corpus_of: Corpora) -> None:
    for corpus in (corpus_of(), corpus_of("", "")):
        assert reading_error_centrality(corpus).empty


@pytest.mark.parametrize(("parameter", "value"), [("missed", 1.0), ("missed", -0.1), ("draws", 0)])
def test_impossible_parameters_are_refused(corpus_of: Corpora, parameter: str, value: float) -> None:
    with pytest.raises(ParameterError, match=parameter):
        reading_error_draws(corpus_of("CMA"), **{parameter: value})


def test_every_measure_is_told(corpus_of: Corpora) -> None:
    told = reading_error_centrality(corpus_of("CMA GNR"), draws=5)
    assert list(told.index.unique("measure")) == list(MEASURES)
