"""The network notebook runs through over every sort of plan, and its page shows no trace of Python."""

import re
from itertools import cycle

import pytest

import analysis

FEW = {"draws": 20, "samples": 50, "runs": 5}
TRACES = re.compile(r"<NA>|\bNaN\b|\bnan\b|\bNone\b(?! (?:is|of) )|\bTrue\b|\bFalse\b|Traceback|object at|\{\w+\}|\[@")


@pytest.fixture
def told(page_of):
    """Return the whole page over a corpus, as text."""

    def run(corpus, **parameters):
        return page_of("01-partner-network", corpus, settings=FEW, **parameters)

    return run


PLANS = {
    "nobody named": ("", ""),
    "one action": ("CMA GNR",),
    "one body": ("CMA", "CMA"),
    "two groups": ("CMA GNR IEFP", "CMA GNR", "PSP CPCJ APAV", "PSP CPCJ"),
    "no ties": ("CMA", "GNR", "PSP"),
    "all in all": ("CMA GNR IPSS", "CMA GNR IPSS", "CMA GNR IPSS"),
    "star": ("CMA GNR", "CMA IEFP", "CMA PSP", "CMA", ""),
}


@pytest.mark.parametrize(("cells", "lang"), list(zip(PLANS.values(), cycle(["pt", "en"]), strict=False)), ids=PLANS)
def test_page_is_told_of_every_sort_of_plan(told, corpus_of, cells, lang):
    assert TRACES.findall(told(corpus_of(*cells), lang=lang)) == []


def test_domains_that_are_not_stated_are_told(told, corpus_of):
    page = told(corpus_of("CMA", "CMA GNR", domains=[None, None]), lang="en")
    assert "does not state the domain" in page
    assert TRACES.findall(page) == []


@pytest.mark.parametrize(
    "choice",
    [{"role": "partner"}, {"kinds": "health"}, {"kinds": "-municipality"}, {"collective": False}, {"weight": "newman"},
     {"null": "bicm"}, {"layer": "role"}, {"layer": "kind"}, {"measure": "betweenness"}, {"size": 1}],
    ids=str,
)  # fmt: skip
def test_page_follows_every_choice(told, corpus_of, choice):
    corpus = corpus_of("CMA", "CMA GNR", "CMA IPSS", partners=["GNR PSP", "IEFP", ""])
    assert TRACES.findall(told(corpus, lang="en", **choice)) == []


def test_comparison_with_another_plan_is_told(told, corpus_of):
    page = told(corpus_of("CMA GNR", "CMA IEFP"), lang="en", earlier="vila-2020")
    assert "From vila-2020 to this plan: 3 bodies stay, 0 enter and 0 leave." in page
    assert "Change. The dissimilarity of ties from vila-2020" in page


def test_comparison_with_the_plan_itself_is_none(told, corpus_of):
    assert "No other plan was given" in told(corpus_of("CMA GNR"), lang="en", earlier="vila-2024")


def test_pooled_plans_are_told_where_they_count(told, corpus_of, joined):
    both = joined(corpus_of("CMA GNR", "CMA IEFP"), corpus_of("CMA GNR", plan_id="vila-2025"))
    page = told(both, lang="en", pooled="vila-2025")
    assert "The tests of this section pool the actions of the plans vila-2024 and vila-2025." in page


def test_same_seed_gives_the_same_page_and_another_seed_another(told):
    corpus = analysis.load_corpus("lagos-2023")
    first, again, other = (told(corpus, seed=seed) for seed in (1, 1, 2))
    assert len(first) > 10_000
    assert first == again
    assert first.replace("sorteios: 1", "") != other.replace("sorteios: 2", "")
    assert TRACES.findall(first) == []
