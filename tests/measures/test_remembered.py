"""A remembered measure returns what the plain one does, whether it was computed or found."""

import inspect
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

import analysis
from analysis.common import store
from analysis.common.errors import ParameterError
from analysis.frames.schema import TEXT
from analysis.frames.selection import split_plans
from analysis.measures import remembered as module
from analysis.measures.remembered import remembered, remembered_by_plan

CALLS: list[object] = []


@remembered
def doubled(values, *, times=2):
    """Return the values so many times."""
    CALLS.append(values)
    return pd.Series([value * times for value in values])


@remembered_by_plan
def plan_actions(corpus, *, role=None):
    """Return the number of actions."""
    CALLS.append(corpus.plan_ids)
    actions = corpus.actions["plan_id"].value_counts().reindex(corpus.plan_ids, fill_value=0).astype("Int64")
    actions.index = pd.Index(corpus.plan_ids, dtype=TEXT, name="plan_id")
    return pd.concat({"actions": actions.to_frame("value")}, names=["measure"]).swaplevel()


@pytest.fixture(autouse=True)
def own_store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A store and a count of calls for each test; the code has a key even while it is being written."""
    monkeypatch.setenv("REDESOCIAL_CACHE", str(tmp_path / "store"))
    monkeypatch.setattr(module, "code_key", lambda *_, **__: "code")
    CALLS.clear()


@pytest.fixture
def three(corpus_of, joined):
    cells = {"b-2024": ("CMA GNR", "PSP"), "a-2024": ("GNR",), "c-2024": ()}
    return joined(*(corpus_of(*names, plan_id=plan_id) for plan_id, names in cells.items()))


def test_a_measure_is_computed_once_for_the_same_arguments():
    found = [doubled([1, 2]), doubled([1, 2], times=2), doubled([1, 2])]
    assert len(CALLS) == 1
    assert [series.tolist() for series in found] == [[2, 4]] * 3


def test_other_arguments_are_computed():
    assert doubled([1, 2]).tolist() != doubled([2, 1]).tolist()
    assert doubled([1, 2], times=3).tolist() == [3, 6]
    assert len(CALLS) == 3


def test_other_code_is_computed(monkeypatch):
    doubled([1])
    monkeypatch.setattr(module, "code_key", lambda *_, **__: "other code")
    doubled([1])
    monkeypatch.setattr(module, "code_key", lambda *_, **__: None)
    doubled([1])
    doubled([1])
    assert len(CALLS) == 4


def test_what_is_found_is_shared_with_nobody():
    for _ in range(2):
        found = doubled([1, 2])
        found.iloc[0] = 9
    assert doubled([1, 2]).tolist() == [2, 4]


def test_without_the_store_it_is_computed_each_time(monkeypatch):
    monkeypatch.setenv("REDESOCIAL_CACHE", "")
    assert doubled([1]).tolist() == doubled([1]).tolist() == [2]
    assert len(CALLS) == 2


def test_what_cannot_be_told_is_computed():
    assert doubled([1], times=np.timedelta64(1, "D").astype(int)).tolist() == [1]
    assert len({id(doubled(iter([1]))) for _ in range(2)}) == 2
    assert len(CALLS) == 3


def test_wrong_arguments_are_refused_as_by_the_measure_itself():
    with pytest.raises(TypeError, match="colour"):
        doubled([1], colour=1)
    with pytest.raises(TypeError, match="doubled"):
        doubled()


def test_help_tells_of_the_measure_itself():
    assert doubled.__doc__ == "Return the values so many times."
    assert str(inspect.signature(doubled)) == "(values, *, times=2)"
    signature = inspect.signature(analysis.plan_comparison)
    assert list(signature.parameters) == ["corpus", "role", "kinds", "collective", "draws", "level", "seed"]


def test_of_many_plans_only_those_not_measured_yet_are_computed(three):
    parts = split_plans(three)
    plain = plan_actions.__wrapped__(three)
    CALLS.clear()
    plan_actions(parts["a-2024"])
    for _ in range(2):
        found = plan_actions(three)
        pd.testing.assert_frame_equal(found, plain, check_exact=True)
        assert [level.dtype for level in found.index.levels] == [level.dtype for level in plain.index.levels]
    assert CALLS == [("a-2024",), ("b-2024", "c-2024")]


def test_options_of_a_measure_by_plan_count(three):
    plan_actions(three, role="partner")
    plan_actions(three)
    assert len(CALLS) == 2


def test_a_corpus_without_plans_is_measured(three):
    empty = type(three)(**{name: frame.head(0) for name, frame in three.frames().items()})
    for _ in range(2):
        assert plan_actions(empty).empty


def test_a_change_in_one_plan_is_seen_at_once(three):
    plan_actions(three)
    actions = three.actions[three.actions["action_id"] != "b-2024/002"].reset_index(drop=True)
    fewer = type(three)(**{**three.frames(), "actions": actions})
    assert plan_actions(fewer)["value"].tolist() == [1, 1, 0]
    assert CALLS[1] == ("b-2024",)


@pytest.mark.parametrize("name", ["plan_comparison", "concentration_intervals"])
def test_measures_of_the_plans_are_the_same_with_and_without_the_store(name):
    measure = getattr(analysis, name)
    corpus = analysis.load_corpus()
    plain = measure.__wrapped__(corpus, draws=20)
    first = next(iter(split_plans(corpus).values()))
    measure(first, draws=20)
    for _ in range(2):
        found = measure(corpus, draws=20)
        pd.testing.assert_frame_equal(found, plain, check_exact=True)
        assert found.index.dtypes.equals(plain.index.dtypes)


def test_errors_are_raised_each_time(three):
    for _ in range(2):
        with pytest.raises(ParameterError):
            analysis.plan_comparison(three, draws=-1)


def test_no_measure_reads_what_has_no_part_in_its_key():
    """Neither the sentences of the issues nor the words of readers nor the data folder."""
    root = Path(store.__file__).parents[1]
    sources = [
        path.read_text(encoding="utf-8") for part in ("graphs", "measures") for path in (root / part).rglob("*.py")
    ]
    words = ("import say", "import label", "common.wording", "data_folder", "os.environ", 'issues["')
    assert not [word for word in words for text in sources if word in text]
