"""What is said of a load that is not known, in the words of what it takes to know it."""

import pytest

from analysis.presentation.sentences import unknown_load


@pytest.mark.parametrize("share", [0, 0.25, 1])
@pytest.mark.parametrize("lang", ["pt", "en"])
def test_actions_whole_or_split_are_known_where_their_months_are(share, lang):
    assert unknown_load(share, "split", lang) == unknown_load(share, "actions", lang)


def test_occurrences_take_more_than_months_to_be_known():
    assert unknown_load(0, "occurrences", "pt") == "Sabem-se os meses de todas as ações, e quantas vezes acontecem."
    assert "how often" in unknown_load(0.5, "occurrences", "en")
