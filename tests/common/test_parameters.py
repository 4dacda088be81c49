import pytest

from analysis.common.errors import ParameterError
from analysis.common.parameters import check_among, check_level


def test_word_that_is_not_among_those_known_is_refused_with_them():
    check_among("by", "theme", ("domain", "theme"))
    with pytest.raises(ParameterError, match="'by' has the value 'plan'; expected domain, theme"):
        check_among("by", "plan", ("domain", "theme"))


@pytest.mark.parametrize("level", [0, 1, -0.5, 1.5, float("nan")])
def test_level_of_an_interval_lies_between_its_ends(level):
    check_level(0.95)
    with pytest.raises(ParameterError, match="'level'"):
        check_level(level)
