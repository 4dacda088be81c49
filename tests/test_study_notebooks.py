"""The notebooks on domains, schedules and comparisons run through over every sort of plan, with no trace of Python."""

import dataclasses
import json
import re
from itertools import cycle
from pathlib import Path

import pytest

import analysis

NOTEBOOKS = Path(__file__).parents[1] / "notebooks"
FEW = {
    "02-domain-coverage": {"draws": 20, "samples": 50},
    "03-schedule-load": {},
    "05-compare-plans": {"draws": 20},
}
TRACES = re.compile(
    r"<NA>|\bNaN\b|\bnan\b|\bNone\b(?! (?:is|of|measures|states) )|\bTrue\b|\bFalse\b|Traceback|object at|\{\w+\}|\[@"
)
PLANS = {
    "nobody named": {"cells": ("", "")},
    "one body": {"cells": ("CMA", "CMA"), "months": ([1], None)},
    "no domain": {"cells": ("CMA", "GNR"), "domains": [None, None]},
    "two domains": {"cells": ("CMA GNR", "CMA", "GNR IPSS"), "domains": ["Saúde", "Saúde", "Habitação"]},
    "whole year": {"cells": ("CMA", "CMA GNR"), "months": (range(1, 13), range(1, 13))},
    "a peak": {"cells": ("CMA", "CMA", "CMA", "GNR"), "months": ([3], [3], [3, 4], None)},
}

every_notebook = pytest.mark.parametrize("notebook", FEW)


@pytest.fixture
def told(page_of, corpus_of, monkeypatch):
    """Return the whole page of a notebook over a corpus, as text; without peers or a plan before."""

    def run(notebook, corpus, *, before=None, **parameters):
        monkeypatch.setattr(analysis, "peer_plans", lambda *_, **__: (), raising=False)
        monkeypatch.setattr(analysis, "previous_plan", lambda *_, **__: before, raising=False)
        return page_of(notebook, corpus, settings=FEW[notebook], **parameters)

    return run


@every_notebook
@pytest.mark.parametrize(("plan", "lang"), list(zip(PLANS.values(), cycle(["pt", "en"]), strict=False)), ids=PLANS)
def test_page_is_told_of_every_sort_of_plan(told, corpus_of, notebook, plan, lang):
    settings = {name: value for name, value in plan.items() if name != "cells"}
    assert TRACES.findall(told(notebook, corpus_of(*plan["cells"], **settings), lang=lang)) == []


@every_notebook
def test_page_says_that_a_plan_is_synthetic(told, corpus_of, notebook):
    corpus = corpus_of("CMA GNR", "CMA")
    synthetic = dataclasses.replace(corpus, plans=corpus.plans.assign(synthetic=True))
    assert "This plan is synthetic" in told(notebook, synthetic, lang="en")
    assert "synthetic" not in told(notebook, corpus, lang="en")


@pytest.mark.parametrize(
    ("notebook", "choice"),
    [
        ("02-domain-coverage", {"role": "partner"}),
        ("02-domain-coverage", {"kinds": "health"}),
        ("03-schedule-load", {"load_weight": "split"}),
        ("03-schedule-load", {"load_weight": "occurrences"}),
        ("03-schedule-load", {"kinds": "-municipality", "slack": 1}),
        ("05-compare-plans", {"match": "counterpart"}),
        ("05-compare-plans", {"collective": False, "level": 0.9}),
    ],
    ids=str,
)
def test_page_follows_every_choice(told, corpus_of, notebook, choice):
    corpus = corpus_of("CMA", "CMA GNR", "CMA IPSS", partners=["GNR PSP", "IEFP", ""], months=([1, 2], [2], None))
    assert TRACES.findall(told(notebook, corpus, lang="en", **choice)) == []


def test_unknown_months_are_said_beside_the_peak(told, corpus_of):
    page = told("03-schedule-load", corpus_of("CMA", "CMA", "GNR", months=([3], [3], None)), lang="en")
    assert "The months of 33% of the actions are not known." in page
    assert "between 2 and 3" in page


def test_moves_are_suggested_with_their_effect(told, corpus_of):
    page = told("03-schedule-load", corpus_of("CMA", "CMA", months=([3], [3])), lang="en")
    assert "Moving 1 action lowers the peak from 2 to 1" in page


def test_two_years_are_told_apart(told, corpus_of):
    page = told("05-compare-plans", corpus_of("CMA GNR", "CMA IEFP"), before="vila-2023", lang="en")
    assert "From the plan “vila-2023” to this one 2 actions are kept, 0 change, 0 are new and 0 disappear." in page


def test_plan_without_peers_is_not_compared(told, corpus_of):
    assert "There is no other plan to compare with." in told("05-compare-plans", corpus_of("CMA GNR"), lang="en")


@every_notebook
def test_summary_leads_to_parts_that_the_page_has(notebook):
    cells = json.loads((NOTEBOOKS / f"{notebook}.ipynb").read_text(encoding="utf-8"))["cells"]
    (summary,) = (cell for cell in cells if cell["id"] == "summary")
    parts = re.findall(r'"([\w-]+-title)"', "".join(summary["source"]))
    assert len(parts) >= 3
    assert set(parts) <= {cell["id"] for cell in cells if "".join(cell["source"]).startswith("## ")}
