import pandas as pd
import pytest

from analysis.common.errors import ParameterError
from analysis.graphs.subjects import action_themes, plan_domains, subject_corpus, subject_index


def test_by_domain_the_corpus_is_itself(corpus_of):
    corpus = corpus_of("CMA")
    assert subject_corpus(corpus, "domain") is corpus


def test_domains_of_one_theme_become_one_in_the_order_of_the_first(corpus_of, themed):
    corpus = themed(corpus_of("", "", "", domains=["A", "B", "C"]), {"A": "health", "B": "housing", "C": "health"})
    by_theme = subject_corpus(corpus, "theme")
    assert list(by_theme.domains["domain"]) == ["health", "housing"]
    assert list(by_theme.actions["domain"]) == ["health", "housing", "health"]
    assert list(corpus.actions["domain"]) == ["A", "B", "C"]


def test_action_of_no_domain_or_of_one_without_a_theme_has_no_theme(corpus_of, themed):
    corpus = themed(corpus_of("", "", "", domains=["A", "B", None]), {"A": "health"})
    assert action_themes(corpus).fillna("none").tolist() == ["health", "none", "none"]
    rows = plan_domains(subject_corpus(corpus, "theme"))
    assert list(rows["domain"]) == ["health", ""]
    assert pd.isna(subject_index(rows, "theme")[1][1])


def test_theme_of_a_domain_is_that_of_its_own_plan(corpus_of, joined, themed):
    here = themed(corpus_of("", domains=["A"]), {"A": "health"})
    there = themed(corpus_of("", domains=["A"], plan_id="alta-2020"), {"A": "housing"})
    assert list(action_themes(joined(here, there))) == ["health", "housing"]


@pytest.mark.parametrize("by", ["axis", None, ""])
def test_other_subject_is_refused(corpus_of, by):
    with pytest.raises(ParameterError, match="domain, theme"):
        subject_corpus(corpus_of("CMA"), by)
