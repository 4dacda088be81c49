"""The parts of sentences: loads that are not known, the first of many, thresholds; and what a summary repeats."""

import pytest

from analysis.presentation.findings import summary_finding
from analysis.presentation.sentences import Finding, first_few, threshold_in_words, unknown_load


@pytest.mark.parametrize("share", [0, 0.25, 1])
@pytest.mark.parametrize("lang", ["pt", "en"])
def test_actions_whole_or_split_are_known_where_their_months_are(share, lang):
    assert unknown_load(share, "split", lang) == unknown_load(share, "actions", lang)


def test_occurrences_take_more_than_months_to_be_known():
    assert unknown_load(0, "occurrences", "pt") == "Sabem-se os meses de todas as ações, e quantas vezes acontecem."
    assert "how often" in unknown_load(0.5, "occurrences", "en")


def test_summary_repeats_the_main_sentences_with_the_way_to_their_parts():
    gaps, load, nothing = Finding("en"), Finding("en"), Finding("en")
    gaps.say("coverage.overlap_all", pairs=3)
    gaps.say_main("coverage.gaps", told="a * b")
    load.say_main("load.even", sure=2)
    nothing.say("coverage.overlap_none")
    summary = summary_finding({"gaps-title": [gaps], "known-title": [nothing], "months-title": [load]}, lang="en")
    *_, gap_line, load_line = summary._repr_markdown_().splitlines()
    assert gap_line == "- [What is missing](#cell-id=gaps-title): Gaps in this copy of the document: a \\* b."
    assert load_line == (
        "- [Which months carry the load](#cell-id=months-title): The known load is equal in the twelve months."
    )
    assert str(summary).splitlines()[-1] == (
        "Which months carry the load: The known load is equal in the twelve months."
    )
    assert "overlap" not in str(summary)


def test_of_many_the_first_few_are_named_and_all_are_counted():
    assert first_few(["a", "b"], 2, "en") == {"n": 2, "told": "a and b", "more": 1}
    assert first_few(["a", "b", "c"], 2, "pt") == {"n": 3, "told": "a e b", "more": 2}


def test_threshold_has_a_decimal_where_it_needs_one():
    assert [threshold_in_words(threshold, "pt") for threshold in (2.0, 1.5, 1.25)] == ["2", "1,5", "1,25"]
